//! Half-open stretches of text in bytes, typed by the text they point into.

use std::cmp::Ordering;
use std::fmt;
use std::marker::PhantomData;
use std::ops::Range;

/// The text exactly as it was given.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) enum Source {}

/// The cleaned text: the source without what was removed and with its repairs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) enum Clean {}

/// A span of the source text.
pub(crate) type SourceSpan = Span<Source>;
/// A span of the cleaned text.
pub(crate) type CleanSpan = Span<Clean>;

/// A half-open range of bytes `[start, end)` of one text.
///
/// Invariants: `start <= end`, and both lie on character boundaries of the text that `In` names.
/// The type parameter keeps positions in the source and in the cleaned text apart.
pub(crate) struct Span<In> {
    start: u32,
    end: u32,
    text: PhantomData<In>,
}

impl<In> Span<In> {
    /// The span from `start` to `end`, in bytes.
    ///
    /// # Panics
    /// If `end < start`.
    #[track_caller]
    pub(crate) const fn new(start: u32, end: u32) -> Self {
        assert!(start <= end, "a span ends before it starts");
        Self { start, end, text: PhantomData }
    }

    /// First byte.
    pub(crate) const fn start(self) -> u32 {
        self.start
    }

    /// The byte after the last one.
    pub(crate) const fn end(self) -> u32 {
        self.end
    }

    /// Whether nothing lies in it.
    pub(crate) const fn is_empty(self) -> bool {
        self.start == self.end
    }

    /// The same range for slicing: `&text[span.range()]`.
    pub(crate) const fn range(self) -> Range<usize> {
        self.start as usize..self.end as usize
    }

    /// The stretch of `text` that the span covers.
    pub(crate) fn of(self, text: &str) -> &str {
        &text[self.range()]
    }

    /// Whether `other` lies wholly inside.
    pub(crate) const fn contains(self, other: Self) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    /// Whether at least one byte is shared.
    pub(crate) const fn overlaps(self, other: Self) -> bool {
        self.start < other.end && other.start < self.end
    }

    /// The smallest span that covers both.
    pub(crate) fn cover(self, other: Self) -> Self {
        Self::new(self.start.min(other.start), self.end.max(other.end))
    }
}

// Written by hand: derived implementations would ask the same of the marker types.
impl<In> Clone for Span<In> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<In> Copy for Span<In> {}

impl<In> PartialEq for Span<In> {
    fn eq(&self, other: &Self) -> bool {
        (self.start, self.end) == (other.start, other.end)
    }
}

impl<In> Eq for Span<In> {}

impl<In> PartialOrd for Span<In> {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

/// By start, then by end.
impl<In> Ord for Span<In> {
    fn cmp(&self, other: &Self) -> Ordering {
        (self.start, self.end).cmp(&(other.start, other.end))
    }
}

impl<In> fmt::Debug for Span<In> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}..{}", self.start, self.end)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn relations_of_neighbours() {
        let a = CleanSpan::new(2, 6);
        assert!(!a.overlaps(CleanSpan::new(6, 8)));
        assert!(a.overlaps(CleanSpan::new(5, 8)));
        assert!(a.contains(CleanSpan::new(6, 6)));
        assert_eq!(a.cover(CleanSpan::new(9, 9)), CleanSpan::new(2, 9));
    }

    #[test]
    #[should_panic(expected = "ends before it starts")]
    fn a_span_cannot_run_backwards() {
        let _ = SourceSpan::new(3, 2);
    }
}
