//! The order of events.
//!
//! Events are sorted by the start of their value: year, month, day, time of day. Of two that start
//! together the coarser comes first, since the finer lies within it: the year before its first
//! quarter, that before January, the day before its morning, the morning before eight o'clock.
//! `2011/..` counts as 2011, and `../2014`, which has no start, as 2014. Equal values stand in the
//! order of the text, and what is no date at all comes last.

use super::Event;
use crate::sort::{self, Rank};
use crate::time::Date;

/// Sorts by value, then by place in the text.
pub(super) fn sort(events: &mut [Event]) {
    sort::by(events, |event| (event.span, event.time));
    sort::by(events, |event| start(&event.value));
}

/// Where a value starts, comparable with other starts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Start {
    no_date: bool,
    year: i32,
    /// 0 where no month is told, and so on: what is not told comes first.
    month: u8,
    day: u8,
    minute: u16,
    /// How fine the value is: of equal starts the coarser comes first.
    fineness: u8,
}

/// By year first, and so on.
impl Rank for Start {
    const BITS: u32 = 1 + 32 + 2 * 8 + 32 + 8;

    fn rank(self) -> u128 {
        // Years before our era come first.
        let year = self.year.cast_unsigned() ^ 1 << 31;
        let minute = u32::from(self.minute);
        ((self.no_date, year), (self.month, self.day), (minute, self.fineness)).rank()
    }
}

impl Start {
    const NONE: Self = Self { no_date: true, year: 0, month: 0, day: 0, minute: 0, fineness: 0 };

    /// Whether it lies after the day, as far as it is told.
    pub(super) fn is_after(self, day: Date) -> bool {
        let told = (self.month, self.day);
        !self.no_date
            && (self.year > day.year()
                || self.year == day.year()
                    && (told.0 > day.month() || told.0 == day.month() && told.1 > day.day()))
    }
}

/// The start of an ISO 8601 or TIMEX3 value or interval.
pub(super) fn start(value: &str) -> Start {
    let value = value.strip_prefix("../").unwrap_or(value);
    let value = value.split('/').next().unwrap_or(value);
    read(value).unwrap_or(Start::NONE)
}

fn read(value: &str) -> Option<Start> {
    let (day, time) = value.split_once('T').map_or((value, None), |(day, time)| (day, Some(time)));
    let mut parts = day.split('-');
    let year = year(parts.next()?)?;
    let mut start = Start { no_date: false, year, month: 0, day: 0, minute: 0, fineness: 0 };
    if let Some(part) = parts.next() {
        within_year(&mut start, part, parts.next())?;
    }
    if let Some(time) = time {
        (start.minute, start.fineness) = match minute_of_part(time) {
            Some(minute) => (minute, 1),
            None => (minute_of_clock(time)?, 2),
        };
    }
    Some(start)
}

/// "2019", "201" for a decade, "20" for a century, "BC0500".
fn year(text: &str) -> Option<i32> {
    if let Some(number) = text.strip_prefix("BC") {
        let number: i32 = number.parse().ok()?;
        return Some(-number);
    }
    let number: i32 = text.parse().ok()?;
    Some(match text.len() {
        2 => number * 100,
        3 => number * 10,
        _ => number,
    })
}

/// The month and day at which a part of a year starts.
fn within_year(start: &mut Start, part: &str, day: Option<&str>) -> Option<()> {
    let number = |text: &str| text.parse::<u8>().ok();
    if let Some(week) = part.strip_prefix('W') {
        // The week with the year's fourth day is the first.
        let fourth = Date::new(start.year, 1, 4)?;
        let days = 7 * (i32::from(number(week)?) - 1) + 1 - i32::from(fourth.weekday());
        let monday = fourth.add_days(days)?;
        (start.year, start.month, start.day) = (monday.year(), monday.month(), monday.day());
    } else if let Some(quarter) = part.strip_prefix('Q') {
        start.month = 3 * number(quarter)?.checked_sub(1)? + 1;
    } else if let Some(half) = part.strip_prefix('H') {
        start.month = 6 * number(half)?.checked_sub(1)? + 1;
    } else {
        let season =
            [("WI", 12), ("SP", 3), ("SU", 6), ("FA", 9)].into_iter().find(|(code, _)| *code == part);
        if let Some((_, month)) = season {
            start.month = month;
        } else {
            (start.month, start.fineness) = (number(part)?, 1);
        }
        if let Some(day) = day {
            start.day = number(day)?;
        }
    }
    Some(())
}

/// The minute at which a part of the day starts.
fn minute_of_part(code: &str) -> Option<u16> {
    let hour = match code {
        "DA" => 4,
        "DT" => 6,
        "MO" => 7,
        "MI" => 12,
        "AF" => 13,
        "EV" => 18,
        "NI" => 21,
        _ => return None,
    };
    Some(60 * hour)
}

fn minute_of_clock(time: &str) -> Option<u16> {
    let mut numbers = time.get(..5)?.split(':').map(|number| number.parse::<u16>().ok());
    Some(60 * numbers.next()?? + numbers.next()??)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn starts_in_order() {
        let ordered = [
            "BC0500",
            "19",
            "1990",
            "2011/..",
            "2018",
            "2018-Q1",
            "2018-01",
            "2018-01-01",
            "2018-W02",
            "2018-SP",
            "2018-03",
            "2018-03-24",
            "2018-03-24TDA",
            "2018-03-24TMO",
            "2018-03-24T08:15",
            "2018-03-24TEV",
            "2018-03-24TNI",
            "2018-03-24T23:00",
            "../2018-04",
            "2018-04-05/2018-04-07",
            "2018-FA",
            "2018-10",
            "XXXX-12-25",
        ];
        for pair in ordered.windows(2) {
            assert!(start(pair[0]) < start(pair[1]), "{pair:?}: {:?} {:?}", start(pair[0]), start(pair[1]));
        }
    }

    #[test]
    fn what_lies_after_a_day() {
        let day = Date::new(2019, 6, 15).expect("a day");
        for (value, after) in [
            ("2019", false),
            ("2019-06", false),
            ("2019-06-15", false),
            ("2019-06-16TMO", true),
            ("../2019-FA", true),
            ("2019-Q2", false),
            ("2020", true),
            ("2011/..", false),
            ("XXXX-12-25", false),
        ] {
            assert_eq!(start(value).is_after(day), after, "{value}");
        }
    }
}
