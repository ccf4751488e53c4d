//! A compiled word list: folded phrase to entries.

use std::sync::OnceLock;

use fst::Streamer;
use fst::raw::Fst;

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
    pub(super) keys: Fst<&'static [u8]>,
    groups: Vec<Group<E>>,
}

/// The entries of equal phrases, and the text that they are read from.
struct Group<E> {
    rows: &'static str,
    entries: OnceLock<Box<[E]>>,
}

/// Between entries of one phrase in a `.rows` file; `build.rs` writes it.
const ENTRY_END: char = '\u{1E}';

impl<E: Entry> Lexicon<E> {
    /// Takes what `build.rs` compiled.
    ///
    /// # Panics
    /// If the bytes are not such a pair, which only a broken build can bring about.
    #[must_use]
    pub(crate) fn new(keys: &'static [u8], rows: &'static str) -> Self {
        let keys = Fst::new(keys).expect("build.rs writes whole automata");
        let groups = rows.lines().map(|rows| Group { rows, entries: OnceLock::new() }).collect();
        Self { keys, groups }
    }

    /// The entries of a folded phrase; none if it is not in the list.
    pub(crate) fn get(&self, folded: &str) -> &[E] {
        self.keys.get(folded).map_or(&[], |group| self.group(group.value()))
    }

    /// Whether the folded phrase is in the list.
    pub(crate) fn contains(&self, folded: &str) -> bool {
        self.keys.contains_key(folded)
    }

    /// All entries of the list, in no order that means anything.
    pub(crate) fn entries(&self) -> impl Iterator<Item = &E> {
        (0..self.groups.len() as u64).flat_map(|number| self.group(number))
    }

    /// Calls `visit` with every folded phrase of the list, in order of their bytes.
    pub(crate) fn for_each_key(&self, mut visit: impl FnMut(&str)) {
        let mut keys = self.keys.stream();
        while let Some((key, _)) = keys.next() {
            if let Ok(key) = std::str::from_utf8(key) {
                visit(key);
            }
        }
    }

    pub(super) fn group(&self, number: u64) -> &[E] {
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
