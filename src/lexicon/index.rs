//! What all lists have in common: their words, the tree of their phrases, and which list holds
//! which of them. Read once from the form that `pack` describes.

use std::sync::LazyLock;

use super::words::Words;
use crate::bytes::Bytes;

static INDEX: LazyLock<Index> = LazyLock::new(|| {
    Index::read(include_bytes!(concat!(env!("OUT_DIR"), "/lexicons"))).expect("build.rs writes it whole")
});

/// The lists of this build.
pub(super) struct Index {
    words: Words,
    /// Of each word the number of its set.
    set_of: Vec<u16>,
    sets: Vec<Members>,
    /// Of each node the first of its children, which lie behind each other; one more at the end.
    first_child: Vec<u32>,
    /// The last words of the nodes that are no words.
    last_word: Vec<u32>,
    lists: Vec<Keys>,
}

/// The lists that hold a word, and those that hold phrases which start with it, one bit each.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Members {
    pub(super) word: u128,
    pub(super) start: u128,
}

/// The keys of a list: ascending nodes, and the numbers of their rows unless all have the same.
struct Keys {
    nodes: Vec<u32>,
    rows: Vec<u32>,
    /// How many nodes are below each multiple of a power of two: where to look for one.
    below: Vec<u32>,
    /// The power.
    shift: u32,
}

/// A word, or the beginning of a phrase.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Node(pub(super) u32);

impl Index {
    pub(super) fn get() -> &'static Self {
        &INDEX
    }

    fn read(bytes: &[u8]) -> Option<Self> {
        let mut bytes = Bytes::new(bytes);
        let words = Words::read(&mut bytes)?;
        let n_words = words.len() as u32;

        let mut first_child = Vec::new();
        let mut last_word = Vec::new();
        // Of each node that is no word, the word that it starts with.
        let mut first_word: Vec<u32> = Vec::new();
        let mut parent = Ascending::default();
        for _ in 0..bytes.varint()? {
            let parent = parent.next(&mut bytes)?;
            let start = match parent.checked_sub(n_words) {
                None => parent,
                Some(deep) => *first_word.get(deep as usize)?,
            };
            first_child.resize(parent as usize + 1, n_words + last_word.len() as u32);
            let mut word = Ascending::default();
            for _ in 0..bytes.varint()? {
                last_word.push(word.next(&mut bytes)?);
                first_word.push(start);
            }
        }
        let n_nodes = n_words + last_word.len() as u32;
        first_child.resize(n_nodes as usize + 1, n_nodes);

        let mut set_of = vec![0; n_words as usize];
        let mut sets = vec![Members::default()];
        let mut lists = Vec::new();
        for list in 0..bytes.varint()? {
            let keys = Keys::read(&mut bytes)?;
            let bit = 1u128.checked_shl(list)?;
            // Of each set the one that it becomes with this list, by whether the list holds the word.
            let mut with: [Vec<Option<u16>>; 2] = Default::default();
            for &node in &keys.nodes {
                let (word, added) = match node.checked_sub(n_words) {
                    None => (node, Members { word: bit, start: 0 }),
                    Some(deep) => (*first_word.get(deep as usize)?, Members { word: 0, start: bit }),
                };
                let set: &mut u16 = set_of.get_mut(word as usize)?;
                let with = &mut with[usize::from(added.word != 0)];
                with.resize(sets.len().max(with.len()), None);
                let known = with.get_mut(usize::from(*set))?;
                *set = match *known {
                    Some(known) => known,
                    None => {
                        let Members { word, start } = *sets.get(usize::from(*set))?;
                        let number = u16::try_from(sets.len()).ok()?;
                        sets.push(Members { word: word | added.word, start: start | added.start });
                        *known.insert(number)
                    }
                };
            }
            lists.push(keys);
        }
        bytes.is_empty().then_some(Self { words, set_of, sets, first_child, last_word, lists })
    }

    /// The node of a folded word that any list knows.
    pub(super) fn word(&self, folded: &str) -> Option<Node> {
        self.words.find(folded).map(Node)
    }

    /// The node of phrase `node` with the word that `word` looks up behind it.
    pub(super) fn next(&self, node: Node, word: impl FnOnce() -> Option<Node>) -> Option<Node> {
        let start = *self.first_child.get(node.0 as usize)? as usize;
        let end = *self.first_child.get(node.0 as usize + 1)? as usize;
        if start == end {
            return None;
        }
        let Node(word) = word()?;
        let n_words = self.set_of.len();
        let found = self.last_word.get(start - n_words..end - n_words)?.binary_search(&word).ok()?;
        Some(Node((start + found) as u32))
    }

    /// The lists that hold the word `node`, and those that hold phrases which start with it; none
    /// where the node is a phrase of several words.
    pub(super) fn members(&self, node: Node) -> Option<&Members> {
        self.sets.get(usize::from(*self.set_of.get(node.0 as usize)?))
    }

    /// The number of the row that list number `list` has for a phrase, if it has one.
    pub(super) fn row(&self, node: Node, list: u32) -> Option<u32> {
        let keys = self.lists.get(list as usize)?;
        let found = keys.find(node.0)?;
        Some(keys.rows.get(found).copied().unwrap_or(0))
    }
}

impl Keys {
    fn read(bytes: &mut Bytes<'_>) -> Option<Self> {
        let n = bytes.varint()?;
        let mut node = Ascending::default();
        let nodes = (0..n).map(|_| node.next(bytes)).collect::<Option<Vec<_>>>()?;
        let mut n_rows = 0;
        let rows = (0..if bytes.varint()? > 1 { n } else { 0 })
            .map(|_| {
                let back = bytes.varint()?;
                n_rows += u32::from(back == 0);
                n_rows.checked_sub(back.max(1))
            })
            .collect::<Option<_>>()?;
        // Some four nodes between two of the multiples.
        let shift = (nodes.last().map_or(0, |last| last * 4 / n) | 1).ilog2();
        let mut below = Vec::with_capacity(n as usize / 2 + 2);
        for (number, node) in (0..).zip(&nodes) {
            while below.len() <= (node >> shift) as usize {
                below.push(number);
            }
        }
        below.push(n);
        Some(Self { nodes, rows, below, shift })
    }

    /// The place of a node among the keys.
    fn find(&self, node: u32) -> Option<usize> {
        let place = (node >> self.shift) as usize;
        let start = *self.below.get(place)? as usize;
        let end = *self.below.get(place + 1)? as usize;
        self.nodes.get(start..end)?.iter().position(|&key| key == node).map(|found| start + found)
    }
}

/// Reads ascending numbers that are stored as distances.
#[derive(Default)]
struct Ascending {
    next: u32,
}

impl Ascending {
    fn next(&mut self, bytes: &mut Bytes<'_>) -> Option<u32> {
        let number = self.next.checked_add(bytes.varint()?)?;
        self.next = number.checked_add(1)?;
        Some(number)
    }
}
