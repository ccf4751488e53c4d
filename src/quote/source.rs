//! Sources: the agency, outlet or platform through which a statement is reported.

use std::ops::Range;

use super::Quote;
use super::assemble::attributed;
use super::attribution::Attribution;
use super::context::{Context, TokenMention};
use super::cue::Hit;
use super::report::Report;
use super::speaker::{Path, Resolved};
use super::subject::Who;
use super::words::{PhraseKind, SourceNoun};
use crate::actor::ActorId;
use crate::names::EntityKind;

/// The source of a report that is not nested in another one.
pub(super) fn via(
    cx: &Context<'_>,
    hit: &Hit,
    report: &Report,
    resolved: &Resolved,
    attributions: &[Attribution],
    quotes: &[Quote],
) -> Option<ActorId> {
    let speaker = resolved.speaker.actor;
    let other = |actor: &ActorId| Some(*actor) != speaker;
    if let Some(relay) = &report.relay {
        return match relay.who {
            Who::Actor(actor) => Some(actor).filter(other),
            _ => None,
        };
    }
    if report.relayed {
        // The verb of passing on has its subject in itself: the last speaker.
        return quotes.last().and_then(|last| last.speaker).filter(other);
    }
    let unit = cx.unit_of(hit.idx);
    let zone = if report.clause_start < report.complement.zone_end {
        report.clause_start.min(hit.idx)..report.complement.zone_end.max(hit.end())
    } else {
        hit.end()..unit.end
    };
    medium(cx, zone, speaker)
        .or_else(|| medium(cx, lead(cx, &unit, report.clause_start), speaker))
        .or_else(|| beside(attributions, &unit).filter(other))
        .or_else(|| match resolved.path {
            // A participle goes on in the same interview.
            Path::Participle => {
                quotes.last().filter(|last| last.speaker == speaker).and_then(|last| last.via)
            }
            _ => None,
        })
}

/// What stands before the clause of the cue, if it is a phrase of its own: "in a tweet on X, …".
fn lead(cx: &Context<'_>, unit: &Range<usize>, clause: usize) -> Range<usize> {
    if clause <= unit.start + 14 && super::noun_phrase::is_preposition(cx.after_conjunction(unit.start)) {
        unit.start..clause
    } else {
        clause..clause
    }
}

/// An attribution in the same sentence names the source of its statements.
fn beside(attributions: &[Attribution], unit: &Range<usize>) -> Option<ActorId> {
    let first = attributions.partition_point(|found| found.cue.start < unit.start);
    attributions[first..].iter().take_while(|found| found.cue.start < unit.end).find_map(attributed)
}

/// An organisation in `zone` that was spoken to or through.
fn medium(cx: &Context<'_>, zone: Range<usize>, speaker: Option<ActorId>) -> Option<ActorId> {
    let candidates = cx.mentions_in(zone.clone()).iter().filter(|mention| {
        Some(mention.actor) != speaker
            && cx.actors.get(mention.actor).is_some_and(|actor| actor.kind == EntityKind::Organisation)
    });
    candidates.into_iter().find(|mention| is_medium(cx, mention, zone.start)).map(|mention| mention.actor)
}

fn is_medium(cx: &Context<'_>, mention: &TokenMention, from: usize) -> bool {
    let start = mention.tokens.start;
    if !cx.starts_bare(mention) {
        // "to Reuters"
        return cx.folded(start).starts_with('ل');
    }
    let mut before = start;
    while before > from && (cx.is_mark(before - 1) || cx.tokens.surface(before - 1) == "\u{0640}") {
        before -= 1;
    }
    let Some(last) = before.checked_sub(1).filter(|&last| last >= from) else { return false };
    let is_outlet = cx.source_noun(last) == Some(SourceNoun::Outlet);
    let word = cx.folded(last);
    if word == "ل" || is_outlet && word.starts_with('ل') {
        return true;
    }
    // "on X", "through X", "in an interview with X": the occasion is named before it.
    let reach = last.saturating_sub(if is_outlet { 5 } else { 4 }).max(from);
    let channel = |idx: usize| matches!(cx.folded(idx), "علي" | "عبر");
    let occasion = (reach..=last).any(|idx| cx.phrase_at(idx, PhraseKind::Occasion).is_some());
    occasion || channel(last) && is_platform(cx, mention) || is_outlet && last > from && channel(last - 1)
}

/// Whether a name without an outlet noun stands after "on" or "through": only where the words
/// before say that something was written or broadcast, or for social platforms.
fn is_platform(cx: &Context<'_>, mention: &TokenMention) -> bool {
    cx.phrase_at(mention.tokens.start, PhraseKind::Platform).is_some()
}

/// The organisation that a line "NAME to OUTLET: …" is addressed to.
pub(super) fn addressee(cx: &Context<'_>, name: Range<usize>, speaker: Option<ActorId>) -> Option<ActorId> {
    medium(cx, name, speaker)
}
