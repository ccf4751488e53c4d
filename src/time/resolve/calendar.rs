//! Days, months, years and their parts.

use super::{Clause, Resolved, State};
use crate::time::context::Tense;
use crate::time::date::Date;
use crate::time::hijri;
use crate::time::meaning::{Calendar, CalendarDate, Month, Season, Shift, Unit, Year};
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
        let today = self.published.or(self.last.map(|last| last.first))?;
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
        if let Some(year) = self.told_year(clause) {
            return Some(year);
        }
        let (last, next) = (last()?, next()?);
        let away = |year: i32| on(year).map_or(i32::MAX, |day| (day.day_number() - now.day_number()).abs());
        let soon = date.day.is_some()
            && clause.tense == Tense::Unknown
            && away(next) < SOON
            && away(last) > LONG_AGO;
        Some(if soon { next } else { last })
    }

    /// The year of the same month where it was told before with a year or a direction.
    fn told_month(&self, month: u8) -> Option<i32> {
        self.months.get(usize::from(month)).copied().flatten()
    }

    /// A year that was written out in this sentence or the one before, other than the present:
    /// the story is still there.
    fn told_year(&self, clause: Clause) -> Option<i32> {
        let (year, sentence) = self.year?;
        let near = sentence.zip(clause.sentence).is_some_and(|(then, now)| now.saturating_sub(then) <= 1);
        (near && self.published.is_some_and(|today| today.year() > year)).then_some(year)
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
                    match self.weekdays.get(usize::from(weekday)).copied().flatten() {
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

    /// This, last or next week, month, year, decade or century.
    pub(super) fn unit(&self, unit: Unit, shift: Shift, steps: i32) -> Resolved {
        let by = shift.sign() * steps;
        let base = if shift.is_anaphoric() {
            self.last.map(|last| last.first).or(self.published)
        } else {
            self.published
        };
        let found = base.and_then(|base| match unit {
            Unit::Week => {
                // In the Arab world a week begins on Saturday or Sunday; it is numbered as the ISO
                // week in which most of it lies.
                let day = if base.weekday() >= 6 { base.add_days(2)? } else { base };
                Resolved::week(day.add_days(7 * by)?)
            }
            Unit::Month => {
                let day = base.add_months(by)?;
                Resolved::month(day.year(), day.month())
            }
            Unit::Year => Resolved::year(base.year() + by),
            Unit::Decade => {
                let digits = base.year() / 10 + by;
                let (first, last) = (Date::new(digits * 10, 1, 1)?, Date::new(digits * 10 + 9, 12, 31)?);
                Some(
                    Resolved::within(format!("{digits:03}"), first, last, Grain::Decade)
                        .with_edtf(format!("{digits:03}X")),
                )
            }
            Unit::Century => {
                let digits = (base.year() - 1) / 100 + by;
                Some(Resolved::open(format!("{digits:02}")).with_edtf(format!("{digits:02}XX")))
            }
            Unit::Day | Unit::Night => Some(Resolved::day(base.add_days(by)?)),
            Unit::Hour | Unit::Minute | Unit::Second => None,
        });
        found.unwrap_or_else(|| match unit {
            Unit::Week => Resolved::open("XXXX-WXX"),
            Unit::Month => Resolved::unknown("XXXX-XX"),
            Unit::Year => Resolved::unknown("XXXX"),
            Unit::Decade => Resolved::open("XXX"),
            Unit::Century => Resolved::open("XX"),
            _ => Resolved::unknown("XXXX-XX-XX"),
        })
    }

    /// A season, which belongs to the year in which it begins.
    pub(super) fn season(
        &self,
        season: Season,
        year: Year,
        shift: Option<Shift>,
        clause: Clause,
    ) -> Resolved {
        let code = season.code();
        let first_month: u8 = match season {
            Season::Spring => 3,
            Season::Summer => 6,
            Season::Autumn => 9,
            Season::Winter => 12,
        };
        let year = match year {
            Year::Unsaid => self.published.and_then(|today| {
                let begun = |year: i32| Date::new(year, first_month, 1).is_some_and(|first| first <= today);
                let over = |year: i32| {
                    Date::new(year, first_month, 1)
                        .and_then(|first| first.add_months(3))
                        .is_some_and(|end| end <= today)
                };
                let years = today.year() - 2..=today.year() + 1;
                match (shift, clause.tense) {
                    (Some(Shift::Last | Shift::Recent | Shift::Before), _) => {
                        years.rev().find(|&year| over(year))
                    }
                    (Some(Shift::Next | Shift::After), _) | (None, Tense::Future) => {
                        years.clone().find(|&year| !begun(year))
                    }
                    (Some(Shift::This | Shift::Same), _) => years.clone().find(|&year| !over(year)),
                    (None, _) => years.rev().find(|&year| begun(year)),
                }
            }),
            year => self.year_of(year),
        };
        let number = (first_month / 3) + 20;
        let Some(year) = year else { return Resolved::open(format!("XXXX-{code}")) };
        let found = Date::new(year, first_month, 1).and_then(|first| {
            let last = first.add_months(3)?.add_days(-1)?;
            Some(Resolved::within(format!("{year:04}-{code}"), first, last, Grain::Season))
        });
        found
            .unwrap_or_else(|| Resolved::open(format!("XXXX-{code}")))
            .with_edtf(format!("{year:04}-{number}"))
    }

    /// This, last or next quarter.
    pub(super) fn quarter(&self, shift: Shift) -> Resolved {
        let base = self.published.and_then(|today| today.add_months(3 * shift.sign()));
        let Some(base) = base else { return Resolved::open("XXXX-QX") };
        self.part_of_year(Year::Given(base.year()), 'Q', (base.month() - 1) / 3 + 1)
    }

    /// A quarter or a half of a year.
    pub(super) fn part_of_year(&self, year: Year, letter: char, number: u8) -> Resolved {
        let Some(year) = self.year_of(year) else { return Resolved::open(format!("XXXX-{letter}{number}")) };
        let (months, code) = if letter == 'Q' { (3, 32) } else { (6, 39) };
        let found = Date::new(year, (number - 1) * months + 1, 1).and_then(|first| {
            let last = first.add_months(i32::from(months))?.add_days(-1)?;
            Some(Resolved::within(format!("{year:04}-{letter}{number}"), first, last, Grain::Season))
        });
        found
            .unwrap_or_else(|| Resolved::open(format!("XXXX-{letter}{number}")))
            .with_edtf(format!("{year:04}-{}", code + number))
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
