//! Whether the parts of a unit are pieces of one word.
//!
//! Why: the same dot that breaks a word also ends sentences whose space got lost, abbreviates
//! titles and spells out agencies. What tells them apart is tatweel, and which of the joined form
//! and the parts are words.

use std::ops::Range;
use std::sync::LazyLock;

use super::unit::{Joint, Unit, is_vowel_sign};
use crate::clean::vocabulary::{Band, band, listed};
use crate::lexicon::{Entry, Lexicon, lexicon};
use crate::segment::LETTER_NAMES;
use crate::text::fold;

/// A word put together again.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Verdict {
    pub(super) at: Range<usize>,
    pub(super) plain: String,
    /// More than tatweel stood inside.
    pub(super) is_by_sign: bool,
    /// One tatweel or one in each of several places stood inside, none of them long.
    pub(super) is_lone_tatweel: bool,
}

/// More parts than any word has letters: such a unit is left alone.
const MAX_PARTS: usize = 24;

/// A joined word must be at least this frequent where tatweel does not speak for it: two in a
/// million words.
const PROOF: Band = 6;

/// A part that is at least this frequent is taken for a word of its own.
const IS_WORD: Band = 6;

/// The words that `unit` holds.
pub(super) fn decide(text: &str, unit: &Unit) -> Vec<Verdict> {
    let mut verdicts = Vec::new();
    let mut first = 0;
    for (idx, joint) in unit.joints.iter().enumerate() {
        let is_first = idx == first;
        if is_boundary(text, unit, idx, joint, is_first) {
            verdicts.extend(group(text, unit, first..idx + 1));
            first = idx + 1;
        }
    }
    verdicts.extend(group(text, unit, first..unit.parts.len()));
    verdicts
}

/// Joints that never are inside a word, whatever stands around them.
fn is_boundary(text: &str, unit: &Unit, idx: usize, joint: &Joint, is_first: bool) -> bool {
    let before = fold(&text[unit.parts[idx].clone()]);
    let after = fold(&text[unit.parts[idx + 1].clone()]);
    if joint.is_only_tatweel() {
        // The sign of Hijri years.
        return is_first && before == "ه" && is_after_number(text, unit.parts[idx].start);
    }
    let is_one_sided = joint.has_tatweel() && !(joint.tatweel_before && joint.tatweel_after);
    if is_one_sided && is_first && before.chars().count() == 1 && "بلكوفه".contains(&before) {
        // A proclitic before a sign, or the Hijri sign at the end of a sentence.
        let whole = band(&format!("{before}{after}"));
        return before == "ه" && is_after_number(text, unit.parts[idx].start)
            || !is_guarded(&format!("{before}{after}")) && (whole.is_none() || band(&after).is_some());
    }
    if joint.has_tatweel() {
        return false;
    }
    // Letters that only end words; an ellipsis; a hashtag.
    let last = text[unit.parts[idx].clone()].chars().next_back();
    matches!(last, Some('\u{0629}' | '\u{0649}' | '\u{064B}'..='\u{064D}'))
        || joint.signs.starts_with("..")
        || joint.signs.starts_with('_')
        || joint.signs.starts_with([',', '\u{060C}']) && !is_dotted_throughout(unit, &after)
        || joint.signs.starts_with('|')
        || joint.signs.len() > 1 && joint.signs.chars().any(|c| c.is_ascii_alphanumeric())
}

/// Whether other joints of the unit are plainly breaks and only a letter or two are left behind
/// this one.
fn is_dotted_throughout(unit: &Unit, after: &str) -> bool {
    after.chars().count() <= 2
        && unit
            .joints
            .iter()
            .any(|joint| joint.tatweel_before && joint.tatweel_after && !joint.signs.is_empty())
}

fn is_after_number(text: &str, at: usize) -> bool {
    let before = text[..at].trim_end_matches([' ', '\u{A0}', '\u{0640}']);
    before
        .chars()
        .next_back()
        .is_none_or(|c| c.is_ascii_digit() || matches!(c, '\u{0660}'..='\u{0669}' | '\n'))
}

fn group(text: &str, unit: &Unit, range: Range<usize>) -> Option<Verdict> {
    let joints = &unit.joints[range.start..range.end - 1];
    let parts = &unit.parts[range];
    if joints.is_empty() || parts.len() > MAX_PARTS {
        return None;
    }
    let at = parts[0].start..parts[parts.len() - 1].end.max(joints[joints.len() - 1].at.end);
    let surfaces: Vec<&str> = parts.iter().map(|part| &text[part.clone()]).collect();
    if joints.iter().all(Joint::is_only_tatweel) {
        return Some(Verdict {
            at,
            plain: surfaces.concat(),
            is_by_sign: false,
            is_lone_tatweel: joints.iter().all(|joint| joint.n_tatweel == 1),
        });
    }
    let plain = word(text, &at, &surfaces, joints)?;
    // A conjunction before the word was not broken: the repair starts behind it.
    let (conjunction, at) = conjunction(&plain, at, surfaces[0]);
    Some(Verdict { at, plain: plain[conjunction..].to_owned(), is_by_sign: true, is_lone_tatweel: false })
}

/// Length in bytes of a wa- before the word, and the place without it.
fn conjunction(plain: &str, at: Range<usize>, first: &str) -> (usize, Range<usize>) {
    let length = 'و'.len_utf8();
    let is_conjunction = first.starts_with('و')
        && first.chars().nth(1).is_some_and(|c| !is_vowel_sign(c))
        && band(&fold(&plain[length..])) > band(&fold(plain)).filter(|_| listed(&fold(plain)).is_some());
    if is_conjunction { (length, at.start + length..at.end) } else { (0, at) }
}

/// The word that the parts make, if it is proved.
fn word(text: &str, at: &Range<usize>, parts: &[&str], joints: &[Joint]) -> Option<String> {
    let joined = without_inner_vowels(&parts.concat());
    let known = familiar(&fold(&joined));
    if joints.iter().any(|joint| joint.intruder().is_some() && !joint.has_tatweel()) {
        return intruded(parts, joints, known, joined);
    }
    let is_hard = |joint: &Joint| joint.is_only_tatweel() || joint.tatweel_before && joint.tatweel_after;
    if joints.iter().any(|joint| joint.intruder().is_some()) {
        return respelt(parts, joints).or_else(|| joints.iter().all(is_hard).then_some(joined));
    }
    // A star may stand for a letter, and what is left may be a word too.
    if listed(&fold(&joined)).is_none_or(|band| band < PROOF + 4)
        && !is_guarded(&fold(&joined))
        && let Some(whole) = masked(parts, joints)
    {
        return Some(whole);
    }
    if joints.iter().all(is_hard) {
        return Some(if known.is_some() { joined } else { restored(parts, joints).unwrap_or(joined) });
    }
    if joints.iter().any(Joint::has_tatweel) {
        if known.is_some() {
            return Some(joined);
        }
        if let Some(whole) = restored(parts, joints) {
            return Some(whole);
        }
        let n_words = parts.iter().filter(|part| is_word(part)).count();
        return (n_words == 0 && joints.iter().all(|joint| !joint.has_space)).then_some(joined);
    }
    bare(text, at, parts, joints, known).then_some(joined).or_else(|| masked(parts, joints))
}

/// The band of a word; guarded ones are familiar even where the list does not have them.
fn familiar(folded: &str) -> Option<Band> {
    let guarded = is_guarded(folded).then_some(PROOF + 2);
    band(folded).max(guarded)
}

/// Words whose joints have no tatweel at all.
fn bare(text: &str, at: &Range<usize>, parts: &[&str], joints: &[Joint], known: Option<Band>) -> bool {
    let Some(known) = known.filter(|&band| band >= PROOF) else { return false };
    if joints.len() > 1 || is_in_address(text, at) {
        return false;
    }
    let is_guarded = is_guarded(&fold(&parts.concat()));
    let n_words = parts.iter().filter(|part| is_word(part)).count();
    match joints[0].signs.as_str() {
        "*" | "**" | "$" | "\u{2022}" | "\u{00B7}" => is_guarded || n_words < parts.len() && known > PROOF,
        // A guarded word that lost no more than its last letter.
        "." if is_guarded && parts[0].chars().count() > 1 && parts[1].chars().count() == 1 => true,
        "." => {
            parts.iter().all(|part| part.chars().count() > 1 && !LETTER_NAMES.contains(&fold(part)))
                && n_words < parts.len()
                && rarest(parts) + 2 <= known
                && (n_words == 0 || is_guarded || rarest(parts) == 0)
                && parts.iter().all(|part| part.chars().count() <= 5)
        }
        _ => false,
    }
}

fn rarest(parts: &[&str]) -> Band {
    parts.iter().map(|part| band(&fold(part)).unwrap_or(0)).min().unwrap_or(0)
}

fn is_word(part: &&str) -> bool {
    part.chars().count() > 1 && band(&fold(part)).is_some_and(|band| band >= IS_WORD)
}

/// A stop on either side of the unit, an at sign or a slash: an address or a spelt abbreviation.
fn is_in_address(text: &str, at: &Range<usize>) -> bool {
    let is_part_of_more =
        |c: char| matches!(c, '.' | '@' | '/' | '#' | '_' | '-') || c.is_ascii_alphanumeric();
    let after = text[at.end..].chars().next();
    let before = text[..at.start].chars().next_back();
    before.is_some_and(is_part_of_more) || after.is_some_and(|c| is_part_of_more(c) && c != '.')
}

/// One Latin letter or digit inside or at the end of a word: a slip of the keyboard, or a letter
/// of like shape.
fn intruded(parts: &[&str], joints: &[Joint], known: Option<Band>, joined: String) -> Option<String> {
    if joints.len() > 2 || joints.iter().any(|joint| joint.has_space || joint.intruder().is_none()) {
        return None;
    }
    if parts[0].is_empty() || joined.chars().count() < 3 {
        return None;
    }
    // "and 4 workers": a number behind a conjunction or preposition.
    let is_number = joints[0].intruder().is_some_and(|c| c.is_ascii_digit());
    if is_number && parts[0].chars().count() == 1 && "وفبلك".contains(parts[0]) {
        return None;
    }
    // Two words around a number or a Latin letter ("A or B") are no word.
    let ends_in_intruder = parts[parts.len() - 1].is_empty();
    if !ends_in_intruder && parts.iter().all(|part| is_word(part) && fold(part) != "ال") {
        return None;
    }
    let least = if ends_in_intruder {
        band(&fold(parts[0])).map_or(PROOF, |band| PROOF.max(band + 1))
    } else {
        PROOF
    };
    let spelt = respelt(parts, joints).filter(|word| familiar(&fold(word)) >= Some(least));
    // A letter that slipped in leaves a word behind when it is taken out.
    let by_letter = joints.iter().all(|joint| joint.intruder().is_some_and(|c| c.is_ascii_alphabetic()));
    let slipped = (!ends_in_intruder && known >= Some(PROOF) && (by_letter || joined.chars().count() > 4))
        .then_some(joined);
    if by_letter { slipped.or(spelt) } else { spelt.or(slipped) }
}

/// The most frequent word in which every Latin letter or digit stands for an Arabic letter.
fn respelt(parts: &[&str], joints: &[Joint]) -> Option<String> {
    let meanings: Vec<&str> = joints.iter().map(|joint| joint.intruder().map_or("", meaning)).collect();
    let n_spellings = meanings.iter().map(|letters| letters.chars().count()).max().unwrap_or(0);
    let spell = |nth: usize| {
        let mut candidate = String::new();
        for (idx, part) in parts.iter().enumerate() {
            candidate.push_str(part);
            if let Some(letters) = meanings.get(idx) {
                candidate.extend(letters.chars().nth(nth).or_else(|| letters.chars().next()));
            }
        }
        candidate
    };
    (0..n_spellings)
        .map(spell)
        .filter_map(|candidate| familiar(&fold(&candidate)).map(|band| (band, candidate)))
        .max_by_key(|(band, _)| *band)
        .map(|(_, candidate)| candidate)
}

/// Arabic letters that a Latin letter or digit stands for.
fn meaning(intruder: char) -> &'static str {
    let mut buffer = [0; 4];
    let folded = intruder.to_ascii_lowercase();
    LETTER_MEANINGS.get(folded.encode_utf8(&mut buffer)).first().map_or("", |meaning| &meaning.letters)
}

/// What a Latin letter or digit may stand for.
struct Meaning {
    letters: Box<str>,
}

impl Entry for Meaning {
    fn read(columns: &[&str]) -> Self {
        Self { letters: columns[0].into() }
    }
}

/// The word from which a letter got lost at a joint, or in which one was doubled.
fn restored(parts: &[&str], joints: &[Joint]) -> Option<String> {
    for idx in 1..parts.len() {
        let (before, after) = (parts[..idx].concat(), parts[idx..].concat());
        if let Some(last) = before.chars().next_back()
            && after.starts_with(last)
            && let Some(rest) = after.strip_prefix(last)
        {
            let candidate = format!("{before}{rest}");
            if band(&fold(&candidate)).is_some() {
                return Some(candidate);
            }
        }
    }
    masked(parts, joints)
}

/// The guarded word of which one letter is hidden behind a star or a run of signs.
fn masked(parts: &[&str], joints: &[Joint]) -> Option<String> {
    let masks: Vec<usize> = (0..joints.len()).filter(|&idx| hides_a_letter(&joints[idx])).collect();
    let &[mask] = masks.as_slice() else { return None };
    let (before, after) = (parts[..=mask].concat(), parts[mask + 1..].concat());
    if before.is_empty() || after.is_empty() {
        return None;
    }
    let mut found =
        LETTERS.chars().map(|c| format!("{before}{c}{after}")).filter(|word| is_guarded(&fold(word)));
    let word = found.next()?;
    found.next().is_none().then_some(word)
}

fn hides_a_letter(joint: &Joint) -> bool {
    joint.signs.contains(['*', '$']) || joint.signs.chars().count() > 2
}

/// The letters that may be hidden.
const LETTERS: &str = "ابتثجحخدذرزسشصضطظعغفقكلمنهوية";

/// Whether a folded word is one of those that moderation looks for, affixes aside.
fn is_guarded(folded: &str) -> bool {
    crate::segment::splits(folded).any(|split| {
        let stem = &folded[split.stem..];
        let bare = stem.strip_prefix("ال").unwrap_or(stem);
        GUARDED.contains(stem)
            || GUARDED.contains(bare)
            || split.restore_alef && GUARDED.contains(stem.strip_prefix('ل').unwrap_or(stem))
    })
}

/// Vowel signs inside a broken word were part of the disguise; a tanwin at its end is spelling.
fn without_inner_vowels(word: &str) -> String {
    let mut plain: String =
        word.chars().filter(|&c| !is_vowel_sign(c) || matches!(c, '\u{064B}'..='\u{064D}')).collect();
    if plain.is_empty() {
        word.clone_into(&mut plain);
    }
    plain
}

static LETTER_MEANINGS: LazyLock<Lexicon<Meaning>> = LazyLock::new(|| lexicon!("letter_meanings"));
static GUARDED: LazyLock<Lexicon<()>> = LazyLock::new(|| lexicon!("guarded_words"));
