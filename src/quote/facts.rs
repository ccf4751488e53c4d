//! What the word lists say of every token, looked up once.
//!
//! The steps of this layer ask the same questions of a token many times over; here they are
//! answered in one pass.

use super::words::{ADJUNCTS, Adjunct, PHRASES, PhraseKind, SOURCE_NOUNS, SourceNoun};
use crate::lexicon::Found;
use crate::names::NISBAS;
use crate::segment::{Remembered, Split, TokenKind, Tokens, splits};

/// What is known of one token.
#[derive(Clone, Debug, Default)]
struct Fact {
    /// Its fixed phrases: from here on in `phrases`, so many.
    first_phrase: u32,
    n_phrases: u8,
    source: Option<SourceNoun>,
    adjunct: Option<Adjunct>,
    /// The token after an adverbial that begins here, or 0.
    adverbial: u32,
}

/// What is known of all tokens.
#[derive(Debug, Default)]
pub(super) struct Facts {
    facts: Vec<Fact>,
    /// (kind, token after it), those of one token behind each other.
    phrases: Vec<(PhraseKind, u32)>,
}

impl Facts {
    pub(super) fn new(tokens: &Tokens<'_>) -> Self {
        let mut phrases = Vec::new();
        let facts = (0..tokens.len())
            .map(|idx| {
                if tokens.kind(idx) != Some(TokenKind::Arabic) {
                    return Fact::default();
                }
                let OfForm { source, adjunct, may_start_phrase } = of_form(tokens, idx);
                let first_phrase = phrases.len() as u32;
                if may_start_phrase {
                    read_phrases(tokens, idx, &mut phrases);
                }
                Fact {
                    first_phrase,
                    n_phrases: (phrases.len() - first_phrase as usize).min(u8::MAX.into()) as u8,
                    // "And to" is folded to the letters of "governor".
                    source: source.filter(|_| !tokens.surface(idx).ends_with("إلى")),
                    adjunct,
                    adverbial: if may_start_phrase { adverbial(tokens, idx) } else { 0 },
                }
            })
            .collect();
        Self { facts, phrases }
    }

    /// The token after a phrase of kind `kind` at token `idx`.
    pub(super) fn phrase_at(&self, idx: usize, kind: PhraseKind) -> Option<usize> {
        let fact = self.facts.get(idx)?;
        let first = fact.first_phrase as usize;
        let phrases = self.phrases.get(first..first + usize::from(fact.n_phrases))?;
        phrases.iter().find(|(known, _)| *known == kind).map(|(_, end)| *end as usize)
    }

    /// What kind of source noun token `idx` is, its proclitics taken off.
    pub(super) fn source_noun(&self, idx: usize) -> Option<SourceNoun> {
        self.facts.get(idx)?.source
    }

    /// What kind of adjunct token `idx` is, the conjunction taken off.
    pub(super) fn adjunct(&self, idx: usize) -> Option<Adjunct> {
        self.facts.get(idx)?.adjunct
    }

    /// The end of an adverbial of several words or of one word of time or manner at token `idx`.
    pub(super) fn adverbial(&self, idx: usize) -> Option<usize> {
        self.facts.get(idx).map(|fact| fact.adverbial as usize).filter(|&end| end > 0)
    }
}

/// What a word says without its neighbours.
#[derive(Clone, Copy, Debug)]
struct OfForm {
    source: Option<SourceNoun>,
    adjunct: Option<Adjunct>,
    /// Whether a fixed phrase or an adverbial may begin with it.
    may_start_phrase: bool,
}

fn of_form(tokens: &Tokens<'_>, idx: usize) -> OfForm {
    thread_local!(static KNOWN: Remembered<OfForm> = const { Remembered::new() });
    let read = || OfForm {
        source: source_noun(tokens, idx),
        adjunct: adjunct(tokens, idx),
        may_start_phrase: PHRASES.set().with(ADJUNCTS.set()).may_start_at(tokens, idx),
    };
    KNOWN.with(|known| known.of(tokens, idx, read))
}

/// The longest phrase of each kind, with or without a conjunction before it.
fn read_phrases(tokens: &Tokens<'_>, idx: usize, phrases: &mut Vec<(PhraseKind, u32)>) {
    let first = phrases.len();
    for split in tokens.splits(idx).filter(|split| !split.preposition) {
        let found: Vec<_> = PHRASES.phrases_at(tokens, idx, split).collect();
        for found in found.iter().rev() {
            for &kind in found.entries {
                if !phrases[first..].iter().any(|(known, _)| *known == kind) {
                    phrases.push((kind, found.end as u32));
                }
            }
        }
    }
}

fn source_noun(tokens: &Tokens<'_>, idx: usize) -> Option<SourceNoun> {
    let folded = tokens.folded(idx);
    tokens.splits(idx).find_map(|split| {
        let inflected = || {
            let stem = &folded[split.stem..];
            if split.restore_alef { inflected(&format!("ا{stem}")) } else { inflected(stem) }
        };
        SOURCE_NOUNS.word_at(tokens, idx, split).first().copied().or_else(inflected)
    })
}

fn listed(stem: &str) -> Option<SourceNoun> {
    SOURCE_NOUNS.of(Found::word(stem)).first().copied()
}

/// The list has people in the singular without the article; here are their other forms.
fn inflected(stem: &str) -> Option<SourceNoun> {
    use SourceNoun::{Anonymous, Collective, Document, Honorific};
    // Behind "but" and "that" the noun is in the accusative, written with alef.
    if let Some(accusative) = stem.strip_suffix('ا') {
        return listed(accusative);
    }
    let indefinite = stem.strip_prefix("ال").filter(|rest| rest.chars().count() > 2);
    if let Some(kind @ (Anonymous | Collective | Document)) = indefinite.and_then(listed) {
        return Some(kind);
    }
    if is_people(stem) {
        return Some(Anonymous);
    }
    // -un, -in, -an, -tan, -tayn, -u (before a genitive), -a (feminine or "his").
    let (ending, singular) = ["تان", "تين", "ون", "ين", "ان", "و", "ه"]
        .into_iter()
        .find_map(|ending| Some((ending, indefinite.unwrap_or(stem).strip_suffix(ending)?)))
        .filter(|(_, singular)| singular.chars().count() > 2)?;
    // The feminine of an adjective of origin is an adjective, as a rule.
    let is_adjective = ending == "ه" && singular.ends_with('ي') || singular == "كبير";
    matches!(listed(singular), Some(Anonymous | Honorific)).then_some(Anonymous).filter(|_| !is_adjective)
}

/// Participles and adjectives of origin with the article in the nominative plural are people: "the
/// demonstrators", "the Syrians". Shorter words with the ending are others ("the million").
fn is_people(stem: &str) -> bool {
    let Some(one) = stem.strip_prefix("ال").and_then(|stem| stem.strip_suffix("ون")) else {
        return false;
    };
    let is_participle =
        one.starts_with('م') && one.chars().count() >= 4 && !matches!(one, "ماراث" | "ميكروف" | "مايكروف");
    is_participle || one.ends_with('ي') && NISBAS.contains(one)
}

/// Whether a noun for a source, inflected or not, is the whole of `stem`.
pub(super) fn is_source_noun(stem: &str) -> bool {
    listed(stem).or_else(|| inflected(stem)).is_some()
}

fn adjunct(tokens: &Tokens<'_>, idx: usize) -> Option<Adjunct> {
    let whole = ADJUNCTS.word_at(tokens, idx, Split::WHOLE).first().copied();
    whole.or_else(|| ADJUNCTS.word_at(tokens, idx, conjunction(tokens.folded(idx))).first().copied())
}

/// The folded word without wa- or fa-, if something is left.
pub(super) fn after_conjunction(folded: &str) -> &str {
    &folded[conjunction(folded).stem..]
}

fn conjunction(folded: &str) -> Split {
    splits(folded).find(|split| split.conjunction && !split.preposition).unwrap_or(Split::WHOLE)
}

/// The token after the adverbial that begins here, or 0.
fn adverbial(tokens: &Tokens<'_>, idx: usize) -> u32 {
    let is_adverbial =
        |entry: &Adjunct| !matches!(entry, Adjunct::Preposition | Adjunct::Adjective | Adjunct::Root);
    let found = ADJUNCTS.longest_at(tokens, idx, Split::WHOLE);
    found.filter(|found| found.entries.iter().any(is_adverbial)).map_or(0, |found| found.end as u32)
}
