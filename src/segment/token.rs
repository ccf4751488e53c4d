//! Tokens: words, numbers and signs of the cleaned text, each word also in folded form.

use std::cell::RefCell;
use std::ops::Range;
use std::rc::Rc;

use super::clitic::{Proclitics, Split};
use super::form::{Forms, UNKNOWN, forms};
use crate::lexicon::{Holders, Stems};
use crate::text::{CleanSpan, Shape, fold_char, fold_letters};

/// What a token is made of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum TokenKind {
    /// A word in Arabic script, with its proclitics and signs.
    Arabic,
    /// A word in another script.
    Foreign,
    /// Digits of one system, with separators between them ("3,5", "12.4.2019").
    Number,
    /// A quotation mark of any shape.
    Quote,
    /// Any other single sign.
    Sign,
}

/// A word, number or sign. Its text is had from [`Tokens`].
#[derive(Clone, Debug)]
pub(crate) struct Token {
    /// Where it stands in the cleaned text.
    pub(crate) span: CleanSpan,
    /// What it is made of.
    pub(crate) kind: TokenKind,
    folded: Range<u32>,
    /// Number of its form, or [`NO_FORM`].
    form: u32,
    /// Number of the lists that hold its stems.
    holders: u16,
    proclitics: Proclitics,
}

/// Bytes.
const BLOCK: u32 = 64;

/// Of tokens whose form there is no room to remember.
const NO_FORM: u32 = u32::MAX;

/// The tokens of one text, in order, without the white space between them.
///
/// Folded forms lie behind each other in one string, so that a token costs no allocation.
#[derive(Debug)]
pub(crate) struct Tokens<'t> {
    text: &'t str,
    list: Vec<Token>,
    /// Of each [`BLOCK`] of the text the first token that ends behind its start: where to look for the
    /// token at a place, without a search that is the slower the longer the text is.
    first_in: Vec<u32>,
    folded: String,
    forms: Rc<RefCell<Forms>>,
    edition: u32,
}

impl<'t> Tokens<'t> {
    /// Splits `text` in one pass.
    #[must_use]
    pub(crate) fn new(text: &'t str) -> Self {
        let mut tokens = Vec::with_capacity(text.len() / 8);
        let mut first_in = Vec::with_capacity(text.len() / BLOCK as usize + 1);
        let mut folded = String::with_capacity(text.len());
        let shared = forms();
        let mut forms = shared.borrow_mut();
        let mut rest = text.chars();
        let mut end = 0;
        while let Some(c) = rest.next() {
            let start = end;
            end += c.len_utf8();
            let shape = Shape::of(c);
            // A numeral that is no digit ("\u{B2}") starts no token of its own kind.
            let (kind, inside) = if shape.is(Shape::ARABIC) {
                (TokenKind::Arabic, Shape::ARABIC | Shape::MARK)
            } else if shape.is(Shape::SPACE | Shape::MARK) {
                continue;
            } else if shape.is(Shape::QUOTE) {
                (TokenKind::Quote, 0)
            } else if shape.is(Shape::DIGIT) {
                (TokenKind::Number, Shape::DIGIT)
            } else if shape.is(Shape::FOREIGN) {
                (TokenKind::Foreign, Shape::FOREIGN | Shape::DIGIT | Shape::NUMERAL | Shape::MARK)
            } else {
                (TokenKind::Sign, 0)
            };
            let folded_start = folded.len() as u32;
            folded.extend(shape.folded);
            if kind == TokenKind::Arabic {
                end = fold_letters(text, end, &mut folded);
                rest = text[end..].chars();
            }
            let mut ahead = rest.clone();
            while let Some(next) = ahead.next() {
                let shape = Shape::of(next);
                let separates = || {
                    kind == TokenKind::Number
                        && is_separator(next)
                        && ahead.clone().next().is_some_and(|c| Shape::of(c).is(Shape::DIGIT))
                };
                if !(shape.is(inside) || separates()) {
                    break;
                }
                folded.extend(shape.folded);
                end += next.len_utf8();
                rest = ahead.clone();
            }
            if tokens.len() == tokens.capacity() {
                // What is left has as many as what was read, more or less; room for twice as many
                // would be the largest thing that the analysis holds. Where that is wrong, growing by
                // a quarter keeps the cost linear.
                let n_left = (text.len() - start) as u64 * tokens.len() as u64 / start.max(1) as u64;
                tokens.reserve_exact(((n_left + n_left / 8) as usize).max(tokens.len() / 4) + 1);
            }
            let word = &folded[folded_start as usize..];
            let form = forms.number(word);
            let known = form.and_then(|form| forms.get(form));
            let known = known.map(|form| (form.holders, form.proclitics));
            let (holders, proclitics) = known.unwrap_or_else(|| (UNKNOWN, Proclitics::of(word)));
            while first_in.len() < end.div_ceil(BLOCK as usize) {
                first_in.push(tokens.len() as u32);
            }
            tokens.push(Token {
                span: CleanSpan::new(start as u32, end as u32),
                kind,
                folded: folded_start..folded.len() as u32,
                form: form.unwrap_or(NO_FORM),
                holders,
                proclitics,
            });
        }
        let edition = forms.edition;
        drop(forms);
        Self { text, list: tokens, first_in, folded, forms: shared, edition }
    }

    /// The text that was split.
    pub(crate) fn text(&self) -> &'t str {
        self.text
    }

    /// Number of tokens.
    pub(crate) fn len(&self) -> usize {
        self.list.len()
    }

    /// All tokens in order.
    pub(crate) fn as_slice(&self) -> &[Token] {
        &self.list
    }

    /// Token number `idx`, if there are so many.
    pub(crate) fn get(&self, idx: usize) -> Option<&Token> {
        self.list.get(idx)
    }

    /// The words as they stand in the text; empty past the last token.
    pub(crate) fn surface(&self, idx: usize) -> &'t str {
        self.get(idx).map_or("", |token| token.span.of(self.text))
    }

    /// The folded form of token `idx`; empty past the last token.
    pub(crate) fn folded(&self, idx: usize) -> &str {
        self.get(idx).map_or("", |token| &self.folded[token.folded.start as usize..token.folded.end as usize])
    }

    /// Whether token `idx` is a hyphen or a dash.
    pub(crate) fn is_dash(&self, idx: usize) -> bool {
        matches!(self.surface(idx), "-" | "\u{2013}" | "\u{2014}")
    }

    /// All ways to take proclitics off token `idx`, see [`splits`](super::splits).
    pub(crate) fn splits(&self, idx: usize) -> impl Iterator<Item = Split> + use<> {
        self.get(idx).map_or(Proclitics::default(), |token| token.proclitics).splits()
    }

    /// What `work_out` gives for each way to take proclitics off token `idx`, in the order of its splits.
    pub(crate) fn by_split<T: Default>(&self, idx: usize, work_out: impl Fn(Split) -> T) -> [T; Split::MOST] {
        let mut splits = self.splits(idx);
        std::array::from_fn(|_| splits.next().map_or_else(T::default, &work_out))
    }

    /// The lists that hold the stems of token `idx`; none past the last token.
    pub(crate) fn holders(&self, idx: usize) -> Holders {
        self.get(idx).map_or(Holders::default(), |token| self.forms.borrow().holders(token.holders))
    }

    /// What `ask` says of what the lists know of token `idx`, where that is remembered.
    pub(crate) fn stems<T>(&self, idx: usize, ask: impl FnOnce(&Stems) -> T) -> Option<T> {
        self.forms.borrow().get(self.get(idx)?.form).map(|form| ask(&form.stems))
    }

    /// The number of the form of token `idx`, where it is remembered: texts of one edition have equal
    /// numbers for equal forms.
    pub(crate) fn form(&self, idx: usize) -> Option<u32> {
        let number = self.get(idx)?.form;
        (number != NO_FORM).then_some(number)
    }

    /// What the numbers of forms hold for.
    pub(crate) fn edition(&self) -> u32 {
        self.edition
    }

    /// The kind of token `idx`, if there are so many.
    pub(crate) fn kind(&self, idx: usize) -> Option<TokenKind> {
        self.get(idx).map(|token| token.kind)
    }

    /// The tokens that share a byte with `span`.
    pub(crate) fn within(&self, span: CleanSpan) -> Range<usize> {
        let start = self.first_from(span.start(), |token| token.span.end() > span.start());
        let end = self.first_from(span.end(), |token| token.span.start() >= span.end());
        start..end.max(start)
    }

    /// The first token that `is_behind` says of; it is in the block of `place` or behind it.
    fn first_from(&self, place: u32, is_behind: impl Fn(&Token) -> bool) -> usize {
        let Some(&first) = self.first_in.get((place / BLOCK) as usize) else { return self.list.len() };
        let n_before = self.list[first as usize..].iter().position(is_behind);
        n_before.map_or(self.list.len(), |n_before| first as usize + n_before)
    }

    /// The span from the start of the first to the end of the last token of `range`.
    ///
    /// # Panics
    /// If `range` is empty or reaches past the last token.
    pub(crate) fn cover(&self, range: Range<usize>) -> CleanSpan {
        self.list[range.start].span.cover(self.list[range.end - 1].span)
    }

    /// Where in the text the byte `at` of token `idx`'s folded form stands.
    ///
    /// Signs that folding dropped before that place belong to what is before it.
    pub(crate) fn offset_of_folded(&self, idx: usize, at: usize) -> u32 {
        let Some(token) = self.get(idx) else { return self.text.len() as u32 };
        let mut folded = 0;
        for (offset, c) in token.span.of(self.text).char_indices() {
            let Some(shape) = fold_char(c) else { continue };
            if folded >= at {
                return token.span.start() + offset as u32;
            }
            folded += shape.len_utf8();
        }
        token.span.end()
    }
}

/// Signs that may stand between the digits of one number: point, comma and their Arabic kin.
fn is_separator(c: char) -> bool {
    matches!(c, '.' | ',' | '\u{066B}' | '\u{066C}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: &[(&str, &str, TokenKind)]) {
        let tokens = Tokens::new(text);
        let found: Vec<_> = (0..tokens.len())
            .map(|i| (tokens.surface(i), tokens.folded(i), tokens.as_slice()[i].kind))
            .collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn words_numbers_and_signs() {
        use TokenKind::{Arabic, Foreign, Number, Quote, Sign};
        // "the president said: « 3.5 million »".
        check(
            "قالَ الرئيسُ: «3.5 مليون» عبر BBC2.",
            &[
                ("قالَ", "قال", Arabic),
                ("الرئيسُ", "الرئيس", Arabic),
                (":", ":", Sign),
                ("«", "«", Quote),
                ("3.5", "3.5", Number),
                ("مليون", "مليون", Arabic),
                ("»", "»", Quote),
                ("عبر", "عبر", Arabic),
                ("BBC2", "bbc2", Foreign),
                (".", ".", Sign),
            ],
        );
    }

    #[test]
    fn a_stop_after_a_number_is_no_separator() {
        use TokenKind::{Number, Sign};
        check(
            "٢٠١٩. 12,",
            &[("٢٠١٩", "2019", Number), (".", ".", Sign), ("12", "12", Number), (",", ",", Sign)],
        );
    }

    #[test]
    fn offsets_skip_what_folding_drops() {
        // "wa-al-bayan" with vowel signs; the stem starts after the conjunction and its vowel.
        let tokens = Tokens::new("وَالبيان");
        assert_eq!(tokens.folded(0), "والبيان");
        assert_eq!(tokens.offset_of_folded(0, 2), 4);
        assert_eq!(tokens.offset_of_folded(0, 99), tokens.text().len() as u32);
    }

    #[test]
    fn tokens_of_a_span() {
        let tokens = Tokens::new("one two three");
        assert_eq!(tokens.within(CleanSpan::new(5, 9)), 1..3);
        assert_eq!(tokens.within(CleanSpan::new(3, 4)), 1..1);

        let text = "a b ".repeat(100) + &"long".repeat(100) + "  c d";
        let tokens = Tokens::new(&text);
        for start in (0..=text.len() as u32).step_by(3) {
            for end in [start, start + 1, start + 63, start + 64, start + 500] {
                let shared = |token: &Token| token.span.end() > start && token.span.start() < end;
                let found = tokens.within(CleanSpan::new(start, end));
                let expected: Vec<_> =
                    (0..tokens.len()).filter(|&idx| shared(&tokens.as_slice()[idx])).collect();
                assert_eq!(found.collect::<Vec<_>>(), expected, "{start}..{end}");
            }
        }
    }
}
