//! The words that have a vector of their own.
//!
//! Words are kept as 24-bit hashes. A word that is not in the vocabulary is taken for one that is
//! about once in a thousand look-ups, which costs the tagger less than the letters would cost the
//! reader's connection.

use crate::bytes::Bytes;

/// Words by hash; each has a number. Small enough for a processor's own memory, unlike a table with
/// free room.
#[derive(Clone, Debug)]
pub(super) struct Vocabulary {
    /// Ascending.
    keys: Vec<u32>,
    /// How many keys are below each multiple of `1 << SHIFT`.
    below: Vec<u32>,
}

/// A key has 24 bits, and there are some 24,000: three of them lie between two multiples.
const SHIFT: u32 = 11;

/// The hash under which a folded word is kept.
pub(super) fn key(folded: &str) -> u32 {
    hash(0, folded) & 0x00FF_FFFF
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
    /// Builds the table from keys in ascending order, numbered in that order.
    pub(super) fn new(keys: &[u32]) -> Self {
        let mut below = Vec::with_capacity((1 << (24 - SHIFT)) + 1);
        for (number, key) in (0..).zip(keys) {
            below.resize(below.len().max((key >> SHIFT) as usize + 1), number);
        }
        below.resize((1 << (24 - SHIFT)) + 1, keys.len() as u32);
        Self { keys: keys.to_vec(), below }
    }

    /// Reads what [`write`] wrote.
    pub(super) fn read(bytes: &mut Bytes<'_>) -> Option<Self> {
        let n = bytes.u32()?;
        let mut key = 0u32;
        let mut keys = Vec::new();
        for _ in 0..n {
            key = key.checked_add(bytes.varint()?)?;
            keys.push(key);
        }
        Some(Self::new(&keys))
    }

    /// The number of a folded word, if it is known.
    pub(super) fn get(&self, folded: &str) -> Option<u32> {
        let key = key(folded);
        let place = (key >> SHIFT) as usize;
        let (start, end) = (self.below[place], self.below[place + 1]);
        let found = self.keys[start as usize..end as usize].iter().position(|&other| other == key)?;
        Some(start + found as u32)
    }

    /// Number of words.
    pub(super) fn len(&self) -> u32 {
        self.keys.len() as u32
    }
}

/// Writes keys in ascending order in the form that the weights file holds.
#[cfg(any(test, feature = "_training"))]
pub(super) fn write(keys: &[u32], out: &mut Vec<u8>) {
    out.extend((keys.len() as u32).to_le_bytes());
    let mut previous = 0;
    for &key in keys {
        let mut gap = key - previous;
        previous = key;
        while gap >= 0x80 {
            out.push(gap as u8 | 0x80);
            gap >>= 7;
        }
        out.push(gap as u8);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn written_words_are_read_back() {
        // "Cairo", "said", "Salem".
        let mut keys = vec![key("القاهره"), key("قال"), key("سالم")];
        keys.sort_unstable();
        let mut file = Vec::new();
        write(&keys, &mut file);
        let read = Vocabulary::read(&mut Bytes::new(&file)).expect("a whole vocabulary");
        assert_eq!(read.len(), 3);
        for word in ["القاهره", "قال", "سالم"] {
            assert_eq!(read.get(word).map(|n| keys[n as usize]), Some(key(word)));
        }
        assert_eq!(read.get("سالمه"), None);
        assert_eq!(read.get(""), None);
    }

    #[test]
    fn a_cut_file_is_refused() {
        let mut file = Vec::new();
        write(&[5, 700], &mut file);
        for end in 0..file.len() {
            assert!(Vocabulary::read(&mut Bytes::new(&file[..end])).is_none());
        }
    }
}
