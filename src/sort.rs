//! Sorting by small keys, with one sort for all of them.
//!
//! The standard library's sorts are compiled anew for each type that is sorted; for forty short lists
//! that was a tenth of the code of the module. Here every key becomes one number, and only pairs of a
//! number and a place are ever sorted.

use std::cmp::Reverse;

use crate::text::Span;

/// What can be told by a number of so many bits, in the same order.
pub(crate) trait Rank {
    const BITS: u32;

    fn rank(self) -> u128;
}

/// Sorts by what `key` gives; items with the same key keep their order.
///
/// Lists have fewer than 2^32 items, as texts have fewer bytes.
pub(crate) fn by<T, K: Rank>(items: &mut [T], key: impl Fn(&T) -> K) {
    const { assert!(K::BITS <= u128::BITS, "the key is too long") }
    let mut order: Vec<(u128, u32)> = items.iter().zip(0..).map(|(item, n)| (key(item).rank(), n)).collect();
    if !bring_in_order(&mut order) {
        return;
    }
    for to in 0..items.len() {
        // What stood at `from` was moved on when an earlier place was filled.
        let mut from = order[to].1 as usize;
        while from < to {
            from = order[from].1 as usize;
        }
        order[to].1 = from as u32;
        items.swap(to, from);
    }
}

/// Sorts `order`; whether it was in disorder.
#[inline(never)]
fn bring_in_order(order: &mut [(u128, u32)]) -> bool {
    let in_disorder = !order.is_sorted();
    if in_disorder {
        order.sort_unstable();
    }
    in_disorder
}

macro_rules! rank_of_number {
    ($($number:ty: $bits:literal),+) => {$(
        impl Rank for $number {
            const BITS: u32 = $bits;

            fn rank(self) -> u128 {
                u128::from(self)
            }
        }
    )+};
}

rank_of_number!(bool: 1, u8: 8, u32: 32);

/// Places and numbers of things in a text.
impl Rank for usize {
    const BITS: u32 = 32;

    fn rank(self) -> u128 {
        u128::from(u32::try_from(self).unwrap_or(u32::MAX))
    }
}

impl<In> Rank for Span<In> {
    const BITS: u32 = 64;

    fn rank(self) -> u128 {
        (self.start(), self.end()).rank()
    }
}

impl<T: Rank> Rank for Reverse<T> {
    const BITS: u32 = T::BITS;

    fn rank(self) -> u128 {
        !self.0.rank() & (u128::MAX >> (u128::BITS - T::BITS))
    }
}

/// Nothing comes before something. The last two numbers share a place; no text is so long.
impl<T: Rank> Rank for Option<T> {
    const BITS: u32 = T::BITS;

    fn rank(self) -> u128 {
        self.map_or(0, |some| (some.rank() + 1).min(u128::MAX >> (u128::BITS - T::BITS)))
    }
}

impl<A: Rank, B: Rank> Rank for (A, B) {
    const BITS: u32 = A::BITS + B::BITS;

    fn rank(self) -> u128 {
        self.0.rank() << B::BITS | self.1.rank()
    }
}

impl<A: Rank, B: Rank, C: Rank> Rank for (A, B, C) {
    const BITS: u32 = A::BITS + B::BITS + C::BITS;

    fn rank(self) -> u128 {
        (self.0, (self.1, self.2)).rank()
    }
}

impl<A: Rank, B: Rank, C: Rank, D: Rank, E: Rank> Rank for (A, B, C, D, E) {
    const BITS: u32 = A::BITS + B::BITS + C::BITS + D::BITS + E::BITS;

    fn rank(self) -> u128 {
        (self.0, self.1, (self.2, self.3, self.4)).rank()
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::text::CleanSpan;

    proptest! {
        #[test]
        fn like_the_standard_sort(items: Vec<(bool, u8, Option<u32>)>) {
            let key = |&(a, b, c): &(bool, u8, Option<u32>)| (a, Reverse(b), c.map(|c| c / 2));
            let (mut ours, mut theirs): (Vec<_>, Vec<_>) = (items.clone(), items);
            by(&mut ours, key);
            theirs.sort_by_key(key);
            prop_assert_eq!(ours, theirs);
        }
    }

    #[test]
    fn spans() {
        let span = CleanSpan::new;
        let mut spans = [Some(span(3, 4)), None, Some(span(1, 9)), Some(span(1, 2))];
        by(&mut spans, |span| *span);
        assert_eq!(spans, [None, Some(span(1, 2)), Some(span(1, 9)), Some(span(3, 4))]);
    }
}
