//! The text between two steps of cleaning, and what has been changed on the way to it.
//!
//! A step reads the text as the steps before it left it and proposes edits in its own offsets.
//! The draft applies them and keeps one sorted list of changes against the source, so that the
//! final map has one layer however many steps there were.

use std::borrow::Cow;
use std::ops::Range;

use super::{RemovalKind, RepairKind};

/// Why a stretch was changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Cause {
    /// It does not belong to the article.
    Removal(RemovalKind),
    /// It stands for other characters.
    Repair(RepairKind),
}

/// A change that a step proposes, in bytes of the text it read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Proposal {
    pub(super) at: Range<usize>,
    pub(super) plain: String,
    pub(super) cause: Cause,
}

impl Proposal {
    /// Takes `at` out of the article.
    pub(super) fn removal(at: Range<usize>, kind: RemovalKind) -> Self {
        Self { at, plain: String::new(), cause: Cause::Removal(kind) }
    }

    /// Puts `plain` in the place of `at`.
    pub(super) fn repair(at: Range<usize>, plain: String, kind: RepairKind) -> Self {
        Self { at, plain, cause: Cause::Repair(kind) }
    }
}

/// One place where the draft differs from the source.
#[derive(Clone, Debug)]
pub(super) struct Change {
    pub(super) source: Range<usize>,
    /// Where it stands in the draft.
    pub(super) at: Range<usize>,
    pub(super) cause: Cause,
}

/// The text as cleaned so far.
#[derive(Debug)]
pub(super) struct Draft<'s> {
    text: Cow<'s, str>,
    /// Sorted, without overlaps in either text.
    changes: Vec<Change>,
}

impl<'s> Draft<'s> {
    /// The source itself.
    pub(super) fn new(source: &'s str) -> Self {
        Self { text: Cow::Borrowed(source), changes: Vec::new() }
    }

    /// The text as it is now.
    pub(super) fn text(&self) -> &str {
        &self.text
    }

    /// All changes so far, in order.
    pub(super) fn changes(&self) -> &[Change] {
        &self.changes
    }

    /// Where byte `at` of the draft stands in the source. A removal before it stays outside.
    pub(super) fn source_of(&self, at: usize) -> usize {
        let n = self.changes.partition_point(|change| change.at.start <= at);
        match n.checked_sub(1).map(|i| &self.changes[i]) {
            None => at,
            Some(change) if at < change.at.end => change.source.start,
            Some(change) => change.source.end + (at - change.at.end),
        }
    }

    /// Where the stretch that ends at byte `at` of the draft ends in the source.
    pub(super) fn source_end_of(&self, at: usize) -> usize {
        let n = self.changes.partition_point(|change| change.at.start < at);
        match n.checked_sub(1).map(|i| &self.changes[i]) {
            None => at,
            Some(change) if at <= change.at.end => change.source.end,
            Some(change) => change.source.end + (at - change.at.end),
        }
    }

    /// Where byte `at` of the source stands in the draft; what is inside a change, at its start.
    pub(super) fn of_source(&self, at: usize) -> usize {
        let n = self.changes.partition_point(|change| change.source.start <= at);
        match n.checked_sub(1).map(|i| &self.changes[i]) {
            None => at,
            Some(change) if at < change.source.end => change.at.start,
            Some(change) => change.at.end + (at - change.source.end),
        }
    }

    /// Applies `proposals`, which are sorted by their start.
    ///
    /// A proposal that overlaps the one before it is left out. One that covers earlier changes
    /// takes their place; one that covers a part of an earlier change keeps the rest of it.
    pub(super) fn apply(&mut self, proposals: &[Proposal]) {
        if proposals.is_empty() {
            return;
        }
        let mut text = String::with_capacity(self.text.len());
        let mut changes = Vec::with_capacity(self.changes.len() + proposals.len());
        let mut earlier = self.changes.iter().peekable();
        // How far the old draft has been written, and the source place that belongs to it.
        let mut done = 0;
        let mut source_done = 0;
        for proposal in proposals {
            if proposal.at.start < done || proposal.at.end < proposal.at.start {
                continue;
            }
            // Changes wholly before the proposal stay as they are.
            while let Some(change) = earlier.next_if(|change| change.at.end <= proposal.at.start) {
                text.push_str(&self.text[done..change.at.start]);
                let start = text.len();
                text.push_str(&self.text[change.at.clone()]);
                changes.push(Change { at: start..text.len(), ..change.clone() });
                done = change.at.end;
                source_done = change.source.end;
            }
            let mut start = proposal.at.start;
            let mut source_start = source_done + (start.saturating_sub(done));
            let mut end = proposal.at.end;
            let mut source_end = source_start + (end - start);
            let mut plain = proposal.plain.clone();
            let mut last: Option<&Change> = None;
            while let Some(change) = earlier.next_if(|change| change.at.start < proposal.at.end) {
                if change.at.start < start {
                    plain.insert_str(0, &self.text[change.at.start..start]);
                    start = change.at.start;
                    source_start = change.source.start;
                }
                last = Some(change);
            }
            if let Some(change) = last {
                if end < change.at.end {
                    plain.push_str(&self.text[end..change.at.end]);
                    end = change.at.end;
                    source_end = change.source.end;
                } else {
                    source_end = change.source.end + (end - change.at.end);
                }
            }
            text.push_str(&self.text[done..start]);
            let at = text.len();
            text.push_str(&plain);
            changes.push(Change {
                source: source_start..source_end,
                at: at..text.len(),
                cause: proposal.cause,
            });
            done = end;
            source_done = source_end;
        }
        for change in earlier {
            text.push_str(&self.text[done..change.at.start]);
            let start = text.len();
            text.push_str(&self.text[change.at.clone()]);
            changes.push(Change { at: start..text.len(), ..change.clone() });
            done = change.at.end;
        }
        text.push_str(&self.text[done..]);
        self.text = Cow::Owned(text);
        self.changes = changes;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cut(at: Range<usize>) -> Proposal {
        Proposal::removal(at, RemovalKind::Other)
    }

    fn put(at: Range<usize>, plain: &str) -> Proposal {
        Proposal::repair(at, plain.into(), RepairKind::Broken)
    }

    #[track_caller]
    fn check(source: &str, steps: &[&[Proposal]], text: &str, sources: &[&str]) {
        let mut draft = Draft::new(source);
        for step in steps {
            draft.apply(step);
        }
        assert_eq!(draft.text(), text);
        let found: Vec<_> = draft.changes().iter().map(|change| &source[change.source.clone()]).collect();
        assert_eq!(found, sources);
        // Between changes both texts are the same.
        let mut rebuilt = String::new();
        let mut done = 0;
        for change in draft.changes() {
            rebuilt.push_str(&source[done..change.source.start]);
            assert_eq!(rebuilt.len(), change.at.start);
            rebuilt.push_str(&draft.text()[change.at.clone()]);
            done = change.source.end;
        }
        rebuilt.push_str(&source[done..]);
        assert_eq!(rebuilt, text);
    }

    #[test]
    fn one_step() {
        check(
            "<b>w.rd</b> x",
            &[&[cut(0..3), put(3..7, "word"), cut(7..11)]],
            "word x",
            &["<b>", "w.rd", "</b>"],
        );
        check("abc", &[&[]], "abc", &[]);
        check("abc", &[&[cut(0..2), cut(1..3)]], "c", &["ab"]);
    }

    #[test]
    fn a_later_step_covers_an_earlier_one() {
        check("a<i>b</i>c d", &[&[cut(1..4), cut(5..9)], &[put(0..3, "xyz")]], "xyz d", &["a<i>b</i>c"]);
        check("a<i>b</i>c d", &[&[cut(1..4), cut(5..9)], &[cut(1..2)]], "ac d", &["<i>", "b", "</i>"]);
        check("one&amp;two", &[&[put(3..8, "and")], &[put(2..4, "E")]], "onEndtwo", &["e&amp;"]);
        check("one&amp;two", &[&[put(3..8, "and")], &[put(5..7, "D")]], "oneanDwo", &["&amp;t"]);
    }

    #[test]
    fn changes_behind_are_moved() {
        check("abc def ghi", &[&[cut(8..11)], &[cut(0..4)]], "def ", &["abc ", "ghi"]);
        check("abc def ghi", &[&[cut(0..4)], &[cut(4..7)]], "def ", &["abc ", "ghi"]);
    }

    #[test]
    fn places_in_the_source() {
        let mut draft = Draft::new("abc def ghi");
        draft.apply(&[cut(0..4), put(4..7, "longer")]);
        assert_eq!(draft.source_of(0), 4);
        assert_eq!(draft.source_of(3), 4);
        assert_eq!(draft.source_of(7), 8);
        assert_eq!([0, 4, 5, 8, 11].map(|at| draft.of_source(at)), [0, 0, 0, 7, 10]);
    }
}
