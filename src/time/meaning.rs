//! What an expression means before it is resolved.
//!
//! A [`Meaning`] holds all that the words say and nothing that the publication date would have to
//! say: "last Thursday" is the weekday 4 and the shift `Last`. So it can be resolved again and
//! again against different dates.

pub(crate) use super::terms::{Calendar, Modifier, Part, Reference, Season, Shift, Unit, Zone};
use super::words::Feast;

/// A reading of the clock.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Clock {
    pub(crate) hour: u8,
    pub(crate) minute: Option<u8>,
    pub(crate) second: Option<u8>,
    pub(crate) zone: Zone,
}

/// What is said of the year.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Year {
    Unsaid,
    /// Counted in the calendar of the date.
    Given(i32),
    /// Any year: "of each year".
    Every,
    /// Shifted by so many steps.
    Shifted(Shift, i32),
}

/// What is said of the month.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Month {
    Given(u8),
    Shifted(Shift, i32),
}

/// A date with what was said of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct CalendarDate {
    pub(crate) calendar: Calendar,
    pub(crate) year: Year,
    pub(crate) month: Option<Month>,
    pub(crate) day: Option<u8>,
    pub(crate) weekday: Option<u8>,
    /// "last", "next" after the month.
    pub(crate) shift: Option<Shift>,
}

impl CalendarDate {
    /// A day of a month that is not said.
    pub(crate) fn of_day(day: u8) -> Self {
        Self {
            calendar: Calendar::Gregorian,
            year: Year::Unsaid,
            month: None,
            day: Some(day),
            weekday: None,
            shift: None,
        }
    }
}

/// Days, months, years, … in this order of units; an amount that is not known is "some".
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Length {
    pub(crate) parts: Vec<(Option<u32>, Unit)>,
    /// Whether a numeral or a dual counts it.
    pub(crate) counted: bool,
    /// The other end of "three to five years".
    pub(crate) to: Option<u32>,
    /// "the last three months", "the coming days".
    pub(crate) window: Option<Shift>,
}

/// The heart of an expression.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Core {
    Date(CalendarDate),
    /// So many days from the day of speech; weekday and date beside it serve as a check.
    Deictic {
        days: i32,
        weekday: Option<u8>,
        date: Option<CalendarDate>,
    },
    /// A day of the week.
    Weekday {
        weekday: u8,
        shift: Option<(Shift, i32)>,
    },
    /// A day of this, last or next week.
    DayOfWeek {
        weekday: u8,
        shift: Shift,
        steps: i32,
    },
    /// Weekday number `nth` of a month, 0 for the last.
    NthWeekday {
        nth: u8,
        weekday: u8,
        month: CalendarDate,
    },
    /// "the next day", "the same day".
    Anaphor {
        days: i32,
    },
    /// This, last, next week, month, year, …
    Unit {
        unit: Unit,
        shift: Shift,
        steps: i32,
    },
    Season {
        season: Season,
        year: Year,
        shift: Option<Shift>,
    },
    /// Quarter 1 to 4, 0 for the last.
    Quarter {
        number: u8,
        year: Year,
    },
    /// This, last or next quarter.
    ShiftedQuarter {
        shift: Shift,
    },
    /// Half 1 or 2.
    Semester {
        number: u8,
        year: Year,
    },
    Weekend {
        shift: Option<Shift>,
    },
    /// A point at a distance, before or after.
    Distance {
        length: Length,
        forward: bool,
    },
    /// A feast of a year, and which of its days.
    Feast {
        feast: Feast,
        year: Year,
        shift: Option<Shift>,
        day: u8,
    },
    /// The eighties of this, the last or a numbered century.
    Decade {
        tens: u8,
        century: Option<i32>,
    },
    /// A century by its first two digits, or shifted.
    Century {
        number: i32,
        before_christ: bool,
    },
    Length(Length),
    /// A repetition, as TIMEX3 writes it.
    Every(String),
    Reference(Reference),
    /// No day is said.
    Unsaid,
    /// From one to the other.
    Range(Box<Meaning>, Box<Meaning>),
    /// Year BC.
    BeforeChrist(i32),
    /// The first or second half of a month.
    HalfOfMonth {
        number: u8,
        whole: Box<Core>,
    },
    /// "the same period of": the part of a year that was told before, in another year.
    SamePeriod {
        year: Year,
    },
    /// A week of a month, 0 for the last.
    WeekOf {
        number: u8,
        whole: Box<Core>,
    },
}

/// What an expression says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Meaning {
    pub(crate) core: Core,
    pub(crate) part: Option<Part>,
    pub(crate) clock: Option<Clock>,
    pub(crate) modifier: Option<Modifier>,
}

impl From<Core> for Meaning {
    fn from(core: Core) -> Self {
        Self { core, part: None, clock: None, modifier: None }
    }
}

impl Meaning {
    /// The same with a modifier, which an inner one outlives.
    #[must_use]
    pub(crate) fn with_modifier(self, modifier: Modifier) -> Self {
        Self { modifier: self.modifier.or(Some(modifier)), ..self }
    }
}
