//! The edge: byte offsets into the units that callers count in.

use super::scan;

/// What one step of an offset is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum OffsetUnit {
    /// Bytes of UTF-8, as Rust counts.
    Byte,
    /// Code units of UTF-16, as JavaScript counts.
    #[default]
    Utf16,
    /// Code points, as Python counts.
    Codepoint,
}

/// Offsets of one text in another unit, for a set of places known beforehand.
///
/// No table of the text is kept: one forward pass visits the wanted places in order, so the cost
/// is linear in the text and in the number of places.
#[derive(Debug)]
pub(crate) struct Offsets {
    /// Sorted byte offsets and what they are in the unit.
    places: Vec<(u32, u32)>,
}

impl Offsets {
    /// Converts the byte offsets `wanted` of `text`; they may repeat and come in any order.
    #[must_use]
    pub(crate) fn new(text: &str, unit: OffsetUnit, mut wanted: Vec<u32>) -> Self {
        wanted.sort_unstable();
        wanted.dedup();
        let mut places = Vec::with_capacity(wanted.len());
        let (mut byte, mut units) = (0, 0);
        for at in wanted {
            let stretch = &text[byte as usize..at as usize];
            // All bytes of a character but the first are below 0xC0, and the first of one that takes two
            // units of UTF-16 is 0xF0 or more.
            let is_first = |byte: u8| !(0x80..0xC0).contains(&byte);
            units += match unit {
                OffsetUnit::Byte => stretch.len(),
                OffsetUnit::Utf16 => {
                    scan::count(stretch, is_first) + scan::count(stretch, |byte| byte >= 0xF0)
                }
                OffsetUnit::Codepoint => scan::count(stretch, is_first),
            } as u32;
            byte = at;
            places.push((at, units));
        }
        Self { places }
    }

    /// The offset of byte `at` in the unit.
    ///
    /// # Panics
    /// If `at` was not among the wanted offsets.
    #[must_use]
    pub(crate) fn get(&self, at: u32) -> u32 {
        let place = self.places.binary_search_by_key(&at, |&(byte, _)| byte);
        self.places[place.expect("all offsets were asked for beforehand")].1
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_unit() {
        let text = "a\u{0633}\u{1F600}b"; // a, seen, an emoji, b
        let check = |unit, expected: [u32; 5]| {
            let offsets = Offsets::new(text, unit, vec![8, 0, 1, 3, 7, 3]);
            assert_eq!([0, 1, 3, 7, 8].map(|at| offsets.get(at)), expected, "{unit:?}");
        };
        check(OffsetUnit::Byte, [0, 1, 3, 7, 8]);
        check(OffsetUnit::Utf16, [0, 1, 2, 4, 5]);
        check(OffsetUnit::Codepoint, [0, 1, 2, 3, 4]);
    }
}
