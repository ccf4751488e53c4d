//! Phrases of a lexicon in running text: a walk of the automaton over folded tokens.

use fst::raw::{Node, Output};

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
        let mut walk = Walk { node: self.keys.root(), output: Output::zero() };
        if split.restore_alef && !walk.feed(self, "ا") {
            return matches;
        }
        let mut word = tokens.folded(idx).get(split.stem..).unwrap_or("");
        let mut end = idx;
        while !word.is_empty() && walk.feed(self, word) {
            end += 1;
            if walk.node.is_final() {
                let number = walk.output.cat(walk.node.final_output()).value();
                matches.push(Match { end, entries: self.group(number) });
            }
            if tokens.kind(end) == Some(TokenKind::Quote) || !walk.feed(self, " ") {
                break;
            }
            word = tokens.folded(end);
        }
        matches
    }

    /// The longest phrase at token `idx`, see [`phrases_at`](Self::phrases_at).
    pub(crate) fn longest_at(&self, tokens: &Tokens<'_>, idx: usize, split: Split) -> Option<Match<'_, E>> {
        self.phrases_at(tokens, idx, split).pop()
    }
}

struct Walk<'l> {
    node: Node<'l>,
    output: Output,
}

impl<'l> Walk<'l> {
    fn feed<E: Entry>(&mut self, lexicon: &'l Lexicon<E>, bytes: &str) -> bool {
        for byte in bytes.bytes() {
            let Some(i) = self.node.find_input(byte) else { return false };
            let transition = self.node.transition(i);
            self.output = self.output.cat(transition.out);
            self.node = lexicon.keys.node(transition.addr);
        }
        true
    }
}
