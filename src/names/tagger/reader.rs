//! How the training program reads a text: with the tokens, sentences and features of inference.

use std::ops::Range;

use super::features::{self, N_PIECES, rows_of};
use super::model::Model;
use super::vocabulary::{self, Vocabulary};
use crate::segment::{TokenKind, Tokens, sentences, splits};

/// The words that the tagger is to know.
#[derive(Debug)]
pub struct Words(Vocabulary);

impl Words {
    /// Takes hashed words in ascending order.
    pub fn new(keys: &[u32]) -> Self {
        Self(Vocabulary::new(keys))
    }

    /// Number of words.
    pub fn n_rows(&self) -> usize {
        self.0.len() as usize
    }

    /// The hash of a folded word.
    pub fn key(folded: &str) -> u32 {
        vocabulary::key(folded)
    }

    /// Writes words, given as for [`Words::new`], in the form that the weights file holds.
    pub fn write(keys: &[u32], out: &mut Vec<u8>) {
        vocabulary::write(keys, out);
    }
}

/// The tokens of a text.
#[derive(Debug)]
pub struct Reader<'t> {
    tokens: Tokens<'t>,
    clues: Vec<u32>,
}

/// Number of vectors of what the lists say; they follow those of words and are the first of the
/// marks.
pub const N_CLUES: usize = super::clues::N_CLUES as usize;
/// Number of vectors of marks; they follow those of words.
pub const N_MARKS: usize = features::N_MARKS as usize;
/// Number of vectors beside those of words.
pub const N_OTHER_ROWS: usize = N_MARKS + N_PIECES as usize;

impl<'t> Reader<'t> {
    /// Splits `text`.
    pub fn new(text: &'t str) -> Self {
        let tokens = Tokens::new(text);
        let clues = crate::names::clues(&tokens);
        Self { tokens, clues }
    }

    /// Where token `idx` stands, in bytes of the text.
    pub fn span(&self, idx: usize) -> Range<usize> {
        self.tokens.get(idx).map_or(0..0, |token| token.span.start() as usize..token.span.end() as usize)
    }

    /// The byte of the text at which byte `at` of the folded token stands.
    pub fn stem_start(&self, idx: usize, at: usize) -> usize {
        self.tokens.offset_of_folded(idx, at) as usize
    }

    /// Number of tokens.
    pub fn n_tokens(&self) -> usize {
        self.tokens.len()
    }

    /// The folded form of a token.
    pub fn folded(&self, idx: usize) -> &str {
        self.tokens.folded(idx)
    }

    /// Whether a token is a word.
    pub fn is_word(&self, idx: usize) -> bool {
        matches!(self.tokens.kind(idx), Some(TokenKind::Arabic | TokenKind::Foreign))
    }

    /// The tokens of each sentence.
    pub fn sentences(&self) -> Vec<Range<usize>> {
        sentences(&self.tokens).into_iter().map(|sentence| sentence.tokens).collect()
    }

    /// The numbers of the vectors of a token.
    pub fn rows(&self, idx: usize, words: &Words, rows: &mut Vec<u32>) {
        rows_of(&self.tokens, idx, self.clues[idx], &words.0, rows);
    }

    /// A number that the occurrences of a word share; 0 for what is no word.
    pub fn identity(&self, idx: usize, words: &Words) -> u32 {
        features::identity(&self.tokens, idx, &words.0)
    }

    /// What is left of a token when proclitics are taken off, in every way, and how many letters
    /// they have.
    pub fn stems(&self, idx: usize) -> Vec<(usize, String)> {
        let folded = self.tokens.folded(idx);
        splits(folded)
            .map(|split| {
                let alef = if split.restore_alef { "ا" } else { "" };
                let n_letters = folded[..split.stem].chars().count();
                (n_letters, format!("{alef}{}", &folded[split.stem..]))
            })
            .collect()
    }
}

/// Weights that are not those of this build.
#[derive(Debug)]
pub struct Weights(Model);

/// A name (kinds 0 to 2: person, organisation, place) or title (3).
#[derive(Clone, Debug)]
pub struct Tagging {
    pub tokens: Range<usize>,
    pub kind: u8,
    /// Byte of the first token's folded form at which the name starts.
    pub stem: usize,
    pub probability: f32,
}

impl Weights {
    /// Reads a weights file; `None` if it is not whole.
    pub fn read(bytes: &[u8]) -> Option<Self> {
        Model::read(bytes).map(Self)
    }

    /// Tags a text by the code of inference.
    pub fn tag(&self, reader: &Reader<'_>) -> Vec<Tagging> {
        let workspace = &mut super::Workspace::default();
        super::decode(&self.0, workspace, &reader.tokens, &reader.clues, reader.sentences().into_iter())
            .into_iter()
            .map(|found| Tagging {
                tokens: found.tokens,
                kind: found.label as u8,
                stem: found.stem,
                probability: found.probability,
            })
            .collect()
    }
}
