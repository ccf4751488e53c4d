//! The cleaned text as a view of the source, with a sparse map both ways.

use super::{CleanSpan, SourceSpan};

/// One place where the cleaned text differs from the source: a stretch of the source and what
/// stands for it. A removal stands for nothing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Edit {
    /// The stretch of the source.
    pub(crate) source: SourceSpan,
    /// What stands for it in the cleaned text; empty for a removal.
    pub(crate) plain: String,
}

/// The cleaned text and the way back to the source.
///
/// Only the places that differ are stored, some dozens for an ordinary article, so a look-up is a
/// binary search. Everything between them is the same text in both.
#[derive(Clone, Debug, Default)]
pub(crate) struct CleanText {
    text: String,
    /// Sorted; they neither overlap nor leave the order in either text.
    edits: Vec<Mapped>,
    source_len: u32,
}

#[derive(Clone, Copy, Debug)]
struct Mapped {
    clean: CleanSpan,
    source: SourceSpan,
}

impl CleanText {
    /// Applies `edits` to `source`.
    ///
    /// # Panics
    /// If the edits are not sorted, overlap, or do not lie on character boundaries of `source`.
    #[must_use]
    pub(crate) fn new(source: &str, edits: &[Edit]) -> Self {
        let mut text = String::with_capacity(source.len());
        let mut mapped = Vec::with_capacity(edits.len());
        let mut done = 0;
        for edit in edits {
            assert!(done <= edit.source.start(), "edits overlap or are not sorted");
            text.push_str(&source[done as usize..edit.source.start() as usize]);
            let start = text.len() as u32;
            text.push_str(&edit.plain);
            mapped.push(Mapped { clean: CleanSpan::new(start, text.len() as u32), source: edit.source });
            done = edit.source.end();
        }
        text.push_str(&source[done as usize..]);
        Self { text, edits: mapped, source_len: source.len() as u32 }
    }

    /// The cleaned text.
    #[must_use]
    pub(crate) fn as_str(&self) -> &str {
        &self.text
    }

    /// The source stretch behind `span`. Half of a repaired word maps to the whole broken word,
    /// and a removal at either end stays outside.
    #[must_use]
    pub(crate) fn to_source(&self, span: CleanSpan) -> SourceSpan {
        let start = self.start_to_source(span.start());
        let end = if span.is_empty() { start } else { self.end_to_source(span.end()) };
        SourceSpan::new(start, end.max(start))
    }

    /// What is left of the source stretch `span` in the cleaned text.
    #[must_use]
    pub(crate) fn to_clean(&self, span: SourceSpan) -> CleanSpan {
        let start = {
            let n = self.edits.partition_point(|edit| edit.source.start() <= span.start());
            match n.checked_sub(1).map(|i| self.edits[i]) {
                None => span.start(),
                Some(edit) if span.start() < edit.source.end() => edit.clean.start(),
                Some(edit) => edit.clean.end() + (span.start() - edit.source.end()),
            }
        };
        let end = {
            let n = self.edits.partition_point(|edit| edit.source.start() < span.end());
            match n.checked_sub(1).map(|i| self.edits[i]) {
                None => span.end(),
                Some(edit) if span.end() <= edit.source.end() => edit.clean.end(),
                Some(edit) => edit.clean.end() + (span.end() - edit.source.end()),
            }
        };
        CleanSpan::new(start.min(end), end)
    }

    /// The stretches that are the same in both texts, in order: `(clean, source)` of equal length.
    pub(crate) fn unchanged(&self) -> impl Iterator<Item = (CleanSpan, SourceSpan)> + '_ {
        let ends = self.edits.iter().map(|edit| (edit.clean.start(), edit.source.start()));
        let last = (self.text.len() as u32, self.source_len);
        let starts = self.edits.iter().map(|edit| (edit.clean.end(), edit.source.end()));
        std::iter::once((0, 0))
            .chain(starts)
            .zip(ends.chain(std::iter::once(last)))
            .map(|((clean, source), (clean_end, source_end))| {
                (CleanSpan::new(clean, clean_end), SourceSpan::new(source, source_end))
            })
            .filter(|(clean, _)| !clean.is_empty())
    }

    fn start_to_source(&self, at: u32) -> u32 {
        let n = self.edits.partition_point(|edit| edit.clean.start() <= at);
        match n.checked_sub(1).map(|i| self.edits[i]) {
            None => at,
            Some(edit) if at < edit.clean.end() => edit.source.start(),
            Some(edit) => edit.source.end() + (at - edit.clean.end()),
        }
    }

    fn end_to_source(&self, at: u32) -> u32 {
        let n = self.edits.partition_point(|edit| edit.clean.start() < at);
        match n.checked_sub(1).map(|i| self.edits[i]) {
            None => at,
            Some(edit) if at <= edit.clean.end() => edit.source.end(),
            Some(edit) => edit.source.end() + (at - edit.clean.end()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn view(source: &str, edits: &[(u32, u32, &str)]) -> CleanText {
        let edits: Vec<_> = edits
            .iter()
            .map(|&(start, end, plain)| Edit { source: SourceSpan::new(start, end), plain: plain.into() })
            .collect();
        CleanText::new(source, &edits)
    }

    #[test]
    fn removals_stay_outside_of_spans() {
        let view = view("menu|body|share", &[(0, 5, ""), (9, 15, "")]);
        assert_eq!(view.as_str(), "body");
        assert_eq!(view.to_source(CleanSpan::new(0, 4)), SourceSpan::new(5, 9));
        assert_eq!(view.to_clean(SourceSpan::new(0, 15)), CleanSpan::new(0, 4));
        assert_eq!(view.to_clean(SourceSpan::new(1, 3)), CleanSpan::new(0, 0));
    }

    #[test]
    fn a_repaired_word_maps_as_a_whole() {
        let view = view("a w.or.d b", &[(2, 8, "word")]);
        assert_eq!(view.as_str(), "a word b");
        assert_eq!(view.to_source(CleanSpan::new(2, 6)), SourceSpan::new(2, 8));
        assert_eq!(view.to_source(CleanSpan::new(3, 4)), SourceSpan::new(2, 8));
        assert_eq!(view.to_source(CleanSpan::new(7, 8)), SourceSpan::new(9, 10));
        assert_eq!(view.to_clean(SourceSpan::new(2, 8)), CleanSpan::new(2, 6));
    }

    #[test]
    fn a_removal_beside_a_repair() {
        let view = view("xx w.d yy", &[(0, 3, ""), (3, 6, "wd"), (6, 9, "")]);
        assert_eq!(view.as_str(), "wd");
        assert_eq!(view.to_source(CleanSpan::new(0, 2)), SourceSpan::new(3, 6));
        assert_eq!(view.unchanged().count(), 0);
    }

    #[test]
    fn unchanged_stretches_cover_the_rest() {
        let view = view("one two three", &[(4, 8, "")]);
        let parts: Vec<_> =
            view.unchanged().map(|(clean, source)| (clean.of(view.as_str()), source)).collect();
        assert_eq!(parts, [("one ", SourceSpan::new(0, 4)), ("three", SourceSpan::new(8, 13))]);
    }
}
