//! Days, months, years and their parts.

use super::{Clause, Resolved, State};
use crate::time::context::Tense;
use crate::time::date::Date;
use crate::time::hijri;
use crate::time::meaning::{Calendar, CalendarDate, Month, Shift, Unit, Year};
use crate::time::value::Grain;

/// Days ahead and back at which the nearer of two years is taken without any cue.
const SOON: i32 = 60;
const LONG_AGO: i32 = 300;

/// Months to either side in which a number and a weekday are looked for; a date fits twice in
/// three months on average.
const MONTHS_AROUND: i32 = 7;

impl State {
    /// A date of either calendar.
    pub(super) fn date(&self, date: CalendarDate, clause: Clause) -> Resolved {
        let resolved = match date.calendar {
            Calendar::Gregorian => self.gregorian(date, clause),
            Calendar::Hijri => self.hijri(date, clause),
        };
        resolved.unwrap_or_else(|| unknown(date))
    }

    fn gregorian(&self, date: CalendarDate, clause: Clause) -> Option<Resolved> {
        if date.year == Year::Every {
            return None;
        }
        let Some(month) = date.month else {
            return match (date.day, date.weekday) {
                (Some(day), Some(weekday)) => self.nearest_day(day, weekday).map(Resolved::day),
                _ => Resolved::year(self.year_of(date.year)?),
            };
        };
        let (year, month) = match month {
            Month::Given(month) => match date.year {
                Year::Unsaid => (self.infer_year(date, month, clause)?, month),
                year => (self.year_of(year)?, month),
            },
            Month::Shifted(shift, steps) => {
                let first = self.unit(Unit::Month, shift, steps).stretch?.first;
                (first.year(), first.month())
            }
        };
        match date.day {
            None => Resolved::month(year, month),
            Some(day) => Some(Resolved::day(Date::new(year, month, day)?)),
        }
    }

    /// The year that is said, counted from the day of speech or from what was told before.
    pub(super) fn year_of(&self, year: Year) -> Option<i32> {
        match year {
            Year::Given(year) => Some(year),
            Year::Shifted(shift, steps) if shift.is_anaphoric() => {
                Some(self.last.or_else(|| self.published_day())?.first.year() + shift.sign() * steps)
            }
            Year::Shifted(shift, steps) => Some(self.published?.year() + shift.sign() * steps),
            Year::Unsaid => Some(self.published?.year()),
            Year::Every => None,
        }
    }

    /// The day nearest to that of speech with this number in its month and this weekday.
    fn nearest_day(&self, day: u8, weekday: u8) -> Option<Date> {
        let today = self.published?;
        (0..MONTHS_AROUND)
            .flat_map(|months| [-months, months])
            .filter_map(|months| {
                let month = today.add_months(months)?;
                Date::new(month.year(), month.month(), day).filter(|day| day.weekday() == weekday)
            })
            .min_by_key(|day| (day.day_number() - today.day_number()).abs())
    }

    fn published_day(&self) -> Option<crate::time::value::Stretch> {
        self.published.map(|day| crate::time::value::Stretch { first: day, last: day, grain: Grain::Day })
    }

    /// The year of a month, or of a day of it, that was left unsaid.
    fn infer_year(&self, date: CalendarDate, month: u8, clause: Clause) -> Option<i32> {
        let Some(today) = self.published else { return self.told_year(date.shift, month) };
        // A month counts from its first day, so that the present one is neither past nor to come.
        let (day, now) = match date.day {
            Some(day) => (day, today),
            None => (1, Date::new(today.year(), today.month(), 1)?),
        };
        let this = today.year();
        let on = |year: i32| Date::new(year, month, day);
        // 29 February may be years away.
        let last = || (this - 8..=this).rev().find(|&year| on(year).is_some_and(|day| day <= now));
        let next = || (this..=this + 8).find(|&year| on(year).is_some_and(|day| day >= now));
        let before = || (this - 8..=this).rev().find(|&year| on(year).is_some_and(|day| day < now));
        let after = || (this..=this + 8).find(|&year| on(year).is_some_and(|day| day > now));
        match date.shift {
            Some(Shift::Last | Shift::Recent | Shift::Before) => return before(),
            Some(Shift::Next | Shift::After) => return after(),
            Some(Shift::This) => return Some(this),
            Some(Shift::Same) => return self.last.map(|last| last.first.year()),
            None => {}
        }
        if let Some(weekday) = date.weekday {
            let fits = |year: &i32| on(*year).is_some_and(|day| day.weekday() == weekday);
            let distance =
                |year: &i32| on(*year).map_or(i32::MAX, |day| (day.day_number() - today.day_number()).abs());
            if let Some(year) = (this - 1..=this + 1).filter(fits).min_by_key(distance) {
                return Some(year);
            }
        }
        if let Some(year) = self.told_month(month) {
            return Some(year);
        }
        if clause.tense == Tense::Future {
            return next();
        }
        let (last, next) = (last()?, next()?);
        let away = |year: i32| on(year).map_or(i32::MAX, |day| (day.day_number() - now.day_number()).abs());
        let soon = date.day.is_some()
            && clause.tense == Tense::Unknown
            && away(next) < SOON
            && away(last) > LONG_AGO;
        Some(if soon { next } else { last })
    }

    /// The year where nothing says when the text was written: that of which it speaks. "Last March" needs
    /// a day of speech.
    fn told_year(&self, shift: Option<Shift>, month: u8) -> Option<i32> {
        let told = || self.told_month(month).or(self.last.map(|last| last.first.year()));
        if shift.is_none_or(Shift::is_anaphoric) { told() } else { None }
    }

    /// The year of the same month where it was told before with a year or a direction.
    fn told_month(&self, month: u8) -> Option<i32> {
        self.months.get(usize::from(month)).copied().flatten()
    }

    fn hijri(&self, date: CalendarDate, clause: Clause) -> Option<Resolved> {
        let year_of_today = || Some(hijri::from_date(self.published?)?.0);
        let Some(month) = date.month else {
            let year = match date.year {
                Year::Given(year) => year,
                Year::Shifted(shift, steps) => year_of_today()? + shift.sign() * steps,
                Year::Unsaid | Year::Every => return None,
            };
            let (first, last) = hijri::year(year)?;
            return Some(Resolved::days(first, last, Grain::Year));
        };
        let Month::Given(month) = month else { return None };
        let year = match date.year {
            // A month of the lunar year that falls into a Gregorian year.
            Year::Given(year) if year > 1600 => hijri_year_in(year, month)?,
            Year::Given(year) => year,
            Year::Shifted(shift, steps) => {
                hijri_year_in(self.published?.year() + shift.sign() * steps, month)?
            }
            Year::Unsaid => self.nearest_hijri(month, date.shift, clause)?,
            Year::Every => return None,
        };
        match date.day {
            None => {
                let (first, last) = hijri::month(year, month)?;
                Some(Resolved::days(first, last, Grain::Month))
            }
            Some(day) => {
                let day = hijri::day(year, month, day)?;
                // A country that sighted the moon a day earlier or later names another weekday.
                let sighted = date.weekday.and_then(|weekday| {
                    [0, -1, 1]
                        .into_iter()
                        .find_map(|shift| day.add_days(shift).filter(|day| day.weekday() == weekday))
                });
                let edtf = format!("{day}~");
                Some(sighted.map_or_else(|| Resolved::day(day).with_edtf(edtf), Resolved::day))
            }
        }
    }

    /// The year of the occurrence of a Hijri month that is meant without a year: the nearest.
    pub(super) fn nearest_hijri(&self, month: u8, shift: Option<Shift>, clause: Clause) -> Option<i32> {
        let today = self.published?;
        let this = hijri::from_date(today)?.0;
        let around = |year: &i32| hijri::month(*year, month);
        let past = |year: &i32| around(year).is_some_and(|(_, last)| last < today);
        let to_come = |year: &i32| around(year).is_some_and(|(first, _)| first > today);
        match shift {
            Some(Shift::Last | Shift::Recent | Shift::Before) => return (this - 1..=this).rev().find(past),
            Some(Shift::Next | Shift::After) => return (this..=this + 1).find(to_come),
            Some(Shift::This | Shift::Same) => return Some(this),
            None => {}
        }
        let days_away = |year: &i32| {
            around(year).map_or(i32::MAX, |(first, last)| {
                if last < today {
                    today.day_number() - last.day_number()
                } else {
                    (first.day_number() - today.day_number()).max(0)
                }
            })
        };
        let candidates = this - 1..=this + 1;
        if clause.tense == Tense::Future {
            return candidates.clone().find(|year| around(year).is_some_and(|(_, last)| last >= today));
        }
        candidates.min_by_key(days_away)
    }
}

/// The Hijri year whose month begins in a Gregorian year; the later one where two do.
fn hijri_year_in(year: i32, month: u8) -> Option<i32> {
    let (around, _) = hijri::from_date(Date::new(year, 12, 31)?)?;
    (around - 1..=around)
        .rev()
        .find(|&candidate| hijri::month(candidate, month).is_some_and(|(first, _)| first.year() == year))
}

/// What is said of a date that has no place on the calendar.
fn unknown(date: CalendarDate) -> Resolved {
    let year = match (date.year, date.calendar) {
        (Year::Given(year), Calendar::Gregorian) => format!("{year:04}"),
        _ => "XXXX".to_owned(),
    };
    if date.calendar == Calendar::Hijri {
        return Resolved::open(if date.day.is_some() {
            "XXXX-XX-XX"
        } else if date.month.is_some() {
            "XXXX-XX"
        } else {
            "XXXX"
        });
    }
    let month = match date.month {
        None if date.day.is_some() => return Resolved::unknown("XXXX-XX-XX"),
        None => return Resolved::unknown(year),
        Some(Month::Given(month)) => format!("{month:02}"),
        Some(Month::Shifted(..)) => "XX".to_owned(),
    };
    match date.day {
        None => Resolved::unknown(format!("{year}-{month}")),
        Some(day) => Resolved::unknown(format!("{year}-{month}-{day:02}")),
    }
}
