//! All words of the lists, each with a number.

use super::pack::{Codes, FIRST_LETTER};
use crate::bytes::Bytes;

/// The codes of words behind each other, and an open-addressed table to find them.
pub(super) struct Words {
    codes: Vec<u8>,
    /// Where each word starts in the codes; one more at the end.
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
        let mut codes = Vec::with_capacity(n as usize * 8);
        let mut starts = Vec::with_capacity(n as usize + 1);
        let mut slots = vec![0; (n as usize * 2).next_power_of_two().max(2)];
        let mask = slots.len() - 1;
        let mut before = 0;
        for number in 1..=n {
            let start = codes.len();
            starts.push(start as u32);
            let shared = before + usize::from(bytes.u8()?);
            if shared > start {
                return None;
            }
            codes.extend_from_within(before..shared);
            codes.extend_from_slice(bytes.take_while(|code| code >= FIRST_LETTER));
            let hash = hash(&codes[start..]);
            let mut slot = hash as usize & mask;
            while slots[slot] != 0 {
                slot = (slot + 1) & mask;
            }
            slots[slot] = hash & !NUMBER | number;
            before = start;
        }
        starts.push(codes.len() as u32);
        bytes.next_if(|code| code == 0)?;
        Some(Self { codes, starts, slots })
    }

    /// How many there are.
    pub(super) fn len(&self) -> usize {
        self.starts.len() - 1
    }

    /// The number of a word.
    pub(super) fn find(&self, word: &str) -> Option<u32> {
        let word = Codes::new(word)?;
        let word = word.bytes();
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
        self.codes.get(start as usize..end as usize)
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
            assert_eq!(read.bytes(number), Codes::new(word).as_ref().map(Codes::bytes));
            assert_eq!(read.find(word), Some(number));
        }
        for absent in ["قا", "قالتا", "b", " "] {
            assert_eq!(read.find(absent), None);
        }
    }
}
