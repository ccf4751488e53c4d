//! Time: expressions of date, time, duration and repetition, and what they mean.
//!
//! Two stages. [`find()`] reads the words and gives each expression a [`meaning`] that may lack its
//! anchor ("last Thursday"); [`resolve()`] fills in what the publication date and the neighbours
//! tell. So a change of the date re-resolves without reading the text again.
//!
//! Values are those of TIMEX3 (ISO 8601, with X for what is not known). The grammar is our own;
//! the order of its work follows `HeidelTime` (Strötgen and Gertz, 2013) in reading first and
//! normalising then, and TIMEX3 in the form of TempEval-3.

mod context;
mod date;
mod find;
mod grammar;
mod guard;
mod hijri;
mod meaning;
mod numbers;
mod publication;
mod reader;
mod resolve;
mod terms;
mod value;
mod words;

pub use date::{Date, DateError};
pub(crate) use find::{Expression, find};
pub(crate) use guard::Governor;
pub(crate) use resolve::resolve;

use crate::text::{CleanSpan, SourceSpan};

/// Where the publication date comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum DateOrigin {
    Given,
    Text,
    None,
}

/// The day that relative times are resolved against.
#[derive(Clone, Debug)]
pub(crate) struct Published {
    pub(crate) date: Option<Date>,
    pub(crate) origin: DateOrigin,
    pub(crate) span: Option<SourceSpan>,
    pub(crate) notes: Vec<String>,
}

/// Classes of TIMEX3.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum TimexKind {
    Date,
    Time,
    Duration,
    Set,
}

/// What an expression is to the events around it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Role {
    /// A point or stretch of the calendar, which may date an event.
    Point,
    /// The second end of a range that the expression before it opens.
    RangeEnd,
    /// A length that hangs on a point: "for 16 months" (since then), "in the last two weeks".
    AnchoredLength,
    /// A length and nothing else.
    Length,
    /// How old someone is.
    Age,
    /// A repetition.
    Set,
    /// A time that the words leave open.
    Vague,
}

/// A resolved expression.
#[derive(Clone, Debug)]
pub(crate) struct Timex {
    pub(crate) source: SourceSpan,
    /// Its place in the cleaned text; none where it stands in a removed date line or byline.
    pub(crate) clean: Option<CleanSpan>,
    pub(crate) kind: TimexKind,
    /// TIMEX3 value.
    pub(crate) value: String,
    /// TIMEX3 `mod`: START, MID, END, APPROX, …
    pub(crate) modifier: Option<&'static str>,
    /// EDTF, where it says more than the value.
    pub(crate) edtf: Option<String>,
    /// The preposition that governs it.
    pub(crate) governor: Governor,
    pub(crate) role: Role,
    /// The date of an event that this expression dates, as the timeline writes it: the value
    /// itself, "2011/.." after "since", "../2014" after "until", "by" and "before", an interval
    /// for an anchored length or where this is the first end of a range. None where the
    /// expression dates no event: lengths, ages, repetitions, vague times, second ends of ranges.
    pub(crate) anchored: Option<String>,
}

/// Decides on the publication date: the one given, else the one that the markup states, else one
/// that the text states.
pub(crate) fn publication_date(
    given: Option<Date>,
    markup: Option<(Date, SourceSpan)>,
    expressions: &[Expression],
) -> Published {
    publication::decide(given, markup, expressions)
}
