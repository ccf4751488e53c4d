//! The publication date: the one given, else one that the text states about itself.

use super::context::{Place, Tense};
use super::find::Expression;
use super::meaning::{Calendar, CalendarDate, Core, Month, Year};
use super::{Date, DateOrigin, Published, hijri};
use crate::text::SourceSpan;

/// Decides on the publication date and notes what contradicts it or itself.
///
/// A date given wins, then the one that the markup states for machines. Else a full date is taken from a date line or a byline, from a line of its
/// own near the top, from a dateline, or from the first sentences if they call it today or name
/// its weekday and that fits. No other date is taken: a text without one has none.
pub(crate) fn decide(
    given: Option<Date>,
    markup: Option<(Date, SourceSpan)>,
    expressions: &[Expression],
) -> Published {
    let stated = expressions
        .iter()
        .filter_map(candidate)
        .reduce(|best, other| if (other.rank, other.sure) > (best.rank, best.sure) { other } else { best });
    // Where the text says the same, its words are the better place to point to.
    let stated = match (markup, stated) {
        (Some((date, _)), Some(stated)) if stated.date == date => Some(stated),
        (Some((date, span)), _) => Some(Candidate { date, rank: Rank::Markup, sure: true, span }),
        (None, stated) => stated,
    };
    let mut notes: Vec<String> = Vec::new();
    for note in expressions.iter().filter_map(contradiction) {
        if !notes.contains(&note) {
            notes.push(note);
        }
    }
    let (date, origin, span) = match (given, stated) {
        (Some(date), stated) => {
            if let Some(other) = stated.filter(|stated| stated.rank >= Rank::Line && stated.date != date) {
                // "The text gives … as its date, not …".
                notes.push(format!("يذكر النص تاريخاً له {}، غير التاريخ المعطى {date}.", other.date));
            }
            (Some(date), DateOrigin::Given, None)
        }
        (None, Some(stated)) => (Some(stated.date), DateOrigin::Text, Some(stated.span)),
        (None, None) => (None, DateOrigin::None, None),
    };
    if date.is_none() && expressions.iter().any(|expression| is_relative(&expression.meaning.core)) {
        // "The publication date is unknown: relative times are not resolved."
        notes.push("تاريخ النشر غير معروف، فلم تُحسب الأزمنة النسبية.".to_owned());
    }
    Published { date, origin, span, notes }
}

/// How far a date may be trusted to be that of publication.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Rank {
    /// In the first sentences, with its weekday.
    Weekday,
    /// In the first sentences, called today.
    Today,
    /// A line or a dateline.
    Line,
    /// A removed date line.
    Removed,
    /// What the page states for machines.
    Markup,
}

struct Candidate {
    date: Date,
    rank: Rank,
    /// Whether it is of the Gregorian calendar; Hijri days may be off by one.
    sure: bool,
    span: SourceSpan,
}

fn candidate(expression: &Expression) -> Option<Candidate> {
    let (date, today) = match &expression.meaning.core {
        Core::Date(date) => (*date, false),
        Core::Deictic { days: 0, weekday, date: Some(date) } => {
            (CalendarDate { weekday: *weekday, ..*date }, true)
        }
        _ => return None,
    };
    let day = full(date)?;
    let fits = date.weekday.is_some_and(|weekday| weekday == day.weekday());
    let rank = match expression.context.place {
        Place::Removed => Rank::Removed,
        Place::TopLine | Place::Dateline => Rank::Line,
        Place::Lead if today && (fits || date.weekday.is_none()) => Rank::Today,
        // What is still to come was not yet when the article came out.
        Place::Lead if fits && expression.context.tense != Tense::Future => Rank::Weekday,
        Place::Lead | Place::Body => return None,
    };
    Some(Candidate { date: day, rank, sure: date.calendar == Calendar::Gregorian, span: expression.source })
}

/// The day of a date that leaves nothing open.
fn full(date: CalendarDate) -> Option<Date> {
    let (Year::Given(year), Some(Month::Given(month)), Some(day)) = (date.year, date.month, date.day) else {
        return None;
    };
    match date.calendar {
        Calendar::Gregorian => Date::new(year, month, day),
        Calendar::Hijri => hijri::day(year, month, day),
    }
}

/// A note on a Gregorian date whose weekday is another.
fn contradiction(expression: &Expression) -> Option<String> {
    let date = match &expression.meaning.core {
        Core::Date(date) => *date,
        Core::Deictic { weekday, date: Some(date), .. } => CalendarDate { weekday: *weekday, ..*date },
        _ => return None,
    };
    let said = date.weekday?;
    let day = full(date).filter(|_| date.calendar == Calendar::Gregorian)?;
    // "… is a Saturday, the text says Wednesday."
    (said != day.weekday())
        .then(|| format!("{day} يوافق {}، والنص يقول {}.", name(day.weekday()), name(said)))
}

/// The name of a weekday, Monday (al-ithnayn) first.
fn name(weekday: u8) -> &'static str {
    let names = ["الاثنين", "الثلاثاء", "الأربعاء", "الخميس", "الجمعة", "السبت", "الأحد"];
    names[usize::from(weekday.clamp(1, 7) - 1)]
}

/// Whether it cannot be resolved without the day of speech.
fn is_relative(core: &Core) -> bool {
    match core {
        Core::Deictic { .. }
        | Core::Weekday { .. }
        | Core::DayOfWeek { .. }
        | Core::Unit { .. }
        | Core::Distance { .. }
        | Core::ShiftedQuarter { .. }
        | Core::Weekend { .. } => true,
        Core::NthWeekday { month: date, .. } | Core::Date(date) => {
            !matches!(date.year, Year::Given(_) | Year::Every)
        }
        Core::Season { year, .. }
        | Core::Quarter { year, .. }
        | Core::Semester { year, .. }
        | Core::SamePeriod { year }
        | Core::Feast { year, .. } => !matches!(year, Year::Given(_)),
        Core::Range(first, second) => is_relative(&first.core) || is_relative(&second.core),
        Core::HalfOfMonth { whole, .. } | Core::WeekOf { whole, .. } => is_relative(whole),
        Core::Anaphor { .. }
        | Core::Decade { .. }
        | Core::Century { .. }
        | Core::Length(_)
        | Core::Every(_)
        | Core::Reference(_)
        | Core::Unsaid
        | Core::BeforeChrist(_) => false,
    }
}
