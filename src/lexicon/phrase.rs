//! Phrases of a lexicon in running text: a walk of the tree over folded tokens.

use std::cell::Cell;

use super::index::{Index, Node};
use super::{Entry, Found, Lexicon, Lists};
use crate::segment::{Split, TokenKind, Tokens};

/// A phrase found in the text.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Match<'l, E> {
    /// The token after its last one.
    pub(crate) end: usize,
    /// What the lexicon says of it.
    pub(crate) entries: &'l [E],
}

/// The nodes of a token under each way to take its proclitics off, each looked up when it is first
/// asked for: the layers ask some fifty lists for the same few stems.
#[derive(Debug, Default)]
pub(crate) struct Stems {
    /// One more than the number of the token, or 0.
    token: Cell<u32>,
    nodes: [Cell<u32>; 7],
}

impl Stems {
    const UNASKED: u32 = 0;
    const UNKNOWN: u32 = 1;
    const FIRST: u32 = 2;

    /// Forgets what is known of another token.
    pub(crate) fn keep_for(&self, idx: u32) {
        if self.token.replace(idx + 1) != idx + 1 {
            self.nodes.iter().for_each(|node| node.set(Self::UNASKED));
        }
    }

    fn node(&self, split: Split, look_up: impl FnOnce() -> Option<Node>) -> Option<Node> {
        // Proclitics have two bytes each, and there are two at most, or the article behind them.
        let slot = match (split.stem, split.restore_alef) {
            (0 | 2 | 4 | 6 | 8, false) => split.stem / 2,
            (2, true) => 5,
            (4, true) => 6,
            _ => return look_up(),
        };
        match self.nodes[slot].get() {
            Self::UNASKED => {
                let node = look_up();
                self.nodes[slot].set(node.map_or(Self::UNKNOWN, |Node(number)| number + Self::FIRST));
                node
            }
            Self::UNKNOWN => None,
            known => Some(Node(known - Self::FIRST)),
        }
    }
}

impl Found {
    /// Looks up token `idx` as one word, after the proclitics of `split` are taken off.
    pub(crate) fn token(tokens: &Tokens<'_>, idx: usize, split: Split) -> Self {
        let Some(stems) = tokens.stems(idx) else { return Self(None) };
        Self(stems.node(split, || {
            let stem = tokens.folded(idx).get(split.stem..).filter(|stem| !stem.is_empty())?;
            if split.restore_alef { Index::get().word(&format!("ا{stem}")) } else { Index::get().word(stem) }
        }))
    }
}

impl<E: Entry> Lexicon<E> {
    /// What the list says of token `idx` as one word, after the proclitics of `split` are taken off.
    pub(crate) fn word_at(&self, tokens: &Tokens<'_>, idx: usize, split: Split) -> &[E] {
        self.of(Found::token(tokens, idx, split))
    }

    /// Whether that word is in the list.
    pub(crate) fn has_word_at(&self, tokens: &Tokens<'_>, idx: usize, split: Split) -> bool {
        self.has(Found::token(tokens, idx, split))
    }

    /// The phrases that start with token `idx`, after the proclitics of `split` are taken off;
    /// shorter ones first.
    ///
    /// Quotation marks inside a phrase break it; other signs are words of their own. The cost is
    /// that of the longest phrase that fits, whatever the size of the lexicon.
    pub(crate) fn phrases_at(&self, tokens: &Tokens<'_>, idx: usize, split: Split) -> Vec<Match<'_, E>> {
        let mut matches = Vec::new();
        let Found(Some(mut node)) = Found::token(tokens, idx, split) else { return matches };
        let Some(members) = self.index.members(node) else { return matches };
        let Lists(own) = self.set();
        if members.word & own != 0 {
            matches.extend(self.at(node).map(|entries| Match { end: idx + 1, entries }));
        }
        if members.start & own == 0 {
            return matches;
        }
        for end in idx + 1.. {
            if tokens.kind(end) == Some(TokenKind::Quote) {
                break;
            }
            let word = || Found::token(tokens, end, Split::WHOLE).0;
            let Some(next) = self.index.next(node, word) else { break };
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
