//! The order of events.

use std::cmp::Ordering;

use super::Event;

/// Sorts by value, then by place in the text.
///
/// Values compare as text, which for ISO 8601 is their order in time; of two that start together
/// the coarser comes first, since the finer lies within it. `../2014` has no start and is placed
/// at its end.
pub(super) fn sort(events: &mut [Event]) {
    events.sort_by(|a, b| key(&a.value).cmp(key(&b.value)).then(a.span.cmp(&b.span)).then(by_time(a, b)));
}

fn key(value: &str) -> &str {
    value.strip_prefix("../").unwrap_or(value)
}

fn by_time(a: &Event, b: &Event) -> Ordering {
    a.time.cmp(&b.time)
}
