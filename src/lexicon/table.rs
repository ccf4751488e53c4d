//! A compiled word list: folded phrase to entries.

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
/// has several entries, in the order of the file.
pub(crate) struct Lexicon<E> {
    pub(super) keys: Fst<&'static [u8]>,
    groups: Vec<Box<[E]>>,
}

/// Between entries of one phrase in a `.rows` file; `build.rs` writes it.
const ENTRY_END: char = '\u{1E}';

impl<E: Entry> Lexicon<E> {
    /// Reads what `build.rs` compiled.
    ///
    /// # Panics
    /// If the bytes are not such a pair, which only a broken build can bring about.
    #[must_use]
    pub(crate) fn new(keys: &'static [u8], rows: &str) -> Self {
        let keys = Fst::new(keys).expect("build.rs writes whole automata");
        let groups = rows
            .lines()
            .map(|group| {
                group.split(ENTRY_END).map(|entry| E::read(&entry.split('\t').collect::<Vec<_>>())).collect()
            })
            .collect();
        Self { keys, groups }
    }

    /// The entries of a folded phrase; none if it is not in the list.
    pub(crate) fn get(&self, folded: &str) -> &[E] {
        self.keys.get(folded).map_or(&[], |group| self.group(group.value()))
    }

    /// All entries, in no promised order.
    pub(crate) fn entries(&self) -> impl Iterator<Item = &E> {
        self.groups.iter().flat_map(|group| group.iter())
    }

    /// Whether the folded phrase is in the list.
    pub(crate) fn contains(&self, folded: &str) -> bool {
        self.keys.contains_key(folded)
    }

    pub(super) fn group(&self, number: u64) -> &[E] {
        self.groups.get(number as usize).map_or(&[], |group| group)
    }
}

/// A list that only says "is in it".
impl Entry for () {
    fn read(_: &[&str]) -> Self {}
}
