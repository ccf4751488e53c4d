//! The words that the tagger knows: which have a vector of their own, and what lists say of them.
//!
//! Words are kept as 28-bit hashes. A word that is not in the vocabulary is taken for one that is
//! about once in four thousand look-ups, which costs the tagger less than the letters would cost
//! the reader's connection.

use super::bytes::Bytes;

/// What is known of a word.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Known {
    /// Its vector, if it has one of its own.
    pub(super) row: Option<u32>,
    /// One bit for each list that has it.
    pub(super) flags: u8,
}

/// Number of lists that [`Known::flags`] tells of.
pub(super) const N_FLAGS: usize = 7;

const HAS_ROW: u8 = 1 << 7;
const FREE: u32 = u32::MAX;

/// Words by hash, in an open-addressed table.
#[derive(Clone, Debug)]
pub(super) struct Vocabulary {
    slots: Vec<(u32, Known)>,
    n_rows: u32,
}

/// The hash under which a folded word is kept.
pub(super) fn key(folded: &str) -> u32 {
    hash(0, folded) & 0x0FFF_FFFF
}

/// A hash of `text` with good low bits; `salt` tells apart what is hashed.
pub(super) fn hash(salt: u32, text: &str) -> u32 {
    let mut state = 0x811C_9DC5 ^ salt.wrapping_mul(0x9E37_79B1);
    for byte in text.bytes() {
        state = (state ^ u32::from(byte)).wrapping_mul(0x0100_0193);
    }
    state ^= state >> 15;
    state = state.wrapping_mul(0x2C1B_3C6D);
    state ^ (state >> 13)
}

impl Vocabulary {
    /// Builds the table from keys in ascending order. Rows are counted in that order.
    pub(super) fn new(words: impl ExactSizeIterator<Item = (u32, bool, u8)>) -> Self {
        let size = (words.len() * 2).next_power_of_two().max(2);
        let empty = Known { row: None, flags: 0 };
        let mut vocabulary = Self { slots: vec![(FREE, empty); size], n_rows: 0 };
        for (key, has_row, flags) in words {
            let row = has_row.then_some(vocabulary.n_rows);
            vocabulary.n_rows += u32::from(has_row);
            let mut slot = key as usize;
            while vocabulary.slots[slot & (size - 1)].0 != FREE {
                slot += 1;
            }
            vocabulary.slots[slot & (size - 1)] = (key, Known { row, flags });
        }
        vocabulary
    }

    /// Reads what [`write`] wrote.
    pub(super) fn read(bytes: &mut Bytes<'_>) -> Option<Self> {
        let n = bytes.u32()? as usize;
        let mut key = 0u32;
        let mut keys = Vec::new();
        for _ in 0..n {
            key = key.checked_add(bytes.varint()?)?;
            keys.push(key);
        }
        let marks = bytes.take(n)?;
        Some(Self::new(
            keys.into_iter().zip(marks).map(|(key, mark)| (key, mark & HAS_ROW != 0, mark & !HAS_ROW)),
        ))
    }

    /// What is known of a folded word.
    pub(super) fn get(&self, folded: &str) -> Option<Known> {
        let key = key(folded);
        let mask = self.slots.len() - 1;
        let mut slot = key as usize & mask;
        loop {
            let (found, known) = self.slots[slot];
            if found == key {
                return Some(known);
            }
            if found == FREE {
                return None;
            }
            slot = (slot + 1) & mask;
        }
    }

    /// Number of words with a vector of their own.
    pub(super) fn n_rows(&self) -> u32 {
        self.n_rows
    }
}

/// Writes words, given as for [`Vocabulary::new`], in the form that the model file holds.
#[cfg(any(test, feature = "_training"))]
pub(super) fn write(words: &[(u32, bool, u8)], out: &mut Vec<u8>) {
    out.extend((words.len() as u32).to_le_bytes());
    let mut previous = 0;
    for &(key, ..) in words {
        let mut gap = key - previous;
        previous = key;
        while gap >= 0x80 {
            out.push(gap as u8 | 0x80);
            gap >>= 7;
        }
        out.push(gap as u8);
    }
    out.extend(words.iter().map(|&(_, has_row, flags)| flags | if has_row { HAS_ROW } else { 0 }));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn written_words_are_read_back() {
        // "Cairo", "said", "Salem".
        let mut words = vec![(key("القاهره"), true, 2u8), (key("قال"), true, 0), (key("سالم"), false, 5)];
        words.sort_unstable();
        let mut file = Vec::new();
        write(&words, &mut file);
        let read = Vocabulary::read(&mut Bytes::new(&file)).expect("a whole vocabulary");
        assert_eq!(read.n_rows(), 2);
        assert_eq!(read.get("سالم"), Some(Known { row: None, flags: 5 }));
        assert_eq!(read.get("القاهره").map(|known| known.flags), Some(2));
        assert_ne!(read.get("قال").and_then(|known| known.row), None);
        assert_eq!(read.get("سالمه"), None);
        assert_eq!(read.get(""), None);
    }

    #[test]
    fn a_cut_file_is_refused() {
        let mut file = Vec::new();
        write(&[(5, true, 0), (700, false, 1)], &mut file);
        for end in 0..file.len() {
            assert!(Vocabulary::read(&mut Bytes::new(&file[..end])).is_none());
        }
    }
}
