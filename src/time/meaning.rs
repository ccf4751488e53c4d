//! What an expression means before it is resolved.
//!
//! A [`Meaning`] holds all that the words say and nothing that the publication date would have to
//! say: "last Thursday" is the weekday 4 and the shift `Last`. So it can be resolved again and
//! again against different dates.

use super::words::Feast;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Calendar {
    Gregorian,
    /// The lunar calendar.
    Hijri,
}

/// The direction in which a noun is shifted from the day of speech, or from what was told before.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Shift {
    Last,
    /// "the last" in the sense of the latest.
    Recent,
    This,
    Next,
    /// The same as told before.
    Same,
    /// The one after that told before.
    After,
    /// The one before that told before.
    Before,
}

impl Shift {
    pub(super) fn read(value: &str) -> Self {
        match value {
            "last" => Self::Last,
            "recent" => Self::Recent,
            "next" => Self::Next,
            "this" => Self::This,
            "same" => Self::Same,
            "after" => Self::After,
            value => {
                debug_assert_eq!(value, "before", "a shift");
                Self::Before
            }
        }
    }

    /// How many units it goes forward, from the day of speech or from what was told before.
    pub(crate) fn sign(self) -> i32 {
        match self {
            Self::Last | Self::Recent | Self::Before => -1,
            Self::This | Self::Same => 0,
            Self::Next | Self::After => 1,
        }
    }

    /// Whether it counts from what was told before, not from the day of speech.
    pub(crate) fn is_anaphoric(self) -> bool {
        matches!(self, Self::Same | Self::After | Self::Before)
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Unit {
    Second,
    Minute,
    Hour,
    Day,
    Night,
    Week,
    Month,
    Year,
    Decade,
    Century,
}

impl Unit {
    pub(super) fn read(name: &str) -> Self {
        match name {
            "second" => Self::Second,
            "minute" => Self::Minute,
            "hour" => Self::Hour,
            "night" => Self::Night,
            "week" => Self::Week,
            "month" => Self::Month,
            "year" => Self::Year,
            "decade" => Self::Decade,
            "century" => Self::Century,
            name => {
                debug_assert_eq!(name, "day", "a unit");
                Self::Day
            }
        }
    }

    /// Whether it is shorter than a day.
    pub(crate) fn is_clock(self) -> bool {
        matches!(self, Self::Second | Self::Minute | Self::Hour)
    }
}

/// TIMEX3 `mod`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Modifier {
    Start,
    Mid,
    End,
    Approx,
    MoreThan,
    LessThan,
    EqualOrMore,
    EqualOrLess,
}

impl Modifier {
    pub(super) fn read(value: &str) -> Self {
        match value {
            "START" => Self::Start,
            "MID" => Self::Mid,
            "END" => Self::End,
            "MORE_THAN" => Self::MoreThan,
            "LESS_THAN" => Self::LessThan,
            "EQUAL_OR_MORE" => Self::EqualOrMore,
            "EQUAL_OR_LESS" => Self::EqualOrLess,
            value => {
                debug_assert_eq!(value, "APPROX", "a modifier");
                Self::Approx
            }
        }
    }

    /// Its name in TIMEX3.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Start => "START",
            Self::Mid => "MID",
            Self::End => "END",
            Self::Approx => "APPROX",
            Self::MoreThan => "MORE_THAN",
            Self::LessThan => "LESS_THAN",
            Self::EqualOrMore => "EQUAL_OR_MORE",
            Self::EqualOrLess => "EQUAL_OR_LESS",
        }
    }
}

/// A part of the day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Part {
    Dawn,
    /// The first hours of the morning.
    EarlyMorning,
    Morning,
    Noon,
    Afternoon,
    Evening,
    Night,
    Daytime,
}

impl Part {
    pub(super) fn read(value: &str) -> Self {
        match value {
            "DA" => Self::Dawn,
            "MOS" => Self::EarlyMorning,
            "MO" => Self::Morning,
            "MI" => Self::Noon,
            "AF" => Self::Afternoon,
            "EV" => Self::Evening,
            "NI" => Self::Night,
            value => {
                debug_assert_eq!(value, "DT", "a part of the day");
                Self::Daytime
            }
        }
    }

    /// Its code in TIMEX3, which knows no dawn.
    pub(crate) fn code(self) -> &'static str {
        match self {
            Self::Dawn | Self::EarlyMorning | Self::Morning => "TMO",
            Self::Noon => "TMI",
            Self::Afternoon => "TAF",
            Self::Evening => "TEV",
            Self::Night => "TNI",
            Self::Daytime => "TDT",
        }
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Season {
    Spring,
    Summer,
    Autumn,
    Winter,
}

impl Season {
    pub(super) fn read(value: &str) -> Self {
        match value {
            "SP" => Self::Spring,
            "SU" => Self::Summer,
            "FA" => Self::Autumn,
            value => {
                debug_assert_eq!(value, "WI", "a season");
                Self::Winter
            }
        }
    }

    /// Its code in TIMEX3.
    pub(crate) fn code(self) -> &'static str {
        match self {
            Self::Spring => "SP",
            Self::Summer => "SU",
            Self::Autumn => "FA",
            Self::Winter => "WI",
        }
    }
}

/// A time without a place on the calendar.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Reference {
    Past,
    Present,
    Future,
}

impl Reference {
    pub(super) fn read(value: &str) -> Self {
        match value {
            "PAST_REF" => Self::Past,
            "PRESENT_REF" => Self::Present,
            value => {
                debug_assert_eq!(value, "FUTURE_REF", "a reference");
                Self::Future
            }
        }
    }

    /// Its value in TIMEX3.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Past => "PAST_REF",
            Self::Present => "PRESENT_REF",
            Self::Future => "FUTURE_REF",
        }
    }
}

/// A time zone, as far as it is fixed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Zone {
    Utc,
    /// Hours east of Greenwich, in places that never change their clocks.
    East(u8),
    /// Local time of some place, with an offset that depends on the season.
    Local,
}

impl Zone {
    pub(super) fn read(value: &str) -> Self {
        match value {
            "Z" => Self::Utc,
            "+01:00" => Self::East(1),
            "+03:00" => Self::East(3),
            "+04:00" => Self::East(4),
            _ => Self::Local,
        }
    }
}

/// A reading of the clock.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Clock {
    pub(crate) hour: u8,
    pub(crate) minute: Option<u8>,
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
