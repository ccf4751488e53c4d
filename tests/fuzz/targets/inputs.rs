//! Any file, read as any kind of input, ends, and every item of it is answered.
//!
//! The first byte says what it is read as: a line of NDJSON, a row, a record of a web archive, a text.

#![no_main]

use std::io::Cursor;

use libfuzzer_sys::fuzz_target;
use rasid::Options;

#[path = "../../../src/bin/rasid/answer.rs"]
#[allow(dead_code)]
mod answer;
#[path = "../../../src/bin/rasid/encoding.rs"]
mod encoding;
#[path = "../../../src/bin/rasid/input/mod.rs"]
#[allow(dead_code)]
mod input;

use answer::Outcome;
use input::Kind;

const KINDS: [Kind; 5] = [Kind::Ndjson, Kind::Csv, Kind::Warc, Kind::Text, Kind::Html];

fuzz_target!(|bytes: &[u8]| {
    let Some((&first, content)) = bytes.split_first() else { return };
    let kind = KINDS[usize::from(first) % KINDS.len()];
    let Ok(mut items) = input::read(Cursor::new(content.to_vec()), kind, None, &input::Columns::default())
    else {
        return;
    };
    let mut n_items = 0;
    while let Some(item) = items.next() {
        n_items += 1;
        assert!(n_items <= content.len() + 1, "every item takes a byte at least");
        let answer = answer::answer(item, &Options::default());
        if let Outcome::Error { line, message } = answer.outcome {
            assert!(1 <= line || kind == Kind::Csv, "line {line}");
            assert!(!message.is_empty());
        }
    }
    // A line that is not empty is an answer.
    if kind == Kind::Ndjson && !content.starts_with(&[0x1F, 0x8B]) {
        let content = content.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(content);
        let n_lines =
            content.split(|&byte| byte == b'\n').filter(|line| !line.trim_ascii().is_empty()).count();
        assert_eq!(n_items, n_lines);
    }
});
