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

/// How many attributions of a sentence are looked at.
const MAX_BESIDE: usize = 8;

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
        .or_else(|| inherited(cx, hit, resolved, quotes))
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
    attributions[first..]
        .iter()
        .take(MAX_BESIDE)
        .take_while(|found| found.cue.start < unit.end)
        .find_map(attributed)
}

/// An outlet in `zone` that was spoken to or through.
fn medium(cx: &Context<'_>, zone: Range<usize>, speaker: Option<ActorId>) -> Option<ActorId> {
    let from = zone.start;
    cx.mentions_in(zone)
        .iter()
        .filter(|mention| Some(mention.actor) != speaker)
        .find(|mention| is_medium(cx, mention, from))
        .map(|mention| mention.actor)
}

fn is_medium(cx: &Context<'_>, mention: &TokenMention, from: usize) -> bool {
    let is_outlet = cx.is_outlet(mention.actor);
    let is_organisation =
        cx.actors.get(mention.actor).is_some_and(|actor| actor.kind == EntityKind::Organisation);
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
    let occasion = (reach..=last).any(|idx| cx.phrase_at(idx, PhraseKind::Occasion).is_some());
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

/// The organisation that a line "NAME to OUTLET: …" is addressed to.
pub(super) fn addressee(cx: &Context<'_>, name: Range<usize>, speaker: Option<ActorId>) -> Option<ActorId> {
    medium(cx, name, speaker)
}
