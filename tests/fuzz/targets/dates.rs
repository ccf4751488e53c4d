//! Any text is a date or an error, and a date is written as it is read.

#![no_main]

use libfuzzer_sys::fuzz_target;
use rasid::Date;

fuzz_target!(|text: &str| {
    if let Ok(date) = text.parse::<Date>() {
        assert_eq!(date.to_string(), text);
    }
});
