//! Lines of the form "NAME: statement", in headlines, subheads and transcripts.
//!
//! The name must be an actor, or a group of people as headlines name them ("analysts:"); labels
//! ("in pictures:") and datelines name nobody who speaks.

use std::ops::Range;

use super::complement::is_name;
use super::context::Context;
use super::extent::speech_end;
use super::report::Report;
use super::rule::{Rule, Shape};
use super::source;
use super::subject::{self, Who};
use super::words::{FORMS, PhraseKind, SourceNoun};
use super::{Quote, QuoteKind};
use crate::actor::ActorId;
use crate::confidence::Confidence;
use crate::names::EntityKind;
use crate::segment::TokenKind;

/// Longest name before the colon, in tokens.
const MAX_NAME: usize = 12;
const MIN_WORDS: usize = 3;
/// Turns that make a transcript.
const MIN_TURNS: usize = 2;

/// Finds all of them.
pub(super) fn find(cx: &Context<'_>, reports: &[Report]) -> Vec<Quote> {
    let is_transcript = cx.units.iter().filter(|unit| is_turn(cx, unit)).take(MIN_TURNS).count() == MIN_TURNS;
    cx.units.iter().filter_map(|unit| line(cx, reports, unit, is_transcript)).collect()
}

/// Whether a paragraph begins with a person and a colon.
fn is_turn(cx: &Context<'_>, unit: &Range<usize>) -> bool {
    let first = cx.mention_at(unit.start).filter(|mention| mention.tokens.start == unit.start);
    first.is_some_and(|name| {
        cx.tokens.surface(name.tokens.end) == ":"
            && cx.kind(name.actor) == Some(EntityKind::Person)
            && begins_paragraph(cx, unit.start)
    })
}

fn line(cx: &Context<'_>, reports: &[Report], unit: &Range<usize>, is_transcript: bool) -> Option<Quote> {
    let reach = unit.end.min(unit.start + MAX_NAME);
    let colon = (unit.start..reach).find(|&idx| cx.tokens.surface(idx) == ":")?;
    let name = unit.start..colon;
    let is_clock = colon > 0 && cx.tokens.kind(colon - 1) == Some(TokenKind::Number);
    let is_label = cx.phrase_at(unit.start, PhraseKind::Label) == Some(colon);
    if name.is_empty() || is_clock || is_label || cx.marks.around(colon).is_some() || reported(reports, colon)
    {
        return None;
    }
    let (speaker, words) = speaker(cx, reports, unit, colon)?;
    let mut content = colon + 1..unit.end;
    if let Some(marked) =
        cx.marks.opened_at(content.start).filter(|marked| marked.is_closed() && !is_name(cx, marked))
        && (marked.close.end..unit.end).filter(|&idx| cx.is_word(idx)).count() < 3
    {
        content = marked.inner.clone();
    }
    // In a transcript the speech goes on through the paragraph that the name begins.
    if is_transcript && content.end == unit.end && is_turn(cx, unit) {
        content.end = speech_end(cx, reports, content.start, content.end);
    }
    while content.start < content.end && !cx.is_word(content.end - 1) && !cx.is_mark(content.end - 1) {
        content.end -= 1;
    }
    if content.clone().filter(|&idx| cx.is_word(idx)).take(MIN_WORDS).count() < MIN_WORDS {
        return None;
    }
    Some(Quote {
        span: cx.span(content)?,
        kind: QuoteKind::Direct,
        cue: None,
        speaker,
        speaker_span: cx.span(words),
        via: source::channel(cx, name, speaker),
        addressee: None,
        medium: None,
        confidence: Confidence::new(80),
        rule: Rule::Shape(Shape::Line),
    })
}

fn begins_paragraph(cx: &Context<'_>, idx: usize) -> bool {
    idx.checked_sub(1).is_none_or(|before| cx.paragraph_of(before) != cx.paragraph_of(idx))
}

/// Whether a cue before the colon has what stands behind it already.
fn reported(reports: &[Report], colon: usize) -> bool {
    let near = reports.partition_point(|report| report.clause_start + MAX_NAME < colon);
    let is_its = |report: &Report| (colon + 1..colon + 4).contains(&report.complement.start);
    reports[near..].iter().take_while(|report| report.clause_start < colon).any(is_its)
}

/// Whether a report begins right behind the colon: then somebody else speaks, and the place is where.
fn reports_itself(reports: &[Report], colon: usize) -> bool {
    let next = reports.partition_point(|report| report.clause_start <= colon);
    reports.get(next).is_some_and(|report| report.clause_start <= colon + 3)
}

/// Who the words before the colon name: all of them, or in a headline of two parts the person right
/// before the colon ("two states apply, and Salem: …").
fn speaker(
    cx: &Context<'_>,
    reports: &[Report],
    unit: &Range<usize>,
    colon: usize,
) -> Option<(Option<ActorId>, Range<usize>)> {
    // "One thing … the prosecutor: another": two headlines in one.
    let part = (unit.start..colon)
        .rfind(|&idx| matches!(cx.tokens.surface(idx), ".." | "\u{2026}" | "|" | "." | "..."));
    let start = part.map_or(unit.start, |sign| sign + 1);
    let name = start..colon;
    if has_verb(cx, name.clone()) {
        return last_person(cx, unit, colon);
    }
    if name.len() > 3
        && let Some(person) = last_person(cx, unit, colon)
    {
        return Some(person);
    }
    let subject = subject::who(cx, name.clone())?;
    match subject.who {
        Who::Actor(actor) => {
            let place = cx.actors.get(actor).is_some_and(|actor| actor.kind == EntityKind::Place);
            let person = cx.actors.get(actor).is_some_and(|actor| actor.kind == EntityKind::Person);
            // A place before a colon speaks in a headline; elsewhere it is a dateline. What is no
            // person is a topic, if somebody else speaks right behind it.
            let is_dateline = place && !is_headline(cx, unit) || !person && reports_itself(reports, colon);
            if subject.words.start > start + 5 {
                return last_person(cx, unit, colon);
            }
            (!is_dateline).then_some((Some(actor), subject.words))
        }
        Who::Unnamed | Who::Described
            if cx.source_noun(start) == Some(SourceNoun::Anonymous) && name.len() <= 4 =>
        {
            Some((None, subject.words))
        }
        _ => last_person(cx, unit, colon),
    }
}

fn last_person(
    cx: &Context<'_>,
    unit: &Range<usize>,
    colon: usize,
) -> Option<(Option<ActorId>, Range<usize>)> {
    let last = (unit.start..colon).rfind(|&idx| cx.is_word(idx))?;
    let mention = cx.mention_at(last).filter(|mention| mention.tokens.end == last + 1)?;
    let is_person = cx.actors.get(mention.actor).is_some_and(|actor| actor.kind == EntityKind::Person);
    // Joined by "and" or behind a pause: it begins the second part.
    let start = mention.tokens.start;
    let joined = !cx.starts_bare(mention) && cx.folded(start).starts_with('و');
    let paused = start > unit.start && cx.is_pause(start - 1);
    (is_person && is_headline(cx, unit) && (joined || paused))
        .then(|| (Some(mention.actor), mention.tokens.clone()))
}

fn has_verb(cx: &Context<'_>, name: Range<usize>) -> bool {
    name.into_iter().any(|idx| {
        cx.mention_at(idx).is_none()
            && FORMS.contains(cx.after_conjunction(idx))
            && cx.source_noun(idx).is_none()
    })
}

/// Whether the unit is the title or its whole paragraph without a full stop.
fn is_headline(cx: &Context<'_>, unit: &Range<usize>) -> bool {
    let Some(span) = cx.span(unit.clone()) else { return false };
    if cx.tokens.surface(unit.end - 1) == "." {
        return false;
    }
    cx.article.cleaned.title.map_or(cx.paragraph_of(unit.start) == 0, |title| title.overlaps(span))
}
