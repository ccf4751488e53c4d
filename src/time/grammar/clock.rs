//! Clock times: "at half past eight in the evening", "10:30 GMT", "the hour 23,30".

use super::{Found, Needs, day};
use crate::segment::TokenKind;
use crate::time::meaning::{Clock, Core, Meaning, Part, Zone};
use crate::time::reader::{At, Reader};
use crate::time::words::Word;

/// A clock time, with the day that may follow it.
pub(super) fn time(reader: Reader<'_>, at: At) -> Option<Found> {
    if let Some(end) = reader.is(at, Word::Midnight) {
        let clock = Clock { hour: 24, minute: Some(0), second: None, zone: Zone::Local };
        return Some(Found {
            end,
            meaning: Meaning { clock: Some(clock), ..Core::Unsaid.into() },
            needs: Needs::TimePreposition,
        });
    }
    let head = reader.is(at, Word::Clock);
    if let Some(found) = head.and_then(|head| bracketed(reader, head)) {
        return Some(found);
    }
    let reading = reading(reader, head.map_or(at, At::token), head.is_some())?;
    let (_, _, end) = reading;
    if reader.new_line_before(end) && head.is_none() {
        return finish(reader, at.idx, head, reading, None, Core::Unsaid, end);
    }
    // "in the evening of Thursday", "of Thursday evening", "on Thursday".
    let with_day = day::plain_or_part(reader, At::token(end))
        .or_else(|| day::plain_or_part(reader, reader.after_of(end)?));
    if let Some(found) = with_day {
        return finish(reader, at.idx, head, reading, found.meaning.part, found.meaning.core, found.end);
    }
    let part = reader.part(At::token(end)).or_else(|| reader.part(reader.after_of(end)?)).or_else(|| {
        // A single mim after digits is p.m. here.
        (reader.tokens.folded(end) == "م").then_some((Part::Evening, end + 1))
    });
    let after = part.map_or(end, |(_, end)| end);
    finish(reader, at.idx, head, reading, part.map(|(part, _)| part), Core::Unsaid, after)
}

fn finish(
    reader: Reader<'_>,
    start: usize,
    head: Option<usize>,
    (hour, minute, reading_end): (u8, Option<u8>, usize),
    part: Option<Part>,
    core: Core,
    end: usize,
) -> Option<Found> {
    let zone = zone(reader, end);
    let after = zone.map_or(end, |(_, end)| end);
    // "the third on Thursday" is no time without a part of the day.
    if head.is_none() && reader.tokens.kind(start) != Some(TokenKind::Number) && part.is_none() {
        return None;
    }
    // A number alone is no time: "8" needs "hour", a part of the day or a zone.
    if head.is_none() && minute.is_none() && part.is_none() {
        return None;
    }
    let sure = head.is_some() || part.is_some() || zone.is_some();
    let clock = Clock {
        hour: hour_of_day(hour, part),
        minute,
        second: second(reader, reading_end),
        zone: zone.map_or(Zone::Local, |(zone, _)| zone),
    };
    debug_assert!(reading_end <= after, "a time ends with its reading");
    Some(Found {
        end: after,
        meaning: Meaning { clock: Some(clock), ..core.into() },
        needs: if sure { Needs::Nothing } else { Needs::NoCitation },
    })
}

/// "the hour (03.46)", "the hour (8,00 GMT)".
fn bracketed(reader: Reader<'_>, head: usize) -> Option<Found> {
    let open = (reader.tokens.folded(head) == "(").then_some(head)?;
    let (hour, minute, end) = reading(reader, At::token(open + 1), true)?;
    let zone = zone(reader, end);
    let end = zone.map_or(end, |(_, end)| end);
    let clock = Clock { hour, minute, second: None, zone: zone.map_or(Zone::Local, |(zone, _)| zone) };
    (reader.tokens.folded(end) == ")").then(|| Found {
        end: end + 1,
        meaning: Meaning { clock: Some(clock), ..Core::Unsaid.into() },
        needs: Needs::Nothing,
    })
}

/// "the hour 8" behind a day.
pub(super) fn behind_day(reader: Reader<'_>, idx: usize) -> Option<(Clock, usize)> {
    let at = reader.tokens.folded(idx);
    let start = if matches!(at, "عند" | "في" | "،" | "علي") { idx + 1 } else { idx };
    reader.is(At::token(start), Word::Clock)?;
    let found = time(reader, At::token(start))?;
    (found.meaning.core == Core::Unsaid).then_some(())?;
    found.meaning.clock.map(|clock| (clock, found.end))
}

/// Hour and minute. After "hour" a number alone will do, and so will an ordinal.
fn reading(reader: Reader<'_>, at: At, headed: bool) -> Option<(u8, Option<u8>, usize)> {
    if reader.tokens.kind(at.idx)? == TokenKind::Number {
        return in_digits(reader, at, headed);
    }
    // Without "hour" only the ordinals of hours, which are feminine: "at the eighth in the morning".
    let feminine = reader.stem(at).starts_with("ال") && reader.stem(at).ends_with('ه');
    if !headed && !feminine {
        return None;
    }
    let (hour, end) = reader.ordinal(at).or_else(|| {
        let (number, end) = reader.number(at)?;
        (number <= 24).then_some((number as u8, end))
    })?;
    if hour > 24 {
        return None;
    }
    // "and a half", "and ten minutes", "less a quarter".
    if let Some((denominator, end)) =
        reader.word(At::token(end), |word| if let Word::Fraction(parts) = word { Some(parts) } else { None })
    {
        return Some((hour, Some(60 / denominator), end));
    }
    if let Some(less) = reader.is(At::token(end), Word::Minus)
        && let Some((minutes, end)) = minutes(reader, At::token(less))
    {
        return Some(((hour + 23) % 24, Some(60 - minutes), end));
    }
    if let Some((minutes, end)) = reader.after_and(end).and_then(|at| minutes(reader, at)) {
        return Some((hour, Some(minutes), end));
    }
    Some((hour, None, end))
}

/// So many minutes, or a quarter or third of an hour.
fn minutes(reader: Reader<'_>, at: At) -> Option<(u8, usize)> {
    let fraction =
        reader.word(at, |word| if let Word::LeadingFraction(parts) = word { Some(parts) } else { None });
    if let Some((denominator, end)) = fraction {
        return Some((60 / denominator, end));
    }
    let (number, end) = reader.number(at)?;
    let (unit, _, end) = reader.unit(At::token(end))?;
    ((1..60).contains(&number) && unit.unit == super::super::meaning::Unit::Minute)
        .then_some((number as u8, end))
}

/// "8", "8:30", "8.30", "23,30".
fn in_digits(reader: Reader<'_>, at: At, headed: bool) -> Option<(u8, Option<u8>, usize)> {
    let text = reader.stem(at);
    let small = |digits: &str, most: u8| {
        (1..=2)
            .contains(&digits.len())
            .then(|| digits.parse().ok().filter(|&number: &u8| number <= most))
            .flatten()
    };
    if let Some((hour, minute)) = text.split_once(['.', ',']) {
        let (hour, minute) = (small(hour, 24)?, small(minute, 59).filter(|_| minute.len() == 2)?);
        // Without "hour" this is a decimal number.
        return headed.then_some((hour, Some(minute), at.idx + 1));
    }
    let hour = small(text, 24)?;
    if reader.tokens.folded(at.idx + 1) == ":" && reader.tokens.kind(at.idx + 2) == Some(TokenKind::Number) {
        let minute = reader.tokens.folded(at.idx + 2);
        let touching = reader.touches_next(at.idx) && reader.touches_next(at.idx + 1);
        // "3:2" is a score. `second` reads the seconds.
        let seconds = reader.tokens.folded(at.idx + 3) == ":"
            && reader.touches_next(at.idx + 2)
            && reader.tokens.folded(at.idx + 4).len() == 2;
        let end = if seconds { at.idx + 5 } else { at.idx + 3 };
        let plain = minute.len() == 2 && reader.tokens.folded(end) != ":";
        return (touching && plain)
            .then(|| small(minute, 59).map(|minute| (hour, Some(minute), end)))
            .flatten();
    }
    Some((hour, None, at.idx + 1))
}

/// The seconds of a reading that ends before token `end`: the last of three numbers with colons.
fn second(reader: Reader<'_>, end: usize) -> Option<u8> {
    let last = end.checked_sub(1)?;
    let colon = |back: usize| end.checked_sub(back).map_or("", |idx| reader.tokens.folded(idx)) == ":";
    (colon(2) && colon(4))
        .then(|| reader.tokens.folded(last).parse().ok().filter(|&second: &u8| second < 60))
        .flatten()
}

/// A zone, in brackets or not.
fn zone(reader: Reader<'_>, idx: usize) -> Option<(Zone, usize)> {
    let read = |idx: usize| {
        reader.word(At::token(idx), |word| if let Word::Zone(zone) = word { Some(zone) } else { None })
    };
    if reader.tokens.folded(idx) == "(" {
        return read(idx + 1)
            .filter(|&(_, end)| reader.tokens.folded(end) == ")")
            .map(|(zone, end)| (zone, end + 1));
    }
    read(idx)
}

/// The hour on a clock of 24 hours, as far as the part of the day tells it.
fn hour_of_day(hour: u8, part: Option<Part>) -> u8 {
    match part {
        Some(Part::Evening | Part::Afternoon) if hour < 12 => hour + 12,
        Some(Part::Noon) if (1..6).contains(&hour) => hour + 12,
        Some(Part::Night) if (6..12).contains(&hour) => hour + 12,
        Some(Part::Night | Part::Dawn | Part::EarlyMorning | Part::Morning) if hour == 12 => 0,
        _ => hour,
    }
}
