//! Time: expressions of date, time, duration and repetition, and what they mean.
//!
//! Two stages. [`find`] reads the words and gives each expression a value that may lack its
//! anchor ("last Thursday"); [`resolve`] fills in what the publication date and the neighbours
//! tell. So a change of the date re-resolves without reading the text again.

mod date;
mod hijri;

pub use date::{Date, DateError};

use crate::article::Article;
use crate::text::{CleanSpan, SourceSpan};

/// An expression as it was read, before it is resolved.
#[derive(Clone, Debug)]
pub(crate) struct Expression {
    pub(crate) source: SourceSpan,
    /// Its place in the cleaned text; none where it stands in a removed date line or byline.
    pub(crate) clean: Option<CleanSpan>,
}

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
}

/// Finds the expressions of the article and of its removed date lines, sorted by place.
pub(crate) fn find(_article: &Article<'_>, _source: &str) -> Vec<Expression> {
    Vec::new()
}

/// Decides on the publication date: the one given, else one that the text states.
pub(crate) fn publication_date(given: Option<Date>, _expressions: &[Expression]) -> Published {
    let origin = if given.is_some() { DateOrigin::Given } else { DateOrigin::None };
    Published { date: given, origin, span: None, notes: Vec::new() }
}

/// Resolves the expressions, in the same order.
pub(crate) fn resolve(
    _article: &Article<'_>,
    _expressions: &[Expression],
    _published: &Published,
) -> Vec<Timex> {
    Vec::new()
}
