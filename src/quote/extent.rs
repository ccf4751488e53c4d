//! Extent: where content ends.
//!
//! Content ends with its sentence at the latest, and earlier where the narrator takes over: at the
//! next cue of the same rank, at a trailing attribution, at an explanation ("in a reference to")
//! and at a comment ("a step that"). What stands in marks is passed over as a whole.

use std::ops::Range;

use super::attribution::Attribution;
use super::complement::{Opening, is_name};
use super::context::Context;
use super::cue::{Hit, first_in, is_connector};
use super::marks::Marked;
use super::noun_phrase::is_complementiser;
use super::report::Report;
use super::words::{CueForm, Frames, Number, PhraseKind, Tier};
use crate::actor::Gender;

/// Words in marks that can be a whole statement.
const MIN_WHOLE: usize = 5;
/// Longest occasion put behind a statement, in tokens.
const MAX_OCCASION: usize = 24;
/// Longest content without marks, in tokens.
const MAX_TOKENS: usize = 400;

/// The content of a report.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Content {
    /// Its tokens, marks around the whole left out.
    pub(super) tokens: Range<usize>,
    /// Whether marks hold all of it.
    pub(super) marked: bool,
}

/// Finds contents one after the other.
pub(super) struct Extents<'c> {
    cx: &'c Context<'c>,
    hits: &'c [Hit],
    reports: &'c [Report],
    /// At which tokens an attribution begins.
    attributed: Vec<bool>,
    /// The last stretch without a stop inside, and whether it began in a subordinate clause: what
    /// begins inside of it ends where it ends, so that nested reports are not read again and again.
    last: (Range<usize>, bool),
}

impl<'c> Extents<'c> {
    pub(super) fn new(
        cx: &'c Context<'c>,
        hits: &'c [Hit],
        reports: &'c [Report],
        attributions: &[Attribution],
    ) -> Self {
        let mut attributed = vec![false; cx.tokens.len()];
        for found in attributions {
            attributed[found.cue.start] = !found.is_put_in(cx);
        }
        Self { cx, hits, reports, attributed, last: (0..0, false) }
    }

    /// The content of report `n`.
    pub(super) fn content(&mut self, n: usize) -> Option<Content> {
        let (cx, report) = (self.cx, &self.reports[n]);
        let start = report.complement.start;
        if report.complement.opening == Opening::Marks {
            let marked = cx.marks.opened_at(start - 1).or_else(|| cx.marks.opened_at(start.checked_sub(2)?));
            return match marked.filter(|marked| marked.is_closed()) {
                Some(marked) => closed(cx, marked),
                None => some(trim(cx, start..self.end(n, start)), true),
            };
        }
        let mut end = self.end(n, start);
        if report.complement.opening == Opening::Colon {
            end = speech_end(cx, self.reports, start, end);
        }
        if let Some(marked) =
            cx.marks.opened_at(start).filter(|marked| !marked.is_closed() || !is_name(cx, marked))
        {
            if !marked.is_closed() {
                return some(trim(cx, marked.open.end..end), true);
            }
            // Marks around the whole clause.
            if !(marked.close.end..end).any(|idx| cx.is_word(idx)) || is_whole(cx, marked) {
                return closed(cx, marked);
            }
        }
        some(trim(cx, start..end), false)
    }

    fn end(&mut self, n: usize, start: usize) -> usize {
        let (cx, report) = (self.cx, &self.reports[n]);
        // "While X called for …, Y stressed that": the main clause follows.
        let subordinate = report.clause_start > 0 && is_sibling_connector(cx, report.clause_start - 1);
        let around = cx
            .marks
            .around(start)
            .filter(|marked| marked.open.start < start && marked.inner.contains(&report.clause_start));
        if around.is_none() && self.last.0.contains(&start) && self.last.1 == subordinate {
            return self.last.0.end;
        }
        let mut limit = cx.unit_of(start).end.min(start + MAX_TOKENS);
        if let Some(marked) = around {
            limit = limit.min(marked.inner.end);
        }
        let mut next = self.reports.partition_point(|report| report.clause_start < start);
        let mut idx = start;
        while idx < limit {
            while self.reports.get(next).is_some_and(|report| report.clause_start < idx) {
                next += 1;
            }
            if let Some(marked) =
                cx.marks.opened_at(idx).filter(|marked| marked.is_closed() && marked.close.end <= limit)
            {
                idx = marked.close.end;
                continue;
            }
            if idx > start && (self.attributed[idx] || self.stops(n, next, idx, subordinate)) {
                break;
            }
            idx += 1;
        }
        let end = idx.min(limit);
        if around.is_none() {
            self.last = (start..end, subordinate);
        }
        end
    }

    /// Whether the narrator's words about the speaking itself begin with token `idx`.
    fn is_tail(&self, idx: usize) -> bool {
        let n = first_in(self.hits, idx..idx + 1);
        let participle = self.hits.get(n).filter(|hit| hit.idx == idx && hit.form == CueForm::Participle);
        participle.is_some_and(|hit| hit.tier == Tier::Strong || hit.lemma == "علق")
            || is_occasion(self.cx, idx)
    }

    /// Whether the content of report `n` stops before token `idx`, where report `next` may begin.
    fn stops(&self, n: usize, next: usize, idx: usize, subordinate: bool) -> bool {
        let cx = self.cx;
        let new_report = self.reports.get(next).is_some_and(|report| {
            report.clause_start == idx
                && next != n
                && takes_over(cx, &self.hits[report.hit], report, subordinate)
        });
        let after_pause = !cx.is_word(idx - 1) || cx.marks.closed_before(idx).is_some();
        let is_phrase = |kind| cx.phrase_at(idx, kind).is_some();
        new_report
            || is_phrase(PhraseKind::Gloss)
            // "…, commenting on the offer": a participle without content of its own is the narrator's.
            || after_pause && self.is_tail(idx)
            || after_pause && (is_phrase(PhraseKind::Afterword) || is_phrase(PhraseKind::Turn))
            || after_pause && self.is_new_topic(next, idx)
            // "…, and the traders have lowered": the narrator's background.
            || after_pause && is_background(cx, idx) && self.reports[n].complement.opening != Opening::Colon
    }

    /// "…, meanwhile the expert stressed that": a report follows at once.
    fn is_new_topic(&self, next: usize, idx: usize) -> bool {
        let Some(end) = self.cx.phrase_at(idx, PhraseKind::Reset) else { return false };
        let behind = self.reports[next..].iter().find(|report| report.clause_start >= end);
        behind.is_some_and(|report| report.clause_start <= end + 1)
    }
}

/// "wa-qad" with a perfect; with an imperfect it says what may be.
fn is_background(cx: &Context<'_>, idx: usize) -> bool {
    cx.folded(idx) == "وقد" && !cx.folded(idx + 1).starts_with('ي') && cx.folded(idx + 1) != "تكون"
}

/// Whether a long stretch in marks that opens the content is all of it: a pause follows, and then
/// neither more words in marks nor another clause ("and that").
fn is_whole(cx: &Context<'_>, marked: &Marked) -> bool {
    let after = marked.close.end;
    let is_long = marked.inner.clone().filter(|&idx| cx.is_word(idx)).take(MIN_WHOLE).count() == MIN_WHOLE;
    let goes_on = cx.is_mark(after + 1) || cx.has_conjunction(after + 1);
    is_long && cx.is_pause(after) && !goes_on
}

/// "…, during a press conference.": the occasion, put behind the statement.
fn is_occasion(cx: &Context<'_>, idx: usize) -> bool {
    if !matches!(cx.folded(idx), "خلال" | "في" | "عبر" | "عقب") || !super::setting::is_speaking(cx, idx + 1)
    {
        return false;
    }
    let end = cx.unit_of(idx).end.min(idx + MAX_OCCASION);
    !(idx..end).any(|idx| is_complementiser(cx, idx) || cx.is_pause(idx) || cx.is_mark(idx))
        && end < idx + MAX_OCCASION
}

fn some(tokens: Range<usize>, marked: bool) -> Option<Content> {
    (!tokens.is_empty()).then_some(Content { tokens, marked })
}

fn closed(cx: &Context<'_>, marked: &Marked) -> Option<Content> {
    some(trim_marks(cx, marked.inner.clone()), true)
}

/// Speech after a colon without marks goes on to the end of its paragraph unless somebody reports
/// again.
pub(super) fn speech_end(cx: &Context<'_>, reports: &[Report], start: usize, end: usize) -> usize {
    let unit = cx.unit_of(start);
    if end < unit.end.saturating_sub(1) {
        return end;
    }
    let paragraph = cx.paragraph_of(start);
    let mut end = end;
    let first = cx.units.partition_point(|unit| unit.end <= start) + 1;
    for unit in cx.units[first.min(cx.units.len())..].iter().take(12) {
        let reports_again = reports
            .get(reports.partition_point(|report| report.clause_start < unit.start))
            .is_some_and(|report| report.clause_start < unit.end);
        if cx.paragraph_of(unit.start) != paragraph || reports_again {
            break;
        }
        end = unit.end;
    }
    end
}

/// Whether a report stands beside the one before it rather than inside its content.
fn takes_over(cx: &Context<'_>, hit: &Hit, report: &Report, subordinate: bool) -> bool {
    let start = report.clause_start;
    let before = start - 1;
    let after_pause = !cx.is_word(before) || cx.marks.closed_before(start).is_some();
    match hit.form {
        CueForm::Noun => {
            // "…, in her words: we have …".
            let announces = hit.suffix.is_some()
                && after_pause
                && report.complement.opening.is_direct()
                && report.complement.zone_end == hit.end();
            report.relayed && cx.has_conjunction(start) || announces
        }
        CueForm::Participle => {
            after_pause
                || report.complement.opening.is_clear()
                || hit.tier == Tier::Strong && is_adverbial(cx, hit)
                || is_plural_adverbial(cx, hit)
        }
        CueForm::Perfect | CueForm::Imperfect => {
            if hit.frames.has(Frames::RELAY) && !after_pause {
                return false;
            }
            let linked = hit.conjunction && start == hit.idx || starts_with_and(cx, start);
            let connected = is_sibling_connector(cx, before);
            if hit.adds {
                return linked || connected || after_pause;
            }
            // A main clause without a subject before its verb.
            let is_main = subordinate
                && after_pause
                && start == hit.idx
                && hit.form == CueForm::Perfect
                && hit.tier == Tier::Strong;
            let clear = report.complement.opening.is_clear();
            if is_contrast(cx, before) {
                return clear;
            }
            // "…, but he repeated that".
            let turns = is_but_he(cx.folded(before))
                && report.complement.opening == Opening::Clause
                && before > 0
                && !cx.is_word(before - 1);
            is_main || turns || (linked || connected) && (after_pause || hit.tier > Tier::Weak)
        }
    }
}

/// "… warning of": in the accusative without the article it describes no noun, but how somebody speaks.
fn is_adverbial(cx: &Context<'_>, hit: &Hit) -> bool {
    let surface = cx.tokens.surface(hit.idx);
    hit.agreement.gender == Gender::Masculine && surface.ends_with(['\u{627}', '\u{64B}'])
}

/// "… demanding (p)": the same in the plural.
fn is_plural_adverbial(cx: &Context<'_>, hit: &Hit) -> bool {
    hit.agreement.number == Number::Plural && cx.tokens.surface(hit.idx).ends_with("ين")
}

/// "and" is written on to the name that the clause starts with, or stands before its marks.
fn starts_with_and(cx: &Context<'_>, idx: usize) -> bool {
    let attached =
        cx.mention_at(idx).is_some_and(|mention| mention.tokens.start == idx && !cx.starts_bare(mention));
    let mut before = idx;
    while before > 0 && cx.is_mark(before - 1) {
        before -= 1;
    }
    attached && cx.folded(idx).starts_with('و')
        || before > 0 && (before < idx || cx.is_mark(idx)) && cx.folded(before - 1) == "و"
}

/// Connectors after which a new report stands beside the old one: as well as, but, while, where.
fn is_sibling_connector(cx: &Context<'_>, idx: usize) -> bool {
    let word = cx.folded(idx);
    is_connective(word)
        || is_contrast(cx, idx)
        || is_therefore(cx, idx)
        || word == "حين"
        || is_past_auxiliary(word) && idx > 0 && !is_connector(cx, idx - 1)
}

/// Whether token `idx` is "therefore" at the head of a clause; "as a result of that" ends one.
fn is_therefore(cx: &Context<'_>, idx: usize) -> bool {
    matches!(cx.after_conjunction(idx), "لذلك" | "لذا") && idx > 0 && cx.is_pause(idx - 1)
}

/// Whether token `idx` is the "an" of "however" ("ghayr an", "illa an").
fn is_contrast(cx: &Context<'_>, idx: usize) -> bool {
    cx.folded(idx) == "ان"
        && idx
            .checked_sub(1)
            .is_some_and(|before| matches!(cx.after_conjunction(before), "غير" | "الا" | "بيد"))
}

/// "but he", "but she": a clause begins whose subject is known.
pub(super) fn is_but_he(word: &str) -> bool {
    matches!(word, "لكنه" | "لكنها" | "ولكنه" | "ولكنها")
}

/// "as", "but", "while", "where", "since": a clause begins with them, none ends with them.
fn is_connective(word: &str) -> bool {
    is_but_he(word)
        || matches!(word, "كما" | "لكن" | "ولكن" | "فيما" | "وفيما" | "بينما" | "وقد" | "حيث" | "اذ")
}

/// "was", "had": the auxiliary that opens a clause in the past perfect.
fn is_past_auxiliary(word: &str) -> bool {
    matches!(word, "كان" | "كانت" | "وكان" | "وكانت")
}

/// Takes pauses, stops and dangling connectors off the end.
fn trim(cx: &Context<'_>, tokens: Range<usize>) -> Range<usize> {
    let Range { mut start, mut end } = tokens;
    while start < end && !cx.is_word(start) && !cx.is_mark(start) && !opens_bracket(cx, start) {
        start += 1;
    }
    while end > start {
        let last = end - 1;
        let word = cx.folded(last);
        let dangles = cx.is_arabic(last)
            && (is_connective(word)
                || is_past_auxiliary(word)
                || is_therefore(cx, last)
                || matches!(word, "و" | "وذلك" | "كذلك"));
        if last > start && is_contrast(cx, last) {
            end = last - 1;
            continue;
        }
        let is_sign = !cx.is_word(last)
            && !cx.is_mark(last)
            && !matches!(cx.tokens.surface(last), ")" | "]" | "%" | "!" | "?" | "\u{061F}");
        // An opening mark at the end belongs to what follows.
        let opens = cx.is_mark(last) && cx.marks.opened_at(last).is_some();
        // One that closes nothing belongs to nobody.
        let strays = cx.is_mark(last) && last > start && cx.marks.closed_before(end).is_none();
        if !(dangles || is_sign || opens || strays) {
            break;
        }
        end = last;
    }
    start..end
}

fn trim_marks(cx: &Context<'_>, tokens: Range<usize>) -> Range<usize> {
    let Range { mut start, end } = tokens;
    while start < end && !cx.is_word(start) && !cx.is_mark(start) && !opens_bracket(cx, start) {
        start += 1;
    }
    start..end
}

fn opens_bracket(cx: &Context<'_>, idx: usize) -> bool {
    matches!(cx.tokens.surface(idx), "(" | "[" | "#" | "\u{2026}")
}
