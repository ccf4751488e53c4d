//! Units that may be broken words: letters with something between them that is no space.
//!
//! A unit is a run of parts (Arabic letters with their vowel signs) and joints (what stands
//! between two parts: tatweel, separators, one Latin letter or digit). A space belongs to a joint
//! only beside a tatweel, so that the words of ordinary text never meet in one unit.

use std::ops::Range;

use crate::text::{is_arabic_letter, scan};

/// What stands between two parts.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Joint {
    pub(super) at: Range<usize>,
    /// Tatweel touches the part before it.
    pub(super) tatweel_before: bool,
    /// Tatweel touches the part after it.
    pub(super) tatweel_after: bool,
    pub(super) has_space: bool,
    /// Number of tatweels.
    pub(super) n_tatweel: usize,
    /// The signs between, without tatweel and space.
    pub(super) signs: String,
}

impl Joint {
    pub(super) fn is_only_tatweel(&self) -> bool {
        self.signs.is_empty() && !self.has_space
    }

    pub(super) fn has_tatweel(&self) -> bool {
        self.n_tatweel > 0
    }

    /// The one Latin letter or digit that it consists of.
    pub(super) fn intruder(&self) -> Option<char> {
        let mut signs = self.signs.chars();
        signs.next().filter(char::is_ascii_alphanumeric).filter(|_| signs.next().is_none())
    }
}

/// Parts and the joints between them: one part more than joints.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Unit {
    pub(super) parts: Vec<Range<usize>>,
    pub(super) joints: Vec<Joint>,
}

impl Unit {
    pub(super) fn range(&self) -> Range<usize> {
        self.parts[0].start..self.parts[self.parts.len() - 1].end
    }
}

/// The units of `text` with at least one joint, in order.
pub(super) fn units(text: &str) -> Vec<Unit> {
    let mut units = Vec::new();
    let mut done = 0;
    let mut at = 0;
    while let Some(hit) = next_hit(text, at) {
        at = hit + 1;
        if hit < done || !text.is_char_boundary(hit) {
            continue;
        }
        let start = part_before(text, done, hit);
        if start == hit {
            continue;
        }
        let unit = read(text, start);
        done = unit.range().end;
        at = at.max(done);
        if !unit.joints.is_empty() {
            units.push(unit);
        }
    }
    units
}

/// The next byte from which a joint may start: a tatweel, or a sign that touches Arabic letters on
/// both sides.
fn next_hit(text: &str, from: usize) -> Option<usize> {
    let is_letter_lead = |byte: u8| (0xD8..=0xDB).contains(&byte);
    let is_letter_or_digit = |byte: u8| (byte | 0x20).wrapping_sub(b'a') < 26 || byte.wrapping_sub(b'0') < 10;
    // The byte before comes first. Runs of dots or stars are joints too.
    let fits = |[before, byte, b, c, d]: [u8; 5]| {
        let is_sign = (byte == b'.') | (byte == b',') | (byte == b'*') | (byte == b'$');
        // Behind the end of the text stand zeros.
        let goes_on = |byte: u8| (byte != 0) & (!is_sign | is_letter_lead(byte));
        let behind = (b != byte) & goes_on(b)
            | (b == byte) & (c != byte) & goes_on(c)
            | (b == byte) & (c == byte) & (d != byte) & goes_on(d);
        let is_joint = (before >= 0x80) & (is_sign | is_letter_or_digit(byte)) & behind;
        (byte == 0xD9) & (b == 0x80) | is_joint
    };
    let opens = from == 0 && text.starts_with('\u{640}');
    if opens { Some(0) } else { scan::find(text, from.saturating_sub(1), fits).map(|before| before + 1) }
}

/// Start of the part that ends at `end`, not before `floor`.
fn part_before(text: &str, floor: usize, end: usize) -> usize {
    let length: usize = text[floor..end].chars().rev().take_while(|&c| is_part(c)).map(char::len_utf8).sum();
    end - length
}

fn read(text: &str, start: usize) -> Unit {
    let first = start..part_end(text, start);
    let mut parts = Vec::from([first]);
    let mut joints = Vec::new();
    loop {
        let joint_start = parts[parts.len() - 1].end;
        let Some(joint) = read_joint(text, joint_start) else { break };
        let part = joint.at.end..part_end(text, joint.at.end);
        if part.is_empty() {
            // A Latin letter or digit may end a word.
            if joint.intruder().is_some() && !joint.has_tatweel() {
                parts.push(part);
                joints.push(joint);
            }
            break;
        }
        joints.push(joint);
        parts.push(part);
    }
    Unit { parts, joints }
}

fn part_end(text: &str, start: usize) -> usize {
    start + text[start..].chars().take_while(|&c| is_part(c)).map(char::len_utf8).sum::<usize>()
}

fn read_joint(text: &str, start: usize) -> Option<Joint> {
    let mut joint = Joint { at: start..start, ..Joint::default() };
    let mut previous = ' ';
    for (offset, c) in text[start..].char_indices() {
        let at = start + offset;
        match c {
            '\u{0640}' => {
                joint.n_tatweel += 1;
                joint.tatweel_before |= at == start;
            }
            ' ' | '\u{A0}' if !joint.has_space && joint.has_tatweel() => {
                // A space joins only after "tatweel, sign" or before another tatweel.
                let next = text[at + c.len_utf8()..].chars().next();
                let goes_on = match next {
                    Some('\u{0640}' | '.') => true,
                    Some(letter) => !joint.signs.is_empty() && is_arabic_letter(letter),
                    None => false,
                };
                if !goes_on {
                    break;
                }
                joint.has_space = true;
            }
            '.' | ',' | '\u{060C}' | '*' | '$' | '_' | '|' | '~' | '^' | '\u{2022}' | '\u{00B7}' => {
                joint.signs.push(c);
            }
            _ if c.is_ascii_alphanumeric() => joint.signs.push(c),
            _ if is_vowel_sign(c) && joint.has_tatweel() => {}
            _ => break,
        }
        previous = c;
        joint.at.end = at + c.len_utf8();
        if joint.signs.len() > 8 {
            return None;
        }
    }
    joint.tatweel_after = previous == '\u{0640}';
    // "al-150", "bi-5 million": tatweel glues a number or a Latin word to its proclitic.
    let is_glue = joint.signs.contains(|c: char| c.is_ascii_alphanumeric())
        && joint.has_tatweel()
        && (!joint.tatweel_before || !joint.tatweel_after || joint.signs.len() > 1 || joint.has_space);
    (!joint.at.is_empty() && !is_glue).then_some(joint)
}

fn is_part(c: char) -> bool {
    is_arabic_letter(c) || is_vowel_sign(c)
}

/// Vowel signs, tanwin, shadda, sukun, dagger alef.
pub(super) const fn is_vowel_sign(c: char) -> bool {
    matches!(c, '\u{064B}'..='\u{0655}' | '\u{0670}')
}
