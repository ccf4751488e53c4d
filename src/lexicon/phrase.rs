//! Phrases of a lexicon in running text: a walk of the tree over folded tokens.

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

/// What the lists know a folded word as, whole or without its first letters. The layers ask some fifty
/// lists for the same few stems.
#[derive(Debug)]
pub(crate) struct Stems {
    /// By the letters that are left out: none to four, and one or two with an alef in their place.
    nodes: [u32; 7],
    /// The bytes of those that may be left out: proclitics and article. What else is left out is not
    /// known here.
    end: u8,
}

impl Stems {
    /// Stands for no node.
    const UNKNOWN: u32 = u32::MAX;

    /// Looks up the stems of a folded word, and tells who holds any of them.
    pub(crate) fn new(folded: &str) -> (Self, Holders) {
        let mut stems = Self { nodes: [Self::UNKNOWN; 7], end: 0 };
        let mut holders = Holders::default();
        stems.add(folded, Split::WHOLE, &mut holders);
        for (place, letter) in folded.char_indices().take(4) {
            // wa-, fa-, bi-, li-, ka-, al-
            if !matches!(letter, 'و' | 'ف' | 'ب' | 'ل' | 'ك' | 'ا') {
                break;
            }
            stems.end = place as u8 + 2;
            let split = Split { stem: place + 2, ..Split::WHOLE };
            stems.add(folded, split, &mut holders);
            if letter == 'ل' {
                stems.add(folded, Split { restore_alef: true, ..split }, &mut holders);
            }
        }
        (stems, holders)
    }

    fn add(&mut self, folded: &str, split: Split, holders: &mut Holders) {
        let Some(slot) = slot(split) else { return };
        let node = look_up(folded, split);
        self.nodes[slot] = node.map_or(Self::UNKNOWN, |Node(number)| number);
        if let Some(members) = node.and_then(|node| Index::get().members(node)) {
            holders.words |= members.word;
            holders.starts |= members.start;
        }
    }

    /// What the lists know the word as, which is `folded`, after `split` is taken off.
    pub(crate) fn found(&self, folded: &str, split: Split) -> Found {
        Found(match slot(split) {
            Some(slot) if split.stem <= usize::from(self.end) => {
                Some(self.nodes[slot]).filter(|&number| number != Self::UNKNOWN).map(Node)
            }
            _ => look_up(folded, split),
        })
    }
}

/// The lists that hold any of the stems of a word.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub(crate) struct Holders {
    words: u128,
    /// Those of phrases that start with one.
    starts: u128,
}

impl Holders {
    /// Of a word of which nothing is known.
    pub(crate) const ALL: Self = Self { words: u128::MAX, starts: u128::MAX };

    /// Whether one of `lists` may have the word under any split.
    fn may_be_word(self, Lists(lists): Lists) -> bool {
        self.words & lists != 0
    }

    /// The same, or phrases that start with it.
    fn may_start(self, Lists(lists): Lists) -> bool {
        (self.words | self.starts) & lists != 0
    }
}

fn slot(split: Split) -> Option<usize> {
    match (split.stem, split.restore_alef) {
        (0 | 2 | 4 | 6 | 8, false) => Some(split.stem / 2),
        (2, true) => Some(5),
        (4, true) => Some(6),
        _ => None,
    }
}

fn look_up(folded: &str, split: Split) -> Option<Node> {
    let stem = folded.get(split.stem..).filter(|stem| !stem.is_empty())?;
    if split.restore_alef { Index::get().word(&format!("ا{stem}")) } else { Index::get().word(stem) }
}

impl Found {
    /// Looks up token `idx` as one word, after the proclitics of `split` are taken off.
    pub(crate) fn token(tokens: &Tokens<'_>, idx: usize, split: Split) -> Self {
        let folded = tokens.folded(idx);
        let known = tokens.stems(idx, |stems| stems.found(folded, split));
        known.unwrap_or_else(|| Self(look_up(folded, split)))
    }
}

impl Lists {
    /// Whether one of the lists may have token `idx`, or phrases that start with it, under any way to take
    /// proclitics and article off. Most words of a text are let go by this question.
    pub(crate) fn may_start_at(self, tokens: &Tokens<'_>, idx: usize) -> bool {
        tokens.holders(idx).may_start(self)
    }
}

/// Whether `split` leaves out more of token `idx` than its [`Holders`] tell of.
fn takes_more(tokens: &Tokens<'_>, idx: usize, split: Split) -> bool {
    split.stem > 0 && tokens.stems(idx, |stems| split.stem > usize::from(stems.end)).unwrap_or(true)
}

impl<E: Entry> Lexicon<E> {
    /// What the list says of token `idx` as one word, after the proclitics of `split` are taken off.
    pub(crate) fn word_at(&self, tokens: &Tokens<'_>, idx: usize, split: Split) -> &[E] {
        self.of(self.find_word_at(tokens, idx, split))
    }

    /// Whether that word is in the list.
    pub(crate) fn has_word_at(&self, tokens: &Tokens<'_>, idx: usize, split: Split) -> bool {
        self.has(self.find_word_at(tokens, idx, split))
    }

    /// That word as the lists know it; nothing where it cannot be in this one.
    fn find_word_at(&self, tokens: &Tokens<'_>, idx: usize, split: Split) -> Found {
        let may_be = tokens.holders(idx).may_be_word(self.set()) || takes_more(tokens, idx, split);
        if may_be { Found::token(tokens, idx, split) } else { Found(None) }
    }

    /// The phrases that start with token `idx`, after the proclitics of `split` are taken off;
    /// shorter ones first.
    ///
    /// Quotation marks inside a phrase break it; other signs are words of their own. The cost is
    /// that of the longest phrase that fits, whatever the size of the lexicon.
    pub(crate) fn phrases_at<'l>(
        &'l self,
        tokens: &Tokens<'_>,
        idx: usize,
        split: Split,
    ) -> impl Iterator<Item = Match<'l, E>> {
        let may_start = tokens.holders(idx).may_start(self.set()) || takes_more(tokens, idx, split);
        let Found(mut next) = if may_start { Found::token(tokens, idx, split) } else { Found(None) };
        let mut end = idx;
        std::iter::from_fn(move || {
            loop {
                let node = next?;
                end += 1;
                next = if end > idx + 1 || self.starts_phrases(node) {
                    let word = || Found::token(tokens, end, Split::WHOLE).0;
                    self.index.next(node, word).filter(|_| tokens.kind(end) != Some(TokenKind::Quote))
                } else {
                    None
                };
                if let Some(entries) = self.at(node) {
                    return Some(Match { end, entries });
                }
            }
        })
    }

    /// Whether the list has phrases of several words that start with the word `node`.
    fn starts_phrases(&self, node: Node) -> bool {
        let Lists(own) = self.set();
        self.index.members(node).is_some_and(|members| members.start & own != 0)
    }

    /// The longest phrase at token `idx`, see [`phrases_at`](Self::phrases_at).
    pub(crate) fn longest_at(&self, tokens: &Tokens<'_>, idx: usize, split: Split) -> Option<Match<'_, E>> {
        self.phrases_at(tokens, idx, split).last()
    }

    /// Whether one starts there.
    pub(crate) fn has_phrase_at(&self, tokens: &Tokens<'_>, idx: usize, split: Split) -> bool {
        self.phrases_at(tokens, idx, split).next().is_some()
    }
}
