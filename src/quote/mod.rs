//! Quotes: who said what, in whose words, through whom.

use crate::actor::{ActorId, Actors};
use crate::article::Article;
use crate::confidence::Confidence;
use crate::text::CleanSpan;

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

/// The words that report.
#[derive(Clone, Debug)]
pub(crate) struct Cue {
    pub(crate) span: CleanSpan,
    pub(crate) lemma: String,
    pub(crate) stance: Stance,
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
    pub(crate) confidence: Confidence,
    pub(crate) rule: &'static str,
}

/// Finds the statements of the article, sorted by place.
pub(crate) fn find(_article: &Article<'_>, _actors: &Actors) -> Vec<Quote> {
    Vec::new()
}
