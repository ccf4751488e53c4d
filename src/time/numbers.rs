//! Numbers: digits and Arabic number words.
//!
//! Words combine by "and" (glued to the next word), ones before tens: "five and twenty". Agreement
//! is not asked for, since news breaks it; the value does not depend on it.

use std::sync::LazyLock;

use super::reader::{At, Reader};
use crate::lexicon::{Entry, Lexicon, lexicon};
use crate::segment::TokenKind;

/// How a number word combines.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Role {
    Unit,
    Teen,
    Ten,
    Hundred,
    Thousand,
}

#[derive(Clone, Copy, Debug)]
pub(super) struct NumberWord {
    role: Role,
    value: u32,
}

impl Entry for NumberWord {
    fn read(columns: &[&str]) -> Self {
        let role = match columns.first().copied().unwrap_or("") {
            "unit" => Role::Unit,
            "teen" => Role::Teen,
            "ten" => Role::Ten,
            "hundred" => Role::Hundred,
            role => {
                debug_assert_eq!(role, "thousand", "a role of time_numbers.tsv");
                Role::Thousand
            }
        };
        Self { role, value: columns.get(1).and_then(|value| value.parse().ok()).unwrap_or(0) }
    }
}

#[derive(Clone, Copy, Debug)]
pub(super) struct OrdinalWord(u8);

impl Entry for OrdinalWord {
    fn read(columns: &[&str]) -> Self {
        Self(columns.first().and_then(|value| value.parse().ok()).unwrap_or(0))
    }
}

pub(super) static NUMBERS: LazyLock<Lexicon<NumberWord>> = LazyLock::new(|| lexicon!("time_numbers"));
pub(super) static ORDINALS: LazyLock<Lexicon<OrdinalWord>> = LazyLock::new(|| lexicon!("time_ordinals"));

/// The most words that one number is read from.
const MOST_WORDS: usize = 8;

impl Reader<'_> {
    /// A number in digits or words, with or without the article, and the token after it.
    pub(super) fn number(self, at: At) -> Option<(u32, usize)> {
        if let Some(found) = self.digits(at) {
            return Some(found);
        }
        let definite = self.number_word(at).is_none();
        let at = if definite { self.without_article(at)? } else { at };
        if let Some(found) = self.digits(at) {
            return Some(found);
        }
        let (first, mut end) = self.number_word(at)?;
        let (mut total, mut last) = (first.value, first);
        for _ in 0..MOST_WORDS {
            // "three thousand", "five hundred": a multiplier without "and".
            if last.role == Role::Unit
                && let Some((next, next_end)) = self.number_word(At::token(end))
                && matches!(next.role, Role::Hundred | Role::Thousand)
            {
                total = total - last.value + last.value * next.value;
                (last, end) = (next, next_end);
                continue;
            }
            // "the four and the twenty" repeats the article.
            let again = self.after_and(end).and_then(|at| {
                self.number_word(at)
                    .or_else(|| self.number_word(self.without_article(at).filter(|_| definite)?))
            });
            let Some((next, next_end)) = again else { break };
            let fits = match next.role {
                Role::Ten => matches!(last.role, Role::Unit | Role::Hundred | Role::Thousand),
                Role::Unit | Role::Teen => matches!(last.role, Role::Hundred | Role::Thousand),
                Role::Hundred => last.role == Role::Thousand,
                Role::Thousand => false,
            };
            if !fits {
                break;
            }
            total += next.value;
            (last, end) = (next, next_end);
        }
        Some((total, end))
    }

    /// A number in digits without separators.
    pub(super) fn digits(self, at: At) -> Option<(u32, usize)> {
        if self.tokens.kind(at.idx)? != TokenKind::Number {
            return None;
        }
        let digits = self.stem(at);
        if digits.len() > 6 || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
            return None;
        }
        digits.parse().ok().map(|value| (value, at.idx + 1))
    }

    /// An ordinal of 1 to 31, and the token after it.
    pub(super) fn ordinal(self, at: At) -> Option<(u8, usize)> {
        let found = ORDINALS.longest_at(self.tokens, at.idx, at.split)?;
        found.entries.first().map(|ordinal| (ordinal.0, found.end))
    }

    fn number_word(self, at: At) -> Option<(NumberWord, usize)> {
        let found = NUMBERS.longest_at(self.tokens, at.idx, at.split)?;
        found.entries.first().map(|&word| (word, found.end))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::segment::Tokens;
    use crate::time::reader::Recent;

    #[track_caller]
    fn check(text: &str, expected: Option<(u32, usize)>) {
        let tokens = Tokens::new(text);
        assert_eq!(Reader::new(&tokens, &Recent::default()).number(At::token(0)), expected, "{text}");
    }

    #[test]
    fn digits_of_every_system() {
        check("25 يوما", Some((25, 1)));
        check("٢٥ يوما", Some((25, 1)));
        check("الـ25 يوما", Some((25, 2)));
        check("3.5 سنوات", None);
        check("12345678", None);
    }

    #[test]
    fn words_in_both_cases_and_genders() {
        for (text, value) in [
            ("ثلاثة أيام", 3),
            ("ثلاث سنوات", 3),
            ("الثلاثة", 3),
            ("أحد عشر يوماً", 11),
            ("إحدى عشرة سنة", 11),
            ("اثني عشر", 12),
            ("خمسة وعشرون", 25),
            ("خمس وعشرين", 25),
            ("مئة", 100),
            ("مئتي", 200),
            ("مئة وخمسة وعشرون", 125),
            ("ألفين وأحد عشر", 2011),
            ("ألفين وتسعة عشر", 2019),
            ("ألف وتسعمئة وسبعة وستون", 1967),
            ("ألف وتسع مئة وسبع وستين", 1967),
            ("ثلاثة آلاف", 3000),
        ] {
            let tokens = Tokens::new(text);
            let found = Reader::new(&tokens, &Recent::default()).number(At::token(0)).map(|(value, _)| value);
            assert_eq!(found, Some(value), "{text}");
        }
    }

    #[test]
    fn and_between_two_numbers_joins_only_what_fits() {
        // "five and seven" are two numbers.
        check("خمسة وسبعة", Some((5, 1)));
        check("عشرين وخمسة", Some((20, 1)));
        check("يوم", None);
    }

    #[test]
    fn ordinals() {
        for (text, value) in
            [("الخامس", 5), ("الحادي والعشرين من", 21), ("الثانية عشرة", 12), ("تاسع", 9), ("فاتح", 1)]
        {
            let tokens = Tokens::new(text);
            let found =
                Reader::new(&tokens, &Recent::default()).ordinal(At::token(0)).map(|(value, _)| value);
            assert_eq!(found, Some(value), "{text}");
        }
    }
}
