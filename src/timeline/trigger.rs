//! The word that a time expression dates.
//!
//! Arabic puts the verb first and its time anywhere after it, often set off by commas, or opens
//! the clause with the time; and a verbal noun nearer to the expression may take it ("since the
//! overthrow of X last year", "he expected the return of demand next week"). So all verbs and
//! event nouns of the sentence are weighed by a small linear model over what stands between them
//! and the expression. Its weights are in `trigger_weights.tsv`.

use std::ops::Range;
use std::sync::LazyLock;

use super::carried;
use super::features::{Place, is_time_preposition};
use super::status::is_to_come;
use super::weights::WEIGHTS;
use super::words::{Word, Words, bare, is_no_event, stem_span};
use crate::article::Article;
use crate::lexicon::{Entry, Lexicon, lexicon};
use crate::quote::Quote;
use crate::segment::TokenKind;
use crate::text::CleanSpan;
use crate::time::{Date, Timex};

static UNDATED: LazyLock<Lexicon<Undated>> = LazyLock::new(|| lexicon!("undated"));

/// Why a time behind a word dates nothing, see `undated.tsv`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Undated {
    Compared,
    More,
    Named,
}

impl Entry for Undated {
    fn read(columns: &[&str]) -> Self {
        match columns.first().copied().unwrap_or("") {
            "compared" => Self::Compared,
            "more" => Self::More,
            kind => {
                debug_assert_eq!(kind, "named", "a kind of undated.tsv");
                Self::Named
            }
        }
    }
}

/// Nothing farther away than this many tokens is looked at, so that a sentence of any length costs
/// the same for each expression in it.
const REACH: usize = 60;

/// The clause that tells an event.
#[derive(Clone, Debug)]
pub(super) struct Clause {
    pub(super) span: CleanSpan,
    pub(super) tokens: Range<usize>,
    /// The word that names the event.
    pub(super) trigger: Option<CleanSpan>,
    /// The word that stands for it in the clause: itself, or the light verb before it that carries it.
    pub(super) trigger_token: Option<usize>,
}

/// The clause around the expression of `time` and its trigger; none where it stands in no sentence or
/// dates nothing in it. `date` is the day of publication.
pub(super) fn find(
    article: &Article<'_>,
    words: &Words<'_>,
    quotes: &[Quote],
    time: &Timex,
    date: Option<Date>,
) -> Option<Clause> {
    let place = place(article, words, quotes, time, date).filter(|place| !dates_nothing(place))?;
    let sentence = &place.sentence;
    let trigger = candidates(&place)
        .map(|idx| (score(&place, idx), idx))
        // Of equals the first in the text.
        .max_by_key(|&(score, idx)| (score, std::cmp::Reverse(idx)))
        .map(|(_, idx)| idx);
    let named = trigger.map(|verb| carried::by(&article.tokens, words, sentence, verb));
    let range = clause(words, sentence, &place.tokens, trigger);
    Some(Clause {
        span: article.tokens.cover(range.clone()),
        tokens: range,
        trigger: named.map(|idx| stem_span(article, idx)),
        trigger_token: trigger.min(named),
    })
}

/// The expression with what its candidates share.
pub(super) fn place<'a>(
    article: &'a Article<'a>,
    words: &'a Words<'a>,
    quotes: &'a [Quote],
    time: &'a Timex,
    date: Option<Date>,
) -> Option<Place<'a>> {
    let tokens = article.tokens.within(time.clean?);
    let sentence = sentence(article, &tokens)?;
    Some(Place { sentence, article, words, quotes, time, tokens, to_come: is_to_come(time, date) })
}

/// The tokens of the sentence around an expression. A time that is a line of its own, as in live
/// coverage, stands with the sentence behind it.
fn sentence(article: &Article<'_>, tokens: &Range<usize>) -> Option<Range<usize>> {
    let number = article.sentence_of(tokens.start)?;
    let own = article.sentences[number].tokens.clone();
    let is_word = |idx: usize| article.tokens.kind(idx) == Some(TokenKind::Arabic);
    let short = own.len() <= tokens.len() + 3;
    let alone = short && !(own.start..tokens.start).chain(tokens.end..own.end).any(is_word);
    match article.sentences.get(number + 1) {
        Some(next) if alone => Some(own.start..next.tokens.end),
        _ => Some(own),
    }
}

/// "compared with 2010", "the constitution of 1971", "the report for 2011": a term of comparison or a
/// part of a name.
fn dates_nothing(place: &Place<'_>) -> bool {
    let tokens = &place.article.tokens;
    let start = place.tokens.start;
    let is = |idx: usize, kind: Undated| {
        tokens.splits(idx).any(|split| UNDATED.word_at(tokens, idx, split.as_written()).contains(&kind))
    };
    let before = |back: usize| start.checked_sub(back).filter(|idx| place.sentence.contains(idx));
    let compared = (1..=2).filter_map(before).any(|idx| is(idx, Undated::Compared));
    // "Better than in 2008".
    let than = before(1).is_some_and(|idx| tokens.folded(idx) == "من")
        && (2..=4).filter_map(before).any(|idx| is(idx, Undated::More));
    let is_year = place.time.value.len() <= 4;
    let attached = tokens
        .get(start)
        .zip(place.time.clean)
        .is_some_and(|(token, time)| token.span.start() < time.start());
    // "The last elections, of 2012", are an event, "the law of 2012" is none.
    let of_year = is_year
        && attached
        && tokens.folded(start).starts_with('ل')
        && !(1..=3)
            .filter_map(before)
            .any(|idx| place.words.at(idx).noun().is_some_and(|noun| noun.eventive > 0));
    // "A report of yesterday" is one of that day.
    let has_digits = || place.tokens.clone().any(|idx| tokens.kind(idx) == Some(TokenKind::Number));
    let named = before(1).is_some_and(|idx| is(idx, Undated::Named)) && has_digits();
    compared || than || of_year || named
}

/// The verbs and event nouns of the sentence within reach of the expression, and the word right
/// before it, whatever it is: a participle ("held on Thursday"), a noun that no list has.
pub(super) fn candidates<'a>(place: &'a Place<'a>) -> impl Iterator<Item = usize> + 'a {
    let sentence = &place.sentence;
    let start = sentence.start.max(place.tokens.start.saturating_sub(REACH));
    let end = sentence.end.min(place.tokens.end + REACH);
    let neighbour = neighbour(place, start);
    (start..end).filter(move |&idx| {
        let word = place.words.at(idx);
        // A word in marks is a name.
        let is_mark = |at: usize| place.article.tokens.kind(at) == Some(TokenKind::Quote);
        if word.is_noun() && idx > 0 && is_mark(idx - 1) && is_mark(idx + 1) {
            return false;
        }
        (word.is_verb() || word.is_noun() || word == Word::Either || Some(idx) == neighbour)
            && !place.tokens.contains(&idx)
    })
}

/// The word before the expression and its preposition, if it may be an event.
fn neighbour(place: &Place<'_>, start: usize) -> Option<usize> {
    let tokens = &place.article.tokens;
    let mut idx = place.tokens.start.checked_sub(1)?;
    if is_time_preposition(bare(tokens.folded(idx))) {
        idx = idx.checked_sub(1)?;
    }
    let open = idx >= start
        && place.words.at(idx) == Word::Other
        && tokens.kind(idx) == Some(TokenKind::Arabic)
        && tokens.folded(idx).chars().count() >= 4
        && !is_no_event(tokens, idx);
    open.then_some(idx)
}

fn score(place: &Place<'_>, idx: usize) -> i32 {
    let mut sum = WEIGHTS.of_word(place.article, idx);
    place.features(idx, &mut |template, values| sum += WEIGHTS.of(template, values));
    sum
}

/// From the break before the trigger or the expression, whichever comes first, to the break after
/// the later of the two, both within reach.
fn clause(
    words: &Words<'_>,
    sentence: &Range<usize>,
    expression: &Range<usize>,
    trigger: Option<usize>,
) -> Range<usize> {
    let first = trigger.map_or(expression.start, |idx| idx.min(expression.start));
    let last = trigger.map_or(expression.end, |idx| expression.end.max(idx + 1));
    let reach = sentence.start.max(first.saturating_sub(REACH))..sentence.end.min(last + REACH);
    let start = (reach.start..first)
        .rev()
        .find(|&idx| words.at(idx) == Word::Break)
        .map_or(reach.start, |idx| idx + 1);
    let end = (last..reach.end)
        .find(|&idx| matches!(words.at(idx), Word::Break | Word::Comma))
        .unwrap_or(reach.end);
    start..end
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::actor::Actors;
    use crate::clean::Cleaned;
    use crate::text::CleanText;
    use crate::time::{Governor, Role, TimexKind};

    /// `marked` holds one expression in square brackets; `trigger` is the word that it dates.
    #[track_caller]
    fn check(marked: &str, trigger: &str) {
        let (before, rest) = marked.split_once('[').expect("an expression is marked");
        let (expression, after) = rest.split_once(']').expect("the mark is closed");
        let text = format!("{before}{expression}{after}");
        let place = CleanSpan::new(before.len() as u32, (before.len() + expression.len()) as u32);
        let cleaned = Cleaned { text: CleanText::new(&text, &[]), ..Cleaned::default() };
        let article = Article::new(&cleaned);
        let time = Timex {
            source: cleaned.text.to_source(place),
            clean: Some(place),
            kind: TimexKind::Date,
            value: "2019".into(),
            modifier: None,
            edtf: None,
            governor: Governor::None,
            role: Role::Point,
            anchored: None,
        };
        let words = Words::read(&article, std::slice::from_ref(&time), &Actors::default());
        let date = Date::new(2018, 1, 1);
        let clause = find(&article, &words, &[], &time, date).expect("the expression stands in a sentence");
        assert_eq!(clause.trigger.map_or("", |span| span.of(&text)), trigger, "{marked}");
    }

    #[test]
    fn the_verb_before_the_expression() {
        // "The ministry announced yesterday the opening of the road."
        check("أعلنت الوزارة [أمس] افتتاح الطريق.", "أعلنت");
        // "And the ministry announced, yesterday Thursday, that ..." with a proclitic.
        check("وأعلنت الوزارة، [أمس الخميس]، أن الطريق مفتوح.", "أعلنت");
        // "She said that the team will arrive tomorrow."
        check("وقالت إن الفريق سيصل [غداً] إلى المدينة.", "سيصل");
    }

    #[test]
    fn an_expression_that_opens_its_clause() {
        // "In 2015, the government decided to stop the programme."
        check("وفي [2015]، قررت الحكومة وقف البرنامج.", "قررت");
    }

    #[test]
    fn an_event_noun_close_before_it() {
        // "The country has seen much since the fall of the regime last year."
        check("عرفت البلاد الكثير منذ سقوط النظام [العام الماضي].", "سقوط");
    }

    #[test]
    fn light_verbs() {
        // "The signing was done yesterday in the capital."
        check("وتم التوقيع [أمس] في العاصمة.", "التوقيع");
        // "The signing of the agreement was done yesterday in the capital."
        check("وتم توقيع الاتفاق [أمس] في العاصمة.", "توقيع");
        // "The elections that took place yesterday drew responses."
        check("لاقت الانتخابات التي جرت [أمس] ردود فعل.", "الانتخابات");
    }

    #[test]
    fn a_clause_without_any_trigger() {
        // "The road, since Thursday."
        check("الطريق من [الخميس].", "");
    }
}
