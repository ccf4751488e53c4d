//! Days of the proleptic Gregorian calendar.

use std::fmt;
use std::str::FromStr;

/// A day of the Gregorian calendar.
///
/// Invariant: it exists, in the years 1 to 9999.
///
/// ```
/// let date: rasid::Date = "2019-12-19".parse()?;
/// assert_eq!((date.year(), date.month(), date.day()), (2019, 12, 19));
/// assert!("2019-02-29".parse::<rasid::Date>().is_err());
/// # Ok::<(), rasid::DateError>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Date {
    year: i32,
    month: u8,
    day: u8,
}

/// Why a date could not be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DateError {
    /// It has not the shape `YYYY-MM-DD`.
    Shape,
    /// There is no such day in the calendar.
    NoSuchDay,
}

impl fmt::Display for DateError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Shape => "expected a date of the form YYYY-MM-DD",
            Self::NoSuchDay => "there is no such day in the calendar",
        })
    }
}

impl std::error::Error for DateError {}

impl Date {
    /// The day `day` of month `month` of `year`, if it exists.
    #[must_use]
    pub fn new(year: i32, month: u8, day: u8) -> Option<Self> {
        let exists = (1..=9999).contains(&year)
            && (1..=12).contains(&month)
            && (1..=days_in_month(year, month)).contains(&day);
        exists.then_some(Self { year, month, day })
    }

    /// The year, 1 to 9999.
    #[must_use]
    pub fn year(self) -> i32 {
        self.year
    }

    /// The month, 1 to 12.
    #[must_use]
    pub fn month(self) -> u8 {
        self.month
    }

    /// The day of the month, from 1.
    #[must_use]
    pub fn day(self) -> u8 {
        self.day
    }
}

fn is_leap(year: i32) -> bool {
    year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
}

fn days_in_month(year: i32, month: u8) -> u8 {
    match month {
        2 if is_leap(year) => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:02}-{:02}", self.year, self.month, self.day)
    }
}

impl FromStr for Date {
    type Err = DateError;

    fn from_str(text: &str) -> Result<Self, DateError> {
        let bytes = text.as_bytes();
        let shaped = bytes.len() == 10
            && bytes
                .iter()
                .enumerate()
                .all(|(i, b)| if matches!(i, 4 | 7) { *b == b'-' } else { b.is_ascii_digit() });
        if !shaped {
            return Err(DateError::Shape);
        }
        let number = |range: std::ops::Range<usize>| text[range].parse().map_err(|_| DateError::Shape);
        let (month, day) = (number(5..7)?, number(8..10)?);
        Self::new(number(0..4)?, month as u8, day as u8).ok_or(DateError::NoSuchDay)
    }
}
