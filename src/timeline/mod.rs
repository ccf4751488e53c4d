//! The timeline: what the text itself pins to a date.
//!
//! Every dated expression of the article is asked what it dates. The answer is a trigger, the verb
//! or event noun that the expression modifies, the clause around both, and the actors that take
//! part. Spans point into the cleaned text.

mod carried;
mod features;
mod label;
mod order;
mod participants;
mod relation;
mod same;
mod status;
#[cfg(test)]
mod training;
mod trigger;
mod weights;
mod words;

use crate::actor::{ActorId, Actors};
use crate::article::Article;
use crate::quote::Quote;
use crate::text::CleanSpan;
use crate::time::{Date, Timex};

pub(crate) use relation::{Ordered, Relation, RelationKind};
pub(crate) use status::Status;

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
    /// Whether it happened or is only said or expected to.
    pub(crate) status: Status,
    /// Another event before, after or during which it is.
    pub(crate) relation: Option<Relation>,
    /// Number of the event that is told here once more.
    pub(crate) same_as: Option<u32>,
    /// Where else it is told: the words that name it there.
    pub(crate) also: Vec<CleanSpan>,
}

/// What the text says of when things happen.
#[derive(Clone, Debug, Default)]
pub(crate) struct Timeline {
    /// Dated events, sorted by value, then by place in the text.
    pub(crate) events: Vec<Event>,
    /// Events that are only ordered by others, sorted by place.
    pub(crate) ordered: Vec<Ordered>,
}

/// Builds the timeline. `date` is the day of publication: what lies after it is still to come.
#[inline(never)]
pub(crate) fn build(
    article: &Article<'_>,
    times: &[Timex],
    actors: &Actors,
    quotes: &[Quote],
    date: Option<Date>,
) -> Timeline {
    let words = words::Words::read(article, times, actors);
    let mut events: Vec<_> = times
        .iter()
        .zip(0..)
        .filter_map(|(time, number)| {
            let value = time.anchored.clone()?;
            let place = time.clean?;
            let clause = trigger::find(article, &words, quotes, time, date)?;
            Some(Event {
                value,
                time: number,
                span: clause.span,
                trigger: clause.trigger,
                actors: participants::of(article, actors, &clause),
                label: label::of(article, &words, &clause, place),
                status: status::of(article, &words, &clause, Some(time), date, quotes),
                relation: None,
                same_as: None,
                also: Vec::new(),
            })
        })
        .collect();
    order::sort(&mut events);
    same::gather(article, &words, quotes, &mut events);
    let ordered = relation::find(article, &words, times, actors, quotes, &mut events);
    Timeline { events, ordered }
}
