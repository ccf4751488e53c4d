//! Days: "yesterday", "last Thursday", "Thursday 19 December 2019", "the next day", and the parts
//! of a day with them.

use super::{Found, Needs, calendar, clock, feast, numeric};
use crate::time::guard;
use crate::time::meaning::{CalendarDate, Core, Meaning, Modifier, Part, Shift, Unit};
use crate::time::reader::{At, Reader};
use crate::time::words::Word;

/// A day, with a part of the day or a clock time before or behind it.
pub(super) fn day(reader: Reader<'_>, at: At) -> Option<Found> {
    // "New Year's night" is a feast of its own, not the night of one.
    let feast = feast::feast(reader, at);
    let part = part_before(reader, at);
    if let (Some(feast), Some(part)) = (&feast, &part)
        && feast.end >= part.end
    {
        return Some(feast.clone());
    }
    part.or_else(|| earlier(reader, at)).or_else(|| tonight(reader, at)).or_else(|| {
        let found = plain_day(reader, at)?;
        Some(with_part_behind(reader, found))
    })
}

/// "Tuesday night", "at dawn today", "late on Saturday".
fn part_before(reader: Reader<'_>, at: At) -> Option<Found> {
    let (part, end) = reader.part(at)?;
    if reader.new_line_before(end) {
        return None;
    }
    let inner = plain_day(reader, At::token(end)).or_else(|| plain_day(reader, reader.after_of(end)?))?;
    // "the night of Saturday to Sunday".
    let end = night_between(reader, part, &inner).unwrap_or(inner.end);
    Some(Found { end, meaning: set_part(inner.meaning, part), needs: Needs::Nothing })
}

fn set_part(meaning: Meaning, part: Part) -> Meaning {
    let modifier = if part == Part::EarlyMorning { Some(Modifier::Start) } else { meaning.modifier };
    Meaning { part: Some(part), modifier, ..meaning }
}

fn night_between(reader: Reader<'_>, part: Part, first: &Found) -> Option<usize> {
    let Core::Weekday { weekday, .. } = first.meaning.core else { return None };
    let next = if matches!(reader.tokens.folded(first.end), "-" | "–" | "/" | "ـ") {
        first.end + 1
    } else {
        first.end
    };
    let (second, end) = reader.weekday(At::token(next))?;
    (part == Part::Night && second.number == weekday % 7 + 1).then_some(end)
}

/// "Thursday in the morning", "yesterday at 8".
fn with_part_behind(reader: Reader<'_>, found: Found) -> Found {
    if found.meaning.part.is_some() || reader.new_line_before(found.end) {
        return found;
    }
    if let Some((clock, end)) = clock::behind_day(reader, found.end) {
        let meaning = Meaning { clock: Some(clock), ..found.meaning };
        return Found { end, meaning, needs: found.needs };
    }
    match reader.part(At::token(found.end)).filter(|&(part, _)| is_adverb(reader, found.end, part)) {
        Some((part, end)) => Found { end, meaning: set_part(found.meaning, part), needs: found.needs },
        None => found,
    }
}

/// Whether the part of day at token `idx` stands by itself and not before a noun: it has the
/// accusative ending or says "after".
fn is_adverb(reader: Reader<'_>, idx: usize, part: Part) -> bool {
    let word = reader.tokens.folded(idx);
    // "evening" shows its ending only as a vowel sign.
    word.ends_with('ا') || word == "بعد" || word == "قبل" || part == Part::Evening && word == "مساء"
}

/// "earlier on Thursday", "later today", "earlier this month".
fn earlier(reader: Reader<'_>, at: At) -> Option<Found> {
    let (_, end) =
        reader.word(at, |word| if let Word::Earlier(reference) = word { Some(reference) } else { None })?;
    let inner = |at: At| plain_day(reader, at).or_else(|| super::period::shifted(reader, at));
    let found = inner(At::token(end)).or_else(|| inner(reader.after_of(end)?))?;
    Some(Found { needs: Needs::Nothing, ..found })
}

/// "tonight", "last night", "this morning".
fn tonight(reader: Reader<'_>, at: At) -> Option<Found> {
    let this = reader.is(at, Word::This);
    let (part, end) = reader.part(this.map_or(at, At::token))?;
    let definite = reader.tokens.folded(end - 1).starts_with("ال");
    // "the night after" is that of a day told before, "the seventh night" none of this week.
    if let Some((shift, end)) =
        reader.shift(At::token(end)).filter(|(shift, _)| shift.is_anaphoric() && definite)
    {
        let core = Core::Anaphor { days: shift.sign() };
        return Some(Found {
            end,
            meaning: Meaning { part: Some(part), ..core.into() },
            needs: Needs::Nothing,
        });
    }
    if reader.ordinal(At::token(end)).is_some() {
        return None;
    }
    let shifted = |end: usize| {
        reader
            .steps(At::token(end))
            .filter(|((shift, _), _)| matches!(shift, Shift::Last | Shift::This | Shift::Next))
    };
    let (days, end, needs) = match (this, shifted(end)) {
        (Some(_), _) if definite => (0, end, Needs::Nothing),
        (None, Some(((shift, steps), end))) if definite => (shift.sign() * steps, end, Needs::Nothing),
        // "tonight" by itself; "the night" in other company is any night.
        (None, None) if reader.stem(at) == "الليله" => (0, end, Needs::NoMedium),
        _ => return None,
    };
    let core = Core::Deictic { days, weekday: None, date: None };
    Some(Found { end, meaning: Meaning { part: Some(part), ..core.into() }, needs })
}

/// A day without its parts.
pub(super) fn plain_day(reader: Reader<'_>, at: At) -> Option<Found> {
    super::longest([
        deictic(reader, at),
        nth_weekday(reader, at),
        weekday(reader, at),
        anaphor(reader, at),
        dated(reader, at),
        feast::feast(reader, at),
    ])
}

/// "the 5th of …", with "day" before it or not.
fn dated(reader: Reader<'_>, at: At) -> Option<Found> {
    let head = day_head(reader, at);
    let date_at = head.map_or(at, At::token);
    let found = date(reader, date_at)?;
    let needs = if found.needs == Needs::DateWord && head.is_some() { Needs::Nothing } else { found.needs };
    Some(Found { needs, ..found })
}

fn date(reader: Reader<'_>, at: At) -> Option<Found> {
    super::longest([numeric::date(reader, at), calendar::date(reader, at), calendar::month_first(reader, at)])
}

/// "day" before a weekday or a date.
fn day_head(reader: Reader<'_>, at: At) -> Option<usize> {
    let day = || {
        let (unit, definite, end) = reader.unit(at)?;
        let heads = unit.unit == Unit::Day && unit.count == 1 && !definite;
        (heads && !reader.new_line_before(end)).then_some(end)
    };
    day().or_else(|| reader.is(at, Word::DayPair))
}

/// "today", "yesterday Thursday", "tomorrow, Friday 5 May".
fn deictic(reader: Reader<'_>, at: At) -> Option<Found> {
    let (days, end) = reader.word(at, |word| if let Word::Day(days) = word { Some(days) } else { None })?;
    // "the next day", "the seventh day": not today.
    if days == 0 && (reader.steps(At::token(end)).is_some() || reader.ordinal(At::token(end)).is_some()) {
        return None;
    }
    let (weekday, date, end) = company(reader, end);
    let bare = weekday.is_none() && date.is_none() && matches!(days, -1..=1);
    let blessed = reader.is(At::token(end), Word::Holy).unwrap_or(end);
    let needs = if bare { Needs::NoMedium } else { Needs::Nothing };
    Some(Found::new(blessed, Core::Deictic { days, weekday, date }).needing(needs))
}

/// Weekday and date behind a deictic word, with a comma or in brackets.
fn company(reader: Reader<'_>, end: usize) -> (Option<u8>, Option<CalendarDate>, usize) {
    let bracket = reader.tokens.folded(end) == "(";
    let inner = if bracket { end + 1 } else { end };
    if reader.new_line_before(end) {
        return (None, None, end);
    }
    let weekday_at = day_head(reader, At::token(inner)).unwrap_or(inner);
    let (weekday, after) = match reader.weekday(At::token(weekday_at)).filter(|(weekday, _)| !weekday.bare) {
        Some((weekday, after)) => (Some(weekday.number), after),
        None => (None, inner),
    };
    let (date, after) = match date_behind(reader, after, weekday.is_some() || bracket) {
        Some((date, after)) => (Some(date), after),
        None => (None, after),
    };
    if weekday.is_none() && date.is_none() {
        return (None, None, end);
    }
    match (bracket, reader.tokens.folded(after)) {
        (true, ")") => (weekday, date, after + 1),
        (true, _) => (None, None, end),
        (false, _) => (weekday, date, after),
    }
}

/// A date behind a weekday: directly, after a comma, in brackets, after "corresponding to".
fn date_behind(reader: Reader<'_>, end: usize, loosely: bool) -> Option<(CalendarDate, usize)> {
    let sign = reader.tokens.folded(end);
    let dated = |at: At| {
        let found = dated(reader, at)?;
        let Core::Date(date) = found.meaning.core else { return None };
        // Digits alone ("Thursday 3/1") may be a score.
        (found.needs != Needs::DateWord).then_some((date, found.end))
    };
    if loosely && matches!(sign, "،" | "," | "-" | "–" | "/" | ":" | "ـ") {
        return dated(At::token(end + 1));
    }
    if loosely && sign == "(" {
        let (date, inner) = dated(At::token(end + 1))?;
        return (reader.tokens.folded(inner) == ")").then_some((date, inner + 1));
    }
    if reader.new_line_before(end) {
        return None;
    }
    dated(At::token(end)).or_else(|| dated(At::token(reader.is(At::token(end), Word::Agree)?)))
}

/// "Thursday", "last Thursday", "Thursday 19 December 2019".
fn weekday(reader: Reader<'_>, at: At) -> Option<Found> {
    if let Some(end) = reader.is(at, Word::This) {
        let (weekday, end) = reader.weekday(At::token(end)).filter(|(weekday, _)| !weekday.bare)?;
        return Some(Found::new(
            end,
            Core::Weekday { weekday: weekday.number, shift: Some((Shift::This, 1)) },
        ));
    }
    let head = day_head(reader, at);
    let (weekday, end) = reader.weekday(head.map_or(at, At::token))?;
    if weekday.bare && head.is_none() {
        return None;
    }
    let number = weekday.number;
    if reader.new_line_before(end) {
        return Some(
            Found::new(end, Core::Weekday { weekday: number, shift: None }).needing(Needs::NoWeekdayTrap),
        );
    }
    if let Some((date, end)) = date_behind(reader, end, true) {
        return Some(Found::new(end, Core::Date(CalendarDate { weekday: Some(number), ..date })));
    }
    // "Thursday (yesterday)".
    if let Some((days, end)) = deictic_behind(reader, end) {
        return Some(Found::new(end, Core::Deictic { days, weekday: Some(number), date: None }));
    }
    if let Some((shift, after)) = reader.steps(At::token(end)) {
        return Some(Found::new(after, Core::Weekday { weekday: number, shift: Some(shift) }));
    }
    // "Tuesday of next week".
    if let Some((Unit::Week, (shift, steps), after)) = calendar::shifted_unit(reader, At::token(end))
        .or_else(|| calendar::shifted_unit(reader, reader.after_of(end)?))
    {
        return Some(Found::new(after, Core::DayOfWeek { weekday: number, shift, steps }));
    }
    // "Tuesday the 19th", with nothing behind it that could be counted.
    if let Some((day, after, _)) = calendar::day_number(reader, At::token(end))
        && guard::ends_phrase(reader, after)
    {
        let date = CalendarDate { weekday: Some(number), ..CalendarDate::of_day(day) };
        return Some(Found::new(after, Core::Date(date)).needing(Needs::NoWeekdayTrap));
    }
    let needs = if head.is_some() { Needs::Nothing } else { Needs::NoWeekdayTrap };
    Some(Found::new(end, Core::Weekday { weekday: number, shift: None }).needing(needs))
}

/// "the first Tuesday of October", "the second Sunday of March", "the last Monday of May".
fn nth_weekday(reader: Reader<'_>, at: At) -> Option<Found> {
    let last = |at: At| {
        let (modifier, end) =
            reader.word(at, |word| if let Word::Edge(modifier) = word { Some(modifier) } else { None })?;
        (modifier == Modifier::End).then_some((0, end))
    };
    let nth = |at: At| reader.ordinal(at).or_else(|| last(at)).filter(|&(nth, _)| nth <= 5);
    // The ordinal may stand before its weekday or behind it.
    let (nth, weekday, end) = if let Some((nth, end)) = nth(at) {
        let (weekday, end) = reader.weekday(At::token(end))?;
        (nth, weekday.number, end)
    } else {
        let (weekday, end) = reader.weekday(at)?;
        let latest = || reader.shift(At::token(end)).filter(|(shift, _)| *shift == Shift::Recent);
        let nth = reader.ordinal(At::token(end)).filter(|&(nth, _)| nth <= 5);
        let (nth, end) = nth.or_else(|| latest().map(|(_, end)| (0, end)))?;
        (nth, weekday.number, end)
    };
    let found = calendar::month_or_year(reader, reader.after_of(end)?)?;
    let Core::Date(month) = found.meaning.core else { return None };
    month.month?;
    Some(Found::new(found.end, Core::NthWeekday { nth, weekday, month }))
}

fn deictic_behind(reader: Reader<'_>, end: usize) -> Option<(i32, usize)> {
    let bracket = reader.tokens.folded(end) == "(";
    let at = At::token(end + usize::from(bracket));
    let (days, after) = reader.word(at, |word| if let Word::Day(days) = word { Some(days) } else { None })?;
    if bracket {
        (reader.tokens.folded(after) == ")").then_some((days, after + 1))
    } else {
        Some((days, after))
    }
}

/// "the next day", "the same day", "that day", "the day before".
fn anaphor(reader: Reader<'_>, at: At) -> Option<Found> {
    let is_day = |at: At| {
        reader
            .unit(at)
            .filter(|(unit, definite, _)| unit.unit == Unit::Day && unit.count == 1 && *definite)
            .map(|(.., end)| end)
    };
    if let Some(end) = reader.is(at, Word::That).or_else(|| reader.is(at, Word::Same)) {
        return Some(Found::new(is_day(At::token(end))?, Core::Anaphor { days: 0 }));
    }
    let end = is_day(at)?;
    let (shift, after) = reader.shift(At::token(end))?;
    match shift {
        Shift::After | Shift::Before | Shift::Same => {
            Some(Found::new(after, Core::Anaphor { days: shift.sign() }))
        }
        Shift::Last | Shift::Recent | Shift::Next | Shift::This => None,
    }
}

/// A day that may have its part before it, for what follows a clock time.
pub(super) fn plain_or_part(reader: Reader<'_>, at: At) -> Option<Found> {
    part_before(reader, at).or_else(|| plain_day(reader, at)).filter(|found| {
        !matches!(found.needs, Needs::NoPlace | Needs::DateWord)
            || matches!(found.meaning.core, Core::Date(_))
    })
}
