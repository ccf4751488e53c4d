//! The classes of characters, by table for the blocks that articles are made of.

use super::{fold_char, is_arabic_letter, is_mark_above, is_quotation_mark};

/// The classes of a character and its folded form.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Shape {
    classes: u8,
    pub(crate) folded: Option<char>,
}

impl Shape {
    pub(crate) const SPACE: u8 = 1;
    /// Sits on or between letters, see [`is_mark_above`].
    pub(crate) const MARK: u8 = 1 << 1;
    pub(crate) const QUOTE: u8 = 1 << 2;
    /// A digit of the three systems that are read.
    pub(crate) const DIGIT: u8 = 1 << 3;
    /// A letter of Arabic script.
    pub(crate) const ARABIC: u8 = 1 << 4;
    /// A letter of another script.
    pub(crate) const FOREIGN: u8 = 1 << 5;
    /// A numeral that is none of the digits.
    pub(crate) const NUMERAL: u8 = 1 << 6;

    /// The shape of `c`.
    pub(crate) fn of(c: char) -> Self {
        let code = c as usize;
        match code {
            0..0x80 => ASCII[code],
            0x600..0x700 => BLOCK[code - 0x600],
            _ => Self::new(c, c.is_whitespace(), c.is_alphabetic(), c.is_numeric()),
        }
    }

    /// Whether the character is in one of `classes`.
    pub(crate) const fn is(self, classes: u8) -> bool {
        self.classes & classes != 0
    }

    const fn new(c: char, is_space: bool, is_alphabetic: bool, is_numeric: bool) -> Self {
        let classes = if is_space {
            Self::SPACE
        } else if is_mark_above(c) {
            Self::MARK
        } else if is_quotation_mark(c) {
            Self::QUOTE
        } else if matches!(c, '0'..='9' | '\u{0660}'..='\u{0669}' | '\u{06F0}'..='\u{06F9}') {
            Self::DIGIT
        } else if is_arabic_letter(c) {
            Self::ARABIC
        } else if is_alphabetic {
            Self::FOREIGN
        } else if is_numeric {
            Self::NUMERAL
        } else {
            0
        };
        Self { classes, folded: fold_char(c) }
    }
}

static ASCII: [Shape; 0x80] = table(0);
static BLOCK: [Shape; 0x100] = table(0x600);

/// The folded letters of the Arabic block, or a zero.
static LETTERS: [char; 0x100] = {
    let mut letters = ['\0'; 0x100];
    let mut i = 0;
    while i < letters.len() {
        if let (true, Some(letter)) = (BLOCK[i].is(Shape::ARABIC), BLOCK[i].folded) {
            letters[i] = letter;
        }
        i += 1;
    }
    letters
};

/// Adds the folded form of the Arabic letters that `text` has from byte `from` on, up to the first
/// character that is none of them; tells where that stands.
///
/// Letters have two bytes, folded or not. Most words are read by this alone, at a third of the cost of
/// going through characters and their classes.
pub(crate) fn fold_letters(text: &str, from: usize, folded: &mut String) -> usize {
    let mut end = from;
    while let Some(&[lead, trail]) = text.as_bytes().get(end..).and_then(|rest| rest.first_chunk()) {
        // U+0600 to U+06FF.
        if lead & 0xFC != 0xD8 {
            break;
        }
        let letter = LETTERS[usize::from(lead & 3) << 6 | usize::from(trail & 0x3F)];
        if letter == '\0' {
            break;
        }
        folded.push(letter);
        end += 2;
    }
    end
}

/// The shapes of the characters from `start` on, which lies in a block without letters of other
/// scripts than Latin in ASCII.
const fn table<const N: usize>(start: u32) -> [Shape; N] {
    let mut shapes = [Shape { classes: 0, folded: None }; N];
    let mut i = 0;
    while i < N {
        if let Some(c) = char::from_u32(start + i as u32) {
            shapes[i] =
                Shape::new(c, c.is_ascii_whitespace() || c == '\u{000B}', c.is_ascii_alphabetic(), false);
        }
        i += 1;
    }
    shapes
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_tables_say_what_unicode_says() {
        for c in (0..0x80).chain(0x600..0x700).filter_map(char::from_u32) {
            let slow = Shape::new(c, c.is_whitespace(), c.is_alphabetic(), c.is_numeric());
            assert_eq!(Shape::of(c), slow, "{c:?}");
        }
    }

    #[test]
    fn letters_are_read_as_characters_are() {
        for code in 0x5F0..0x710 {
            let Some(c) = char::from_u32(code) else { continue };
            let (text, mut folded) = (format!("\u{628}{c}\u{628}"), String::new());
            let end = fold_letters(&text, 0, &mut folded);
            let shape = Shape::of(c);
            let is_letter = shape.is(Shape::ARABIC) && shape.folded.is_some();
            assert_eq!(end, if is_letter { 6 } else { 2 }, "{code:x}");
            assert_eq!(folded.chars().nth(1), shape.folded.filter(|_| is_letter), "{code:x}");
        }
        assert_eq!(fold_letters("", 0, &mut String::new()), 0);
    }
}
