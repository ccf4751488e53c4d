//! The timeline: what the text itself pins to a date.

use crate::actor::{ActorId, Actors};
use crate::article::Article;
use crate::quote::Quote;
use crate::text::CleanSpan;
use crate::time::Timex;

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
    _article: &Article<'_>,
    _times: &[Timex],
    _actors: &Actors,
    _quotes: &[Quote],
) -> Vec<Event> {
    Vec::new()
}
