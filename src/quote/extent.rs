//! Extent: where content ends.
//!
//! Content ends with its sentence at the latest, and earlier where the narrator takes over: at the
//! next cue of the same rank, at a trailing attribution, at an explanation ("in a reference to")
//! and at a comment ("a step that"). What stands in marks is passed over as a whole.

use std::ops::Range;

use super::attribution;
use super::complement::Opening;
use super::context::Context;
use super::cue::{Hit, is_connector};
use super::marks::Marked;
use super::report::Report;
use super::words::{CueForm, Frames, PhraseKind, Tier};

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

/// The content of `reports[n]`.
pub(super) fn content(cx: &Context<'_>, hits: &[Hit], reports: &[Report], n: usize) -> Option<Content> {
    let report = &reports[n];
    let start = report.complement.start;
    if report.complement.opening == Opening::Marks {
        let marked = cx.marks.opened_at(start - 1).or_else(|| cx.marks.opened_at(start.checked_sub(2)?));
        return match marked.filter(|marked| marked.is_closed()) {
            Some(marked) => closed(cx, marked),
            None => some(trim(cx, start..end(cx, hits, reports, n, start)), true),
        };
    }
    let mut end = end(cx, hits, reports, n, start);
    if report.complement.opening == Opening::Colon {
        end = speech_end(cx, reports, start, end);
    }
    if let Some(marked) = cx.marks.opened_at(start).filter(|marked| !super::complement::is_name(cx, marked)) {
        if !marked.is_closed() {
            return some(trim(cx, marked.open.end..end), true);
        }
        // Marks around the whole clause.
        if !(marked.close.end..end).any(|idx| cx.is_word(idx)) {
            return closed(cx, marked);
        }
    }
    some(trim(cx, start..end), false)
}

fn some(tokens: Range<usize>, marked: bool) -> Option<Content> {
    (!tokens.is_empty()).then_some(Content { tokens, marked })
}

fn closed(cx: &Context<'_>, marked: &Marked) -> Option<Content> {
    some(trim_marks(cx, marked.inner.clone()), true)
}

/// Speech after a colon without marks goes on to the end of its paragraph unless somebody reports
/// again.
fn speech_end(cx: &Context<'_>, reports: &[Report], start: usize, end: usize) -> usize {
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

fn end(cx: &Context<'_>, hits: &[Hit], reports: &[Report], n: usize, start: usize) -> usize {
    let unit = cx.unit_of(start);
    let around = cx
        .marks
        .around(start)
        .filter(|marked| marked.open.start < start && marked.inner.contains(&reports[n].clause_start));
    let mut limit = unit.end.min(start + MAX_TOKENS);
    if let Some(marked) = around {
        limit = limit.min(marked.inner.end);
    }
    let mut next = reports.partition_point(|report| report.clause_start < start);
    let mut idx = start;
    while idx < limit {
        while reports.get(next).is_some_and(|report| report.clause_start < idx) {
            next += 1;
        }
        if let Some(marked) =
            cx.marks.opened_at(idx).filter(|marked| marked.is_closed() && marked.close.end <= limit)
        {
            idx = marked.close.end;
            continue;
        }
        let new_report = reports.get(next).is_some_and(|report| {
            report.clause_start == idx
                && next != n
                && idx > start
                && takes_over(cx, &hits[report.hit], report)
        });
        let after_pause = idx > start && (!cx.is_word(idx - 1) || cx.marks.closed_before(idx).is_some());
        let is_phrase = |kind| cx.phrase_at(idx, kind).is_some();
        if new_report
            || is_phrase(PhraseKind::Gloss) && idx > start
            || after_pause && (is_phrase(PhraseKind::Afterword) || is_phrase(PhraseKind::Turn))
            || idx > start && attribution::at(cx, hits, idx).is_some()
        {
            return idx;
        }
        idx += 1;
    }
    limit
}

/// Whether a report stands beside the one before it rather than inside its content.
fn takes_over(cx: &Context<'_>, hit: &Hit, report: &Report) -> bool {
    let start = report.clause_start;
    let before = start - 1;
    let after_pause = !cx.is_word(before) || cx.marks.closed_before(start).is_some();
    match hit.form {
        CueForm::Noun => report.relayed && cx.has_conjunction(start),
        CueForm::Participle => {
            after_pause
                || hit.tier == Tier::Strong
                    && matches!(report.complement.opening, Opening::Clause | Opening::Marks | Opening::Colon)
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
            let is_main = after_pause
                && start == hit.idx
                && hit.form == CueForm::Perfect
                && hit.tier == Tier::Strong
                && report.complement.opening != Opening::Phrase
                && report.complement.opening != Opening::Object;
            is_main || (linked || connected) && (after_pause || hit.tier > Tier::Weak)
        }
    }
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
    matches!(
        cx.folded(idx),
        "كما"
            | "لكن"
            | "لكنه"
            | "لكنها"
            | "ولكن"
            | "ولكنه"
            | "ولكنها"
            | "فيما"
            | "وفيما"
            | "بينما"
            | "حين"
            | "وقد"
            | "حيث"
            | "اذ"
    ) || matches!(cx.folded(idx), "كان" | "كانت" | "وكان" | "وكانت") && idx > 0 && !is_connector(cx, idx - 1)
}

/// Takes pauses, stops and dangling connectors off the end.
fn trim(cx: &Context<'_>, tokens: Range<usize>) -> Range<usize> {
    let Range { mut start, mut end } = tokens;
    while start < end && !cx.is_word(start) && !cx.is_mark(start) && !opens_bracket(cx, start) {
        start += 1;
    }
    while end > start {
        let last = end - 1;
        let dangles = cx.is_arabic(last)
            && matches!(
                cx.folded(last),
                "كما"
                    | "لكن"
                    | "لكنه"
                    | "لكنها"
                    | "ولكن"
                    | "ولكنه"
                    | "ولكنها"
                    | "فيما"
                    | "وفيما"
                    | "بينما"
                    | "وقد"
                    | "حيث"
                    | "اذ"
                    | "و"
                    | "وكان"
                    | "وكانت"
                    | "كان"
                    | "كانت"
                    | "وذلك"
                    | "كذلك"
            );
        let is_sign = !cx.is_word(last)
            && !cx.is_mark(last)
            && !matches!(cx.tokens.surface(last), ")" | "]" | "%" | "!" | "?" | "\u{061F}");
        // An opening mark at the end belongs to what follows.
        let opens = cx.is_mark(last) && cx.marks.opened_at(last).is_some();
        if !(dangles || is_sign || opens) {
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
