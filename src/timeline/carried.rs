//! What a light verb carries: in "the team made a visit" the visit is the event.
//!
//! The model of triggers weighs verbs and nouns one by one and takes the light verb for its place
//! in the clause; the noun that it carries has no such place. So it is looked for once the verb is
//! chosen. Where none can be told the verb stays.

use std::ops::Range;

use super::relation::is_preposition;
use super::words::{Carries, LightVerb, Word, Words, is_no_event, light_verb};
use crate::segment::{TokenKind, Tokens};

/// How far behind its verb the noun stands, in tokens.
const BEHIND: usize = 16;
/// How far before it.
const BEFORE: usize = 8;

/// The noun that the verb at token `verb` of `sentence` carries, or the verb itself.
pub(super) fn by(tokens: &Tokens<'_>, words: &Words<'_>, sentence: &Range<usize>, verb: usize) -> usize {
    let Some((LightVerb::NounAfter(carries), has_object)) = light_verb(tokens, verb) else { return verb };
    // "What took place yesterday" is not named.
    if verb > 0 && matches!(tokens.folded(verb - 1), "ما" | "وما" | "مما" | "بما" | "عما") {
        return verb;
    }
    let clause = Clause { tokens, words, sentence };
    // "The clashes that took place", "the wave that the country knows", "the task that he carried out".
    let relative = verb.checked_sub(1).filter(|&at| words.at(at) == Word::Relative);
    let resumed = match carries {
        Carries::Subject => true,
        Carries::Object => has_object,
        Carries::With => matches!(tokens.folded(verb + 1), "به" | "بها" | "بهم"),
    };
    if let Some(relative) = relative.filter(|_| resumed) {
        return clause.antecedent(relative).unwrap_or(verb);
    }
    let found = match carries {
        Carries::Subject => clause.subject(verb),
        Carries::Object => clause.object(verb),
        Carries::With => clause.behind(verb).find(|&idx| {
            words.at(idx).is_noun() && tokens.folded(idx).starts_with('ب') && !is_whole(tokens, idx)
        }),
    };
    found.unwrap_or(verb)
}

/// Whether the word begins with its own letter and no preposition.
fn is_whole(tokens: &Tokens<'_>, idx: usize) -> bool {
    !tokens.splits(idx).any(|split| split.preposition)
}

struct Clause<'c> {
    tokens: &'c Tokens<'c>,
    words: &'c Words<'c>,
    sentence: &'c Range<usize>,
}

impl Clause<'_> {
    /// The words behind token `verb`, but for times and commas, to the end of its clause.
    fn behind(&self, verb: usize) -> impl Iterator<Item = usize> {
        (verb + 1..self.sentence.end.min(verb + BEHIND))
            .take_while(|&idx| {
                let word = self.words.at(idx);
                !word.is_verb() && !matches!(word, Word::Break | Word::Relative | Word::Complementiser)
            })
            .filter(|&idx| {
                self.tokens.kind(idx) == Some(TokenKind::Arabic) && self.words.at(idx) != Word::Time
            })
    }

    /// "The signing was done", or before the verb "talks took place".
    fn subject(&self, verb: usize) -> Option<usize> {
        let next = self.behind(verb).next();
        if let Some(next) = next.filter(|&idx| self.may_be_noun(idx)) {
            return (self.words.at(next) != Word::Name).then_some(next);
        }
        let first = self.sentence.start.max(verb.saturating_sub(BEFORE));
        (first..verb)
            .rev()
            .take_while(|&idx| !matches!(self.words.at(idx), Word::Break | Word::Relative))
            .find(|&idx| self.words.at(idx).is_noun())
    }

    /// Whether a noun that no list may have stands there: short words are particles.
    fn may_be_noun(&self, idx: usize) -> bool {
        let folded = self.tokens.folded(idx);
        let is_long = folded.chars().count() > 3;
        self.words.at(idx).is_noun() || is_long && !is_preposition(folded) && !is_no_event(self.tokens, idx)
    }

    /// "The city witnessed clashes": the first indefinite noun, unless it is the subject that another one
    /// follows.
    fn object(&self, verb: usize) -> Option<usize> {
        let is_definite = |idx: usize| self.tokens.folded(idx).starts_with("ال");
        // The accusative shows nouns that no list has.
        let may_be = |idx: usize| match self.words.at(idx) {
            Word::Other | Word::Either => {
                idx > verb + 1 && self.tokens.surface(idx).ends_with(['\u{627}', '\u{64B}'])
            }
            word => word.is_noun(),
        };
        let mut nouns = self.behind(verb).filter(|&idx| {
            may_be(idx)
                && !is_definite(idx)
                && !is_preposition(self.tokens.folded(idx - 1))
                && !self.tokens.folded(idx).starts_with('ل')
        });
        let first = nouns.next()?;
        let is_subject = first == verb + 1 && is_definite(first + 1);
        Some(nouns.next().filter(|_| is_subject).unwrap_or(first))
    }

    /// The head of the noun phrase before a relative pronoun.
    fn antecedent(&self, relative: usize) -> Option<usize> {
        let is_definite = |idx: usize| self.tokens.folded(idx).starts_with("ال");
        let start = (self.sentence.start..relative).rev().take_while(|&idx| is_definite(idx)).last()?;
        // "The operations of repression": a noun in construct heads the phrase.
        let head = start.checked_sub(1).filter(|&head| {
            self.sentence.contains(&head) && self.words.at(head).is_noun() && !is_definite(head)
        });
        Some(head.unwrap_or(start))
    }
}
