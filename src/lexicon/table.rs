//! A compiled word list: folded phrase to entries.

use std::sync::OnceLock;

use super::index::{Index, Members, Node};

/// What one line of a list says, besides its surface.
pub(crate) trait Entry: Sized {
    /// Reads the columns after the surface, in the order of the file. `build.rs` has checked
    /// their number.
    fn read(columns: &[&str]) -> Self;
}

/// A list of phrases with their entries.
///
/// Keys are folded words with single spaces between them. A phrase that stands on several lines
/// has several entries, in the order of the file. Entries are read when they are first asked for:
/// an article touches some hundred of the many thousand.
pub(crate) struct Lexicon<E> {
    pub(super) index: &'static Index,
    number: u32,
    /// The list alone.
    set: Lists,
    groups: Vec<Group<E>>,
}

/// A folded phrase as it was looked up once, to ask several lists for it.
#[derive(Clone, Copy)]
pub(crate) struct Found(pub(super) Option<Node>);

impl Found {
    /// Looks up a folded phrase.
    pub(crate) fn phrase(folded: &str) -> Self {
        let index = Index::get();
        let word = index.word(folded);
        if word.is_some() || !folded.as_bytes().contains(&b' ') {
            return Self(word);
        }
        let mut words = folded.split(' ');
        let first = words.next().and_then(|word| index.word(word));
        Self(
            first.and_then(|first| words.try_fold(first, |node, word| index.next(node, || index.word(word)))),
        )
    }

    /// Looks up a folded word, which has no space in it.
    pub(crate) fn word(folded: &str) -> Self {
        Self(Index::get().word(folded))
    }

    /// Whether no list has it, nor a phrase that starts with it.
    pub(crate) fn is_unknown(self) -> bool {
        self.0.is_none()
    }

    fn members(self) -> Option<&'static Members> {
        Index::get().members(self.0?)
    }

    /// Whether one of `lists` has it, a word.
    pub(crate) fn is_in(self, lists: Lists) -> bool {
        self.members().is_some_and(|members| members.word & lists.0 != 0)
    }

    /// Whether one of `lists` has a phrase of several words that starts with it, a word.
    pub(crate) fn starts_in(self, lists: Lists) -> bool {
        self.members().is_some_and(|members| members.start & lists.0 != 0)
    }
}

/// A set of lists, to ask all of them at once.
#[derive(Clone, Copy)]
pub(crate) struct Lists(pub(super) u128);

impl Lists {
    /// The lists of both sets.
    #[must_use]
    pub(crate) fn with(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }
}

/// The entries of equal phrases, and the text that they are read from.
struct Group<E> {
    rows: &'static str,
    entries: OnceLock<Box<[E]>>,
}

/// Between entries of one phrase in a `.rows` file; `build.rs` writes it.
const ENTRY_END: char = '\u{1E}';

impl<E: Entry> Lexicon<E> {
    /// The list of this number, whose rows these are.
    #[must_use]
    pub(crate) fn new(number: u32, rows: &'static str) -> Self {
        let groups = rows.lines().map(|rows| Group { rows, entries: OnceLock::new() }).collect();
        Self { index: Index::get(), number, set: Lists(1u128.checked_shl(number).unwrap_or(0)), groups }
    }

    /// The entries of a folded phrase; none if it is not in the list.
    pub(crate) fn get(&self, folded: &str) -> &[E] {
        self.of(Found::phrase(folded))
    }

    /// Whether the folded phrase is in the list.
    pub(crate) fn contains(&self, folded: &str) -> bool {
        self.has(Found::phrase(folded))
    }

    /// The entries of a phrase that was looked up; none if it is not in the list.
    pub(crate) fn of(&self, phrase: Found) -> &[E] {
        phrase.0.and_then(|node| self.at(node)).unwrap_or(&[])
    }

    /// Whether a phrase that was looked up is in the list.
    pub(crate) fn has(&self, phrase: Found) -> bool {
        phrase.0.is_some_and(|node| match self.index.members(node) {
            Some(members) => members.word & self.set.0 != 0,
            None => self.index.row(node, self.number).is_some(),
        })
    }

    /// The list alone.
    pub(crate) fn set(&self) -> Lists {
        self.set
    }

    /// All entries of the list, in no order that means anything.
    pub(crate) fn entries(&self) -> impl Iterator<Item = &E> {
        (0..self.groups.len() as u32).flat_map(|number| self.group(number))
    }

    /// The entries of a phrase, if it is in the list.
    pub(super) fn at(&self, node: Node) -> Option<&[E]> {
        self.index.row(node, self.number).map(|row| self.group(row))
    }

    fn group(&self, number: u32) -> &[E] {
        let Some(group) = self.groups.get(number as usize) else { return &[] };
        group.entries.get_or_init(|| {
            group.rows.split(ENTRY_END).map(|row| E::read(&row.split('\t').collect::<Vec<_>>())).collect()
        })
    }
}

/// A list that only says "is in it".
impl Entry for () {
    fn read(_: &[&str]) -> Self {}
}
