//! Ranges: "5 and 7 July" after "between", "from March to May 2019", "5-7 April", "2011-2019".
//!
//! Where one end borrows its month, its year or its unit from the other, both are one expression.
//! Two ends that are complete by themselves are two expressions, and the timeline joins them.

use super::{Found, Needs, calendar, clock};
use crate::time::guard::{self, Governor};
use crate::time::meaning::{Calendar, CalendarDate, Core, Meaning, Month, Unit, Year};
use crate::time::reader::{At, Reader};
use crate::time::words::Word;

/// A range in which one end needs the other.
pub(super) fn range(reader: Reader<'_>, at: At) -> Option<Found> {
    days_of_month(reader, at)
        .or_else(|| years(reader, at))
        .or_else(|| months(reader, at))
        .or_else(|| clocks(reader, at))
}

fn of(first: Core, second: Meaning, end: usize) -> Found {
    Found::new(end, Core::Range(Box::new(first.into()), Box::new(second)))
}

/// The place behind what joins two ends: "and" after "between", "to" and "until" after "from", or
/// a hyphen.
fn joint(reader: Reader<'_>, at: At, end: usize) -> Option<At> {
    let opened = guard::opens_range(reader, at);
    match reader.tokens.folded(end) {
        "-" | "–" | "ـ" | "الي" | "حتي" | "لغايه" => Some(At::token(end + 1)),
        "او" if reader.digits(At::token(end + 1)).is_some() => Some(At::token(end + 1)),
        "وحتي" | "والي" | "ولغايه" if opened => Some(At::token(end + 1)),
        _ => reader.after_and(end).filter(|_| opened),
    }
}

/// "5 and 7 July", "the fifth to the seventh of April", "5-7 April 2018".
fn days_of_month(reader: Reader<'_>, at: At) -> Option<Found> {
    let days = || {
        let (unit, definite, end) = reader.unit(at)?;
        (unit.unit == Unit::Day && unit.count == 0 && !definite).then_some(end)
    };
    let head = reader.is(at, Word::DayPair).or_else(days);
    let first_at = head.map_or(at, At::token);
    let (day, mut end) = number_of_day(reader, first_at)?;
    // "the days of 5, 6 and 7 May".
    while let Some((_, next)) =
        reader.after_and(end).and_then(|at| number_of_day(reader, at)).filter(|&(_, next)| {
            head.is_some() && reader.after_and(next).is_some_and(|at| number_of_day(reader, at).is_some())
        })
    {
        end = next;
    }
    // "on 18 and 19 June".
    let listed = || {
        let both = reader.digits(first_at).is_some() && guard::governor(reader, at).0 == Governor::In;
        reader.after_and(end).filter(|_| head.is_some() || both)
    };
    let next = joint(reader, at, end).or_else(listed)?;
    let found = calendar::date(reader, next)?;
    let Core::Date(second) = found.meaning.core else { return None };
    let first = CalendarDate { day: Some(day), ..second };
    (second.day > Some(day)).then(|| {
        let needs =
            if head.is_some() || found.needs == Needs::Nothing { Needs::Nothing } else { Needs::NoPlace };
        of(Core::Date(first), Core::Date(second).into(), found.end).needing(needs)
    })
}

fn number_of_day(reader: Reader<'_>, at: At) -> Option<(u8, usize)> {
    let digits = reader.digits(at).or_else(|| reader.digits(reader.without_article(at)?));
    if let Some((number, end)) = digits {
        return (1..=31).contains(&number).then_some((number as u8, end));
    }
    calendar::day_ordinal(reader, at)
}

/// "2011-2019" without spaces.
fn years(reader: Reader<'_>, at: At) -> Option<Found> {
    let head = reader.is(at, Word::YearPair);
    let (first, end) = reader.digits(head.map_or(at, At::token))?;
    let (second, after) = reader.digits(At::token(end + 1))?;
    // "2011-2019", and the two years of a season or school year, "2019/2020".
    let season = reader.tokens.folded(end) == "/" && second == first + 1;
    let hyphen = season || matches!(reader.tokens.folded(end), "-" | "–" | "ـ");
    let close = reader.touches_next(end - 1) && reader.touches_next(end);
    // A third number makes a date or a telephone number of it.
    let chain =
        matches!(reader.tokens.folded(after), "-" | "/") && reader.digits(At::token(after + 1)).is_some();
    if !hyphen || !close || chain || !(1900..=2100).contains(&first) || !(first + 1..=2100).contains(&second)
    {
        return None;
    }
    let year = |number: u32| {
        Core::Date(CalendarDate {
            calendar: Calendar::Gregorian,
            year: Year::Given(number.cast_signed()),
            month: None,
            day: None,
            weekday: None,
            shift: None,
        })
    };
    let needs = if head.is_some() { Needs::Nothing } else { Needs::YearGuard };
    Some(of(year(first), year(second).into(), after).needing(needs))
}

/// "between March and May 2019", "from 5 April to 7 May 2019".
fn months(reader: Reader<'_>, at: At) -> Option<Found> {
    let side = |at: At| {
        let found = calendar::date(reader, at).or_else(|| calendar::month_or_year(reader, at))?;
        let Core::Date(date) = found.meaning.core else { return None };
        matches!(date.month, Some(Month::Given(_))).then_some((date, found.end))
    };
    let (left, end) = side(at)?;
    if left.year != Year::Unsaid || left.shift.is_some() {
        return None;
    }
    // "November and December next" share what is said of the second.
    let shared = || {
        let next = reader.after_and(end)?;
        side(next).filter(|(right, _)| right.shift.is_some() && right.day.is_none()).map(|_| next)
    };
    let (right, after) = side(joint(reader, at, end).or_else(shared)?)?;
    // Both ends are of one kind; the first borrows the year of the second.
    if right.day.is_some() != left.day.is_some() || right.calendar != left.calendar {
        return None;
    }
    let left = CalendarDate { year: right.year, shift: right.shift, ..left };
    Some(of(Core::Date(left), Core::Date(right).into(), after))
}

/// "from 10:30 to 4 in the afternoon GMT".
fn clocks(reader: Reader<'_>, at: At) -> Option<Found> {
    let first = clock::time(reader, at)?;
    if first.meaning.core != Core::Unsaid {
        return None;
    }
    let second = clock::time(reader, joint(reader, at, first.end)?)?;
    // Both lie on the day of the second, if one is said, and in its zone.
    let mut left = Meaning { core: second.meaning.core.clone(), ..first.meaning };
    if let (Some(left), Some(right)) = (&mut left.clock, second.meaning.clock) {
        left.zone = right.zone;
    }
    Some(Found::new(second.end, Core::Range(Box::new(left), Box::new(second.meaning))).needing(first.needs))
}
