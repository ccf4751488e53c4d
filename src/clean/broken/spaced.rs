//! Words whose letters were set apart by spaces for effect.
//!
//! At least four single letters in a row that make a known word; three may be an agency. Long runs
//! need no proof: no abbreviation is spelt out in six letters.

use std::ops::Range;

use crate::clean::RepairKind;
use crate::clean::draft::Proposal;
use crate::clean::vocabulary::band;
use crate::text::{fold, is_arabic_letter, scan};

/// Runs shorter than this may be abbreviations.
const MIN_LETTERS: usize = 4;
/// Runs of this length need no proof.
const SURE_LETTERS: usize = 6;

/// Spaced-out words, in order.
pub(super) fn repairs(text: &str) -> Vec<Proposal> {
    let mut proposals = Vec::new();
    // Two letters on end with a space on both sides, each of them with a tatweel or without.
    let two_letters = |[a, _, _, b, _, c, d, _, e, _, f]: [u8; 11]| {
        let is_space = |byte: u8| byte == b' ';
        is_space(a) & (is_space(b) & (is_space(d) | is_space(e)) | is_space(c) & (is_space(e) | is_space(f)))
    };
    if scan::find(text, 0, two_letters).is_none() {
        return proposals;
    }
    let mut letters: Vec<Range<usize>> = Vec::new();
    let mut start = 0;
    for end in text
        .bytes()
        .enumerate()
        .filter(|(_, b)| matches!(b, b' ' | b'\n'))
        .map(|(at, _)| at)
        .chain([text.len()])
    {
        let word = start..end;
        start = end + 1;
        let is_single = word.len() <= 4 && is_single_letter(&text[word.clone()]);
        if is_single {
            letters.push(word.clone());
        }
        if !is_single || text.as_bytes().get(end) != Some(&b' ') {
            proposals.extend(join(text, &letters));
            letters.clear();
        }
    }
    proposals
}

fn is_single_letter(word: &str) -> bool {
    let mut chars = word.chars();
    chars.next().is_some_and(is_arabic_letter)
        && matches!(chars.next(), None | Some('\u{0640}'))
        && chars.next().is_none()
}

fn join(text: &str, letters: &[Range<usize>]) -> Option<Proposal> {
    if letters.len() < MIN_LETTERS {
        return None;
    }
    let plain: String = letters.iter().filter_map(|at| text[at.clone()].chars().next()).collect();
    let is_proved = letters.len() >= SURE_LETTERS || band(&fold(&plain)).is_some();
    let at = letters[0].start..letters[letters.len() - 1].end;
    is_proved.then(|| Proposal::repair(at, plain, RepairKind::Spaced))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: &[&str]) {
        let found: Vec<_> = repairs(text).into_iter().map(|proposal| proposal.plain).collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn letters_set_apart() {
        check("ثم ف ت ك س ر ت كلها", &["فتكسرت"]); // and it broke
        check("هذا س ل ا م", &["سلام"]); // peace
        check("قالت د ب أ اليوم", &[]);
        check("و م ع", &[]);
        check("", &[]);
    }
}
