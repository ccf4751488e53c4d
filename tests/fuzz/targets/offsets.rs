//! The analysis of any text, as text and as markup, is the same in every unit of offsets.

#![no_main]

use libfuzzer_sys::fuzz_target;

#[path = "../../sound/mod.rs"]
#[allow(dead_code)]
mod sound;

fuzz_target!(|bytes: &[u8]| {
    let text = String::from_utf8_lossy(bytes);
    sound::units_agree(rasid::analyse, &text);
    sound::units_agree(rasid::analyse_html, &text);
});
