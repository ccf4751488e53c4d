//! Days of the proleptic Gregorian calendar.

#![expect(clippy::cast_sign_loss, reason = "months, days and weeks are small and positive")]

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

impl Date {
    /// Days since 1 March of the year 0, the count in which leap days end a year.
    ///
    /// Method: E. G. Richards, "Calendars", in: Explanatory Supplement to the Astronomical
    /// Almanac, 3rd ed. 2013, section 15.11; here with years that begin in March.
    pub(crate) fn day_number(self) -> i32 {
        let shifted = i32::from(self.month < 3);
        let year = self.year - shifted;
        let month = i32::from(self.month) - 3 + 12 * shifted;
        365 * year + year.div_euclid(4) - year.div_euclid(100)
            + year.div_euclid(400)
            + (153 * month + 2) / 5
            + i32::from(self.day)
            - 1
    }

    /// The day of a [`day_number`](Self::day_number), if it lies in the years 1 to 9999.
    pub(crate) fn from_day_number(days: i32) -> Option<Self> {
        let era = days.div_euclid(146_097);
        let of_era = days.rem_euclid(146_097);
        let year = (of_era - of_era / 1460 + of_era / 36_524 - of_era / 146_096) / 365;
        let of_year = of_era - (365 * year + year / 4 - year / 100);
        let month = (5 * of_year + 2) / 153;
        let day = of_year - (153 * month + 2) / 5 + 1;
        let next = i32::from(month >= 10);
        Self::new(era * 400 + year + next, (month + 3 - 12 * next) as u8, day as u8)
    }

    /// The day `days` later, or earlier if negative.
    pub(crate) fn add_days(self, days: i32) -> Option<Self> {
        Self::from_day_number(self.day_number().checked_add(days)?)
    }

    /// The same day `months` later; the last one of the month where it has fewer days.
    pub(crate) fn add_months(self, months: i32) -> Option<Self> {
        let count = (self.year * 12 + i32::from(self.month) - 1).checked_add(months)?;
        let (year, month) = (count.div_euclid(12), count.rem_euclid(12) as u8 + 1);
        Self::new(year, month, self.day.min(days_in_month(year, month)))
    }

    /// The day of the week, 1 for Monday to 7 for Sunday.
    pub(crate) fn weekday(self) -> u8 {
        // 1 March of the year 0 was a Wednesday.
        ((self.day_number() + 2).rem_euclid(7) + 1) as u8
    }

    /// Year and number of the ISO 8601 week: that of its Thursday.
    pub(crate) fn iso_week(self) -> (i32, u8) {
        let thursday = self.day_number() + 4 - i32::from(self.weekday());
        let year = Self::from_day_number(thursday).map_or(self.year, |day| day.year);
        let new_year = Self { year, month: 1, day: 1 };
        (year, ((thursday - new_year.day_number()) / 7 + 1) as u8)
    }

    /// The last day of its month.
    pub(crate) fn end_of_month(self) -> Self {
        Self { day: days_in_month(self.year, self.month), ..self }
    }
}

/// Easter Sunday of the Western churches.
///
/// Method: the anonymous algorithm of 1876, in the form of J. Meeus, Astronomical Algorithms,
/// 2nd ed. 1998, chapter 8.
pub(crate) fn western_easter(year: i32) -> Option<Date> {
    let golden = year % 19;
    let (century, of_century) = (year / 100, year % 100);
    let epact_shift = (century - century / 4 - (8 * century + 13) / 25 + 19 * golden + 15) % 30;
    let moon = epact_shift - i32::from(epact_shift == 29 || epact_shift == 28 && golden > 10);
    let march_21_weekday = (of_century + of_century / 4 + century / 4 - 2 * century).rem_euclid(7);
    // Days from 21 March to the full moon, then on to the next Sunday.
    let to_sunday = 7 - (moon + march_21_weekday + 2).rem_euclid(7);
    Date::new(year, 3, 21)?.add_days(moon + to_sunday)
}

/// Easter Sunday of the Eastern churches, as a day of the Gregorian calendar.
///
/// Method: J. Meeus, as above, for the Julian calendar.
pub(crate) fn eastern_easter(year: i32) -> Option<Date> {
    let moon = (19 * (year % 19) + 15) % 30;
    let weekday = (2 * (year % 4) + 4 * (year % 7) - moon + 34).rem_euclid(7);
    let of_march = moon + weekday + 114;
    let (month, day) = (of_march / 31, of_march % 31 + 1);
    let behind = year / 100 - year / 400 - 2;
    Date::new(year, month as u8, day as u8)?.add_days(behind)
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

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> Date {
        text.parse().expect("a date")
    }

    #[test]
    fn every_day_follows_the_one_before() {
        let mut expected = day("1580-01-01");
        let mut weekday = expected.weekday();
        while expected.year() < 2110 {
            assert_eq!(Date::from_day_number(expected.day_number()), Some(expected));
            let next = expected.add_days(1).expect("in range");
            assert_eq!(next.day_number(), expected.day_number() + 1);
            weekday = weekday % 7 + 1;
            assert_eq!(next.weekday(), weekday, "{next}");
            expected = next;
        }
    }

    #[test]
    fn known_weekdays() {
        assert_eq!(day("2019-12-19").weekday(), 4);
        assert_eq!(day("2022-07-19").weekday(), 2);
        assert_eq!(day("1970-01-01").weekday(), 4);
    }

    #[test]
    fn months_keep_their_last_day() {
        assert_eq!(day("2020-01-31").add_months(1), Some(day("2020-02-29")));
        assert_eq!(day("2020-01-31").add_months(-2), Some(day("2019-11-30")));
        assert_eq!(day("9999-12-31").add_days(1), None);
        assert_eq!(day("0001-01-01").add_months(-1), None);
    }

    #[test]
    fn iso_weeks_at_the_turn_of_the_year() {
        assert_eq!(day("2019-12-30").iso_week(), (2020, 1));
        assert_eq!(day("2021-01-03").iso_week(), (2020, 53));
        assert_eq!(day("2012-07-04").iso_week(), (2012, 27));
    }

    #[test]
    fn easter_in_both_churches() {
        for (year, western, eastern) in [
            (2018, "2018-04-01", "2018-04-08"),
            (2019, "2019-04-21", "2019-04-28"),
            (2023, "2023-04-09", "2023-04-16"),
            (2024, "2024-03-31", "2024-05-05"),
            (2025, "2025-04-20", "2025-04-20"),
            (1981, "1981-04-19", "1981-04-26"),
            (1954, "1954-04-18", "1954-04-25"),
            (2049, "2049-04-18", "2049-04-25"),
        ] {
            assert_eq!(western_easter(year), Some(day(western)), "Western, {year}");
            assert_eq!(eastern_easter(year), Some(day(eastern)), "Eastern, {year}");
        }
    }
}
