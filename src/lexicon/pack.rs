//! The packed form of all word lists, written by `build.rs` and read by `index`.
//!
//! Lists share most of their words, so words are stored once for all, and phrases as rows of
//! words:
//!
//! 1. the number of words, then each word in the order of its bytes: how many codes it shares with
//!    the word before it (below [`FIRST_LETTER`]), then those of its other letters; and 0;
//! 2. the tree of phrases. Its nodes are the words, then what phrases of two words make, of three,
//!    and so on, each level in the order of parents and then of words. Stored are the number of
//!    parents and for each its distance from the one before it, the number of its children and the
//!    words of these as distances;
//! 3. the number of lists, and for each the number of its keys, their nodes as distances, the
//!    number of its different rows and, if there are several, for each key 0 for a new row or how
//!    many new rows ago its own first appeared.
//!
//! Numbers are written in groups of seven bits, low ones first; a distance is one less than the
//! difference.

use std::collections::{BTreeMap, BTreeSet, HashMap};

/// Codes below are counts of shared codes.
pub(crate) const FIRST_LETTER: u8 = 0x20;

/// Before the bytes of a letter that has no code of its own.
pub(crate) const OTHER: u8 = 0xFF;

/// Arabic letters with a code of their own.
pub(crate) const ARABIC: std::ops::Range<u32> = 0x0620..0x0690;

/// The code of the first of them.
pub(crate) const ARABIC_CODE: u8 = 0x80;

/// Writes the codes of a word, one byte for most letters: ASCII as it is, Arabic letters from
/// [`ARABIC_CODE`].
fn put_codes(word: &str, out: &mut Vec<u8>) {
    for c in word.chars() {
        match c as u32 {
            letter if ARABIC.contains(&letter) => out.push((letter - ARABIC.start) as u8 + ARABIC_CODE),
            letter if c.is_ascii_graphic() => out.push(letter as u8),
            _ => {
                out.push(OTHER);
                out.extend_from_slice(c.encode_utf8(&mut [0; 4]).as_bytes());
            }
        }
    }
}

/// A list in the making: folded phrases and their rows.
pub(crate) type List = BTreeMap<String, String>;

/// Packs lists. Gives the packed form and for each list its different rows, one a line, in the
/// order in which the packed form numbers them.
pub(crate) fn pack(lists: &[List]) -> (Vec<u8>, Vec<String>) {
    let mut out = Vec::new();
    let words: BTreeSet<&str> =
        lists.iter().flat_map(BTreeMap::keys).flat_map(|key| key.split(' ')).collect();
    put_words(&words, &mut out);
    let words: HashMap<&str, u32> = words.into_iter().zip(0..).collect();

    let path = |key: &str| key.split(' ').map(|word| words[word]).collect::<Vec<u32>>();
    let nodes =
        put_tree(words.len() as u32, lists.iter().flat_map(BTreeMap::keys).map(|key| path(key)), &mut out);

    put(lists.len() as u32, &mut out);
    let mut rows = Vec::new();
    for list in lists {
        let keys: BTreeMap<u32, &str> =
            list.iter().map(|(key, row)| (nodes[&path(key)], row.as_str())).collect();
        rows.push(put_list(&keys, &mut out));
    }
    (out, rows)
}

/// Writes words.
pub(crate) fn put_words(words: &BTreeSet<&str>, out: &mut Vec<u8>) {
    put(words.len() as u32, out);
    let mut before: Vec<u8> = Vec::new();
    for word in words {
        let mut codes = Vec::new();
        put_codes(word, &mut codes);
        // Signs that are counts where a reader expects the end of a word.
        assert!(codes.iter().all(|&code| code >= FIRST_LETTER), "a control character in a list");
        let shared = before.iter().zip(&codes).take_while(|(a, b)| a == b).count();
        let shared = shared.min(usize::from(FIRST_LETTER) - 1);
        out.push(shared as u8);
        out.extend(&codes[shared..]);
        before = codes;
    }
    // Ends the letters of the last word.
    out.push(0);
}

/// Writes the tree of all `paths` and gives the node of each path and beginning of a path.
fn put_tree(
    n_words: u32,
    paths: impl Iterator<Item = Vec<u32>>,
    out: &mut Vec<u8>,
) -> HashMap<Vec<u32>, u32> {
    let mut levels: BTreeSet<(usize, Vec<u32>)> = BTreeSet::new();
    for path in paths {
        levels.extend((2..=path.len()).map(|n| (n, path[..n].to_vec())));
    }
    let mut nodes: HashMap<Vec<u32>, u32> = (0..n_words).map(|word| (vec![word], word)).collect();
    let mut children: BTreeMap<u32, Vec<u32>> = BTreeMap::new();
    for ((_, path), node) in levels.into_iter().zip(n_words..) {
        let (&word, parent) = path.split_last().expect("paths of the tree have two words or more");
        children.entry(nodes[parent]).or_default().push(word);
        nodes.insert(path, node);
    }
    put(children.len() as u32, out);
    let mut distance = Distance::default();
    for (parent, words) in children {
        put(distance.to(parent), out);
        put(words.len() as u32, out);
        let mut distance = Distance::default();
        for word in words {
            put(distance.to(word), out);
        }
    }
    nodes
}

/// Writes the nodes of a list and the numbers of their rows; gives the different rows.
fn put_list(keys: &BTreeMap<u32, &str>, out: &mut Vec<u8>) -> String {
    put(keys.len() as u32, out);
    let mut distance = Distance::default();
    for &node in keys.keys() {
        put(distance.to(node), out);
    }
    let mut rows = String::new();
    let mut numbers = HashMap::new();
    let mut references = Vec::new();
    for row in keys.values() {
        let n = numbers.len() as u32;
        let number = *numbers.entry(row).or_insert(n);
        if number == n {
            rows.push_str(row);
            rows.push('\n');
        }
        put(n - number, &mut references);
    }
    put(numbers.len() as u32, out);
    if numbers.len() > 1 {
        out.extend(references);
    }
    rows
}

/// Ascending numbers as distances.
#[derive(Default)]
struct Distance {
    next: u32,
}

impl Distance {
    fn to(&mut self, number: u32) -> u32 {
        let distance = number - self.next;
        self.next = number + 1;
        distance
    }
}

/// Writes a number in groups of seven bits, low ones first.
fn put(mut number: u32, out: &mut Vec<u8>) {
    while number >= 0x80 {
        out.push(number as u8 | 0x80);
        number >>= 7;
    }
    out.push(number as u8);
}
