//! Sources: the agency, outlet or platform through which a statement is reported.
//!
//! The words beside the cue are those that [`setting`](super::setting) reads for the occasion and for
//! who is spoken to; here they are asked for the outlet among them.

use std::ops::Range;

use super::assemble::attributed;
use super::attribution::Attribution;
use super::context::{Context, TokenMention};
use super::cue::Hit;
use super::report::Report;
use super::setting::Zone;
use super::speaker::{Path, Resolved};
use super::subject::Who;
use super::words::{PhraseKind, SourceNoun};
use super::{Addressee, Quote};
use crate::actor::ActorId;
use crate::names::EntityKind;

/// How many attributions of a sentence are looked at.
const MAX_BESIDE: usize = 8;

/// What is known of a report when its source is looked for.
pub(super) struct Beside<'b> {
    pub(super) resolved: &'b Resolved,
    pub(super) zone: &'b Zone,
    pub(super) addressee: Option<&'b Addressee>,
    pub(super) attributions: &'b [Attribution],
    /// The statements before it.
    pub(super) quotes: &'b [Quote],
}

/// The source of a report that is not nested in another one.
pub(super) fn via(cx: &Context<'_>, hit: &Hit, report: &Report, beside: &Beside<'_>) -> Option<ActorId> {
    let &Beside { resolved, zone, addressee, attributions, quotes } = beside;
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
    let clause = if report.clause_start < report.complement.zone_end {
        report.clause_start.min(hit.idx)..report.complement.zone_end.max(hit.end())
    } else {
        hit.end()..unit.end
    };
    channel(cx, clause, speaker)
        .or_else(|| channel(cx, zone.before.clone(), speaker))
        .or_else(|| attribution(attributions, &unit).filter(other))
        .or_else(|| inherited(cx, hit, resolved, quotes))
        .or_else(|| told(cx, hit, resolved, addressee?))
}

/// Who is told and publishes: "told the paper"; whom the unnamed tell gathers what they say: "witnesses
/// told the organisation".
fn told(cx: &Context<'_>, hit: &Hit, resolved: &Resolved, addressee: &Addressee) -> Option<ActorId> {
    addressee.actor.filter(|&told| {
        let gathers = resolved.speaker.actor.is_none() && hit.is_verb();
        cx.is_outlet(told) || gathers && cx.kind(told) == Some(EntityKind::Organisation)
    })
}

/// The same speech goes on: in the same sentence, or in the same paragraph without a new subject.
fn inherited(cx: &Context<'_>, hit: &Hit, resolved: &Resolved, quotes: &[Quote]) -> Option<ActorId> {
    let speaker = &resolved.speaker;
    // "The ambassador Ali al-Mumin" whom no actor stands for, then "al-Mumin".
    let shortened = |last: &Quote| match (last.speaker, last.speaker_span, speaker.words) {
        (None, Some(long), Some(short)) => {
            let (long, short) = (cx.tokens.within(long), cx.tokens.within(short));
            !short.is_empty()
                && short.len() < long.len()
                && long.clone().rev().zip(short.rev()).all(|(a, b)| cx.folded(a) == cx.folded(b))
        }
        _ => false,
    };
    let same = |last: &&Quote| {
        let again = resolved.path == Path::Again || last.speaker_span == speaker.words;
        last.speaker == speaker.actor && (last.speaker.is_some() || again) || shortened(last)
    };
    // Somebody else may be quoted in between.
    let last = quotes.iter().rev().take(2).find(same)?;
    let idx = cx.tokens.within(last.span).start;
    let goes_on = match resolved.path {
        Path::Participle | Path::Coordinated => cx.unit_of(idx) == cx.unit_of(hit.idx),
        // "He added": the same speech goes on, in the next paragraph too.
        _ if hit.adds => cx.paragraph_of(idx) + 1 >= cx.paragraph_of(hit.idx),
        // An interview goes on through its paragraph.
        Path::Subject => {
            last.via.is_some_and(|via| cx.is_outlet(via)) && cx.paragraph_of(idx) == cx.paragraph_of(hit.idx)
        }
        Path::Carried => cx.paragraph_of(idx) == cx.paragraph_of(hit.idx),
        _ => false,
    };
    last.via.filter(|_| goes_on)
}

/// An attribution in the same sentence names the source of its statements.
fn attribution(attributions: &[Attribution], unit: &Range<usize>) -> Option<ActorId> {
    let first = attributions.partition_point(|found| found.cue.start < unit.start);
    attributions[first..]
        .iter()
        .take(MAX_BESIDE)
        .take_while(|found| found.cue.start < unit.end)
        .find_map(attributed)
}

/// The outlet among the words of `zone` that was spoken to or through.
pub(super) fn channel(cx: &Context<'_>, zone: Range<usize>, speaker: Option<ActorId>) -> Option<ActorId> {
    let from = zone.start;
    cx.mentions_in(zone)
        .iter()
        .filter(|mention| Some(mention.actor) != speaker)
        .find(|mention| is_channel(cx, mention, from))
        .map(|mention| mention.actor)
}

fn is_channel(cx: &Context<'_>, mention: &TokenMention, from: usize) -> bool {
    let is_outlet = cx.is_outlet(mention.actor);
    let is_organisation = cx.kind(mention.actor) == Some(EntityKind::Organisation);
    let mut before = mention.tokens.start;
    if cx.starts_bare(mention) {
        while before > from && (cx.is_mark(before - 1) || is_part_of_name(cx, before - 1)) {
            before -= 1;
        }
    }
    // "to Reuters", "on X".
    let addressed = !(cx.starts_bare(mention) && before == mention.tokens.start)
        && cx.folded(before).starts_with(['ل', 'ب']);
    let Some(last) = before.checked_sub(1).filter(|&last| last >= from) else {
        return is_outlet && addressed;
    };
    // "in an interview with X", "in a statement to X", "on X", "through X".
    let reach = last.saturating_sub(4).max(from);
    // "Commenting on the report that the channel broadcast" is said to somebody else.
    let is_other = |idx: usize| idx > 0 && cx.phrase_at(idx - 1, PhraseKind::Relative) == Some(idx);
    let occasion =
        (reach..=last).any(|idx| cx.phrase_at(idx, PhraseKind::Occasion).is_some() && !is_other(idx));
    let linked = matches!(cx.folded(last), "ل" | "مع");
    let through = matches!(cx.folded(last), "علي" | "عبر");
    // "To "X"": who is named in marks behind "to" is an outlet, known or not.
    let in_marks = cx.is_mark(mention.tokens.start.saturating_sub(1));
    is_outlet && (addressed || occasion || linked || through)
        || is_organisation && (occasion || in_marks) && (addressed || linked)
}

/// Outlet nouns and their correspondents, the tatweel of a proclitic, and adjectives before a name in marks.
fn is_part_of_name(cx: &Context<'_>, idx: usize) -> bool {
    cx.tokens.surface(idx) == "\u{0640}"
        || cx.source_noun(idx) == Some(SourceNoun::Outlet)
        // "To the correspondent of Reuters".
        || cx.folded(idx).contains("مراسل")
}
