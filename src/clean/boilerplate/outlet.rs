//! The outlet to which an article is credited.

use std::ops::Range;

use super::credit::{OUTLETS, outlet_at, place_at};
use super::furniture::WHOLE;
use super::line::is_word;
use crate::segment::Tokens;

/// Bytes behind the verb in which the name stands.
const NAME_LIMIT: usize = 100;

/// The outlet named in a credit: its place and its usual name. Papers and channels are called
/// after cities too, so one that is no place is preferred.
pub(super) fn imprint(credit: &str) -> Option<(Range<usize>, String)> {
    let tokens = Tokens::new(credit);
    let mut place = None;
    let mut idx = 0;
    while idx < tokens.len() {
        let Some((end, name)) = imprint_at(&tokens, idx) else {
            // Words of a place name no outlet.
            idx = place_at(&tokens, idx).map_or(idx + 1, |(end, _)| end);
            continue;
        };
        let span = tokens.cover(idx..end);
        let found = (span.start() as usize..span.end() as usize, name);
        if place_at(&tokens, idx).is_none_or(|(place_end, _)| place_end < end) {
            return Some(found);
        }
        place = place.or(Some(found));
        idx = end;
    }
    place
}

/// The outlet at token `idx` and its usual name.
fn imprint_at(tokens: &Tokens<'_>, idx: usize) -> Option<(usize, String)> {
    if let Some(found) = OUTLETS.longest_at(tokens, idx, WHOLE) {
        let imprint = found.entries.iter().find(|imprint| !imprint.is_generic)?;
        return Some((found.end, imprint.name.to_string()));
    }
    let opens = idx == 0 || !is_word(tokens, idx - 1);
    let (end, _) = outlet_at(tokens, idx).filter(|_| opens && is_word(tokens, idx))?;
    Some((end, tokens.cover(idx..end).of(tokens.text()).to_owned()))
}

/// The outlet that a paragraph names as its own observer: "as X observed".
pub(super) fn self_reference(text: &str) -> Option<(Range<usize>, String)> {
    let at = OBSERVED.iter().find_map(|verb| text.find(verb).map(|at| at + verb.len()))?;
    let rest = &text[at..];
    let limit = (0..=NAME_LIMIT.min(rest.len())).rev().find(|&n| rest.is_char_boundary(n))?;
    let tokens = Tokens::new(&rest[..limit]);
    let found = OUTLETS.longest_at(&tokens, 0, WHOLE)?;
    let imprint = found.entries.iter().find(|imprint| !imprint.is_generic)?;
    let span = tokens.cover(0..found.end);
    Some((at + span.start() as usize..at + span.end() as usize, imprint.name.to_string()))
}

/// "which ... observed", masculine and feminine.
const OBSERVED: [&str; 2] = ["رصدته ", "رصدتها "];
