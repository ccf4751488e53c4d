//! Feasts: "Eid al-Fitr", "the third day of Eid al-Adha", "the Easter holidays", "New Year's Eve".

use super::{Found, calendar};
use crate::time::meaning::{Core, Year};
use crate::time::reader::{At, Reader};
use crate::time::words::Word;

/// A feast, with the ordinal of its day before it and its year behind it.
pub(super) fn feast(reader: Reader<'_>, at: At) -> Option<Found> {
    // "the first of the days of Eid".
    let (day, feast_at) = match reader.ordinal(at) {
        Some((day, end)) => {
            let end = reader.is(At::token(end), Word::DaysOf)?;
            (day, At::token(end))
        }
        None => (1, reader.is(at, Word::Holiday).map_or(at, At::token)),
    };
    let (feast, end) = reader.feast(feast_at)?;
    // "the birthday of someone" is no Christmas.
    if feast.0 == "G12-25"
        && reader.stem(feast_at) == "عيد"
        && end == feast_at.idx + 2
        && is_birthday(reader, end)
    {
        return None;
    }
    // "the beginning of the school year".
    if reader.is(At::token(end), Word::Fiscal).is_some() {
        return None;
    }
    let end = reader.is(At::token(end), Word::Holy).unwrap_or(end);
    let year = |at: At| {
        let found = calendar::year(reader, at)?;
        let Core::Date(date) = found.meaning.core else { return None };
        Some((date.year, found.end))
    };
    let lunar_year = || {
        let (year, after) = reader.digits(At::token(end))?;
        (feast.0.starts_with('H') && (1300..=1500).contains(&year))
            .then_some((Year::Given(year.cast_signed()), after))
    };
    let behind = lunar_year().or_else(|| year(At::token(end))).or_else(|| year(reader.after_of(end)?));
    let (year, end) = behind.unwrap_or((Year::Unsaid, end));
    let shift = if year == Year::Unsaid { reader.shift(At::token(end)) } else { None };
    let core = Core::Feast { feast: feast.clone(), year, shift: shift.map(|(shift, _)| shift), day };
    Some(Found::new(shift.map_or(end, |(_, end)| end), core))
}

/// Whether what follows "feast of birth" is a person: any noun without article but "glorious".
fn is_birthday(reader: Reader<'_>, idx: usize) -> bool {
    let word = reader.tokens.folded(idx);
    reader.tokens.kind(idx) == Some(crate::segment::TokenKind::Arabic)
        && !matches!(word, "في" | "من" | "علي" | "هذا" | "و" | "او" | "لدي" | "عند" | "المجيد")
        && !reader.new_line_before(idx)
        && reader.year_like(idx).is_none()
}

impl Reader<'_> {
    /// A year at token `idx`, with or without "year".
    fn year_like(self, idx: usize) -> Option<usize> {
        calendar::year(self, At::token(idx)).map(|found| found.end)
    }
}
