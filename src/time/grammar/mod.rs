//! The grammar: from words to a meaning, one family of expressions a file.
//!
//! Every rule is a function from a place to what it found there, its end and what it still needs
//! from its neighbours (see [`Needs`]); [`expression`] tries the families and keeps the longest
//! reading. A rule looks at a bounded number of tokens, so that reading a text is linear.

mod calendar;
mod clock;
mod day;
mod feast;
mod length;
mod numeric;
mod period;
mod range;
mod set;

use super::guard;
use super::meaning::{Core, Meaning};
use super::reader::{At, Reader};
use super::words::Word;

/// What was read.
#[derive(Clone, Debug)]
pub(super) struct Found {
    /// The token after it.
    pub(super) end: usize,
    pub(super) meaning: Meaning,
    pub(super) needs: Needs,
}

/// What a reading needs before it counts; `guard` decides.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Needs {
    /// It can mean nothing else.
    Nothing,
    /// No newspaper or channel of that name before it.
    NoMedium,
    /// No market, prayer or dual noun before it.
    NoWeekdayTrap,
    /// No street, party or revolution before it.
    NoPlace,
    /// A month by itself, with the guard of its name.
    MonthGuard(u8),
    /// A year without "year" before it.
    YearGuard,
    /// No law or file that is cited by number before it.
    NoLaw,
    /// Day and month in digits: "on" or "date" before it.
    DateWord,
    /// A length without a number: a preposition of time before it.
    TimePreposition,
    /// The same, and no noun behind it.
    TimePrepositionAndEnd,
    /// "during" before it.
    During,
    /// A season of any year.
    Season,
    /// An adjective of repetition: a noun before it.
    Noun,
    /// No chapter, minute or number of something before it.
    NoCitation,
}

impl Found {
    fn new(end: usize, core: Core) -> Self {
        Self { end, meaning: core.into(), needs: Needs::Nothing }
    }

    fn needing(self, needs: Needs) -> Self {
        Self { needs, ..self }
    }
}

/// The longest expression that starts at `at`.
pub(super) fn expression(reader: Reader<'_>, at: At) -> Option<Found> {
    if !reader.knows(at) {
        return None;
    }
    [range::range, set::set, whole, clock::time, vague]
        .into_iter()
        .filter_map(|family| family(reader, at))
        // The first of the longest: `max_by_key` would take the last.
        .reduce(|best, found| if found.end > best.end { found } else { best })
}

/// A date, a period or a length, with a hedge or "beginning of" before it.
fn whole(reader: Reader<'_>, at: At) -> Option<Found> {
    let hedged = || {
        let (modifier, end) =
            reader.word(at, |word| if let Word::Hedge(modifier) = word { Some(modifier) } else { None })?;
        let found = point(reader, At::token(end)).or_else(|| length::length(reader, At::token(end)))?;
        let needs = if found.needs == Needs::YearGuard { Needs::TimePreposition } else { found.needs };
        Some(Found { meaning: found.meaning.with_modifier(modifier), needs, ..found })
    };
    // "during the year", with nothing behind it that would make it another year.
    let present = period::present(reader, at)
        .filter(|found| guard::ends_phrase(reader, found.end))
        .map(|found| found.needing(Needs::During));
    longest([edge(reader, at), point(reader, at), length::length(reader, at), hedged(), present])
}

/// "beginning of", "end of" with a date or a period.
fn edge(reader: Reader<'_>, at: At) -> Option<Found> {
    let (modifier, end) =
        reader.word(at, |word| if let Word::Edge(modifier) = word { Some(modifier) } else { None })?;
    let next = At::token(end);
    let inner = period::season_now(reader, next)
        .or_else(|| point(reader, next))
        .or_else(|| point(reader, reader.after_of(end)?))
        .or_else(|| period::present(reader, next))?;
    // "the end of today" is no part of a day that TIMEX3 knows; the day is kept.
    let needs = match inner.needs {
        Needs::MonthGuard(_) | Needs::YearGuard => Needs::NoPlace,
        needs => needs,
    };
    Some(Found { meaning: inner.meaning.with_modifier(modifier), needs, end: inner.end })
}

/// A point or stretch of the calendar.
fn point(reader: Reader<'_>, at: At) -> Option<Found> {
    longest([
        day::day(reader, at),
        calendar::month_or_year(reader, at),
        period::period(reader, at),
        feast::feast(reader, at),
    ])
}

/// A time that the words leave open: "now", "lately".
fn vague(reader: Reader<'_>, at: At) -> Option<Found> {
    let (reference, end) = reader.word(at, |word| match word {
        Word::Vague(reference) | Word::Earlier(reference) => Some(reference),
        _ => None,
    })?;
    Some(Found::new(end, Core::Reference(reference)))
}

/// The first of the longest readings.
fn longest<const N: usize>(found: [Option<Found>; N]) -> Option<Found> {
    found.into_iter().flatten().reduce(|best, found| if found.end > best.end { found } else { best })
}
