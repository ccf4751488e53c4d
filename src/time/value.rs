//! Resolved times and how TIMEX3 and EDTF write them.

use super::date::Date;
use super::meaning::{Clock, Length, Unit, Zone};

/// How fine a time is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Grain {
    Day,
    Week,
    Month,
    Season,
    Year,
    Decade,
}

/// A stretch of the calendar that something else may be counted from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Stretch {
    pub(super) first: Date,
    pub(super) last: Date,
    pub(super) grain: Grain,
}

/// A time as far as it could be resolved.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Resolved {
    pub(super) value: String,
    pub(super) edtf: Option<String>,
    /// Where it lies, if that is known.
    pub(super) stretch: Option<Stretch>,
}

impl Resolved {
    /// A value without a place on the calendar.
    pub(super) fn open(value: impl Into<String>) -> Self {
        Self { value: value.into(), edtf: None, stretch: None }
    }

    /// An unresolved value, which EDTF writes the same way.
    pub(super) fn unknown(value: impl Into<String>) -> Self {
        let value = value.into();
        Self { edtf: Some(value.clone()), value, stretch: None }
    }

    /// Without a calendar that reaches so far, nothing is known.
    pub(super) fn day(date: Date) -> Self {
        Self::within(date.to_string(), date, date, Grain::Day)
    }

    pub(super) fn month(year: i32, month: u8) -> Option<Self> {
        let first = Date::new(year, month, 1)?;
        Some(Self::within(format!("{year:04}-{month:02}"), first, first.end_of_month(), Grain::Month))
    }

    pub(super) fn year(year: i32) -> Option<Self> {
        let (first, last) = (Date::new(year, 1, 1)?, Date::new(year, 12, 31)?);
        Some(Self::within(format!("{year:04}"), first, last, Grain::Year))
    }

    /// The ISO week in which a day lies.
    pub(super) fn week(day: Date) -> Option<Self> {
        let (year, week) = day.iso_week();
        let monday = day.add_days(1 - i32::from(day.weekday()))?;
        Some(Self::within(format!("{year:04}-W{week:02}"), monday, monday.add_days(6)?, Grain::Week))
    }

    /// From one day to another.
    pub(super) fn days(first: Date, last: Date, grain: Grain) -> Self {
        Self::within(format!("{first}/{last}"), first, last, grain)
    }

    pub(super) fn within(value: String, first: Date, last: Date, grain: Grain) -> Self {
        Self { value, edtf: None, stretch: Some(Stretch { first, last, grain }) }
    }

    pub(super) fn with_edtf(self, edtf: String) -> Self {
        Self { edtf: Some(edtf), ..self }
    }
}

/// "T20:30", with the zone if it is fixed.
pub(super) fn clock(clock: Clock) -> String {
    let minute = clock.minute.unwrap_or(0);
    let zone = match clock.zone {
        Zone::Utc => "Z".to_owned(),
        Zone::East(hours) => format!("+{hours:02}:00"),
        Zone::Local => String::new(),
    };
    let second = clock.second.map(|second| format!(":{second:02}")).unwrap_or_default();
    format!("T{:02}:{minute:02}{second}{zone}", clock.hour)
}

/// "P1Y6M", "PT48H", "PXD", "P3Y/P5Y".
pub(super) fn length(length: &Length) -> String {
    let mut days = String::new();
    let mut hours = String::new();
    for &(amount, unit) in &length.parts {
        let text = if unit.is_clock() { &mut hours } else { &mut days };
        text.push_str(&amount_of(amount, unit));
    }
    let time = if hours.is_empty() { String::new() } else { format!("T{hours}") };
    match (length.to, length.parts.first()) {
        (Some(to), Some(&(_, unit))) => {
            let prefix = if unit.is_clock() { "PT" } else { "P" };
            format!("P{days}{time}/{prefix}{}", amount_of(Some(to), unit))
        }
        _ => format!("P{days}{time}"),
    }
}

/// Known decades and centuries are years, so that "fifty years" and "five decades" are equal.
fn amount_of(amount: Option<u32>, unit: Unit) -> String {
    let (factor, code) = match (unit, amount) {
        (Unit::Second, _) => (1, "S"),
        (Unit::Minute | Unit::Month, _) => (1, "M"),
        (Unit::Hour, _) => (1, "H"),
        (Unit::Day | Unit::Night, _) => (1, "D"),
        (Unit::Week, _) => (1, "W"),
        (Unit::Year, _) => (1, "Y"),
        (Unit::Decade, Some(_)) => (10, "Y"),
        (Unit::Century, Some(_)) => (100, "Y"),
        (Unit::Decade, None) => (1, "DE"),
        (Unit::Century, None) => (1, "CE"),
    };
    amount.map_or_else(|| format!("X{code}"), |amount| format!("{}{code}", amount * factor))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lengths() {
        let of = |parts: &[(Option<u32>, Unit)], to| {
            length(&Length { parts: parts.to_vec(), counted: true, to, window: None })
        };
        assert_eq!(of(&[(Some(1), Unit::Year), (Some(6), Unit::Month)], None), "P1Y6M");
        assert_eq!(of(&[(Some(1), Unit::Hour), (Some(30), Unit::Minute)], None), "PT1H30M");
        assert_eq!(of(&[(Some(1), Unit::Day), (Some(12), Unit::Hour)], None), "P1DT12H");
        assert_eq!(of(&[(None, Unit::Decade)], None), "PXDE");
        assert_eq!(of(&[(Some(5), Unit::Decade)], None), "P50Y");
        assert_eq!(of(&[(Some(12), Unit::Month)], Some(18)), "P12M/P18M");
        assert_eq!(of(&[(Some(24), Unit::Hour)], Some(48)), "PT24H/PT48H");
    }
}
