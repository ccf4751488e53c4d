//! Attributions outside the statement: "according to the ministry", "as the agency reported",
//! "as he put it".

use std::ops::Range;

use super::Stance;
use super::context::Context;
use super::cue::{Hit, first_in, take_pronoun};
use super::subject::{self, Subject, Who};
use super::words::{ATTRIBUTIONS, AttributionKind, Frames, SourceNoun, Tier};
use crate::names::EntityKind;

/// A phrase that names a source.
#[derive(Clone, Debug)]
pub(super) struct Attribution {
    /// The words up to the source: the cue.
    pub(super) cue: Range<usize>,
    pub(super) kind: AttributionKind,
    pub(super) stance: Stance,
    pub(super) subject: Option<Subject>,
    /// Where the phrase ends.
    pub(super) end: usize,
}

impl Attribution {
    /// Whether it stands in the middle of a clause and ends nothing: "the company in her words refrains
    /// from".
    pub(super) fn is_put_in(&self, cx: &Context<'_>) -> bool {
        let before = self.cue.start.checked_sub(1);
        self.kind == AttributionKind::Tail
            && take_pronoun(cx.folded(self.cue.end - 1)).is_some()
            && cx.is_word(self.end)
            && before.is_some_and(|before| cx.is_word(before))
    }
}

/// Longest words between two pauses that say who speaks, in tokens.
const MAX_PUT_IN: usize = 10;
/// Longest source, in tokens.
const MAX_SOURCE: usize = 18;

/// The attribution that begins at token `idx`.
pub(super) fn at(cx: &Context<'_>, hits: &[Hit], idx: usize) -> Option<Attribution> {
    if idx > 0
        && cx.is_pause(idx - 1)
        && let Some(found) = put_in(cx, hits, idx)
    {
        return Some(found);
    }
    if !cx.is_arabic(idx) || !ATTRIBUTIONS.set().may_start_at(cx.tokens, idx) {
        return None;
    }
    cx.tokens.splits(idx).filter(|split| !split.preposition).find_map(|split| {
        let matches: Vec<_> = ATTRIBUTIONS.phrases_at(cx.tokens, idx, split).collect();
        matches
            .iter()
            .rev()
            .flat_map(|found| found.entries.iter().map(move |entry| (found.end, entry)))
            .find_map(|(end, entry)| {
                let cue = idx..end;
                let (subject, cue, end) = match entry.kind {
                    AttributionKind::Tail => (None, cue, end),
                    AttributionKind::Verb => after_verb(cx, hits, cue)?,
                    AttributionKind::Source => source(cx, cue)?,
                };
                Some(Attribution { cue, kind: entry.kind, stance: entry.stance, subject, end })
            })
    })
}

/// "…, says the farmer, …": a verb of saying and its subject between two pauses.
fn put_in(cx: &Context<'_>, hits: &[Hit], idx: usize) -> Option<Attribution> {
    let n = first_in(hits, idx..idx + 1);
    let hit = hits.get(n).filter(|hit| hit.idx == idx)?;
    let says = hit.is_verb() && hit.tier == Tier::Strong && hit.frames.has(Frames::DIRECT);
    if !says || hit.conjunction || hit.negated || hit.suffix.is_some() {
        return None;
    }
    let end = (idx + 1..idx + MAX_PUT_IN).find(|&at| cx.is_pause(at))?;
    let subject = subject::after_verb(cx, idx + 1, end).filter(|subject| subject.end == end)?;
    let known = subject.who != Who::Unnamed || cx.source_noun(subject.words.start).is_some();
    let has_content = || super::complement::locate(cx, hits, n).is_some();
    (known && !has_content()).then(|| Attribution {
        cue: idx..idx + 1,
        kind: AttributionKind::Verb,
        stance: hit.stance,
        subject: Some(subject),
        end,
    })
}

type Found = Option<(Option<Subject>, Range<usize>, usize)>;

/// "as X announced": a verb of saying without content of its own.
fn after_verb(cx: &Context<'_>, hits: &[Hit], cue: Range<usize>) -> Found {
    let verb = cue.end;
    let frames = super::cue::verb_frames(cx, verb).filter(|_| !cx.folded(verb).starts_with('و'))?;
    // "Some 40 %" is written like "what was ascribed to him".
    if frames.has(Frames::NAMING) || cx.folded(verb) == "نسبته" {
        return None;
    }
    let limit = source_limit(cx, verb + 1);
    // "As Reuters quoted a source": the source says it, the agency passes it on.
    if frames.has(Frames::RELAY)
        && let Some(from) =
            (verb + 1..limit).find(|&idx| cx.folded(idx) == "عن" && cx.mention_at(idx).is_none())
        && let Some(source) = subject::who(cx, from + 1..limit)
    {
        return Some((Some(source), cue.start..verb + 1, limit));
    }
    // "ka-ma" with a verb that has content is "he also said that".
    let has_content = (verb + 1..=limit)
        .any(|idx| super::noun_phrase::is_complementiser(cx, idx) && !super::complement::is_bound(cx, idx));
    if has_content || is_additive(cx, hits, &cue, limit) {
        return None;
    }
    let subject = subject::after_verb(cx, verb + 1, limit)?;
    let known = match subject.who {
        Who::Actor(_) | Who::Again | Who::Document | Who::Described => true,
        Who::Unnamed => cx.source_noun(subject.words.start).is_some() || cue.len() > 1,
    };
    known.then_some((Some(subject), cue.start..verb + 1, limit))
}

/// "ka-ma" that means "also": at the start of its sentence, or before a verb that has content.
fn is_additive(cx: &Context<'_>, hits: &[Hit], cue: &Range<usize>, limit: usize) -> bool {
    let n = first_in(hits, cue.end..cue.end + 1);
    let has_content = || {
        hits.get(n).is_some_and(|hit| hit.idx == cue.end)
            && super::complement::locate(cx, hits, n).is_some_and(|found| found.start < limit)
    };
    cx.folded(cue.start).ends_with("كما") && (cx.unit_of(cue.start).start == cue.start || has_content())
}

/// "according to X": X must be somebody who can be a source.
fn source(cx: &Context<'_>, cue: Range<usize>) -> Found {
    let mut start = cue.end;
    while cx.is_mark(start) || cx.is_pause(start) && cx.tokens.surface(start) == "\u{0640}" {
        start += 1;
    }
    if !cx.is_word(start) {
        return None;
    }
    let limit = source_limit(cx, start);
    let subject = subject::who(cx, start..limit)?;
    let kind = cx.source_noun(start);
    let known = match subject.who {
        Who::Actor(actor) => {
            let near = subject.words.start <= start + 6;
            let place = cx.actors.get(actor).is_some_and(|actor| actor.kind == EntityKind::Place);
            near && (!place || subject.words.start == start || kind.is_some())
        }
        Who::Again | Who::Document | Who::Described => true,
        // "In the words of one of the vendors": only people have words.
        Who::Unnamed => {
            matches!(cx.folded(cue.end - 1), "قول" | "تعبير" | "وصف")
                // "According to their lawyer".
                || super::head::is_possessed(cx, start)
                || matches!(
                    kind,
                    Some(
                        SourceNoun::Anonymous
                            | SourceNoun::Collective
                            | SourceNoun::Outlet
                            | SourceNoun::Document
                            | SourceNoun::Body
                    )
                )
        }
    };
    known.then_some((Some(subject), cue, limit))
}

fn source_limit(cx: &Context<'_>, start: usize) -> usize {
    let unit = cx.unit_of(start);
    let end = unit.end.min(start + MAX_SOURCE);
    (start..end)
        .find(|&idx| {
            (cx.is_pause(idx) || matches!(cx.tokens.surface(idx), "." | ":" | "!")) && idx > start
                || matches!(cx.folded(idx), "فان" | "فقد" | "فانه" | "فانها")
        })
        .unwrap_or(end)
}
