//! The words that have a vector of their own.
//!
//! Words are kept as 24-bit hashes. A word that is not in the vocabulary is taken for one that is
//! about once in a thousand look-ups, which costs the tagger less than the letters would cost the
//! reader's connection.

use crate::bytes::Bytes;

const FREE: u32 = u32::MAX;

/// Words by hash, in an open-addressed table; each has a number.
#[derive(Clone, Debug)]
pub(super) struct Vocabulary {
    slots: Vec<(u32, u32)>,
    len: u32,
}

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
        let size = (keys.len() * 2).next_power_of_two().max(2);
        let mut slots = vec![(FREE, 0); size];
        for (number, &key) in keys.iter().enumerate() {
            let mut slot = key as usize & (size - 1);
            while slots[slot].0 != FREE {
                slot = (slot + 1) & (size - 1);
            }
            slots[slot] = (key, number as u32);
        }
        Self { slots, len: keys.len() as u32 }
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
        let mask = self.slots.len() - 1;
        let mut slot = key as usize & mask;
        loop {
            let (found, number) = self.slots[slot];
            if found == key {
                return Some(number);
            }
            if found == FREE {
                return None;
            }
            slot = (slot + 1) & mask;
        }
    }

    /// Number of words.
    pub(super) fn len(&self) -> u32 {
        self.len
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
