//! The timeline: what the text itself pins to a date.
//!
//! Every dated expression of the article is asked what it dates. The answer is a trigger, the verb
//! or event noun that the expression modifies, the clause around both, and the actors that take
//! part. Spans point into the cleaned text.

mod label;
mod order;
mod participants;
mod trigger;
mod weights;
mod words;

use crate::actor::{ActorId, Actors};
use crate::article::Article;
use crate::text::CleanSpan;
use crate::time::{Date, Timex};

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

/// Builds the timeline, sorted by value, then by place in the text. `date` is the day of
/// publication: what lies after it is still to come.
#[inline(never)]
pub(crate) fn build(
    article: &Article<'_>,
    times: &[Timex],
    actors: &Actors,
    date: Option<Date>,
) -> Vec<Event> {
    let words = words::Words::read(article, times, actors);
    let mut events: Vec<_> = times
        .iter()
        .zip(0..)
        .filter_map(|(time, number)| {
            let value = time.anchored.clone()?;
            let place = time.clean?;
            let clause = trigger::find(article, &words, time, date)?;
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
