//! Whether an event happened, or is said, expected or denied to.

use std::ops::Range;
use std::sync::LazyLock;

use super::features::near_quotes;
use super::order::start;
use super::trigger::Clause;
use super::words::{Word, Words, is_future};
use crate::article::Article;
use crate::lexicon::{Entry, Lexicon, lexicon};
use crate::quote::{Quote, QuoteKind, Stance};
use crate::time::{Date, Governor, Timex};

static MARKS: LazyLock<Lexicon<Mark>> = LazyLock::new(|| lexicon!("event_marks"));

/// How the article stands to an event.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Status {
    /// The article itself tells it.
    Happened,
    /// Someone whom the article quotes tells it, or rumour does.
    Reported,
    /// It is announced or expected.
    Expected,
    /// It hangs on a condition, or is no more than possible.
    Conditional,
    /// It did not happen, will not, or is said not to have.
    Denied,
}

/// What a word says about the event near it, see `event_marks.tsv`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Mark {
    Not,
    Condition,
    Possible,
    Expected,
    Hearsay,
    Only,
    Still,
    Un,
}

impl Entry for Mark {
    fn read(columns: &[&str]) -> Self {
        match columns.first().copied().unwrap_or("") {
            "not" => Self::Not,
            "condition" => Self::Condition,
            "possible" => Self::Possible,
            "expected" => Self::Expected,
            "hearsay" => Self::Hearsay,
            "only" => Self::Only,
            "un" => Self::Un,
            mark => {
                debug_assert_eq!(mark, "still", "a mark of event_marks.tsv");
                Self::Still
            }
        }
    }
}

/// Whether a folded word says of the next one that it did not happen or is not so.
pub(super) fn is_negation(folded: &str) -> bool {
    MARKS.get(folded).iter().any(|mark| matches!(mark, Mark::Not | Mark::Un))
}

/// How far into a denial its event may stand, in tokens.
const DENIED: usize = 5;
/// How far before its event a condition may stand, in tokens.
const CONDITION_REACH: usize = 25;
/// How far before its event a word of possibility or expectation may stand.
const REACH: usize = 10;
/// How far behind a noun "scheduled" may stand.
const ADJECTIVE_REACH: usize = 6;

/// The status of the event that `clause` tells and `time` dates, if anything does. `date` is the
/// day of publication.
///
/// Where several hold, the first in this order counts: denied, conditional, expected, reported.
pub(super) fn of(
    article: &Article<'_>,
    words: &Words<'_>,
    clause: &Clause,
    time: Option<&Timex>,
    date: Option<Date>,
    quotes: &[Quote],
) -> Status {
    let to_come = time.is_some_and(|time| is_to_come(time, date));
    let Some(trigger) = clause.trigger_token else {
        return if to_come { Status::Expected } else { Status::Happened };
    };
    let place = article.tokens.as_slice()[trigger].span;
    let sentence = article
        .sentence_of(trigger)
        .map_or(trigger..trigger + 1, |number| article.sentences[number].tokens.clone());
    let around = Around { article, words, trigger, sentence };
    let told_in = || {
        near_quotes(quotes, place)
            .iter()
            .filter(|quote| quote.span.start() <= place.start() && place.end() <= quote.span.end())
    };
    // What is denied stands first; what follows is told on the way.
    let denied_by_source = || {
        told_in().any(|quote| {
            quote.kind != QuoteKind::Direct
                && quote.cue.as_ref().is_some_and(|cue| cue.stance == Stance::Denies)
                && article.tokens.within(quote.span).start + DENIED >= trigger
        })
    };
    // "will not before Thursday" says that it will.
    let bounded =
        time.is_some_and(|time| matches!(time.governor, Governor::Before | Governor::Until | Governor::By));
    if !bounded && around.is_negated() || denied_by_source() {
        Status::Denied
    } else if around.is_conditional() {
        Status::Conditional
    } else if to_come || around.is_expected() {
        Status::Expected
    } else if told_in().next().is_some() || around.finds(REACH, Mark::Hearsay) {
        Status::Reported
    } else {
        Status::Happened
    }
}

/// Whether the event that the expression dates lies after the day of publication, up to the grain
/// that both tell: "2019" is not after 2019-12-19, but "the end of 2019" is.
pub(super) fn is_to_come(time: &Timex, date: Option<Date>) -> bool {
    let Some(date) = date else { return false };
    let value = time.anchored.as_deref().unwrap_or(&time.value);
    let still_open = || {
        // The end of the year or month in which the article came out.
        let shared = value.trim_start_matches("../");
        time.modifier == Some("END") && matches!(shared.len(), 4 | 7) && date.to_string().starts_with(shared)
    };
    start(value).is_after(date) || still_open()
}

/// The sentence around a trigger.
struct Around<'a> {
    article: &'a Article<'a>,
    words: &'a Words<'a>,
    trigger: usize,
    sentence: Range<usize>,
}

impl Around<'_> {
    fn mark_at(&self, idx: usize) -> Option<(Mark, usize)> {
        let tokens = &self.article.tokens;
        tokens.splits(idx).find_map(|split| {
            let found = MARKS.longest_at(tokens, idx, split)?;
            found.entries.first().map(|&mark| (mark, found.end))
        })
    }

    /// The tokens before `idx` in its clause, nearest first, at most `reach`.
    fn before(&self, idx: usize, reach: usize) -> impl Iterator<Item = usize> + '_ {
        let start = self.sentence.start.max(idx.saturating_sub(reach));
        (start..idx).rev().take_while(|&at| self.words.at(at) != Word::Break)
    }

    /// Whether a word with this mark stands before the trigger.
    fn finds(&self, reach: usize, mark: Mark) -> bool {
        self.before(self.trigger, reach).any(|idx| self.mark_at(idx).is_some_and(|(found, _)| found == mark))
    }

    /// "lam yaltaqi", "lan tu'qad al-jalsa", "'adam musharakatihi".
    fn is_negated(&self) -> bool {
        let carrier = self
            .before(self.trigger, 3)
            .find(|&idx| self.words.at(idx).is_verb())
            .filter(|_| self.words.at(self.trigger).is_noun());
        let is_not = |idx: usize| {
            let Some(before) = idx.checked_sub(1).filter(|&before| before >= self.sentence.start) else {
                return false;
            };
            // "he did not", with "be" or "already" between: lam yakun qad.
            let auxiliary = matches!(
                self.article.tokens.folded(before),
                "يكن" | "تكن" | "يكونوا" | "قد" | "يكون" | "تكون"
            );
            let before = if auxiliary { before.saturating_sub(1).max(self.sentence.start) } else { before };
            self.mark_at(before).is_some_and(|(mark, end)| mark == Mark::Not && end == before + 1)
                && !self.mark_at(idx).is_some_and(|(mark, _)| mark == Mark::Still)
        };
        let only = || {
            (self.trigger + 1..self.sentence.end.min(self.trigger + ADJECTIVE_REACH))
                .take_while(|&idx| !matches!(self.words.at(idx), Word::Break | Word::Comma))
                .any(|idx| self.mark_at(idx).is_some_and(|(mark, _)| mark == Mark::Only))
        };
        (is_not(self.trigger) || carrier.is_some_and(is_not)) && !only()
    }

    /// "if …", "perhaps", and qad with an imperfect.
    fn is_conditional(&self) -> bool {
        let condition_behind = || {
            (self.trigger + 1..self.sentence.end.min(self.trigger + CONDITION_REACH))
                .take_while(|&idx| !matches!(self.words.at(idx), Word::Break | Word::Complementiser))
                .any(|idx| self.mark_at(idx).is_some_and(|(mark, _)| mark == Mark::Condition))
        };
        let may = self.trigger.checked_sub(1).is_some_and(|before| {
            before >= self.sentence.start
                && self.article.tokens.folded(before) == "قد"
                && self.words.at(self.trigger).is_verb()
                && self.article.tokens.folded(self.trigger).starts_with('ي')
        });
        // A complementiser closes off what is said from what it is said under.
        let condition_before = self
            .before(self.trigger, CONDITION_REACH)
            .take_while(|&idx| self.words.at(idx) != Word::Complementiser)
            .any(|idx| self.mark_at(idx).is_some_and(|(mark, _)| mark == Mark::Condition));
        may || condition_before || condition_behind() || self.finds(4, Mark::Possible)
    }

    /// A verb in the future, "it is planned that", "the scheduled …".
    fn is_expected(&self) -> bool {
        let tokens = &self.article.tokens;
        let future = |idx: usize| self.words.at(idx).is_verb() && is_future(tokens.folded(idx));
        let carrier = self
            .before(self.trigger, 4)
            .find(|&idx| self.words.at(idx).is_verb())
            .filter(|_| self.words.at(self.trigger).is_noun());
        let behind = || {
            self.words.at(self.trigger).is_noun()
                && (self.trigger + 1..self.sentence.end.min(self.trigger + ADJECTIVE_REACH))
                    .take_while(|&idx| !matches!(self.words.at(idx), Word::Break | Word::Comma | Word::Verb))
                    .any(|idx| self.mark_at(idx).is_some_and(|(mark, _)| mark == Mark::Expected))
        };
        future(self.trigger) || carrier.is_some_and(future) || self.finds(REACH, Mark::Expected) || behind()
    }
}
