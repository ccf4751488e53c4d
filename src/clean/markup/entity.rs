//! Character references: "&quot;", "&#1587;".

use std::ops::Range;

use crate::clean::RepairKind;
use crate::clean::draft::Proposal;

/// The longest name of a reference, with its ampersand and semicolon.
const MAX_LENGTH: usize = 34;

/// The references within `range` of `text` that are closed by a semicolon.
pub(super) fn repairs(text: &str, range: Range<usize>) -> Vec<Proposal> {
    let mut proposals = Vec::new();
    let mut from = range.start;
    while let Some(offset) = text[from..range.end].find('&') {
        let start = from + offset;
        from = start + 1;
        let reference = text[from..range.end]
            .bytes()
            .take(MAX_LENGTH)
            .position(|b| !(b.is_ascii_alphanumeric() || b == b'#'));
        let Some(length) = reference.filter(|&length| length > 1 && text.as_bytes()[from + length] == b';')
        else {
            continue;
        };
        let end = from + length + 1;
        if let Some(plain) = decode(&text[start..end]) {
            proposals.push(Proposal::repair(start..end, plain, RepairKind::Entity));
            from = end;
        }
    }
    proposals
}

/// What a reference stands for, by the rules of HTML.
fn decode(reference: &str) -> Option<String> {
    let mut plain = String::new();
    for token in html5gum::Tokenizer::new(reference) {
        match token {
            Ok(html5gum::Token::String(string)) => plain.push_str(std::str::from_utf8(&string).ok()?),
            Ok(_) => {}
            Err(never) => match never {},
        }
    }
    (plain != reference && !plain.is_empty() && !plain.ends_with(';')).then_some(plain)
}
