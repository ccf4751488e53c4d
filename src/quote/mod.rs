//! Quotes: who said what, in whose words, through whom.
//!
//! All spans point into the cleaned text. The steps, each in a file of its own:
//!
//! 1. `marks` pairs the quotation marks, whatever their shape;
//! 2. `cue` finds the words that report and leaves the narrator's formulas out;
//! 3. `complement` and `object` find what opens the content of a cue, `subject` the words that name
//!    the speaker beside it, `head` whom they mean and `phrase_end` where they end; `report` puts
//!    these together;
//! 4. `extent` finds where the content ends;
//! 5. `speaker` follows the speakers through the article;
//! 6. `attribution` reads the sources that are named outside a statement, `source` those beside
//!    the cue;
//! 7. `title` reads lines of the form "NAME: statement", `interview` questions and answers;
//! 8. `setting` finds to whom and by which medium something was said;
//! 9. `assemble` decides kind, source and confidence.
//!
//! The grammar is that of contemporary news prose; the shares behind the tiers of the cue list
//! were counted on news documents. What cannot be decided stays open: no speaker is better than a
//! wrong one.

mod assemble;
mod attribution;
mod complement;
mod context;
mod cue;
mod extent;
mod facts;
mod head;
mod interview;
mod marks;
mod noun_phrase;
mod object;
mod phrase_end;
mod report;
mod rule;
mod setting;
mod source;
mod speaker;
mod subject;
mod title;
mod words;

#[cfg(test)]
mod gold;
#[cfg(test)]
mod tests;

use crate::actor::{ActorId, Actors};
use crate::article::Article;
use crate::confidence::Confidence;
use crate::sort;
use crate::text::CleanSpan;

pub(crate) use rule::Rule;
pub(crate) use words::{MediumKind, reports};

/// In whose words a statement is given.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum QuoteKind {
    /// In the speaker's words, inside marks or after a colon.
    Direct,
    /// In the reporter's words.
    Indirect,
    /// In the reporter's words with some of the speaker's inside marks.
    Mixed,
}

/// What the cue says about the speaker's attitude; the names are those of the output.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Stance {
    Says,
    Asserts,
    Claims,
    Denies,
    Warns,
    Calls,
    Promises,
    Accuses,
    Praises,
    Believes,
    Reveals,
    Hedges,
}

impl Stance {
    /// The stance that a word list calls `name`.
    fn named(name: &str) -> Self {
        match name {
            "asserts" => Self::Asserts,
            "claims" => Self::Claims,
            "denies" => Self::Denies,
            "warns" => Self::Warns,
            "calls" => Self::Calls,
            "promises" => Self::Promises,
            "accuses" => Self::Accuses,
            "praises" => Self::Praises,
            "believes" => Self::Believes,
            "reveals" => Self::Reveals,
            "hedges" => Self::Hedges,
            _ => Self::Says,
        }
    }
}

/// The words that report.
#[derive(Clone, Debug)]
pub(crate) struct Cue {
    pub(crate) span: CleanSpan,
    pub(crate) lemma: String,
    pub(crate) stance: Stance,
}

/// Who is spoken to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Addressee {
    /// The words that name them.
    pub(crate) span: CleanSpan,
    pub(crate) actor: Option<ActorId>,
}

/// By which medium or on which occasion something was said.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Medium {
    pub(crate) span: CleanSpan,
    pub(crate) kind: MediumKind,
}

/// A reported statement.
#[derive(Clone, Debug)]
pub(crate) struct Quote {
    /// The content, without its marks.
    pub(crate) span: CleanSpan,
    pub(crate) kind: QuoteKind,
    pub(crate) cue: Option<Cue>,
    pub(crate) speaker: Option<ActorId>,
    pub(crate) speaker_span: Option<CleanSpan>,
    /// Agency or outlet through which it is reported.
    pub(crate) via: Option<ActorId>,
    /// Who is spoken to, where the words beside the cue say it.
    pub(crate) addressee: Option<Addressee>,
    /// By which medium or on which occasion.
    pub(crate) medium: Option<Medium>,
    pub(crate) confidence: Confidence,
    pub(crate) rule: Rule,
}

/// Finds the statements of the article, sorted by place.
///
/// # Complexity
/// Linear in the number of tokens: every scan from a cue is bounded.
#[inline(never)]
pub(crate) fn find(article: &Article<'_>, actors: &Actors) -> Vec<Quote> {
    let cx = context::Context::new(article, actors);
    let hits = cue::find(&cx);
    let mut reports: Vec<_> = (0..hits.len()).filter_map(|n| report::find(&cx, &hits, n)).collect();
    // Two cues for the same content: the noun that names its source, else the first, which governs.
    sort::by(&mut reports, |report| (report.complement.start, report.relay.is_none(), report.hit));
    reports.dedup_by_key(|report| report.complement.start);
    sort::by(&mut reports, |report| (report.clause_start, report.hit));
    report::drop_inner_nouns(&hits, &mut reports);
    let answers = interview::answers(&cx);
    let statements = assemble::statements(&cx, &hits, &reports, &answers);
    let answered = answers.iter().filter_map(|answer| interview::quote(&cx, answer));
    let mut quotes: Vec<_> =
        statements.into_iter().chain(title::find(&cx, &reports)).chain(answered).collect();
    sort::by(&mut quotes, |quote| (quote.span, quote.cue.as_ref().map(|cue| cue.span)));
    quotes.dedup_by(|later, earlier| later.span == earlier.span && later.speaker == earlier.speaker);
    quotes
}
