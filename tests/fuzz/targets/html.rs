//! Any markup gives a sound analysis.

#![no_main]

use libfuzzer_sys::fuzz_target;

#[path = "../../sound/mod.rs"]
#[allow(dead_code)]
mod sound;

fuzz_target!(|bytes: &[u8]| sound::check_analysis(rasid::analyse_html, &String::from_utf8_lossy(bytes)));
