//! All words of the lists, each with a number.

use super::pack::{ARABIC, ARABIC_CODE, FIRST_LETTER, OTHER};
use crate::bytes::Bytes;
use crate::hash::hash;

/// Numbers of words by hash, in an open-addressed table.
///
/// A word is known by 44 bits of its hash and by its place in the table. A word that is in no list is
/// taken for one that is about once in ten million million look-ups; to compare the letters would cost
/// two more reads from memory that no cache holds.
pub(super) struct Words {
    len: usize,
    /// 0, or one more than the number of a word in the low bits and its hash above.
    slots: Vec<u64>,
    /// Bits of which each word sets one: small enough for a processor's own memory, they answer for
    /// most of what is no word.
    filter: Vec<u64>,
}

/// Number of the bits of the filter, as a power of two: about eight for a word.
const FILTER: u32 = 20;

/// Bits of a slot that number a word.
const NUMBER: u64 = (1 << 20) - 1;

impl Words {
    /// Reads words in the form that `pack` describes.
    pub(super) fn read(bytes: &mut Bytes<'_>) -> Option<Self> {
        let n = u64::from(bytes.varint()?);
        if n >= NUMBER {
            return None;
        }
        let mut slots = vec![0; (n as usize * 2).next_power_of_two().max(2)];
        let mut filter = vec![0; 1 << (FILTER - 6)];
        let mut text = Vec::new();
        let mut codes = Vec::new();
        let mut is_arabic = false;
        for number in 1..=n {
            codes.truncate(usize::from(bytes.u8()?));
            let n_shared = codes.len();
            let rest = bytes.take_while(|code| code >= FIRST_LETTER);
            codes.extend_from_slice(rest);
            // Most words are letters of two bytes: what they share with the word before stays.
            if is_arabic {
                text.truncate(2 * n_shared);
                put_letters(rest, &mut text);
            } else {
                text.clear();
                put_letters(&codes, &mut text);
            }
            is_arabic = text.len() == 2 * codes.len();
            let (place, tag) = place_and_tag(&text);
            let (block, bit) = block_and_bit(place);
            filter[block] |= bit;
            let mask = slots.len() - 1;
            let mut slot = place as usize & mask;
            while slots[slot] != 0 {
                slot = (slot + 1) & mask;
            }
            slots[slot] = tag | number;
        }
        bytes.next_if(|code| code == 0)?;
        Some(Self { len: n as usize, slots, filter })
    }

    /// How many there are.
    pub(super) fn len(&self) -> usize {
        self.len
    }

    /// The number of a word.
    pub(super) fn find(&self, word: &str) -> Option<u32> {
        let (place, tag) = place_and_tag(word.as_bytes());
        let (block, bit) = block_and_bit(place);
        if self.filter[block] & bit == 0 {
            return None;
        }
        let mask = self.slots.len() - 1;
        let mut slot = place as usize & mask;
        // Half of the slots are empty, so the walk ends.
        loop {
            let found = self.slots[slot];
            if found == 0 {
                return None;
            }
            if found & !NUMBER == tag {
                return Some((found & NUMBER) as u32 - 1);
            }
            slot = (slot + 1) & mask;
        }
    }
}

/// Where a word stands in a table, and by what it is told from others.
fn place_and_tag(word: &[u8]) -> (u32, u64) {
    let hash = hash(word);
    let tag = (hash ^ hash >> 29).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    ((hash >> 32) as u32, (tag ^ tag >> 32) & !NUMBER)
}

/// Where a word stands in the filter; the table is read by the other end of the hash.
fn block_and_bit(place: u32) -> (usize, u64) {
    let bit = place >> (32 - FILTER);
    ((bit >> 6) as usize, 1 << (bit & 63))
}

/// Writes the letters of `codes` in UTF-8.
fn put_letters(codes: &[u8], out: &mut Vec<u8>) {
    let mut codes = codes.iter();
    while let Some(&code) = codes.next() {
        if code < ARABIC_CODE {
            out.push(code);
        } else if code == OTHER {
            // In UTF-8 the ones that lead the first byte are as many as the bytes.
            let n_bytes = codes.as_slice().first().map_or(0, |first| first.leading_ones().max(1) as usize);
            out.extend(codes.by_ref().take(n_bytes));
        } else {
            let letter = ARABIC.start + u32::from(code - ARABIC_CODE);
            out.extend_from_slice(&[0xC0 | (letter >> 6) as u8, 0x80 | (letter & 0x3F) as u8]);
        }
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::super::pack::put_words;
    use super::*;

    #[test]
    fn packed_words_are_found() {
        let words = BTreeSet::from(["", "a", "an", "\u{E9}t\u{E9}", "قال", "قالت", "گاز", "\u{1F600}", "!"]);
        let mut packed = Vec::new();
        put_words(&words, &mut packed);
        packed.push(b'x');
        let read = Words::read(&mut Bytes::new(&packed)).expect("whole words");
        assert_eq!(read.len(), words.len());
        for (number, word) in (0..).zip(&words) {
            assert_eq!(read.find(word), Some(number));
        }
        for absent in ["قا", "قالتا", "b", " "] {
            assert_eq!(read.find(absent), None);
        }
    }
}
