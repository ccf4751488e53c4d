//! The Hijri calendar: lunar months as the Umm al-Qura calendar prints them.
//!
//! The table covers 1343 to 1500 AH (1924 to 2077). Outside of it the civil tabular calendar
//! stands in, which may be off by a day or two. Countries that sight the moon may differ from
//! either by a day, so a day that comes from here alone is approximate.
//!
//! The table is that of ICU, as readers see it elsewhere. For months before 1420 AH it runs the rule
//! of today backwards, and calendars printed then often differ from it by a day.

use std::sync::LazyLock;

use super::date::Date;
use crate::lexicon::{Entry, Lexicon, lexicon};

/// A year of the table: its first day and the lengths of its months.
struct Year {
    first: Option<Date>,
    lengths: [u8; 12],
}

impl Entry for Year {
    fn read(columns: &[&str]) -> Self {
        let mut lengths = [29; 12];
        for (length, digit) in lengths.iter_mut().zip(columns.get(1).unwrap_or(&"").bytes()) {
            // Only the last digit is written: 9 is 29, 0 is 30.
            *length = if digit == b'9' { 29 } else { 30 };
        }
        Self { first: columns.first().and_then(|day| day.parse().ok()), lengths }
    }
}

static TABLE: LazyLock<Lexicon<Year>> = LazyLock::new(|| lexicon!("umm_al_qura"));

/// First and last day of month `month` of the Hijri year `year`.
pub(crate) fn month(year: i32, month: u8) -> Option<(Date, Date)> {
    if !(1..=12).contains(&month) || !(1..=9000).contains(&year) {
        return None;
    }
    let before = usize::from(month - 1);
    let (first, length) = match TABLE.get(&year.to_string()).first() {
        Some(known) => {
            let days: i32 = known.lengths[..before].iter().map(|&length| i32::from(length)).sum();
            (known.first?.add_days(days)?, known.lengths[before])
        }
        None => tabular(year, month)?,
    };
    Some((first, first.add_days(i32::from(length) - 1)?))
}

/// The Gregorian day of a Hijri date. A day 30 of a month that has 29 is the day after it.
pub(crate) fn day(year: i32, month_number: u8, day: u8) -> Option<Date> {
    if !(1..=30).contains(&day) {
        return None;
    }
    month(year, month_number)?.0.add_days(i32::from(day) - 1)
}

/// First and last day of the Hijri year.
pub(crate) fn year(year: i32) -> Option<(Date, Date)> {
    Some((month(year, 1)?.0, month(year, 12)?.1))
}

/// Year and month in which a Gregorian day lies.
pub(crate) fn from_date(date: Date) -> Option<(i32, u8)> {
    // A Hijri year has 354.37 days on average; the guess is at most one year off.
    let epoch = Date::new(622, 7, 19)?.day_number();
    let guess = ((i64::from(date.day_number() - epoch) * 30).div_euclid(10_631)) as i32 + 1;
    (guess - 1..=guess + 1).rev().find_map(|candidate| {
        (1..=12).find_map(|number| {
            let (first, last) = month(candidate, number)?;
            (first <= date && date <= last).then_some((candidate, number))
        })
    })
}

/// The civil tabular calendar: odd months have 30 days, even ones 29, and eleven years of every
/// thirty a day more at the end.
fn tabular(year: i32, month: u8) -> Option<(Date, u8)> {
    let leap = (11 * year + 14).rem_euclid(30) < 11;
    let length = if month % 2 == 1 || month == 12 && leap { 30 } else { 29 };
    let months_before = i32::from(month) - 1;
    let days =
        354 * (year - 1) + (11 * year + 3).div_euclid(30) + 29 * months_before + (months_before + 1) / 2;
    Some((Date::new(622, 7, 19)?.add_days(days)?, length))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(date: Option<Date>) -> String {
        date.map_or_else(String::new, |date| date.to_string())
    }

    #[test]
    fn days_known_to_history() {
        assert_eq!(text(day(1445, 1, 1)), "2023-07-19");
        assert_eq!(text(day(1420, 1, 1)), "1999-04-17");
        assert_eq!(text(day(1442, 9, 12)), "2021-04-24");
        assert_eq!(text(day(1, 1, 1)), "0622-07-19");
    }

    #[test]
    fn months_follow_each_other() {
        let mut expected = month(1300, 1).expect("in range").0;
        for number in (1300..1560).flat_map(|year| (1..=12).map(move |month| (year, month))) {
            let (first, last) = month(number.0, number.1).expect("in range");
            // Where the table and the tabular calendar meet, a day may be lost or doubled.
            let seam = matches!(number, (1343 | 1501, 1));
            assert!(seam || first == expected, "{number:?} starts on {first}");
            let length = last.day_number() - first.day_number() + 1;
            assert!((29..=30).contains(&length), "{number:?} has {length} days");
            if (1343..=1500).contains(&number.0) {
                assert_eq!(from_date(first), Some(number));
                assert_eq!(from_date(last), Some(number));
            }
            expected = last.add_days(1).expect("in range");
        }
    }

    /// Every month of the table against the days that ICU gives.
    #[test]
    fn icu_agrees() {
        let oracle = include_str!("../../tests/cases/time_hijri_icu.tsv");
        let mut months = 0;
        for line in oracle.lines().filter(|line| !line.starts_with('#')) {
            let (name, first) = line.split_once('\t').expect("a month and its first day");
            let (year, number) = name.split_once('-').expect("a year and a month");
            let (year, number) = (year.parse().expect("a year"), number.parse().expect("a month"));
            assert_eq!(text(day(year, number, 1)), first, "{name}");
            months += 1;
        }
        assert_eq!(months, 158 * 12);
    }
}
