//! How sure a finding is.

use crate::sort::Rank;

/// A probability in hundredths, from 0.01 to 0.99: a reading of natural language is never certain.
///
/// Whole hundredths print the same in Rust and in JavaScript, so that analyses compare byte for
/// byte.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Confidence(u8);

impl Rank for Confidence {
    const BITS: u32 = u8::BITS;

    fn rank(self) -> u128 {
        self.0.rank()
    }
}

impl Confidence {
    /// `hundredths`, brought into the range 1 to 99.
    pub(crate) const fn new(hundredths: u8) -> Self {
        Self(match hundredths {
            0 => 1,
            1..=99 => hundredths,
            _ => 99,
        })
    }

    /// As a number between 0 and 1.
    pub(crate) fn value(self) -> f64 {
        f64::from(self.0) / 100.0
    }
}
