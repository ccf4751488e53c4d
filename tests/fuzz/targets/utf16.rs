//! Any string of JavaScript, lone surrogates among it, has spans that cut no pair of it in two.
//!
//! The border to WebAssembly puts U+FFFD in the place of a lone surrogate: one unit for one, so that
//! spans hold in the string as the caller has it.

#![no_main]

use libfuzzer_sys::fuzz_target;
use rasid::Options;

#[path = "../../sound/mod.rs"]
#[allow(dead_code)]
mod sound;

fuzz_target!(|bytes: &[u8]| {
    let units: Vec<u16> = bytes.chunks_exact(2).map(|pair| u16::from_le_bytes([pair[0], pair[1]])).collect();
    let analysis = rasid::analyse(&String::from_utf16_lossy(&units), &Options::default());
    let is_pair = |at: usize| {
        let before = at.checked_sub(1).and_then(|before| units.get(before));
        before.is_some_and(|unit| (0xD800..0xDC00).contains(unit))
            && units.get(at).is_some_and(|unit| (0xDC00..0xE000).contains(unit))
    };
    for [start, end] in sound::spans(&analysis) {
        assert!(start <= end && end as usize <= units.len(), "{start}..{end} lies in the string");
        assert!(!is_pair(start as usize) && !is_pair(end as usize), "{start}..{end} cuts no pair");
    }
});
