//! Settings: to whom something was said, and by which medium.
//!
//! Between a cue and its content stand the occasion ("in a press conference", "on his page"), and
//! those who are spoken to ("told Reuters", "called on the government to"). Where a sentence begins
//! with the occasion ("in an interview with the channel, the minister said"), it stands before the
//! cue. Both are only read where the grammar says so: a medium behind its preposition, an addressee
//! behind li- or as the object of a verb that is spoken to somebody.

use std::ops::Range;

use super::complement::Opening;
use super::context::Context;
use super::cue::Hit;
use super::head;
use super::noun_phrase::{adverbial, is_complementiser, is_definite, is_particle};
use super::phrase_end;
use super::report::Report;
use super::subject;
use super::words::{FORMS, Frames, MEDIA, MediumKind};
use super::{Addressee, Medium};
use crate::names::EntityKind;
use crate::text::CleanSpan;

/// Longest words for a medium and for an addressee, in tokens.
const MAX_MEDIUM: usize = 4;
const MAX_ADDRESSEE: usize = 12;
/// How far a medium may stand from its cue, in tokens.
const MAX_ZONE: usize = 40;

/// The words between the cue of a report and its content, and those before them.
#[derive(Clone, Debug)]
pub(super) struct Zone {
    /// Before the clause of the cue, back to the start of its sentence.
    pub(super) before: Range<usize>,
    /// Between the cue and the content.
    between: Range<usize>,
}

impl Zone {
    pub(super) fn of(cx: &Context<'_>, hit: &Hit, report: &Report) -> Self {
        let unit = cx.unit_of(hit.idx);
        let complement = &report.complement;
        let between = match complement.opening {
            // The speech stands before its verb.
            Opening::Marks if complement.start <= hit.idx => hit.end()..complement.zone_end,
            _ => hit.end()..complement.zone_end.max(hit.end()),
        };
        let leads = report.clause_start <= unit.start + MAX_ZONE
            && super::noun_phrase::is_preposition(cx.after_conjunction(unit.start));
        let before = if leads { unit.start..report.clause_start } else { hit.idx..hit.idx };
        Self { before, between: between.start..between.end.min(between.start + MAX_ZONE) }
    }
}

/// The medium by which the statement of `report` was made.
pub(super) fn medium(cx: &Context<'_>, report: &Report, zone: &Zone) -> Option<Medium> {
    // "The statement added": the document speaks.
    let document = report.subject.as_ref().and_then(|subject| medium_at(cx, subject.words.start));
    let document = document.filter(|medium| {
        matches!(
            medium.kind,
            MediumKind::Statement | MediumKind::Report | MediumKind::Letter | MediumKind::Article
        )
    });
    behind_preposition(cx, zone.between.clone())
        .or_else(|| behind_preposition(cx, zone.before.clone()))
        .or(document)
}

/// The medium that the words of an attribution name.
pub(super) fn in_words(cx: &Context<'_>, words: Range<usize>) -> Option<Medium> {
    behind_preposition(cx, words)
}

/// The first medium in `range` that a preposition stands before or is written on to.
fn behind_preposition(cx: &Context<'_>, range: Range<usize>) -> Option<Medium> {
    let mut idx = range.start;
    while idx < range.end {
        if let Some(marked) = cx.marks.opened_at(idx).filter(|marked| marked.is_closed()) {
            idx = marked.close.end;
            continue;
        }
        let governed =
            idx > 0 && is_occasional(cx.after_conjunction(idx - 1)) || cx.folded(idx).starts_with('ب');
        if governed && let Some(medium) = medium_at(cx, idx) {
            return Some(medium);
        }
        idx += 1;
    }
    None
}

/// Prepositions before an occasion: in, during, across, on, by means of.
fn is_occasional(folded: &str) -> bool {
    matches!(
        folded,
        "في" | "خلال"
            | "عبر"
            | "علي"
            | "اثناء"
            | "ضمن"
            | "هامش"
            | "ختام"
            | "عقب"
            | "حسب"
            | "بحسب"
    )
}

/// Whether token `idx` is a noun for a medium or an occasion.
pub(super) fn is_medium(cx: &Context<'_>, idx: usize) -> bool {
    cx.is_arabic(idx) && MEDIA.contains(cx.folded(idx))
}

/// Whether token `idx` is a noun for an occasion or document of speaking, not for a meeting.
pub(super) fn is_speaking(cx: &Context<'_>, idx: usize) -> bool {
    let kind = medium_at(cx, idx).map(|medium| medium.kind);
    kind.is_some_and(|kind| {
        !matches!(kind, MediumKind::Meeting | MediumKind::Article | MediumKind::Broadcast)
    })
}

/// The medium whose noun is token `idx`, with the words that belong to it.
fn medium_at(cx: &Context<'_>, idx: usize) -> Option<Medium> {
    let (end, kind) = cx.tokens.splits(idx).find_map(|split| {
        let found = MEDIA.longest_at(cx.tokens, idx, split)?;
        Some((found.end, *found.entries.first()?))
    })?;
    let mut last = end;
    while last < end + MAX_MEDIUM && belongs(cx, last) {
        last += 1;
    }
    // "His page on Facebook".
    let platform = matches!(kind, MediumKind::Post) && matches!(cx.folded(last), "علي" | "في");
    if platform && let Some(mention) = cx.mention_at(last + 1).filter(|mention| cx.is_outlet(mention.actor)) {
        last = mention.tokens.end;
    }
    let stem = cx.tokens.splits(idx).find(|split| MEDIA.longest_at(cx.tokens, idx, *split).is_some());
    let start = cx.tokens.offset_of_folded(idx, stem.map_or(0, |split| split.stem));
    let cover = cx.span(idx..last)?;
    Some(Medium { span: CleanSpan::new(start.min(cover.end()), cover.end()), kind })
}

/// Adjectives and genitives behind the noun.
fn belongs(cx: &Context<'_>, idx: usize) -> bool {
    let folded = cx.folded(idx);
    let inside_name = cx.mention_at(idx).is_some_and(|mention| mention.tokens.start < idx);
    cx.is_arabic(idx)
        && (inside_name
            || !is_particle(folded)
                && !is_complementiser(cx, idx)
                && adverbial(cx, idx).is_none()
                && cx.adjunct(idx).is_none()
                && cx.source_noun(idx).is_none()
                && cx.mention_at(idx).is_none()
                && !FORMS.contains(cx.after_conjunction(idx))
                && !FORMS.contains(folded.strip_suffix('ه').unwrap_or(folded))
                && !folded.starts_with(['ل', 'ب', 'و'])
                && (folded.ends_with(['ي', 'ه', 'ا']) || is_definite(folded)))
}

/// Those who are spoken to.
pub(super) fn addressee(cx: &Context<'_>, hit: &Hit, report: &Report, zone: &Zone) -> Option<Addressee> {
    let named = report.subject.as_ref().map_or(0..0, |subject| subject.words.clone());
    let addressed = zone.between.clone().find(|&idx| {
        // The preposition may stand alone before a foreign name.
        let alone = cx.folded(idx) == "ل" && cx.mention_at(idx + 1).is_some();
        // Behind another noun it belongs to that noun: "a picture for his son".
        let is_free = alone
            || idx == hit.end()
            || idx == named.end
            || !cx.is_word(idx - 1)
            || head::is_time(cx, idx - 1)
            || (1..=2).any(|back| idx > back && is_medium(cx, idx - back));
        let is_somebody =
            cx.source_noun(idx).is_some() || cx.mention_at(idx).is_some() || cx.is_mark(idx + 1) || alone;
        // "The secretary general of the league": whom he serves is not spoken to.
        let is_served = idx == named.end
            && cx.role_phrase_at(named.start).is_some()
            && cx.mention_at(idx).is_some_and(|mention| {
                cx.kind(mention.actor) == Some(EntityKind::Organisation) && !cx.is_outlet(mention.actor)
            });
        cx.folded(idx).starts_with('ل')
            && !named.contains(&idx)
            && !is_served
            && is_free
            && is_somebody
            && subject::is_addressee(cx, idx)
    });
    if let Some(idx) = addressed {
        return noun_phrase(cx, idx, zone.between.end);
    }
    if !hit.frames.has(Frames::TELLS) || !hit.is_verb() || hit.suffix.is_some() {
        return None;
    }
    let start = match &report.subject {
        Some(subject) if subject.words.start > hit.idx && !report.may_address => subject.end,
        _ => hit.end(),
    };
    let start = (start..zone.between.end).find(|&idx| !cx.is_pause(idx) && adverbial(cx, idx).is_none())?;
    let is_somebody = cx.mention_at(start).is_some_and(|mention| mention.tokens.start == start)
        || head::is_known_source(cx, start)
        || is_definite(cx.folded(start)) && !super::noun_phrase::is_definite_adjective(cx.folded(start));
    (is_somebody && !is_particle(cx.folded(start))).then(|| noun_phrase(cx, start, zone.between.end))?
}

/// The noun phrase that begins with token `idx`, without the preposition written on to it.
fn noun_phrase(cx: &Context<'_>, idx: usize, limit: usize) -> Option<Addressee> {
    // A tatweel or a lone "l" before a name in marks.
    let mut first = idx;
    while first < limit && (cx.is_mark(first) || cx.folded(first).chars().count() <= 1) {
        first += 1;
    }
    let limit = limit.min(idx + MAX_ADDRESSEE);
    let end = phrase_end::extent(cx, first, limit).max(first + 1);
    let who = head::who(cx, first..end);
    let actor = who.and_then(|subject| subject.who.actor());
    let span = cx.span(first..end)?;
    // "lil-" has the article's lam in it and stays whole.
    let attached = cx.mention_at(first).map(|mention| mention.span.start()).filter(|&at| at > span.start());
    let folded = cx.folded(first);
    let bare = folded.starts_with('ل') && !folded.starts_with("لل") && cx.source_noun(first).is_some();
    let listed = super::facts::is_source_noun(folded);
    let start = match attached {
        Some(start) if end == first + 1 || start < span.end() && first == idx => start,
        _ if bare && !listed => cx.tokens.offset_of_folded(first, 'ل'.len_utf8()),
        _ => span.start(),
    };
    (start < span.end()).then(|| Addressee { span: CleanSpan::new(start, span.end()), actor })
}
