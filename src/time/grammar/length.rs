//! Lengths of time: "three days", "a year and a half", "the last two weeks", "decades".

use super::{Found, Needs};
use crate::time::meaning::{Core, Length, Modifier, Shift, Unit};
use crate::time::reader::{At, Reader};
use crate::time::words::{UnitWord, Word};

/// A length.
pub(super) fn length(reader: Reader<'_>, at: At) -> Option<Found> {
    let (mut length, mut end, mut needs) = first(reader, at)?;
    // "two years and three months", "two years and a half".
    while let Some((more, after)) = addition(reader, end, &length) {
        length.parts.push(more);
        end = after;
        needs = Needs::Nothing;
    }
    if let Some(after) = reader.is(At::token(end), Word::Consecutive) {
        end = after;
        needs = Needs::Nothing;
    }
    // "few", "long" after a plural.
    if let Some(after) = reader.is(At::token(end), Word::Vagueness) {
        end = after;
    }
    // "decades of time".
    if reader.tokens.folded(end) == "من" && reader.tokens.folded(end + 1) == "الزمن" {
        end += 2;
        needs = if needs == Needs::TimePrepositionAndEnd { Needs::TimePreposition } else { needs };
    }
    if let Some((shift, after)) = reader.shift(At::token(end)).filter(|(shift, _)| !shift.is_anaphoric()) {
        length.window = Some(shift);
        end = after;
        needs = Needs::Nothing;
    }
    // "or more".
    if matches!((reader.tokens.folded(end), reader.tokens.folded(end + 1)), ("او", "اكثر" | "اقل")) {
        end += 2;
    }
    Some(Found::new(end, Core::Length(length)).needing(needs))
}

fn counting(amount: u32, unit: Unit) -> Length {
    Length { counted: true, ..of(Some(amount), unit) }
}

fn of(amount: Option<u32>, unit: Unit) -> Length {
    Length { parts: vec![(amount, unit)], counted: false, to: None, window: None }
}

/// "the last two days" with "last" in front.
fn last(reader: Reader<'_>, at: At) -> Option<(Length, usize, Needs)> {
    let (modifier, end) =
        reader.word(at, |word| if let Word::Edge(modifier) = word { Some(modifier) } else { None })?;
    // Only "akhir" means the last ones; "the end of two days" does not.
    if modifier != Modifier::End || !matches!(reader.stem(at), "اخر") {
        return None;
    }
    let (length, end, needs) =
        counted(reader, At::token(end)).or_else(|| unit_first(reader, At::token(end)))?;
    Some((Length { window: Some(Shift::Last), ..length }, end, needs))
}

/// The first amount with its unit.
fn first(reader: Reader<'_>, at: At) -> Option<(Length, usize, Needs)> {
    last(reader, at)
        .or_else(|| fraction(reader, at))
        .or_else(|| counted(reader, at))
        .or_else(|| unit_first(reader, at))
        .or_else(|| few(reader, at))
        .or_else(|| uncounted(reader, at))
}

/// "half a century", "a quarter of an hour".
fn fraction(reader: Reader<'_>, at: At) -> Option<(Length, usize, Needs)> {
    let (denominator, end) =
        reader.word(at, |word| if let Word::LeadingFraction(parts) = word { Some(parts) } else { None })?;
    let (unit, definite, end) = reader.unit(At::token(end))?;
    if definite || unit.count != 1 {
        return None;
    }
    let (amount, unit) = part_of(unit.unit, u32::from(denominator))?;
    let needs =
        if matches!(unit, Unit::Year | Unit::Minute) { Needs::Nothing } else { Needs::TimePreposition };
    Some((of(Some(amount), unit), end, needs))
}

/// One part in `denominator` of a unit, in a smaller one.
fn part_of(unit: Unit, denominator: u32) -> Option<(u32, Unit)> {
    let (whole, smaller) = match unit {
        Unit::Century => (100, Unit::Year),
        Unit::Decade => (10, Unit::Year),
        Unit::Year => (12, Unit::Month),
        Unit::Month => (30, Unit::Day),
        Unit::Day => (24, Unit::Hour),
        Unit::Hour => (60, Unit::Minute),
        Unit::Minute => (60, Unit::Second),
        Unit::Week | Unit::Night | Unit::Second => return None,
    };
    Some((whole / denominator, smaller))
}

/// "three days", "16 months", "the 48 hours", "three to five years".
fn counted(reader: Reader<'_>, at: At) -> Option<(Length, usize, Needs)> {
    let (number, end) = reader.number(at)?;
    let second = to_number(reader, end);
    let (second, unit_at) = second.map_or((None, end), |(number, end)| (Some(number), end));
    // "the last three years" may put "last" before the unit: "the ten past years".
    let (unit, definite, end) = reader.unit(At::token(unit_at))?;
    // "in 2012 the hour": what is counted in the singular has no article.
    if definite && unit.count == 1 {
        return None;
    }
    // "one" counts only behind its noun; before it, it is "one of". Nobody counts by the thousand.
    if number == 0 || number > 9999 || number == 1 && reader.digits(at).is_none() {
        return None;
    }
    // "in the hundred year 2010": the unit belongs to the year behind it.
    if unit.unit == Unit::Year
        && unit.count == 1
        && reader.digits(At::token(end)).is_some_and(|(year, _)| (1000..=2100).contains(&year))
    {
        return None;
    }
    if let Some(second) = second
        && (second <= number || unit.count == 2)
    {
        return None;
    }
    let length = Length { counted: true, to: second, ..of(Some(number), unit.unit) };
    Some((length, end, Needs::Nothing))
}

/// The other end of "three to five", "12 and 18", "3-5".
fn to_number(reader: Reader<'_>, end: usize) -> Option<(u32, usize)> {
    let next = match reader.tokens.folded(end) {
        "الي" | "او" | "حتي" => At::token(end + 1),
        "-" | "–" if reader.touches_next(end.checked_sub(1)?) => At::token(end + 1),
        _ => reader.after_and(end)?,
    };
    reader.number(next)
}

/// "the last three months", "the coming 24 hours", "the two past years", "two days", "months".
fn unit_first(reader: Reader<'_>, at: At) -> Option<(Length, usize, Needs)> {
    let (unit, definite, end) = reader.unit(at)?;
    if definite
        && unit.count == 0
        && let Some((number, after)) = reader.number(At::token(end)).filter(|&(number, _)| number < 1000)
    {
        return Some((counting(number, unit.unit), after, Needs::Nothing));
    }
    match (unit.count, definite) {
        // A dual counts itself.
        (2, false) => Some((counting(2, unit.unit), end, Needs::Nothing)),
        (2, true) => Some((counting(2, unit.unit), end, Needs::TimePreposition)),
        _ => None,
    }
}

/// "some days", "several months", "tens of years".
fn few(reader: Reader<'_>, at: At) -> Option<(Length, usize, Needs)> {
    let end = reader.is(at, Word::Few)?;
    let (unit, _, end) = reader.unit(At::token(end))?;
    (unit.count == 0).then(|| (of(None, unit.unit), end, Needs::Nothing))
}

/// "months", "a year", "the coming days": without any number.
fn uncounted(reader: Reader<'_>, at: At) -> Option<(Length, usize, Needs)> {
    let (unit, definite, end) = reader.unit(at)?;
    match unit.count {
        0 => {
            let described = reader.is(At::token(end), Word::Vagueness);
            let windowed =
                reader.shift(At::token(described.unwrap_or(end))).filter(|(shift, _)| !shift.is_anaphoric());
            let needs =
                if described.is_some() && !unit.guarded { Needs::Nothing } else { Needs::TimePreposition };
            // "the days" by itself is no length.
            (!definite || windowed.is_some()).then(|| (of(None, unit.unit), end, needs))
        }
        1 if !definite && !unit.guarded => {
            // "one year", "a full year".
            let one = is_one(reader, end);
            let needs = if one { Needs::Nothing } else { Needs::TimePreposition };
            Some((Length { counted: one, ..of(Some(1), unit.unit) }, end + usize::from(one), needs))
        }
        1 if !definite && is_one(reader, end) => Some((of(Some(1), unit.unit), end + 1, Needs::Nothing)),
        // "a decade" or "the holding of": only where no noun follows.
        1 if !definite => Some((of(Some(1), unit.unit), end, Needs::TimePrepositionAndEnd)),
        // "the first year" of something.
        1 => {
            let (ordinal, after) = reader.ordinal(At::token(end))?;
            (ordinal == 1).then(|| (of(Some(1), unit.unit), after, Needs::During))
        }
        _ => None,
    }
}

/// "one" behind its noun.
fn is_one(reader: Reader<'_>, idx: usize) -> bool {
    matches!(reader.tokens.folded(idx), "واحد" | "واحده" | "واحدا")
}

/// What is added by "and": a half of the unit, or a smaller unit.
fn addition(reader: Reader<'_>, end: usize, length: &Length) -> Option<((Option<u32>, Unit), usize)> {
    let &(_, unit) = length.parts.last()?;
    if length.parts.len() > 2 {
        return None;
    }
    let fraction =
        reader.word(At::token(end), |word| if let Word::Fraction(parts) = word { Some(parts) } else { None });
    if let Some((denominator, after)) = fraction {
        let (amount, smaller) = part_of(unit, u32::from(denominator))?;
        // "a year and half a year".
        let after = reader
            .unit(At::token(after))
            .filter(|(again, ..)| again.unit == unit)
            .map_or(after, |(.., end)| end);
        return Some(((Some(amount), smaller), after));
    }
    let at = reader.after_and(end)?;
    let (number, unit_end) = if let Some((number, number_end)) = reader.number(at) {
        (number, reader.unit(At::token(number_end))?)
    } else {
        let found @ (UnitWord { count, .. }, definite, _) = reader.unit(at)?;
        if definite || count == 0 {
            return None;
        }
        (u32::from(count), found)
    };
    let (smaller, _, after) = unit_end;
    // Only a smaller unit adds to a greater one.
    (rank(smaller.unit) < rank(unit)).then_some(((Some(number), smaller.unit), after))
}

fn rank(unit: Unit) -> u8 {
    match unit {
        Unit::Second => 0,
        Unit::Minute => 1,
        Unit::Hour => 2,
        Unit::Day | Unit::Night => 3,
        Unit::Week => 4,
        Unit::Month => 5,
        Unit::Year => 6,
        Unit::Decade => 7,
        Unit::Century => 8,
    }
}
