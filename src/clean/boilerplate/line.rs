//! Lines of the text with what the decisions on them rest on.

use std::ops::Range;
use std::sync::LazyLock;

use super::credit::starts_with_verb;
use crate::lexicon::{Lexicon, lexicon};
use crate::segment::{TokenKind, Tokens};

/// Longer lines are read at their start only: they are paragraphs, or not to be told from them.
const READ_LIMIT: usize = 480;
/// Nothing but paragraphs is longer, in bytes ...
const PARAGRAPH_BYTES: usize = 850;
/// ... and of them the first words are enough.
const START_LIMIT: usize = 160;

/// A line of so many characters is a paragraph, whatever it ends with.
const LONG: usize = 120;
/// A line of so many characters is one if it ends with a stop.
const SENTENCE: usize = 50;

/// A line of so many characters is one if it ends with another sign that ends sentences.
const QUESTION: usize = 90;

/// A line that holds more than white space.
#[derive(Debug)]
pub(super) struct Line<'t> {
    /// Without the white space around it.
    pub(super) at: Range<usize>,
    /// From its start to that of the next line.
    pub(super) whole: Range<usize>,
    pub(super) text: &'t str,
    /// The tokens of its first part.
    pub(super) tokens: Tokens<'t>,
    /// All of it stands in `tokens`.
    pub(super) is_read_whole: bool,
    pub(super) n_chars: usize,
    /// Number of words in `tokens`.
    pub(super) n_words: usize,
    pub(super) ends_with_stop: bool,
}

impl<'t> Line<'t> {
    fn new(text: &'t str, whole: Range<usize>, at: Range<usize>) -> Self {
        let line = &text[at.clone()];
        let enough = if line.len() > PARAGRAPH_BYTES { START_LIMIT } else { READ_LIMIT };
        let limit = (0..=enough.min(line.len())).rev().find(|&n| line.is_char_boundary(n)).unwrap_or(0);
        let tokens = Tokens::new(&line[..limit]);
        let n_words = (0..tokens.len())
            .filter(|&idx| matches!(tokens.kind(idx), Some(TokenKind::Arabic | TokenKind::Foreign)))
            .count();
        let bare = line
            .trim_end_matches(['"', '\'', '\u{BB}', '\u{AB}', '\u{201D}', '\u{201C}', ')', ' ', '\u{A0}']);
        Self {
            is_read_whole: limit == line.len(),
            n_chars: if limit == line.len() { line.chars().count() } else { line.len() / 2 },
            n_words,
            ends_with_stop: bare.ends_with(['.', '!', '?', '\u{61F}', '\u{2026}']),
            text: line,
            tokens,
            whole,
            at,
        }
    }

    /// Whether it reads like running text.
    pub(super) fn is_paragraph(&self) -> bool {
        // Headlines ask and exclaim; full stops they do not have.
        let ends_with_full_stop = || self.ends_with_stop && !self.text.contains(['!', '?', '\u{61F}']);
        self.n_chars >= LONG
            || self.n_chars >= SENTENCE && ends_with_full_stop()
            || self.n_chars >= QUESTION && self.ends_with_stop
    }

    /// Index of the first token that is a word or number, behind bullets and decoration.
    pub(super) fn first_word(&self) -> usize {
        (0..self.tokens.len()).find(|&idx| is_word(&self.tokens, idx)).unwrap_or(self.tokens.len())
    }

    /// Whether it starts with a verb that opens stories and does not lead to the next line by a colon.
    pub(super) fn is_kicker(&self) -> bool {
        let first = self.first_word();
        // "Retreated" and "the retreat of" are written alike.
        let is_noun = matches!(*self.tokens.folded(first).chars().collect::<Vec<_>>(), ['ت', _, 'ا', _, _]);
        starts_with_verb(&self.tokens, first) && !is_noun && !self.text.trim_end().ends_with(':')
    }

    /// Whether it starts with neither a verb nor a word of sentences.
    pub(super) fn may_name_its_subject(&self) -> bool {
        let first = self.first_word();
        !starts_with_verb(&self.tokens, first) && !FUNCTION_WORDS.contains(self.tokens.folded(first))
    }

    /// Whether one of its words from token `from` on is a word of sentences.
    pub(super) fn has_function_word(&self, from: usize) -> bool {
        // Folding makes one of the preposition "ala" and the name "Ali".
        let is_ali = |idx| self.tokens.surface(idx) == "علي";
        (from..self.tokens.len()).any(|idx| !is_ali(idx) && FUNCTION_WORDS.contains(self.tokens.folded(idx)))
    }
}

/// Whether token `idx` is a word or number, not a sign.
pub(super) fn is_word(tokens: &Tokens<'_>, idx: usize) -> bool {
    matches!(tokens.kind(idx), Some(TokenKind::Arabic | TokenKind::Foreign | TokenKind::Number))
}

/// The lines of `text` that hold more than white space.
pub(super) fn lines(text: &str) -> Vec<Line<'_>> {
    let mut lines = Vec::new();
    let mut start = 0;
    for raw in text.split_inclusive('\n') {
        let trimmed = raw.trim();
        if !trimmed.is_empty() {
            let at = start + (raw.len() - raw.trim_start().len());
            lines.push(Line::new(text, start..start + raw.len(), at..at + trimmed.len()));
        }
        start += raw.len();
    }
    lines
}

/// Words of sentences: prepositions, particles, pronouns.
pub(in crate::clean) static FUNCTION_WORDS: LazyLock<Lexicon<()>> =
    LazyLock::new(|| lexicon!("function_words"));
