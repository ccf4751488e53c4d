//! Periods of the calendar: this week, next month, quarters, halves, seasons, decades, centuries.

use super::{Found, Needs, calendar};
use crate::time::meaning::{Calendar, CalendarDate, Core, Month, Season, Shift, Unit, Year};
use crate::time::reader::{At, Reader};
use crate::time::words::Word;

/// A period.
pub(super) fn period(reader: Reader<'_>, at: At) -> Option<Found> {
    super::longest([
        shifted(reader, at),
        weekend(reader, at),
        part_of_year(reader, at),
        season(reader, at),
        decade(reader, at),
        century(reader, at),
        week_of(reader, at),
        first_months(reader, at),
        same_period(reader, at),
    ])
}

/// "this week", "last month", "the current century". The year has its own rule, since a number
/// may follow.
pub(super) fn shifted(reader: Reader<'_>, at: At) -> Option<Found> {
    let (unit, (shift, steps), end) = calendar::shifted_unit(reader, at)?;
    match unit {
        Unit::Week | Unit::Month | Unit::Decade | Unit::Century => {
            Some(Found::new(end, Core::Unit { unit, shift, steps }))
        }
        Unit::Day if shift == Shift::This => {
            let end = reader.is(At::token(end), Word::Holy).unwrap_or(end);
            Some(Found::new(end, Core::Deictic { days: 0, weekday: None, date: None }))
        }
        _ => None,
    }
}

/// "the year", "the month", "the week" after "end of": the present one.
pub(super) fn present(reader: Reader<'_>, at: At) -> Option<Found> {
    let (unit, definite, end) = reader.unit(at)?;
    if !definite || unit.count != 1 {
        return None;
    }
    // "the end of the school year" is none of the calendar's.
    if reader.is(At::token(end), Word::Fiscal).is_some() || reader.ordinal(At::token(end)).is_some() {
        return None;
    }
    let core = match unit.unit {
        Unit::Year => Core::Date(CalendarDate {
            calendar: Calendar::Gregorian,
            year: Year::Shifted(Shift::This, 1),
            month: None,
            day: None,
            weekday: None,
            shift: None,
        }),
        Unit::Month | Unit::Week => Core::Unit { unit: unit.unit, shift: Shift::This, steps: 1 },
        _ => return None,
    };
    Some(Found::new(end, core))
}

/// "the same period of last year", "the corresponding month of 2018".
fn same_period(reader: Reader<'_>, at: At) -> Option<Found> {
    let end = reader.is(at, Word::SamePeriod)?;
    let (year, end) = year_behind(reader, end)?;
    Some(Found::new(end, Core::SamePeriod { year }))
}

/// "the weekend", "end of last week" with its holiday.
fn weekend(reader: Reader<'_>, at: At) -> Option<Found> {
    let end = reader.is(at, Word::Weekend)?;
    let shift = reader.shift(At::token(end));
    // "end of the week" without "holiday" is the end of a week, not the weekend.
    let holiday = reader.is(at, Word::Holiday).is_some();
    let core = if holiday {
        Core::Weekend { shift: shift.map(|(shift, _)| shift) }
    } else {
        Core::Unit { unit: Unit::Week, shift: shift.map_or(Shift::This, |(shift, _)| shift), steps: 1 }
    };
    let mut found = Found::new(shift.map_or(end, |(_, end)| end), core);
    if !holiday {
        found.meaning = found.meaning.with_modifier(crate::time::meaning::Modifier::End);
    }
    Some(found)
}

/// "the third quarter of 2019", "the first half of this year".
fn part_of_year(reader: Reader<'_>, at: At) -> Option<Found> {
    let (is_quarter, end) = reader.word(at, |word| match word {
        Word::Quarter => Some(true),
        Word::Semester => Some(false),
        _ => None,
    })?;
    // "the last quarter" in the sense of the one before, not of the fourth.
    if let Some((shift, end)) =
        reader.shift(At::token(end)).filter(|(shift, _)| *shift != Shift::Recent && !shift.is_anaphoric())
        && is_quarter
    {
        return Some(Found::new(end, Core::ShiftedQuarter { shift }));
    }
    let (number, end) = reader.ordinal(At::token(end)).or_else(|| {
        reader.shift(At::token(end)).filter(|(shift, _)| *shift == Shift::Recent).map(|(_, end)| (0, end))
    })?;
    if number > if is_quarter { 4 } else { 2 } {
        return None;
    }
    // "the second half of April".
    if !is_quarter && let Some(month) = reader.after_of(end).and_then(|of| calendar::month(reader, of)) {
        let core = Core::HalfOfMonth { number: number.max(1), whole: Box::new(month.meaning.core) };
        return Some(Found::new(month.end, core));
    }
    let (year, end) = year_behind(reader, end).or_else(|| present_year(reader, end))?;
    let core = if is_quarter {
        Core::Quarter { number, year }
    } else {
        Core::Semester { number: number.max(1), year }
    };
    Some(Found::new(end, core))
}

/// A year after "of" or directly.
fn year_behind(reader: Reader<'_>, end: usize) -> Option<(Year, usize)> {
    let year = |at: At| {
        let found = calendar::year(reader, at)?;
        let Core::Date(date) = found.meaning.core else { return None };
        Some((date.year, found.end))
    };
    year(At::token(end)).or_else(|| year(reader.after_of(end)?))
}

/// "of the year": the present one.
fn present_year(reader: Reader<'_>, end: usize) -> Option<(Year, usize)> {
    let found = present(reader, reader.after_of(end)?)?;
    match found.meaning.core {
        Core::Date(date) => Some((date.year, found.end)),
        _ => None,
    }
}

/// "summer 2019", "last autumn", "the summer season".
fn season(reader: Reader<'_>, at: At) -> Option<Found> {
    let this = reader.is(at, Word::This);
    let (season, end) = season_word(reader, this.map_or(at, At::token))?;
    if this.is_some() {
        return Some(Found::new(end, Core::Season { season, year: Year::Unsaid, shift: Some(Shift::This) }));
    }
    if let Some((year, end)) = year_behind(reader, end) {
        return Some(Found::new(end, Core::Season { season, year, shift: None }));
    }
    if let Some((shift, end)) = reader.shift(At::token(end)) {
        return Some(
            Found::new(end, Core::Season { season, year: Year::Unsaid, shift: Some(shift) })
                .needing(Needs::NoPlace),
        );
    }
    let headed = end > at.idx + 1;
    let needs = if headed { Needs::Nothing } else { Needs::Season };
    Some(Found::new(end, Core::Every(format!("XXXX-{}", season.code()))).needing(needs))
}

/// "the autumn" after "beginning of": the one of this year.
pub(super) fn season_now(reader: Reader<'_>, at: At) -> Option<Found> {
    let (season, end) = season_word(reader, at)?;
    if year_behind(reader, end).is_some() || reader.shift(At::token(end)).is_some() {
        return None;
    }
    let core = Core::Season { season, year: Year::Unsaid, shift: None };
    Some(Found::new(end, core).needing(Needs::NoPlace))
}

fn season_word(reader: Reader<'_>, at: At) -> Option<(Season, usize)> {
    reader.word(at, |word| if let Word::Season(season) = word { Some(season) } else { None })
}

/// "the eighties", "the sixties of the last century".
fn decade(reader: Reader<'_>, at: At) -> Option<Found> {
    // "the decade of the sixties".
    let head = reader.unit(at).filter(|(unit, ..)| unit.unit == Unit::Decade && unit.count == 1);
    let word_at = head.map_or(at, |(.., end)| At::token(end));
    let (tens, end) =
        reader.word(word_at, |word| if let Word::Decade(tens) = word { Some(tens) } else { None })?;
    let of = |at: At| match century(reader, at)?.meaning.core {
        Core::Century { number, .. } => Some(number),
        Core::Unit { unit: Unit::Century, shift: Shift::Last, .. } => Some(19),
        Core::Unit { unit: Unit::Century, shift: Shift::This, .. } => Some(20),
        _ => None,
    };
    let end_of = |at: At| century(reader, at).or_else(|| shifted(reader, at)).map(|found| found.end);
    let century_at = [Some(At::token(end)), reader.after_of(end)]
        .into_iter()
        .flatten()
        .find(|&at| end_of(at).is_some() && (of(at).is_some() || shifted_century(reader, at).is_some()));
    let (century, end) = match century_at {
        Some(at) => (of(at).or_else(|| shifted_century(reader, at)), end_of(at).unwrap_or(end)),
        None => (None, end),
    };
    Some(Found::new(end, Core::Decade { tens, century }))
}

fn shifted_century(reader: Reader<'_>, at: At) -> Option<i32> {
    match shifted(reader, at)?.meaning.core {
        Core::Unit { unit: Unit::Century, shift, .. } => Some(20 + shift.sign()),
        _ => None,
    }
}

/// "the twentieth century", "the 19th century".
fn century(reader: Reader<'_>, at: At) -> Option<Found> {
    let (unit, definite, end) = reader.unit(at)?;
    if unit.unit != Unit::Century || unit.count != 1 || !definite {
        return None;
    }
    let (number, end) = reader
        .ordinal(At::token(end))
        .map(|(number, end)| (u32::from(number), end))
        .or_else(|| reader.digits(At::token(end)))
        .or_else(|| reader.digits(reader.without_article(At::token(end))?))?;
    if !(1..=21).contains(&number) {
        return None;
    }
    let era = reader.era(At::token(end));
    let before_christ = matches!(era, Some((crate::time::words::Era::BeforeChrist, _)));
    // The centuries of the Hijri era lie six hundred years on.
    let hijri = matches!(era, Some((crate::time::words::Era::Hijri, _)));
    let number = number.cast_signed() - 1 + if hijri { 6 } else { 0 };
    Some(Found::new(era.map_or(end, |(_, end)| end), Core::Century { number, before_christ }))
}

/// "the first nine months of this year".
fn first_months(reader: Reader<'_>, at: At) -> Option<Found> {
    let (unit, definite, end) = reader.unit(at)?;
    if unit.unit != Unit::Month || unit.count != 0 || !definite {
        return None;
    }
    let (number, end) = reader.number(At::token(end)).filter(|(number, _)| (2..12).contains(number))?;
    let (_, end) = reader.ordinal(At::token(end)).filter(|&(nth, _)| nth == 1)?;
    let (year, end) = year_behind(reader, end).or_else(|| present_year(reader, end))?;
    let month = |number: u8| {
        let core = CalendarDate {
            calendar: Calendar::Gregorian,
            year,
            month: Some(Month::Given(number)),
            day: None,
            weekday: None,
            shift: None,
        };
        Box::new(Core::Date(core).into())
    };
    Some(Found::new(end, Core::Range(month(1), month(number as u8))))
}

/// "the first week of Ramadan", "the second week of next month".
fn week_of(reader: Reader<'_>, at: At) -> Option<Found> {
    let (unit, definite, end) = reader.unit(at)?;
    if unit.unit != Unit::Week || unit.count != 1 || !definite {
        return None;
    }
    let (number, end) = reader.ordinal(At::token(end)).filter(|(number, _)| *number <= 5).or_else(|| {
        reader.shift(At::token(end)).filter(|(shift, _)| *shift == Shift::Recent).map(|(_, end)| (0, end))
    })?;
    let of = reader.after_of(end)?;
    let inner = super::longest([calendar::month_or_year(reader, of), shifted(reader, of)])?;
    let is_month = match &inner.meaning.core {
        Core::Date(date) => date.day.is_none() && matches!(date.month, Some(Month::Given(_))),
        Core::Unit { unit, .. } => *unit == Unit::Month,
        _ => false,
    };
    is_month.then(|| Found::new(inner.end, Core::WeekOf { number, whole: Box::new(inner.meaning.core) }))
}
