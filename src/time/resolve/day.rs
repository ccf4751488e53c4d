//! Days: of speech, of the week, of a week of a month.

use super::{Clause, Resolved, State};
use crate::time::context::Tense;
use crate::time::date::Date;
use crate::time::meaning::{CalendarDate, Month, Shift, Unit, Year};
use crate::time::value::Grain;

impl State {
    /// "the next day", counted from the day that was told last. Where only a month was told since,
    /// the day lies in it.
    pub(super) fn anaphor(&self, days: i32) -> Resolved {
        let month = self.last.filter(|last| last.grain == Grain::Month && self.last_day != Some(last.last));
        let found = match month {
            Some(month) if month.first.month() == month.last.month() => {
                Resolved::month(month.first.year(), month.first.month())
            }
            _ => self.last_day.and_then(|day| day.add_days(days)).map(Resolved::day),
        };
        found.unwrap_or_else(|| Resolved::open("XXXX-XX-XX"))
    }

    /// A day named by a deictic word, checked against what stands beside it.
    pub(super) fn deictic(
        &self,
        days: i32,
        weekday: Option<u8>,
        date: Option<CalendarDate>,
        clause: Clause,
    ) -> Resolved {
        let spoken = self.published.and_then(|today| today.add_days(days));
        // A day and month that are those of the spoken day need no weekday to be sure.
        let same = |date: CalendarDate| {
            spoken.is_some_and(|spoken| {
                date.day == Some(spoken.day())
                    && date.month == Some(Month::Given(spoken.month()))
                    && date.year == Year::Unsaid
            })
        };
        if let Some(spoken) = spoken.filter(|_| date.is_some_and(same)) {
            return Resolved::day(spoken);
        }
        let beside = date.map(|date| self.date(CalendarDate { weekday, ..date }, clause));
        let written = beside.as_ref().and_then(|resolved| resolved.stretch).map(|stretch| stretch.first);
        let Some(spoken) = spoken else {
            // The date beside it is all there is.
            return beside.unwrap_or_else(|| match weekday {
                Some(weekday) => Resolved::open(format!("XXXX-WXX-{weekday}")),
                None => Resolved::unknown("XXXX-XX-XX"),
            });
        };
        let Some(weekday) = weekday else { return Resolved::day(written.unwrap_or(spoken)) };
        if spoken.weekday() == weekday || written == Some(spoken) {
            return Resolved::day(spoken);
        }
        // The weekday tells which day is meant where the article came out later than it was written.
        let near = |shift: &i32| spoken.add_days(*shift).is_some_and(|day| day.weekday() == weekday);
        match written.filter(|day| day.weekday() == weekday) {
            Some(day) => Resolved::day(day),
            None => Resolved::day(
                [-1, 1, -2, 2, -3, 3]
                    .into_iter()
                    .find(near)
                    .and_then(|shift| spoken.add_days(shift))
                    .unwrap_or(spoken),
            ),
        }
    }

    pub(super) fn weekday(&self, weekday: u8, shift: Option<(Shift, i32)>, clause: Clause) -> Resolved {
        let unknown = || Resolved::open(format!("XXXX-WXX-{weekday}"));
        let Some(today) = self.published else { return unknown() };
        if let Some(start) = self.range_start.filter(|_| shift.is_none()) {
            let ahead = (i32::from(weekday) - i32::from(start.weekday())).rem_euclid(7);
            return start.add_days(ahead).map_or_else(unknown, Resolved::day);
        }
        // Days back to the latest such day, today included.
        let back = (i32::from(today.weekday()) - i32::from(weekday)).rem_euclid(7);
        let days = match shift {
            Some((Shift::Last | Shift::Recent | Shift::Before, steps)) => {
                -(if back == 0 { 7 } else { back }) - 7 * (steps - 1)
            }
            Some((Shift::Next | Shift::After, steps)) => 7 - back + 7 * (steps - 1),
            Some((Shift::This, _)) => {
                if back == 0 {
                    0
                } else {
                    7 - back
                }
            }
            Some((Shift::Same, _)) => match self.last_day {
                Some(day) if day.weekday() == weekday => day.day_number() - today.day_number(),
                _ => -back,
            },
            None => match clause.tense {
                Tense::Future if back > 0 => 7 - back,
                Tense::Unknown if back > 0 => {
                    let told = |days: &[Option<Date>]| days.get(usize::from(weekday)).copied().flatten();
                    match told(&self.weekdays).or_else(|| told(&self.spoken)) {
                        Some(told) => told.day_number() - today.day_number(),
                        None => -back,
                    }
                }
                _ => -back,
            },
        };
        today.add_days(days).map_or_else(unknown, Resolved::day)
    }

    /// Weekday number `nth` of a month, 0 for the last.
    pub(super) fn nth_weekday(&self, nth: u8, weekday: u8, month: CalendarDate, clause: Clause) -> Resolved {
        let day = self.date(month, clause).stretch.and_then(|month| {
            let day = if nth == 0 {
                let back = (i32::from(month.last.weekday()) - i32::from(weekday)).rem_euclid(7);
                month.last.add_days(-back)?
            } else {
                let ahead = (i32::from(weekday) - i32::from(month.first.weekday())).rem_euclid(7);
                month.first.add_days(ahead + 7 * (i32::from(nth) - 1))?
            };
            (month.first <= day && day <= month.last).then_some(day)
        });
        day.map_or_else(|| Resolved::open(format!("XXXX-WXX-{weekday}")), Resolved::day)
    }

    /// A day of a week, which begins on Saturday.
    pub(super) fn day_of_week(&self, weekday: u8, shift: Shift, steps: i32) -> Resolved {
        let days = if weekday >= 6 { i32::from(weekday) - 8 } else { i32::from(weekday) - 1 };
        let monday = self.unit(Unit::Week, shift, steps).stretch.map(|week| week.first);
        monday
            .and_then(|monday| monday.add_days(days))
            .map_or_else(|| Resolved::open(format!("XXXX-WXX-{weekday}")), Resolved::day)
    }
}
