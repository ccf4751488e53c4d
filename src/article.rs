//! What every pass after segmentation reads.

use crate::clean::Cleaned;
use crate::segment::{Sentence, Tokens};

/// The cleaned article with its tokens and sentences.
#[derive(Debug)]
pub(crate) struct Article<'a> {
    pub(crate) cleaned: &'a Cleaned,
    pub(crate) tokens: Tokens<'a>,
    pub(crate) sentences: Vec<Sentence>,
}

impl<'a> Article<'a> {
    #[inline(never)]
    pub(crate) fn new(cleaned: &'a Cleaned) -> Self {
        let tokens = Tokens::new(cleaned.text.as_str());
        let sentences = crate::segment::sentences(&tokens);
        Self { cleaned, tokens, sentences }
    }

    /// The cleaned text.
    pub(crate) fn text(&self) -> &'a str {
        self.cleaned.text.as_str()
    }

    /// The number of the sentence that token `idx` belongs to.
    pub(crate) fn sentence_of(&self, idx: usize) -> Option<usize> {
        let n = self.sentences.partition_point(|sentence| sentence.tokens.end <= idx);
        (n < self.sentences.len()).then_some(n)
    }
}
