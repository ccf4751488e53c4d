//! All words of the lists, each with a number.

use super::pack::{ARABIC, ARABIC_CODE, FIRST_LETTER, OTHER};
use crate::bytes::Bytes;

/// Words behind each other in one string, and an open-addressed table to find them.
pub(super) struct Words {
    text: Vec<u8>,
    /// Where each word starts in the text; one more at the end.
    starts: Vec<u32>,
    /// 0, or one more than the number of a word in the low bits and a part of its hash above.
    slots: Vec<u32>,
}

/// Bits of a slot that number a word.
const NUMBER: u32 = (1 << 20) - 1;

impl Words {
    /// Reads words in the form that `pack` describes.
    pub(super) fn read(bytes: &mut Bytes<'_>) -> Option<Self> {
        let n = bytes.varint()?;
        if n >= NUMBER {
            return None;
        }
        let mut text = Vec::with_capacity(n as usize * 16);
        let mut starts = Vec::with_capacity(n as usize + 1);
        let mut slots = vec![0; (n as usize * 2).next_power_of_two().max(2)];
        let mask = slots.len() - 1;
        let mut codes = Vec::new();
        let (mut before, mut before_is_arabic) = (0, false);
        for number in 1..=n {
            codes.truncate(usize::from(bytes.u8()?));
            let n_shared = codes.len();
            let rest = bytes.take_while(|code| code >= FIRST_LETTER);
            codes.extend_from_slice(rest);
            let start = text.len();
            starts.push(start as u32);
            // Most words are letters of two bytes: what they share with the word before is copied.
            if before_is_arabic {
                text.extend_from_within(before..before + 2 * n_shared);
                put_letters(rest, &mut text);
            } else {
                put_letters(&codes, &mut text);
            }
            before = start;
            before_is_arabic = text.len() - start == 2 * codes.len();
            let hash = hash(&text[start..]);
            let mut slot = hash as usize & mask;
            while slots[slot] != 0 {
                slot = (slot + 1) & mask;
            }
            slots[slot] = hash & !NUMBER | number;
        }
        starts.push(text.len() as u32);
        bytes.next_if(|code| code == 0)?;
        Some(Self { text, starts, slots })
    }

    /// How many there are.
    pub(super) fn len(&self) -> usize {
        self.starts.len() - 1
    }

    /// The number of a word.
    pub(super) fn find(&self, word: &str) -> Option<u32> {
        let word = word.as_bytes();
        let hash = hash(word);
        let mask = self.slots.len() - 1;
        let mut slot = hash as usize & mask;
        // Half of the slots are empty, so the walk ends.
        loop {
            let found = self.slots[slot];
            if found == 0 {
                return None;
            }
            let number = (found & NUMBER) - 1;
            if (found ^ hash) & !NUMBER == 0 && self.bytes(number).is_some_and(|found| same(found, word)) {
                return Some(number);
            }
            slot = (slot + 1) & mask;
        }
    }

    fn bytes(&self, number: u32) -> Option<&[u8]> {
        let start = *self.starts.get(number as usize)?;
        let end = *self.starts.get(number as usize + 1)?;
        self.text.get(start as usize..end as usize)
    }
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

/// Whether two words are one: eight letters at a time, where the standard comparison of WebAssembly is
/// a call that goes byte by byte.
fn same(a: &[u8], b: &[u8]) -> bool {
    if a.len() != b.len() {
        return false;
    }
    let (Some(end_a), Some(end_b)) = (a.last_chunk::<8>(), b.last_chunk::<8>()) else {
        return a.iter().zip(b).all(|(a, b)| a == b);
    };
    let number = |eight: &[u8; 8]| u64::from_le_bytes(*eight);
    number(end_a) == number(end_b)
        && a.as_chunks::<8>().0.iter().zip(b.as_chunks::<8>().0).all(|(a, b)| number(a) == number(b))
}

fn hash(word: &[u8]) -> u32 {
    (crate::hash::hash(word) >> 32) as u32
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
            assert_eq!(read.bytes(number), Some(word.as_bytes()));
            assert_eq!(read.find(word), Some(number));
        }
        for absent in ["قا", "قالتا", "b", " "] {
            assert_eq!(read.find(absent), None);
        }
    }
}
