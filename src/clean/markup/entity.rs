//! Character references: "&quot;", "&#1587;".

use std::ops::Range;

use html5gum::emitters::callback::CallbackEvent;

use super::tag::tokenize;
use crate::clean::draft::Proposal;
use crate::clean::{Format, RepairKind};

/// The longest name of a reference, with its ampersand and semicolon.
const MAX_LENGTH: usize = 34;

/// The references within `range` of `text`; in a text, where an ampersand is more often a sign, only
/// those that a semicolon closes.
pub(super) fn repairs(text: &str, range: Range<usize>, format: Format) -> Vec<Proposal> {
    let mut proposals = Vec::new();
    let mut from = range.start;
    while let Some(offset) = text[from..range.end].find('&') {
        let start = from + offset;
        from = start + 1;
        let reference = text[from..range.end]
            .bytes()
            .take(MAX_LENGTH)
            .position(|b| !(b.is_ascii_alphanumeric() || b == b'#'));
        let n_left = range.end - from;
        let length = reference.unwrap_or(n_left.min(MAX_LENGTH));
        let is_closed = text.as_bytes()[..range.end].get(from + length) == Some(&b';');
        if length < 2 || !is_closed && (format == Format::Text || length == MAX_LENGTH) {
            continue;
        }
        let end = from + length + usize::from(is_closed);
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
    tokenize(reference, &mut |event, _| {
        if let CallbackEvent::String { value } = event {
            plain.push_str(&String::from_utf8_lossy(value));
        }
    });
    (plain != reference && !plain.is_empty() && !plain.ends_with(';')).then_some(plain)
}
