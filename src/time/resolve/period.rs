//! Weeks, months and years by shift, seasons, quarters and halves of years.

use super::{Clause, Resolved, State};
use crate::time::context::Tense;
use crate::time::date::Date;
use crate::time::meaning::{Season, Shift, Unit, Year};
use crate::time::value::Grain;

impl State {
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

    /// "the same period of last year": the part of a year that was told last, in that year.
    pub(super) fn same_period(&self, year: Year) -> Resolved {
        let Some(year) = self.year_of(year) else { return Resolved::open("XXXX") };
        let told = self.last_period.as_deref().and_then(|period| {
            let of_year = |part: &str, number: i32| Some(format!("{number:04}{}", part.get(4..)?));
            match period.split_once('/') {
                None => of_year(period, year),
                Some((first, last)) => {
                    let years = last.get(..4)?.parse::<i32>().ok()? - first.get(..4)?.parse::<i32>().ok()?;
                    Some(format!("{}/{}", of_year(first, year - years)?, of_year(last, year)?))
                }
            }
        });
        let whole = Resolved::year(year).unwrap_or_else(|| Resolved::open(format!("{year:04}")));
        match told {
            Some(value) => Resolved { value, ..whole },
            None => whole,
        }
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
