//! Repetitions: "every two weeks", "every Friday", "daily", "three times a week".

use super::{Found, Needs};
use crate::time::meaning::{Core, Unit};
use crate::time::reader::{At, Reader};
use crate::time::words::Word;

/// A repetition.
pub(super) fn set(reader: Reader<'_>, at: At) -> Option<Found> {
    super::longest([
        every(reader, at),
        part_of_every(reader, at),
        weekdays(reader, at),
        adverb(reader, at),
        times(reader, at),
    ])
}

fn of(end: usize, value: String) -> Found {
    Found::new(end, Core::Every(value))
}

/// "every week", "every two weeks", "every four years", "every (day) Friday".
fn every(reader: Reader<'_>, at: At) -> Option<Found> {
    let end = reader.is(at, Word::Every)?;
    let next = At::token(end);
    if let Some((weekday, end)) = weekday(reader, next) {
        return Some(of(end, format!("XXXX-WXX-{weekday}")));
    }
    if let Some((part, end)) = reader.part(next) {
        return Some(of(end, format!("XXXX-XX-XX{}", part.code())));
    }
    let (number, unit_at) =
        reader.number(next).map_or((None, next), |(number, end)| (Some(number), At::token(end)));
    let (unit, definite, end) = reader.unit(unit_at)?;
    let amount = match (number, unit.count) {
        (Some(number), _) => number,
        (None, 2) => 2,
        (None, 1) if !definite => 1,
        _ => return None,
    };
    // "or more".
    let more = matches!((reader.tokens.folded(end), reader.tokens.folded(end + 1)), ("او", "اكثر" | "اقل"));
    Some(of(if more { end + 2 } else { end }, period(amount, unit.unit)))
}

/// "the morning of every Sunday".
fn part_of_every(reader: Reader<'_>, at: At) -> Option<Found> {
    let (part, end) = reader.part(at)?;
    let found = every(reader, At::token(end)).or_else(|| every(reader, reader.after_of(end)?))?;
    let Core::Every(value) = &found.meaning.core else { return None };
    let value = if value.starts_with("XXXX") { format!("{value}{}", part.code()) } else { value.clone() };
    Some(of(found.end, value))
}

/// "the Fridays", "on days of Friday", "Friday of each week".
fn weekdays(reader: Reader<'_>, at: At) -> Option<Found> {
    let plural =
        reader.unit(at).filter(|(unit, definite, _)| unit.unit == Unit::Day && unit.count == 0 && !definite);
    if let Some((.., end)) = plural {
        let (weekday, end) = reader.weekday(At::token(end)).filter(|(weekday, _)| !weekday.bare)?;
        // Days of several names are a list, which is a repetition of its first.
        return Some(of(end, format!("XXXX-WXX-{}", weekday.number)));
    }
    let (weekday, end) = weekday(reader, at)?;
    let every = reader.is(reader.after_of(end)?, Word::Every)?;
    let (unit, _, end) = reader.unit(At::token(every))?;
    (unit.unit == Unit::Week).then(|| of(end, format!("XXXX-WXX-{weekday}")))
}

fn weekday(reader: Reader<'_>, at: At) -> Option<(u8, usize)> {
    let head =
        reader.unit(at).filter(|(unit, definite, _)| unit.unit == Unit::Day && unit.count == 1 && !definite);
    let (weekday, end) = reader.weekday(head.map_or(at, |(.., end)| At::token(end)))?;
    Some((weekday.number, end))
}

/// "daily", "yearly".
fn adverb(reader: Reader<'_>, at: At) -> Option<Found> {
    let (value, needs, end) = reader
        .word(at, |word| match word {
            Word::Often(value) => Some((value, Needs::Nothing)),
            Word::Periodic(value) => Some((value, Needs::Noun)),
            _ => None,
        })
        .map(|((value, needs), end)| (value, needs, end))?;
    Some(of(end, value.to_owned()).needing(needs))
}

/// "three times a week", "once a month".
fn times(reader: Reader<'_>, at: At) -> Option<Found> {
    let counted = reader.number(at).map_or(at, |(_, end)| At::token(end));
    let end = reader.is(counted, Word::Times)?;
    if let Some(found) = every(reader, At::token(end))
        .or_else(|| adverb(reader, At::token(end)).filter(|found| found.needs == Needs::Nothing))
    {
        return Some(found);
    }
    let (unit, definite, end) = reader.unit(reader.after_of(end)?)?;
    (unit.count == 1 && definite).then(|| of(end, period(1, unit.unit)))
}

/// A period of so many units.
fn period(amount: u32, unit: Unit) -> String {
    match unit {
        Unit::Second => format!("PT{amount}S"),
        Unit::Minute => format!("PT{amount}M"),
        Unit::Hour => format!("PT{amount}H"),
        Unit::Day | Unit::Night => format!("P{amount}D"),
        Unit::Week => format!("P{amount}W"),
        Unit::Month => format!("P{amount}M"),
        Unit::Year => format!("P{amount}Y"),
        Unit::Decade => format!("P{}Y", amount * 10),
        Unit::Century => format!("P{}Y", amount * 100),
    }
}
