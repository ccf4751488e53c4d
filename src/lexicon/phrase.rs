//! Phrases of a lexicon in running text: a walk of the tree over folded tokens.

use std::borrow::Cow;

use super::{Entry, Lexicon};
use crate::segment::{Split, TokenKind, Tokens};

/// A phrase found in the text.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Match<'l, E> {
    /// The token after its last one.
    pub(crate) end: usize,
    /// What the lexicon says of it.
    pub(crate) entries: &'l [E],
}

impl<E: Entry> Lexicon<E> {
    /// The phrases that start with token `idx`, after the proclitics of `split` are taken off;
    /// shorter ones first.
    ///
    /// Quotation marks inside a phrase break it; other signs are words of their own. The cost is
    /// that of the longest phrase that fits, whatever the size of the lexicon.
    pub(crate) fn phrases_at(&self, tokens: &Tokens<'_>, idx: usize, split: Split) -> Vec<Match<'_, E>> {
        let mut matches = Vec::new();
        let stem = tokens.folded(idx).get(split.stem..).unwrap_or("");
        if stem.is_empty() {
            return matches;
        }
        let word = if split.restore_alef { Cow::Owned(format!("ا{stem}")) } else { Cow::Borrowed(stem) };
        let Some(mut node) = self.index.word(&word) else { return matches };
        matches.extend(self.at(node).map(|entries| Match { end: idx + 1, entries }));
        if !self.index.starts(node, self.number) {
            return matches;
        }
        for end in idx + 1.. {
            if tokens.kind(end) == Some(TokenKind::Quote) {
                break;
            }
            let Some(next) = self.index.next(node, tokens.folded(end)) else { break };
            node = next;
            matches.extend(self.at(node).map(|entries| Match { end: end + 1, entries }));
        }
        matches
    }

    /// The longest phrase at token `idx`, see [`phrases_at`](Self::phrases_at).
    pub(crate) fn longest_at(&self, tokens: &Tokens<'_>, idx: usize, split: Split) -> Option<Match<'_, E>> {
        self.phrases_at(tokens, idx, split).pop()
    }
}
