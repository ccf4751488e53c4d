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
    /// Of each word where its rows start: one for each list that holds it, in the order of the lists.
    first_row: Vec<u32>,
    rows: Vec<u32>,
    /// Of each node the first of its children, which lie behind each other; one more at the end.
    first_child: Vec<u32>,
    /// The last words of the nodes that are no words.
    last_word: Vec<u32>,
    /// The phrases of several words of each list.
    phrases: Vec<Keys>,
}

/// The lists that hold a word, and those that hold phrases which start with it, one bit each.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Members {
    pub(super) word: u128,
    pub(super) start: u128,
}

/// Keys of a list: ascending nodes, and the numbers of their rows.
#[derive(Default)]
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
                if with.len() < sets.len() {
                    with.resize(sets.len(), None);
                }
                let known = with.get_mut(usize::from(*set))?;
                *set = if let Some(known) = *known {
                    known
                } else {
                    let Members { word, start } = *sets.get(usize::from(*set))?;
                    let number = u16::try_from(sets.len()).ok()?;
                    sets.push(Members { word: word | added.word, start: start | added.start });
                    *known.insert(number)
                };
            }
            lists.push(keys);
        }

        let mut first_row = Vec::with_capacity(n_words as usize);
        let mut n_rows = 0;
        for &set in &set_of {
            first_row.push(n_rows);
            n_rows += sets[usize::from(set)].word.count_ones();
        }
        let mut rows = vec![0; n_rows as usize];
        let mut next_row = first_row.clone();
        for keys in &lists {
            for (&node, &row) in keys.nodes.iter().zip(&keys.rows) {
                let Some(next) = next_row.get_mut(node as usize) else { break };
                *rows.get_mut(*next as usize)? = row;
                *next += 1;
            }
        }
        let phrases = lists.into_iter().map(|keys| keys.from(n_words)).collect();
        let index = Self { words, set_of, sets, first_row, rows, first_child, last_word, phrases };
        bytes.is_empty().then_some(index)
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
        let Some(members) = self.members(node) else { return self.phrases.get(list as usize)?.row(node.0) };
        let bit = 1u128.checked_shl(list)?;
        if members.word & bit == 0 {
            return None;
        }
        let n_before = (members.word & (bit - 1)).count_ones();
        self.rows.get((self.first_row[node.0 as usize] + n_before) as usize).copied()
    }
}

impl Keys {
    fn read(bytes: &mut Bytes<'_>) -> Option<Self> {
        let n = bytes.varint()?;
        let mut node = Ascending::default();
        // Collected into an option they would grow from nothing.
        let mut nodes = Vec::with_capacity(n as usize);
        for _ in 0..n {
            nodes.push(node.next(bytes)?);
        }
        let mut rows = vec![0; n as usize];
        if bytes.varint()? > 1 {
            let mut n_rows = 0_u32;
            for row in &mut rows {
                let back = bytes.varint()?;
                n_rows += u32::from(back == 0);
                *row = n_rows.checked_sub(back.max(1))?;
            }
        }
        Some(Self { nodes, rows, ..Self::default() })
    }

    /// Those from `node` on, in a form in which they are found.
    fn from(mut self, node: u32) -> Self {
        let n_left_out = self.nodes.partition_point(|&other| other < node);
        let nodes = self.nodes.split_off(n_left_out);
        let rows = self.rows.split_off(n_left_out);
        let n = nodes.len() as u32;
        // Some four nodes between two of the multiples.
        let shift = (nodes.last().map_or(0, |last| (last * 4).checked_div(n).unwrap_or(0)) | 1).ilog2();
        let mut below = Vec::with_capacity(n as usize / 2 + 2);
        for (number, node) in (0..).zip(&nodes) {
            while below.len() <= (node >> shift) as usize {
                below.push(number);
            }
        }
        below.push(n);
        Self { nodes, rows, below, shift }
    }

    /// The row of a node, if it is among the keys.
    fn row(&self, node: u32) -> Option<u32> {
        let place = (node >> self.shift) as usize;
        let start = *self.below.get(place)? as usize;
        let end = *self.below.get(place + 1)? as usize;
        let found = self.nodes.get(start..end)?.iter().position(|&key| key == node)?;
        self.rows.get(start + found).copied()
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
