//! Points at a distance and lengths that hang on the day of speech.

use super::{Clause, Resolved, State, months_and_days};
use crate::time::context::Tense;
use crate::time::date::Date;
use crate::time::guard::Governor;
use crate::time::meaning::{Length, Shift, Unit};
use crate::time::value::Grain;

impl State {
    /// The last day of what was told, if that is past and fine enough to count from.
    pub(super) fn told(&self) -> Option<Date> {
        self.last
            .filter(|last| last.grain <= Grain::Month)
            .map(|last| last.last)
            .filter(|day| self.published.is_none_or(|today| *day < today))
    }

    /// "16 years ago", "in a month": a point at the grain of the length.
    pub(super) fn distance(&self, length: &Length, forward: bool, clause: Clause) -> Resolved {
        // After something that was told, unless the clause looks ahead of the day of speech.
        let told = self.told();
        let base =
            if forward && clause.tense != Tense::Future { told.or(self.published) } else { self.published };
        let found = base.and_then(|base| at_grain(moved(base, length, forward)?, length));
        found.unwrap_or_else(|| {
            Resolved::unknown(match finest(length) {
                Unit::Year | Unit::Decade | Unit::Century => "XXXX",
                Unit::Month => "XXXX-XX",
                Unit::Week if length.counted => "XXXX-WXX",
                _ => "XXXX-XX-XX",
            })
        })
    }

    /// The interval of an event that lasts for such a length up to, or from, the day of speech.
    pub(super) fn anchored_length(&self, length: &Length, governor: Governor) -> Option<String> {
        let today = self.published?;
        // The ends of an interval of weeks are days.
        let length = &Length { counted: false, ..length.clone() };
        let point = |date: Date| at_grain(date, length).map(|resolved| resolved.value);
        let past = |date: Option<Date>| date.and_then(point);
        if matches!(governor, Governor::Since | Governor::AsOf) {
            return Some(format!("{}/..", past(moved(today, length, false))?));
        }
        let forward = match length.window? {
            Shift::Last | Shift::Recent | Shift::Before => false,
            Shift::Next | Shift::After => true,
            Shift::This | Shift::Same => return None,
        };
        let (other, now) = (past(moved(today, length, forward))?, point(today)?);
        Some(if forward { format!("{now}/{other}") } else { format!("{other}/{now}") })
    }
}

fn moved(base: Date, length: &Length, forward: bool) -> Option<Date> {
    let (months, days) = months_and_days(length)?;
    let sign = if forward { 1 } else { -1 };
    base.add_months(sign * months)?.add_days(sign * days)
}

/// A day at the grain of the finest unit of a length.
fn at_grain(date: Date, length: &Length) -> Option<Resolved> {
    match finest(length) {
        Unit::Year | Unit::Decade | Unit::Century => Resolved::year(date.year()),
        Unit::Month => Resolved::month(date.year(), date.month()),
        // "a week ago" is a day, "three weeks ago" is told in weeks.
        Unit::Week if length.counted => Resolved::week(date),
        _ => Some(Resolved::day(date)),
    }
}

fn finest(length: &Length) -> Unit {
    length.parts.last().map_or(Unit::Day, |&(_, unit)| unit)
}
