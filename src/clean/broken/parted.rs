//! Words into which a space fell.
//!
//! A word that is in no list, next to one with which it makes a frequent word: line ends of print
//! and old editors leave such pairs. Both pieces being words proves nothing, so that is left.

use std::ops::Range;

use crate::clean::RepairKind;
use crate::clean::boilerplate::FUNCTION_WORDS;
use crate::clean::draft::Proposal;
use crate::clean::vocabulary::{Band, band, is_known, is_listed, listed};
use crate::segment::splits;
use crate::text::{Shape, fold_letters};

/// The whole word must be at least this frequent.
const PROOF: Band = 7;
/// A word of so many letters is none by chance ...
const LONG: usize = 8;
/// ... if no more of them stand behind the space.
const SHORT: usize = 4;

/// Parted words, in order.
pub(super) fn repairs(text: &str) -> Vec<Proposal> {
    let mut proposals = Vec::new();
    // The words folded, behind each other: what two of them make together is one slice.
    let mut folded = String::with_capacity(text.len());
    let mut previous: Option<Word> = None;
    let mut start = 0;
    while start <= text.len() {
        let space = text.as_bytes()[start..].iter().position(|byte| matches!(byte, b' ' | b'\n'));
        let end = space.map_or(text.len(), |length| start + length);
        let is_last_of_line = text.as_bytes().get(end) != Some(&b' ');
        let mut word = Word::read(text, start..end, &mut folded);
        let plain = previous
            .as_ref()
            .zip(word.as_ref())
            .and_then(|(first, second)| whole(text, &folded, first, second));
        if let (Some(plain), Some(first), Some(second)) = (plain, &previous, &word) {
            proposals.push(Proposal::repair(first.at.start..second.at.end, plain, RepairKind::Spaced));
            word = None;
        }
        previous = word.filter(|_| !is_last_of_line);
        start = end + 1;
    }
    proposals
}

/// Longer words are read as none.
const MAX_BYTES: usize = 40;

/// A word between two spaces.
#[derive(Debug)]
struct Word {
    /// Its letters, without signs at the ends.
    at: Range<usize>,
    /// Its folded form among those of all words.
    folded: Range<usize>,
    n_letters: usize,
    starts_clean: bool,
    ends_clean: bool,
    is_listed: bool,
}

impl Word {
    /// Reads what stands in `range`: letters with signs at either end, but not inside. Adds its
    /// folded form to those before it.
    fn read(text: &str, range: Range<usize>, words: &mut String) -> Option<Self> {
        if range.len() > MAX_BYTES {
            return None;
        }
        let start = words.len();
        // Most are nothing but letters.
        let done = fold_letters(text, range.start, words);
        let mut word = Self {
            at: if done > range.start { range.start..done } else { range.end..range.end },
            folded: start..start,
            n_letters: (done - range.start) / 2,
            starts_clean: true,
            ends_clean: true,
            is_listed: false,
        };
        for (offset, c) in text[done..range.end].char_indices() {
            let at = done + offset;
            let shape = Shape::of(c);
            if shape.is(Shape::ARABIC | Shape::MARK) {
                if word.n_letters == 0 && word.at.is_empty() {
                    word.at.start = at;
                    word.starts_clean = at == range.start;
                } else if !word.ends_clean {
                    return None;
                }
                word.at.end = at + c.len_utf8();
                if let Some(folded) = shape.folded {
                    word.n_letters += 1;
                    words.push(folded);
                }
            } else {
                word.ends_clean = word.at.is_empty();
            }
        }
        word.ends_clean = word.at.end == range.end;
        word.folded.end = words.len();
        word.is_listed = is_known(&words[word.folded.clone()]);
        (word.n_letters > 0).then_some(word)
    }
}

fn whole(text: &str, folded: &str, first: &Word, second: &Word) -> Option<String> {
    if first.is_listed && second.is_listed || !first.ends_clean || !second.starts_clean {
        return None;
    }
    if first.n_letters < 2 || second.n_letters < 2 {
        return None;
    }
    let is_long = first.n_letters + second.n_letters >= LONG && second.n_letters <= SHORT;
    let may_end = is_long && PRONOUNS.iter().any(|pronoun| text[second.at.clone()].ends_with(pronoun));
    let joined = &folded[first.folded.start..second.folded.end];
    if !may_end && !may_be_word(joined, first.folded.len()) {
        return None;
    }
    let (first_surface, second_surface) = (&text[first.at.clone()], &text[second.at.clone()]);
    let (first_folded, second_folded) = joined.split_at(first.folded.len());
    // The word itself, after its article and conjunction, before it is asked for in the pieces:
    // few pairs make a word, many pieces are inflected.
    let is_listed = splits(joined).any(|split| {
        let stem = &joined[split.stem..];
        listed(stem.strip_prefix("ال").unwrap_or(stem)).max(listed(stem)) >= Some(PROOF)
    });
    if !(is_listed || is_long && with_pronoun(joined)) {
        return None;
    }
    // Little words stand alone; the article, a hamza on its alef and an alef open a word; some
    // letters only end one.
    let last = first_surface.chars().next_back();
    let opens = |c: char| matches!(c, '\u{622}' | '\u{623}' | '\u{625}');
    if FUNCTION_WORDS.contains(first_folded)
        || FUNCTION_WORDS.contains(second_folded)
        || second_folded.starts_with("ال")
        || second_surface.starts_with(opens)
        || matches!(last, Some('\u{629}' | '\u{649}' | '\u{64B}'))
        || band(first_folded).is_some() && band(second_folded).is_some()
    {
        return None;
    }
    Some(format!("{first_surface}{second_surface}"))
}

/// Whether `folded` is a listed word with a pronoun at its end.
fn with_pronoun(folded: &str) -> bool {
    PRONOUNS.iter().filter_map(|pronoun| folded.strip_suffix(pronoun)).any(|stem| {
        // Ta marbuta is written ta before it.
        let restored = stem.strip_suffix('ت').map(|stem| format!("{stem}ه"));
        listed(stem).max(restored.and_then(|stem| listed(&stem))) >= Some(PROOF - 1)
    })
}

/// -hu, -ha, -hum, -na, folded.
const PRONOUNS: [&str; 4] = ["ه", "ها", "هم", "نا"];

/// Whether two words together may be a listed one, whole or without its conjunction, preposition and
/// article. Only letters of the first, which has so many bytes, are taken off.
fn may_be_word(joined: &str, first: usize) -> bool {
    let without = |n_bytes: usize| n_bytes <= first && is_listed(&joined[n_bytes..]);
    let opens = joined.starts_with(['و', 'ف', 'ب', 'ل', 'ك']);
    is_listed(joined)
        || opens && (without(2) || joined[2..].starts_with("ال") && without(6))
        || (joined.starts_with("ال") || joined.starts_with("لل")) && without(4)
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
