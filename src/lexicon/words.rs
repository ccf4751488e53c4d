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
        // Where each letter of the word before starts in the text.
        let mut letters: Vec<usize> = Vec::new();
        for _ in 0..n {
            let shared = usize::from(bytes.u8()?);
            let before = starts.last().map_or(0, |&start| start as usize);
            let start = text.len();
            starts.push(start as u32);
            let end = letters.get(shared).copied().unwrap_or(start);
            text.extend_from_within(before..end);
            letters.truncate(shared);
            for letter in &mut letters {
                *letter += start - before;
            }
            while let Some(code) = bytes.next_if(|code| code >= FIRST_LETTER) {
                letters.push(text.len());
                if code == OTHER {
                    let first = bytes.u8()?;
                    text.push(first);
                    // In UTF-8 the ones that lead the first byte are as many as the bytes.
                    text.extend(bytes.take((first.leading_ones() as usize).max(1) - 1)?);
                } else if code >= ARABIC_CODE {
                    let letter = char::from_u32(ARABIC.start + u32::from(code - ARABIC_CODE))?;
                    text.extend_from_slice(letter.encode_utf8(&mut [0; 4]).as_bytes());
                } else {
                    text.push(code);
                }
            }
        }
        starts.push(text.len() as u32);
        bytes.next_if(|code| code == 0)?;
        let mut words = Self { text, starts, slots: vec![0; (n as usize * 2).next_power_of_two().max(2)] };
        for number in 0..n {
            let hash = hash(words.bytes(number)?);
            let mask = words.slots.len() - 1;
            let mut slot = hash as usize & mask;
            while words.slots[slot] != 0 {
                slot = (slot + 1) & mask;
            }
            words.slots[slot] = hash & !NUMBER | (number + 1);
        }
        Some(words)
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
            if (found ^ hash) & !NUMBER == 0 && self.bytes(number) == Some(word) {
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
