//! The timeline: what the text itself pins to a date.
//!
//! Every dated expression of the article is asked what it dates. The answer is a trigger, the verb
//! or event noun that the expression modifies, the clause around both, and the actors that take
//! part. Spans point into the cleaned text.

mod label;
mod order;
mod participants;
mod trigger;

use crate::actor::{ActorId, Actors};
use crate::article::Article;
use crate::quote::Quote;
use crate::text::CleanSpan;
use crate::time::{Timex, TimexKind};

/// Something that happened, or is said or expected to, at a time that the text gives.
#[derive(Clone, Debug)]
pub(crate) struct Event {
    /// ISO 8601 value of the event itself, intervals as `2011/..`.
    pub(crate) value: String,
    /// Number of the time expression.
    pub(crate) time: u32,
    /// The clause that tells it.
    pub(crate) span: CleanSpan,
    /// The word that names it.
    pub(crate) trigger: Option<CleanSpan>,
    /// Who takes part.
    pub(crate) actors: Vec<ActorId>,
    /// A few words of the text.
    pub(crate) label: String,
}

/// Builds the timeline, sorted by value, then by place in the text.
pub(crate) fn build(
    article: &Article<'_>,
    times: &[Timex],
    actors: &Actors,
    _quotes: &[Quote],
) -> Vec<Event> {
    let words = trigger::Words::read(article, times);
    let mut events: Vec<_> = times
        .iter()
        .zip(0..)
        .filter_map(|(time, number)| {
            let value = event_value(time)?;
            let place = time.clean?;
            let clause = trigger::find(article, &words, place)?;
            Some(Event {
                value,
                time: number,
                span: clause.span,
                trigger: clause.trigger,
                actors: participants::of(article, actors, &clause),
                label: label::of(article, &clause, place),
            })
        })
        .collect();
    order::sort(&mut events);
    events
}

/// The date of what the expression dates; none where it dates nothing: ages, plain durations,
/// repetitions and vague references.
fn event_value(time: &Timex) -> Option<String> {
    let concrete = time.value.starts_with(|c: char| c.is_ascii_digit());
    (concrete && matches!(time.kind, TimexKind::Date | TimexKind::Time)).then(|| time.value.clone())
}
