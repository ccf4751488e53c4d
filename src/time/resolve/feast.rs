//! Feasts: fixed days of either calendar, and those that hang on Easter.

use super::{Clause, Resolved, State};
use crate::time::context::Tense;
use crate::time::date::{Date, eastern_easter, western_easter};
use crate::time::hijri;
use crate::time::meaning::{Shift, Year};

/// Days within which a feast is present to the reader.
const NEAR: i32 = 40;

impl State {
    /// Day `day` of the feast with this rule (see `time_feasts.tsv`).
    pub(super) fn feast(
        &self,
        rule: &str,
        year: Year,
        shift: Option<Shift>,
        day: u8,
        clause: Clause,
    ) -> Resolved {
        let rule = match (rule, &self.last_feast) {
            ("last", Some(told)) => told,
            ("last", None) => return Resolved::open("XXXX-XX-XX"),
            (rule, _) => rule,
        };
        let date =
            self.feast_day(rule, year, shift, clause).and_then(|first| first.add_days(i32::from(day) - 1));
        let lunar = rule.starts_with('H') || rule.starts_with('E');
        match date {
            Some(date) if lunar => Resolved::day(date).with_edtf(format!("{date}~")),
            Some(date) => Resolved::day(date),
            None => match rule.strip_prefix('G') {
                Some(fixed) => Resolved::unknown(format!("XXXX-{fixed}")),
                None => Resolved::open("XXXX-XX-XX"),
            },
        }
    }

    fn feast_day(&self, rule: &str, year: Year, shift: Option<Shift>, clause: Clause) -> Option<Date> {
        let given = match year {
            Year::Unsaid => None,
            year => Some(self.year_of(year)?),
        };
        if let Some(year) = given {
            // A Hijri year names its feasts itself; a Gregorian one may hold a lunar feast twice,
            // of which the first is taken.
            return if year < 1600 { in_hijri_year(rule, year) } else { in_years(rule, year..=year).next() };
        }
        let today = self.published?;
        let days: Vec<Date> = in_years(rule, today.year() - 1..=today.year() + 1).collect();
        match (shift, clause.tense) {
            (Some(Shift::Last | Shift::Recent | Shift::Before), _) => {
                days.into_iter().rev().find(|day| *day < today)
            }
            (Some(Shift::Next | Shift::After), _) => days.into_iter().find(|day| *day > today),
            (None, tense) => {
                let away = |day: &Date| (day.day_number() - today.day_number()).abs();
                let nearest = days.iter().copied().min_by_key(away);
                // A feast of these weeks is meant whatever the clause says.
                nearest
                    .filter(|day| tense != Tense::Future || away(day) <= NEAR)
                    .or_else(|| days.into_iter().find(|day| *day >= today))
            }
            (Some(Shift::This | Shift::Same), _) => days.into_iter().find(|day| day.year() == today.year()),
        }
    }
}

/// The days of the feast in Gregorian years, in order.
fn in_years(rule: &str, years: std::ops::RangeInclusive<i32>) -> impl Iterator<Item = Date> {
    let first = years
        .clone()
        .next()
        .and_then(|year| Date::new(year, 1, 1))
        .and_then(hijri::from_date)
        .map_or(0, |(year, _)| year);
    let lunar = rule.starts_with('H') || rule.starts_with('E');
    let candidates: Vec<Date> = if lunar {
        (first..first + 5).filter_map(|year| in_hijri_year(rule, year)).collect()
    } else {
        years.clone().filter_map(|year| in_year(rule, year)).collect()
    };
    candidates.into_iter().filter(move |day| years.contains(&day.year()))
}

fn in_hijri_year(rule: &str, year: i32) -> Option<Date> {
    if rule == "E-quds" {
        let last = hijri::month(year, 9)?.1;
        return last.add_days(-((i32::from(last.weekday()) - 5).rem_euclid(7)));
    }
    let (month, day) = month_and_day(rule.strip_prefix('H')?)?;
    hijri::day(year, month, day)
}

fn in_year(rule: &str, year: i32) -> Option<Date> {
    if let Some(days) = rule.strip_prefix('W') {
        return western_easter(year)?.add_days(days.parse().ok()?);
    }
    if let Some(days) = rule.strip_prefix('C') {
        return eastern_easter(year)?.add_days(days.parse().ok()?);
    }
    let (month, day) = month_and_day(rule.strip_prefix('G')?)?;
    Date::new(year, month, day)
}

fn month_and_day(text: &str) -> Option<(u8, u8)> {
    let (month, day) = text.split_once('-')?;
    Some((month.parse().ok()?, day.parse().ok()?))
}
