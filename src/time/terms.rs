//! The small terms of time: calendars, shifts, units, parts of the day, seasons, zones.
//!
//! `read` takes the codes of the lists in `src/data/time`.

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
            // Noon is an hour rather than a part.
            Self::Noon => "T12:00",
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
