//! Text that was read in the wrong encoding on its way: UTF-8 taken for Windows-1252 or -1256, and
//! Windows-1256 taken for Windows-1252.
//!
//! Such a line consists of the few signs that the lead bytes of Arabic turn into, at a rate that
//! no language has. It is encoded back and accepted only if that gives Arabic letters and nothing
//! broken; each word is a repair of its own, so that spans stay fine.

use std::ops::Range;

use super::RepairKind;
use super::draft::Proposal;
use crate::text::{is_arabic_letter, scan};

/// Repairs of lines in the wrong encoding, in order.
pub(super) fn repairs(text: &str) -> Vec<Proposal> {
    let mut proposals = Vec::new();
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        if let Some(wrong) = suspect(line) {
            let words =
                words(line).map(|word| (start + word.start..start + word.end, wrong.read(&line[word])));
            let words: Vec<_> = words.collect();
            let n_read =
                words.iter().filter(|(_, plain)| plain.as_deref().is_some_and(is_mostly_arabic)).count();
            if n_read * 5 >= words.len() * 4 {
                proposals.extend(words.into_iter().filter_map(|(at, plain)| {
                    plain
                        .filter(|plain| *plain != text[at.clone()])
                        .map(|plain| Proposal::repair(at, plain, RepairKind::Mojibake))
                }));
            }
        }
        start += line.len();
    }
    proposals
}

/// How a line was misread.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Wrong {
    Utf8As1252,
    Utf8As1256,
    Arabic1256As1252,
}

impl Wrong {
    /// What `word` was before, if it can be read that way.
    fn read(self, word: &str) -> Option<String> {
        let byte = |c: char| match self {
            Self::Utf8As1256 => encode(c, WINDOWS_1256, 0x80).or_else(|| u8::try_from(u32::from(c)).ok()),
            _ => encode(c, WINDOWS_1252, 0x80).or_else(|| u8::try_from(u32::from(c)).ok()),
        };
        let bytes: Vec<u8> = word.chars().map(byte).collect::<Option<_>>()?;
        if self == Self::Arabic1256As1252 {
            return Some(bytes.iter().map(|&b| if b < 0x80 { char::from(b) } else { high(b) }).collect());
        }
        String::from_utf8(bytes).ok()
    }
}

/// The character of a byte from 0x80 on in Windows-1256.
fn high(byte: u8) -> char {
    WINDOWS_1256.chars().nth(usize::from(byte - 0x80)).unwrap_or('\u{FFFD}')
}

fn encode(c: char, table: &str, base: u8) -> Option<u8> {
    if c.is_ascii() {
        return Some(c as u8);
    }
    table.chars().position(|entry| entry == c).and_then(|n| u8::try_from(n).ok()).map(|n| base + n)
}

/// Whether the rate of certain signs says that `line` was misread, and how.
fn suspect(line: &str) -> Option<Wrong> {
    // Most lines have too few bytes of the signs in question; spaces other than those of ASCII start
    // with the four bytes that are left out of the others.
    let n_odd = scan::count(line, |byte| (byte == 0xC3) | (byte == 0xB7) | (byte == 0xB8));
    let n_at_least = scan::count(line, |byte| {
        let may_be_space = (byte <= b' ') | (byte == 0xC2) | ((0xE1..=0xE3).contains(&byte));
        let is_inside = (byte & 0xC0) == 0x80;
        !may_be_space & !is_inside
    });
    if n_odd * 10 < n_at_least * 3 {
        return None;
    }
    let (mut n, mut n_lead_1252, mut n_lead_1256, mut n_latin) = (0_usize, 0, 0, 0);
    for c in line.chars() {
        match c {
            _ if c.is_whitespace() => continue,
            '\u{D8}' | '\u{D9}' => n_lead_1252 += 1,
            'ط' | 'ظ' => n_lead_1256 += 1,
            '\u{C0}'..='\u{FF}' => n_latin += 1,
            _ => {}
        }
        n += 1;
    }
    if n < 6 {
        return None;
    }
    if n_lead_1252 * 10 >= n * 3 {
        Some(Wrong::Utf8As1252)
    } else if n_lead_1256 * 10 >= n * 3 {
        Some(Wrong::Utf8As1256)
    } else if (n_latin + n_lead_1252) * 10 >= n * 7 {
        Some(Wrong::Arabic1256As1252)
    } else {
        None
    }
}

fn words(line: &str) -> impl Iterator<Item = Range<usize>> + '_ {
    let mut at = 0;
    line.split(|c: char| c.is_ascii_whitespace()).filter_map(move |word| {
        let start = at;
        at += word.len() + 1;
        (!word.is_empty()).then_some(start..start + word.len())
    })
}

fn is_mostly_arabic(word: &str) -> bool {
    let n = word.chars().filter(|c| c.is_alphabetic()).count();
    let n_arabic = word.chars().filter(|&c| is_arabic_letter(c)).count();
    n_arabic * 5 >= n * 4 && !word.contains('\u{FFFD}')
}

/// The upper half of Windows-1256.
const WINDOWS_1256: &str = "\
    \u{20AC}پ\u{201A}\u{192}\u{201E}\u{2026}\u{2020}\u{2021}\u{2C6}\u{2030}ٹ\u{2039}\u{152}چژڈ\
    گ\u{2018}\u{2019}\u{201C}\u{201D}\u{2022}\u{2013}\u{2014}ک\u{2122}ڑ\u{203A}\u{153}\u{200C}\u{200D}ں\
    \u{A0}\u{60C}\u{A2}\u{A3}\u{A4}\u{A5}\u{A6}\u{A7}\u{A8}\u{A9}ھ\u{AB}\u{AC}\u{AD}\u{AE}\u{AF}\
    \u{B0}\u{B1}\u{B2}\u{B3}\u{B4}\u{B5}\u{B6}\u{B7}\u{B8}\u{B9}\u{61B}\u{BB}\u{BC}\u{BD}\u{BE}\u{61F}\
    ہءآأؤإئابةتثجحخد\
    ذرزسشصض\u{D7}طظعغ\u{640}فقك\
    \u{E0}ل\u{E2}منهو\u{E7}\u{E8}\u{E9}\u{EA}\u{EB}ىي\u{EE}\u{EF}\
    \u{64B}\u{64C}\u{64D}\u{64E}\u{F4}\u{64F}\u{650}\u{F7}\u{651}\u{F9}\u{652}\u{FB}\u{FC}\u{200E}\u{200F}ے";
/// The characters of Windows-1252 from 0x80 to 0x9F; from 0xA0 on it is Latin-1.
const WINDOWS_1252: &str = "\
    \u{20AC}\u{81}\u{201A}\u{192}\u{201E}\u{2026}\u{2020}\u{2021}\u{2C6}\u{2030}\u{160}\u{2039}\u{152}\u{8D}\u{17D}\u{8F}\
    \u{90}\u{2018}\u{2019}\u{201C}\u{201D}\u{2022}\u{2013}\u{2014}\u{2DC}\u{2122}\u{161}\u{203A}\u{153}\u{9D}\u{17E}\u{178}";

#[cfg(test)]
mod tests {
    use super::*;
    use crate::clean::draft::Draft;

    #[track_caller]
    fn check(text: &str, expected: &str) {
        let mut draft = Draft::new(text);
        draft.apply(&repairs(text));
        assert_eq!(draft.text(), expected);
    }

    /// What `text` looks like when its bytes are read by `table` or as Latin-1.
    fn misread(bytes: &[u8], table: &str) -> String {
        bytes
            .iter()
            .map(|&b| match b {
                0x80.. => table.chars().nth(usize::from(b - 0x80)).unwrap_or(char::from(b)),
                _ => char::from(b),
            })
            .collect()
    }

    #[test]
    fn all_three_ways_back() {
        let text = "قال الوزير إن الطريق مفتوح"; // "the minister said that the road is open"
        check(&misread(text.as_bytes(), WINDOWS_1252), text);
        check(&misread(text.as_bytes(), WINDOWS_1256), text);
        let bytes: Vec<u8> = text.chars().filter_map(|c| encode(c, WINDOWS_1256, 0x80)).collect();
        check(&misread(&bytes, WINDOWS_1252), text);
    }

    #[test]
    fn right_text_is_left_alone() {
        for text in ["طلب ظافر طبيبا", "M\u{E1}laga, S\u{E3}o Tom\u{E9}", "\u{D8}re", ""] {
            check(text, text);
        }
    }
}
