//! Words into which a space fell.
//!
//! A word that is in no list, next to one with which it makes a frequent word: line ends of print
//! and old editors leave such pairs. Both pieces being words proves nothing, so that is left.

use std::ops::Range;

use crate::clean::RepairKind;
use crate::clean::draft::Proposal;
use crate::clean::boilerplate::FUNCTION_WORDS;
use crate::clean::vocabulary::{Band, band, listed};
use crate::segment::splits;
use crate::text::{fold_char, is_arabic_letter, is_mark_above};

/// The whole word must be at least this frequent.
const PROOF: Band = 7;
/// A word of so many letters is none by chance.
const LONG: usize = 8;

/// Parted words, in order.
pub(super) fn repairs(text: &str) -> Vec<Proposal> {
    let mut known = Known::new();
    let mut proposals = Vec::new();
    let mut previous = Word::default();
    let mut word = Word::default();
    let mut start = 0;
    for (end, byte) in text.bytes().enumerate().chain([(text.len(), b'\n')]) {
        if !matches!(byte, b' ' | b'\n') {
            continue;
        }
        word.read(text, start..end);
        if word.is_plain() {
            word.is_known = known.contains(&word.folded);
            if let Some(plain) = whole(&previous, &word) {
                proposals.push(Proposal::repair(previous.at.start..word.at.end, plain, RepairKind::Spaced));
                word.clear();
            }
        }
        std::mem::swap(&mut previous, &mut word);
        if byte == b'\n' {
            previous.clear();
        }
        start = end + 1;
    }
    proposals
}

#[derive(Debug, Default)]
struct Word {
    at: Range<usize>,
    /// The letters alone, without signs at the end.
    surface: String,
    folded: String,
    n_letters: usize,
    ends_clean: bool,
    starts_clean: bool,
    is_known: bool,
}

impl Word {
    fn clear(&mut self) {
        self.at = 0..0;
        self.surface.clear();
        self.folded.clear();
        self.n_letters = 0;
    }

    /// Takes the letters of `at`; signs may stand at either end, but not inside.
    fn read(&mut self, text: &str, at: Range<usize>) {
        self.clear();
        let word = &text[at.clone()];
        if word.len() > 40 {
            return;
        }
        let is_inside = |c: char| is_arabic_letter(c) || is_mark_above(c);
        let bare = word.trim_start_matches(|c| !is_inside(c));
        let start = at.start + (word.len() - bare.len());
        let bare = bare.trim_end_matches(|c| !is_inside(c));
        if !bare.chars().all(is_inside) || bare.is_empty() {
            return;
        }
        self.at = start..start + bare.len();
        self.starts_clean = start == at.start;
        self.ends_clean = self.at.end == at.end;
        self.surface.push_str(bare);
        self.folded.extend(bare.chars().filter_map(fold_char));
        self.n_letters = self.folded.chars().count();
    }

    fn is_plain(&self) -> bool {
        self.n_letters > 0
    }
}

fn whole(first: &Word, second: &Word) -> Option<String> {
    if !first.is_plain() || !first.ends_clean || !second.starts_clean {
        return None;
    }
    if first.n_letters < 2 || second.n_letters < 2 || first.is_known && second.is_known {
        return None;
    }
    // Little words stand alone; the article, a hamza on its alef and an alef open a word; some
    // letters only end one.
    let last = first.surface.chars().next_back();
    let opens = |c: char| matches!(c, '\u{622}' | '\u{623}' | '\u{625}');
    if FUNCTION_WORDS.contains(&first.folded)
        || FUNCTION_WORDS.contains(&second.folded)
        || second.folded.starts_with("ال")
        || second.surface.starts_with(opens)
        || matches!(last, Some('\u{629}' | '\u{649}' | '\u{64B}'))
    {
        return None;
    }
    let joined = format!("{}{}", first.folded, second.folded);
    // The word itself, after its article and conjunction; endings only behind a long stem.
    let is_listed = splits(&joined).any(|split| {
        let stem = &joined[split.stem..];
        listed(stem.strip_prefix("ال").unwrap_or(stem)).max(listed(stem)) >= Some(PROOF)
    });
    let is_proved = is_listed || joined.chars().count() >= LONG && band(&joined) >= Some(PROOF - 1);
    is_proved.then(|| format!("{}{}", first.surface, second.surface))
}

/// Whether words are known, remembered for the frequent ones.
struct Known {
    slots: Vec<(u64, bool)>,
}

impl Known {
    const SLOTS: usize = 4096;

    fn new() -> Self {
        Self { slots: vec![(0, false); Self::SLOTS] }
    }

    fn contains(&mut self, folded: &str) -> bool {
        // FNV-1a.
        let hash = folded.bytes().fold(0xCBF2_9CE4_8422_2325_u64, |hash, byte| {
            (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01B3)
        });
        let slot = &mut self.slots[hash as usize % Self::SLOTS];
        if slot.0 != hash {
            *slot = (hash, band(folded).is_some());
        }
        slot.1
    }
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
    fn parted_words() {
        check("قدم ملاح ظة على النص", &["ملاحظة"]); // a remark on the text
        check("عبد الله بن زايد", &[]);
        check("و قال إن", &[]); // "and said", its conjunction set apart
        check("في الخارج", &[]);
        check("", &[]);
    }
}
