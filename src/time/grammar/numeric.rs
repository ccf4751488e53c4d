//! Dates in digits: 19/12/2019, 2019-12-19, 19.12.2019, 12/9/1442 AH.
//!
//! The order is day, month, year, as the Arab press has it; four digits in front turn it round,
//! as does a month that would be over twelve. A year from 1300 to 1500 with its mark is Hijri.

use super::{Found, Needs};
use crate::segment::TokenKind;
use crate::time::date::Date;
use crate::time::meaning::{Calendar, CalendarDate, Core, Month, Year};
use crate::time::reader::{At, Reader};
use crate::time::words::Era;

/// A date in digits.
pub(super) fn date(reader: Reader<'_>, at: At) -> Option<Found> {
    if reader.tokens.kind(at.idx)? != TokenKind::Number {
        return None;
    }
    dotted(reader, at).or_else(|| separated(reader, at))
}

/// Three numbers in one token: "19.12.2019".
fn dotted(reader: Reader<'_>, at: At) -> Option<Found> {
    let text = reader.stem(at);
    let mut parts = text.split('.');
    let (first, second, third) = (parts.next()?, parts.next()?, parts.next()?);
    if parts.next().is_some() {
        return None;
    }
    full(reader, [first, second, third], at.idx + 1)
}

/// Numbers with slashes or hyphens between them.
fn separated(reader: Reader<'_>, at: At) -> Option<Found> {
    let separator = reader.tokens.folded(at.idx + 1);
    if !matches!(separator, "/" | "-" | "–" | "\\")
        || reader.tokens.kind(at.idx + 2) != Some(TokenKind::Number)
    {
        return None;
    }
    let (first, second) = (reader.stem(at), reader.tokens.folded(at.idx + 2));
    let goes_on = reader.tokens.folded(at.idx + 3) == separator
        && reader.tokens.kind(at.idx + 4) == Some(TokenKind::Number);
    if goes_on {
        // Neither a fourth number nor a longer chain is a date.
        if reader.tokens.folded(at.idx + 5) == separator {
            return None;
        }
        return full(reader, [first, second, reader.tokens.folded(at.idx + 4)], at.idx + 5);
    }
    if separator != "/" || !reader.touches_next(at.idx) || !reader.touches_next(at.idx + 1) {
        return None;
    }
    // "12/2019" and "5/4".
    let (left, right) = (number(first)?, number(second)?);
    let (day, month, year) = match (first.len(), second.len()) {
        (1..=2, 4) => (None, left, Some(right)),
        (4, 1..=2) => (None, right, Some(left)),
        (1..=2, 1..=2) if right <= 12 => (Some(left), right, None),
        (1..=2, 1..=2) => (Some(right), left, None),
        _ => return None,
    };
    if !(1..=12).contains(&month) || day.is_some_and(|day| !(1..=31).contains(&day)) {
        return None;
    }
    if year.is_some_and(|year| !(1900..=2100).contains(&year)) {
        return None;
    }
    let core = CalendarDate {
        calendar: Calendar::Gregorian,
        year: year.map_or(Year::Unsaid, |year| Year::Given(year.cast_signed())),
        month: Some(Month::Given(month as u8)),
        day: day.map(|day| day as u8),
        weekday: None,
        shift: None,
    };
    // Nobody pads the numbers of a ratio.
    let padded = first.len() == 2 && second.len() == 2 && (first.starts_with('0') || second.starts_with('0'));
    let needs = if padded { Needs::NoLaw } else { Needs::DateWord };
    Some(Found::new(at.idx + 3, Core::Date(core)).needing(needs))
}

/// A date of three numbers.
fn full(reader: Reader<'_>, texts: [&str; 3], end: usize) -> Option<Found> {
    let [first, second, third] = [number(texts[0])?, number(texts[1])?, number(texts[2])?];
    let era = reader.era(At::token(end)).filter(|(era, _)| matches!(era, Era::Hijri | Era::Common));
    let (mut year, mut month, mut day) = match (texts[0].len(), texts[2].len()) {
        (4, 1..=2) => (first, second, third),
        (1..=2, 4) => (third, second, first),
        // Two digits of the year: of this century, or of the last where that would lie far ahead.
        (1..=2, 2) if texts[1].len() == 2 || era.is_some() => {
            (if third < 50 { 2000 + third } else { 1900 + third }, second, first)
        }
        _ => return None,
    };
    // Digits of the year turned round by a broken bidi algorithm.
    if year > 2100 && turn(year) >= 1900 && turn(year) <= 2100 {
        year = turn(year);
    }
    // Month and day may change places only where the year does not lead.
    if month > 12 && texts[0].len() <= 2 {
        (month, day) = (day, month);
    }
    let hijri = match era {
        Some((Era::Hijri, _)) => true,
        Some(_) => false,
        None => (1300..=1500).contains(&year),
    };
    let in_range = if hijri { (1..=1600).contains(&year) } else { (1000..=2100).contains(&year) };
    let exists = if hijri {
        (1..=12).contains(&month) && (1..=30).contains(&day)
    } else {
        Date::new(year.cast_signed(), month as u8, day as u8).is_some()
    };
    if !in_range || !exists || month > 12 || day > 31 {
        return None;
    }
    let core = CalendarDate {
        calendar: if hijri { Calendar::Hijri } else { Calendar::Gregorian },
        year: Year::Given(year.cast_signed()),
        month: Some(Month::Given(month as u8)),
        day: Some(day as u8),
        weekday: None,
        shift: None,
    };
    Some(Found::new(era.map_or(end, |(_, end)| end), Core::Date(core)))
}

fn number(digits: &str) -> Option<u32> {
    if digits.is_empty() || digits.len() > 4 || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    digits.parse().ok()
}

/// The four digits of `year` in reverse.
fn turn(year: u32) -> u32 {
    (0..4).fold((0, year), |(turned, rest), _| (turned * 10 + rest % 10, rest / 10)).0
}
