//! The vocabulary of time: what the lists in `src/data/time` say of a word.

use super::meaning::{Calendar, Modifier, Part, Reference, Season, Shift, Unit, Zone};
use crate::lexicon::Entry;

/// A word of `time_words.tsv`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Word {
    /// A day counted from the day of speech: yesterday is -1.
    Day(i32),
    /// A part of the day.
    Part(Part),
    /// "earlier", "later" before a day or a month.
    Earlier(Reference),
    /// Beginning, middle or end of what follows.
    Edge(Modifier),
    /// "last", "next", … after a noun.
    Shift(Shift),
    /// "before last", "after next".
    Twice(Shift),
    /// "this" before a noun.
    This,
    /// "the same" before a noun.
    Same,
    /// "that" before a noun.
    That,
    /// "about", "more than" before an amount.
    Hedge(Modifier),
    /// A reference without a place on the calendar.
    Vague(Reference),
    Season(Season),
    /// An adverb of repetition, with its period.
    Often(&'static str),
    /// An adjective of repetition, with its period.
    Periodic(&'static str),
    /// "every".
    Every,
    /// "times", "once".
    Times,
    Zone(Zone),
    Era(Era),
    /// "some", "several" before a plural.
    Few,
    /// "few", "many" after a plural.
    Vagueness,
    /// "and a half", "and a quarter": the parts of an hour are its denominator.
    Fraction(u8),
    /// "half", "quarter" before a unit: the denominator.
    LeadingFraction(u8),
    /// "the two days of …" before days.
    DayPair,
    /// "the two months of …".
    MonthPair,
    /// "the two years …", "the years …".
    YearPair,
    /// A decade of a century: 80 for the eighties.
    Decade(u8),
    /// "quarter" of a year.
    Quarter,
    /// "half" of a year.
    Semester,
    /// "weekend".
    Weekend,
    /// "the same period", before "of" and a year.
    SamePeriod,
    /// "corresponding to" between the halves of a pair of calendars.
    Agree,
    /// "midnight".
    Midnight,
    /// "hour" as "o'clock".
    Clock,
    /// "less" in clock times.
    Minus,
    /// "running", "whole" after a length.
    Consecutive,
    /// "financial", "school", "Hijri" after a year.
    Fiscal,
    /// "blessed", "merry" after a feast.
    Holy,
    /// "holiday of" before a feast.
    Holiday,
    /// "days of" between an ordinal and a feast or month.
    DaysOf,
}

/// The mark after a year.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Era {
    Common,
    Hijri,
    BeforeChrist,
}

impl Entry for Word {
    fn read(columns: &[&str]) -> Self {
        let value = columns.get(1).copied().unwrap_or("");
        let number = || value.parse().unwrap_or(0);
        match columns.first().copied().unwrap_or("") {
            "day" => Self::Day(value.parse().unwrap_or(0)),
            "part" => Self::Part(Part::read(value)),
            "earlier" => Self::Earlier(Reference::read(value)),
            "edge" => Self::Edge(Modifier::read(value)),
            "shift" => Self::Shift(Shift::read(value)),
            "twice" => Self::Twice(Shift::read(value)),
            "this" => Self::This,
            "same" => Self::Same,
            "that" => Self::That,
            "hedge" => Self::Hedge(Modifier::read(value)),
            "vague" => Self::Vague(Reference::read(value)),
            "season" => Self::Season(Season::read(value)),
            "often" => Self::Often(period(value)),
            "periodic" => Self::Periodic(period(value)),
            "every" => Self::Every,
            "times" => Self::Times,
            "zone" => Self::Zone(Zone::read(value)),
            "era" => Self::Era(match value {
                "ce" => Era::Common,
                "hijri" => Era::Hijri,
                _ => Era::BeforeChrist,
            }),
            "few" => Self::Few,
            "vagueness" => Self::Vagueness,
            "half" => Self::Fraction(match value {
                "3" => 4,
                "4" => 3,
                _ => 2,
            }),
            "lead" => Self::LeadingFraction(match value {
                "quarter" => 4,
                "third" => 3,
                _ => 2,
            }),
            "daypair" => Self::DayPair,
            "monthpair" => Self::MonthPair,
            "yearpair" => Self::YearPair,
            "decade" => Self::Decade(number()),
            "quarter" => Self::Quarter,
            "semester" => Self::Semester,
            "weekend" => Self::Weekend,
            "same-period" => Self::SamePeriod,
            "agree" => Self::Agree,
            "midnight" => Self::Midnight,
            "clockword" => Self::Clock,
            "minus" => Self::Minus,
            "consecutive" => Self::Consecutive,
            "fiscal" => Self::Fiscal,
            "holy" => Self::Holy,
            "holiday" => Self::Holiday,
            class => {
                debug_assert_eq!(class, "nth", "a class of time_words.tsv");
                Self::DaysOf
            }
        }
    }
}

/// The period of a repetition; the list has no others.
fn period(value: &str) -> &'static str {
    match value {
        "P1D" => "P1D",
        "P1W" => "P1W",
        "P1M" => "P1M",
        "P3M" => "P3M",
        "P6M" => "P6M",
        "PT1H" => "PT1H",
        value => {
            debug_assert_eq!(value, "P1Y", "a period of time_words.tsv");
            "P1Y"
        }
    }
}

/// A name of a month.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Month {
    pub(super) calendar: Calendar,
    pub(super) number: u8,
    /// How much company it needs, see `time_months.tsv`.
    pub(super) guard: u8,
}

impl Entry for Month {
    fn read(columns: &[&str]) -> Self {
        let number = |i: usize| columns.get(i).and_then(|column| column.parse().ok()).unwrap_or(1);
        let calendar = match columns.first() {
            Some(&"h") => Calendar::Hijri,
            _ => Calendar::Gregorian,
        };
        Self { calendar, number: number(1), guard: number(2) }
    }
}

/// A name of a day of the week.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Weekday {
    /// 1 for Monday.
    pub(super) number: u8,
    /// Whether it lacks the article and so may be a numeral.
    pub(super) bare: bool,
}

impl Entry for Weekday {
    fn read(columns: &[&str]) -> Self {
        Self {
            number: columns.first().and_then(|column| column.parse().ok()).unwrap_or(1),
            bare: columns.get(1) == Some(&"1"),
        }
    }
}

/// A unit of time in one of its forms.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct UnitWord {
    pub(super) unit: Unit,
    /// 1 singular, 2 dual, 0 plural.
    pub(super) count: u8,
    /// Whether it needs a number or a modifier.
    pub(super) guarded: bool,
}

impl Entry for UnitWord {
    fn read(columns: &[&str]) -> Self {
        Self {
            unit: Unit::read(columns.first().copied().unwrap_or("")),
            count: columns.get(1).and_then(|column| column.parse().ok()).unwrap_or(1),
            guarded: columns.get(2) == Some(&"1"),
        }
    }
}

/// A feast, by the rule of `time_feasts.tsv`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Feast(pub(crate) String);

impl Entry for Feast {
    fn read(columns: &[&str]) -> Self {
        Self(columns.first().copied().unwrap_or("").to_owned())
    }
}
