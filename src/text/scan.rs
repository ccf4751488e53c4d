//! Places in a text found by their bytes, many at a time.
//!
//! Cleaning looks for much that is rare: controls, letters of other languages, broken words. Asking of
//! each byte in turn would cost more than all that is then found.

/// So many places are asked together.
const BLOCK: usize = 32;
/// The most bytes that are looked at for a place.
const WINDOW: usize = 16;

/// The first place from `from` on of whose byte, with those behind it, `fits` says so. Behind the end of
/// the text stand zeros.
///
/// `fits` should be one expression without branches (`&` and `|`, not `&&`, `||` or `match`): then the
/// compiler asks it of many places in one instruction.
pub(crate) fn find<const N: usize>(text: &str, from: usize, fits: impl Fn([u8; N]) -> bool) -> Option<usize> {
    const { assert!(N <= WINDOW, "a block has not so many bytes behind its last place") }
    let bytes = text.as_bytes();
    let fits_at = |at: &usize| fits(std::array::from_fn(|k| bytes.get(at + k).copied().unwrap_or(0)));
    let mut start = from;
    while let Some(block) = bytes.get(start..).and_then(|rest| rest.first_chunk::<{ BLOCK + WINDOW - 1 }>()) {
        let mut any = 0;
        for at in 0..BLOCK {
            any |= u8::from(fits(std::array::from_fn(|k| block[at + k])));
        }
        if any != 0
            && let Some(found) = (start..start + BLOCK).find(fits_at)
        {
            return Some(found);
        }
        start += BLOCK;
    }
    (start..bytes.len()).find(fits_at)
}

/// How many bytes of a text `fits` says so of; it should have no branches, see [`find`].
pub(crate) fn count(text: &str, fits: impl Fn(u8) -> bool) -> usize {
    // As many as a byte can count.
    let blocks = text.as_bytes().chunks(u8::MAX.into());
    blocks.map(|block| usize::from(block.iter().map(|&byte| u8::from(fits(byte))).sum::<u8>())).sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_wherever_they_are() {
        for n in [0, 1, 31, 32, 46, 47, 48, 63, 64, 100] {
            for tail in [0, 1, 20, 47, 60] {
                let text = format!("{}ab{}", "-".repeat(n), ".".repeat(tail));
                let found = |from| find(&text, from, |[a, b]| (a == b'a') & (b == b'b'));
                assert_eq!((found(0), found(n), found(n + 1)), (Some(n), Some(n), None), "{n}, {tail}");
                assert_eq!(find(&text, 0, |[b, z]| (b == b'b') & (z == 0)), (tail == 0).then_some(n + 1));
                assert_eq!(count(&text, |byte| byte != b'a'), n + 1 + tail);
            }
        }
        assert_eq!(find("", 0, |[_]| true), None);
        assert_eq!(find("a", 2, |[_]| true), None);
        assert_eq!(count(&"a".repeat(1000), |byte| byte == b'a'), 1000);
    }
}
