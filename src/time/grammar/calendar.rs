//! Dates by day, month and year in words: "5 Nisan/April 2018", "the fifth of March of last year",
//! "September 2021", "year 2011", "last year".
//!
//! A month may be named twice, in two systems, with a slash, brackets or nothing between; a pair
//! that contradicts itself is read as its first month.

use super::{Found, Needs};
use crate::segment::TokenKind;
use crate::time::guard;
use crate::time::meaning::{Calendar, CalendarDate, Core, Month, Shift, Unit, Year};
use crate::time::reader::{At, Reader};
use crate::time::words::{self, Era, Word};

/// Day, month and perhaps year.
pub(super) fn date(reader: Reader<'_>, at: At) -> Option<Found> {
    let (day, end, in_digits) = day_number(reader, at)?;
    let in_month = |month_at: At| {
        named_month(reader, month_at).map(|(month, end)| (Month::Given(month.number), month, end))
    };
    // "the fifth of", "5 / ", "5-".
    let next = if in_digits { skip_separator(reader, end) } else { end };
    let of = reader.after_of(end);
    let named = in_month(At::token(next)).or_else(|| in_month(of?));
    if let Some((month, name, month_end)) = named {
        if day > longest(name) {
            return None;
        }
        let tail = tail(reader, month_end, name.calendar, true);
        // Names of Libya's months are other words without a year.
        if name.guard == 3 && name.calendar == Calendar::Gregorian && tail.year == Year::Unsaid {
            return None;
        }
        // Safar is also "zero": "1-0".
        let zero = name.calendar == Calendar::Hijri && name.number == 2 && tail.year == Year::Unsaid;
        if zero && next != end {
            return None;
        }
        let core = CalendarDate {
            calendar: tail.calendar,
            year: tail.year,
            month: Some(month),
            day: Some(day),
            weekday: None,
            shift: tail.shift,
        };
        let certain = core.year != Year::Unsaid || core.shift.is_some();
        // An ordinal before a Hijri month that is also a man's name is enough: "the first of Rajab".
        return Some(Found::new(tail.end, Core::Date(core)).needing(if certain {
            Needs::Nothing
        } else if zero && in_digits {
            Needs::MonthGuard(1)
        } else {
            Needs::NoPlace
        }));
    }
    // "27 of the same month", "5 of the current month", "the fifth of it".
    let month = of.and_then(|of| shifted_month(reader, of)).or_else(|| {
        // "5 current" (of the current month).
        let (shift, end) = reader.shift(At::token(end))?;
        (in_digits && shift == Shift::This).then_some(((shift, 1), end))
    });
    let ((shift, steps), end) = month?;
    let core = CalendarDate {
        calendar: Calendar::Gregorian,
        year: Year::Unsaid,
        month: Some(Month::Shifted(shift, steps)),
        day: Some(day),
        weekday: None,
        shift: None,
    };
    Some(Found::new(end, Core::Date(core)))
}

/// The most days that a month has in any year.
fn longest(month: words::Month) -> u8 {
    match (month.calendar, month.number) {
        (Calendar::Hijri, _) | (Calendar::Gregorian, 4 | 6 | 9 | 11) => 30,
        (Calendar::Gregorian, 2) => 29,
        (Calendar::Gregorian, _) => 31,
    }
}

/// "January 22, 2018": month first, and a year that makes it sure.
pub(super) fn month_first(reader: Reader<'_>, at: At) -> Option<Found> {
    let (name, end) = named_month(reader, at)?;
    let (day, day_end, _) = day_number(reader, At::token(end))?;
    let tail = tail(reader, day_end, name.calendar, true);
    if day > longest(name) || !matches!(tail.year, Year::Given(_)) {
        return None;
    }
    let core = CalendarDate {
        calendar: tail.calendar,
        year: tail.year,
        month: Some(Month::Given(name.number)),
        day: Some(day),
        weekday: None,
        shift: None,
    };
    Some(Found::new(tail.end, Core::Date(core)))
}

/// A month with or without its year, or a year.
pub(super) fn month_or_year(reader: Reader<'_>, at: At) -> Option<Found> {
    month(reader, at).or_else(|| year(reader, at))
}

/// A month with or without its year.
pub(super) fn month(reader: Reader<'_>, at: At) -> Option<Found> {
    // "the noble month" is a name that begins with the head.
    let after_head = month_head(reader, at).filter(|_| reader.month(at).is_none());
    let month_at = after_head.map_or(at, At::token);
    // After "month", the names that mean something else are months.
    let (name, end) = named_month(reader, month_at)?;
    let tail = tail(reader, end, name.calendar, false);
    let core = CalendarDate {
        calendar: tail.calendar,
        year: tail.year,
        month: Some(Month::Given(name.number)),
        day: None,
        weekday: None,
        shift: tail.shift,
    };
    // Spring and mothers' names: a month of one word needs company unless its name is safe.
    let doubled = end > month_at.idx + 1 && name.calendar == Calendar::Gregorian;
    let needs = match (tail.year, tail.shift) {
        (Year::Given(_), _) if tail.marked || name.guard < 3 => Needs::Nothing,
        (Year::Unsaid, None) if after_head.is_some() || doubled => Needs::NoPlace,
        (Year::Unsaid, None) => Needs::MonthGuard(name.guard),
        _ if name.guard == 3 && after_head.is_none() => Needs::MonthGuard(3),
        _ => Needs::Nothing,
    };
    Some(Found::new(tail.end, Core::Date(core)).needing(needs))
}

/// "month", "the month of" before a name or a number.
fn month_head(reader: Reader<'_>, at: At) -> Option<usize> {
    let month = || {
        let (unit, _, end) = reader.unit(at)?;
        (unit.unit == Unit::Month && unit.count == 1 && !reader.new_line_before(end)).then_some(end)
    };
    month().or_else(|| reader.is(at, Word::MonthPair))
}

/// "the current month", "this month", "the same month": how it is shifted.
fn shifted_month(reader: Reader<'_>, at: At) -> Option<((Shift, i32), usize)> {
    shifted_unit(reader, at).and_then(|(unit, shift, end)| (unit == Unit::Month).then_some((shift, end)))
}

/// A unit with "this" before or "last" behind it.
pub(super) fn shifted_unit(reader: Reader<'_>, at: At) -> Option<(Unit, (Shift, i32), usize)> {
    let singular = |at: At| reader.unit(at).filter(|(unit, ..)| unit.count == 1);
    if let Some(end) = reader.is(at, Word::This) {
        let (unit, definite, end) = singular(At::token(end))?;
        return definite.then_some((unit.unit, (Shift::This, 1), end));
    }
    if let Some(end) = reader.is(at, Word::Same) {
        let (unit, definite, end) = singular(At::token(end))?;
        return definite.then_some((unit.unit, (Shift::Same, 1), end));
    }
    let (unit, definite, end) = singular(at)?;
    let behind = if unit.unit == Unit::Year {
        reader.word(At::token(end), |word| (word == Word::Fiscal).then_some(())).map_or(end, |((), end)| end)
    } else {
        end
    };
    let (shift, end) = reader.steps(At::token(behind)).filter(|_| definite)?;
    Some((unit.unit, shift, end))
}

/// A year with "year" before it, or four digits that may be one.
pub(super) fn year(reader: Reader<'_>, at: At) -> Option<Found> {
    let of = |(year, calendar, end): (Year, Calendar, usize)| {
        let core = CalendarDate { calendar, year, month: None, day: None, weekday: None, shift: None };
        Found::new(end, Core::Date(core))
    };
    if let Some((number, end)) = before_christ(reader, at) {
        return Some(Found::new(end, Core::BeforeChrist(number)));
    }
    if let Some(found) = headed_year(reader, at) {
        return Some(of(found));
    }
    let (number, end) = bare_year(reader, at)?;
    // Digits with a mark are a year: "1441 AH".
    if let Some((era, after)) =
        reader.era(At::token(end)).filter(|_| reader.touches_next(end - 1) || number >= 1000)
    {
        match era {
            Era::Hijri => return Some(of((Year::Given(number), calendar_of(era), after))),
            // The mark of the common era is also "metre" and "million".
            Era::Common if (1000..2100).contains(&number) => {
                return Some(of((Year::Given(number), Calendar::Gregorian, after)).needing(Needs::YearGuard));
            }
            Era::Common | Era::BeforeChrist => {}
        }
    }
    (1700..=2100)
        .contains(&number)
        .then(|| of((Year::Given(number), Calendar::Gregorian, end)).needing(Needs::YearGuard))
}

fn calendar_of(era: Era) -> Calendar {
    match era {
        Era::Hijri => Calendar::Hijri,
        Era::Common | Era::BeforeChrist => Calendar::Gregorian,
    }
}

/// "year 2011", "the current year 2012", "year 1441 AH", "the two years 2011".
fn headed_year(reader: Reader<'_>, at: At) -> Option<(Year, Calendar, usize)> {
    // "this year", "last year", and the number that may follow them.
    if let Some((Unit::Year, (shift, steps), end)) = shifted_unit(reader, at) {
        let year = bare_year(reader, At::token(end)).filter(|(number, _)| (1900..=2100).contains(number));
        return Some(
            year.map_or((Year::Shifted(shift, steps), Calendar::Gregorian, end), |(number, end)| {
                (Year::Given(number), Calendar::Gregorian, end)
            }),
        );
    }
    let head = reader
        .unit(at)
        .filter(|(unit, ..)| unit.unit == Unit::Year && unit.count == 1)
        .map(|(.., end)| end)
        .or_else(|| reader.is(at, Word::YearPair))?;
    let head = reader.is(At::token(head), Word::Fiscal).unwrap_or(head);
    let (number, end) = bare_year(reader, At::token(head)).or_else(|| {
        let (number, end) = reader.number(At::token(head))?;
        // Words only: "the year thousand nine hundred …".
        let old = matches!(reader.era(At::token(end)), Some((Era::Common | Era::Hijri, _)));
        ((1000..=2100).contains(&number) || old && number > 0).then_some((number.cast_signed(), end))
    })?;
    // "year" before digits makes even old years certain.
    if reader.tokens.folded(end) == "%" {
        return None;
    }
    let era = reader.era(At::token(end)).filter(|(era, _)| *era != Era::BeforeChrist);
    let calendar = era.map_or(Calendar::Gregorian, |(era, _)| calendar_of(era));
    let said_hijri = reader.tokens.folded(head - 1).starts_with("الهجري");
    let calendar = if said_hijri { Calendar::Hijri } else { calendar };
    let end = era.map_or(end, |(_, end)| end);
    // "2019/2020" and "2019-2020" of school and season: the first year stands for both.
    let end = season_pair(reader, end, number).unwrap_or(end);
    Some((Year::Given(number), calendar, end))
}

/// The end of "/2020" after "2019", the next year.
fn season_pair(reader: Reader<'_>, end: usize, first: i32) -> Option<usize> {
    let (second, after) = reader.digits(At::token(end + 1))?;
    (reader.tokens.folded(end) == "/" && second.cast_signed() == first + 1).then_some(after)
}

fn before_christ(reader: Reader<'_>, at: At) -> Option<(i32, usize)> {
    let head = reader.unit(at).filter(|(unit, ..)| unit.unit == Unit::Year && unit.count == 1);
    let start = head.map_or(at, |(.., end)| At::token(end));
    let (number, end) = reader.digits(start)?;
    let (era, end) = reader.era(At::token(end))?;
    (era == Era::BeforeChrist && (1..=9999).contains(&number)).then_some((number.cast_signed(), end))
}

/// Digits that look like a year: three or four of them. Reversed by a broken bidi algorithm
/// ("4002") they are turned back.
fn bare_year(reader: Reader<'_>, at: At) -> Option<(i32, usize)> {
    let (number, end) = reader.digits(at)?;
    let number = number.cast_signed();
    if reader.stem(at).len() == 4 && number > 2100 {
        let turned = (0..4).fold((0, number), |(turned, rest), _| (turned * 10 + rest % 10, rest / 10)).0;
        return (1900..=2099).contains(&turned).then_some((turned, end));
    }
    // A number that goes on ("2019.5", "2019/5") was split by the tokenizer or is none.
    ((100..=2100).contains(&number)).then_some((number, end))
}

/// What may follow the name of a month.
struct Tail {
    year: Year,
    calendar: Calendar,
    shift: Option<Shift>,
    /// Whether the year bears the mark of its calendar.
    marked: bool,
    end: usize,
}

fn tail(reader: Reader<'_>, end: usize, calendar: Calendar, after_day: bool) -> Tail {
    let none = Tail { year: Year::Unsaid, calendar, shift: None, marked: false, end };
    if reader.new_line_before(end) {
        return none;
    }
    // "last April".
    if let Some((shift, end)) = reader.shift(At::token(end)) {
        return Tail { shift: Some(shift), end, ..none };
    }
    // "/2018", "-2018", ", 2018" or nothing between; a stop that touches the year is astray.
    let separated = matches!(reader.tokens.folded(end), "/" | "-" | "," | "،" | "–")
        || reader.tokens.folded(end) == "." && reader.touches_next(end) && !reader.touches_next(end - 1);
    let direct = At::token(if separated { end + 1 } else { end });
    if let Some((number, year_end)) = bare_year(reader, direct) {
        let era = reader.era(At::token(year_end)).filter(|(era, _)| *era != Era::BeforeChrist);
        let fits = match (calendar, era) {
            (_, Some(_)) => true,
            (Calendar::Gregorian, None) => {
                number >= if after_day { 1000 } else { 1500 } && !guard::is_counted(reader, year_end)
            }
            (Calendar::Hijri, None) => (1300..=1500).contains(&number) || (1900..=2100).contains(&number),
        };
        if fits && !(number < 1000 && era.is_none()) {
            // "Ramadan 2018" is the Hijri month that falls into the Gregorian year.
            return Tail {
                year: Year::Given(number),
                marked: era.is_some() || number >= 1300,
                end: era.map_or(year_end, |(_, end)| end),
                ..none
            };
        }
    }
    // "two thousand and eighteen" in words.
    if after_day
        && let Some((number, end)) =
            reader.number(direct).filter(|(number, _)| (1000..=2100).contains(number))
        && calendar == Calendar::Gregorian
        && !guard::is_counted(reader, end)
    {
        return Tail { year: Year::Given(number.cast_signed()), marked: true, end, ..none };
    }
    // "of the year 2018", "of last year", "of each year", and the same without "of".
    let of = reader.after_of(end);
    for at in [of, Some(At::token(end))].into_iter().flatten() {
        if let Some(every) = reader.is(at, Word::Every)
            && let Some((unit, _, end)) = reader.unit(At::token(every))
            && unit.unit == Unit::Year
        {
            return Tail { year: Year::Every, end, marked: true, ..none };
        }
        if let Some((year, year_calendar, end)) = headed_year(reader, at) {
            let calendar = if year_calendar == Calendar::Gregorian { calendar } else { year_calendar };
            return Tail { year, calendar, shift: None, marked: true, end };
        }
    }
    none
}

/// A month by name with its doubles.
fn named_month(reader: Reader<'_>, at: At) -> Option<(words::Month, usize)> {
    let head = month_head(reader, at).filter(|_| reader.month(at).is_none());
    let at = head.map_or(at, At::token);
    if reader.new_line_before(at.idx) && head.is_some() {
        return None;
    }
    let (month, end) = reader.month(at)?;
    Some((month, doubles(reader, month, end)))
}

/// The end of the other names of the same month behind `end`.
fn doubles(reader: Reader<'_>, month: words::Month, mut end: usize) -> usize {
    // Three systems at most stand together.
    for _ in 0..2 {
        let again = |idx: usize| {
            let (other, end) = reader.month_of(At::token(idx), month.calendar)?;
            (other.number == month.number).then_some(end)
        };
        let next = match reader.tokens.folded(end) {
            "/" | "\\" | "-" | "–" | "|" | "ـ" => again(end + 1),
            "(" | "[" => again(end + 1)
                .filter(|&inner| matches!(reader.tokens.folded(inner), ")" | "]"))
                .map(|inner| inner + 1),
            _ => again(end),
        };
        match next {
            Some(next) => end = next,
            None => break,
        }
    }
    end
}

/// A day of the month: digits, an ordinal, or "first" in its several words. The last value says
/// whether it stood in digits.
pub(super) fn day_number(reader: Reader<'_>, at: At) -> Option<(u8, usize, bool)> {
    if let Some((number, end)) = reader.digits(at).or_else(|| reader.digits(reader.without_article(at)?)) {
        return (1..=31).contains(&number).then_some((number as u8, end, true));
    }
    let (ordinal, end) = day_ordinal(reader, at)?;
    // "the first of the days of", "the first day of".
    let day = || {
        let (unit, definite, end) = reader.unit(At::token(end))?;
        (unit.unit == Unit::Day && unit.count == 1 && !definite).then_some(end)
    };
    let end = reader.is(At::token(end), Word::DaysOf).or_else(day).unwrap_or(end);
    Some((ordinal, end, false))
}

/// An ordinal of a day: days are masculine, so that "a second" and "the third (hour)" are none.
pub(super) fn day_ordinal(reader: Reader<'_>, at: At) -> Option<(u8, usize)> {
    let stem = reader.stem(at);
    // "ghurra", the first of a lunar month, only looks feminine.
    reader.ordinal(at).filter(|_| !stem.ends_with('ه') || stem == "غره")
}

/// The token after a separator between day and month.
fn skip_separator(reader: Reader<'_>, end: usize) -> usize {
    let separates = matches!(reader.tokens.folded(end), "/" | "-" | "–" | "." | "ـ")
        && reader.tokens.kind(end) == Some(TokenKind::Sign);
    if separates { end + 1 } else { end }
}
