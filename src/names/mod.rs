//! Names: persons, organisations and places, wherever the text names them.
//!
//! Lists, a trained tagger and rules propose candidates, [`merge`] decides which of them stand, and
//! a second look finds the short forms of names that the article has in full. Lists and rules read
//! the classes of words ([`gazetteer`]), and so does the tagger.

mod acronym;
mod agree;
mod called_after;
mod candidate;
mod club;
mod gazetteer;
mod listed;
mod lists;
mod medium;
mod merge;
mod organisation;
mod person;
mod place;
mod realm;
mod repeat;
pub(crate) mod tagger;
#[cfg(test)]
mod tests;

use std::borrow::Cow;
use std::ops::Range;

use candidate::Candidate;

use crate::actor::Gender;
use crate::article::Article;
use crate::confidence::Confidence;
use crate::segment::{LETTER_NAMES, Split, Tokens};
use crate::text::{CleanSpan, fold};

pub(crate) use candidate::Rule;
pub(crate) use lists::{
    COUNTRIES, CountryCode, FAMILY_NAMES, GIVEN_NAMES, NISBAS, ORGANISATIONS, PLACE_HEADS, PLACES,
    given_name, is_medium,
};

/// What a name stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) enum EntityKind {
    Person,
    Organisation,
    Place,
}

/// A name in the text, without proclitics, marks and titles.
#[derive(Clone, Debug)]
pub(crate) struct NameMention {
    pub(crate) span: CleanSpan,
    pub(crate) kind: EntityKind,
    pub(crate) confidence: Confidence,
    /// The rule or list that found it.
    pub(crate) rule: Rule,
    /// The country that the name belongs to or is, where a list or an adjective in it says so.
    pub(crate) country: Option<CountryCode>,
    /// The name under which the lists keep it, where that is another one.
    pub(crate) canonical: Option<&'static str>,
    /// Of persons, where the name tells it.
    pub(crate) gender: Option<Gender>,
}

/// Finds the names of the article, sorted by place, without overlaps.
#[inline(never)]
pub(crate) fn find(article: &Article<'_>) -> Vec<NameMention> {
    let plain = without_joiners(article.text());
    let joined = matches!(plain, Cow::Owned(_)).then(|| Tokens::new(&plain));
    let tokens = joined.as_ref().unwrap_or(&article.tokens);
    let words = gazetteer::Words::new(tokens);
    let mut candidates = Vec::new();
    listed::find(&words, &mut candidates);
    let clues = tagger::clues(&words, &candidates);
    tagged(article, &words, &clues, &mut candidates);
    listed::media_in_marks(&words, &mut candidates);
    medium::find(&words, &mut candidates);
    organisation::find(&words, &mut candidates);
    place::find(&words, &mut candidates);
    person::find(&words, &mut candidates);
    for name in candidates.iter_mut().filter(|name| name.kind == EntityKind::Person) {
        name.tokens.end = person::end_before_office(&words, &name.tokens);
    }
    candidates.retain(|candidate| !listed::is_no_name(&words, candidate));
    listed::drop_storms(&words, &mut candidates);
    let first = merge::resolve(candidates.clone(), words.len());
    agree::part_members(&words, &mut candidates);
    agree::correct(&words, &first, &mut candidates);
    let first = merge::resolve(candidates.clone(), words.len());
    repeat::find(&words, &first, &mut candidates);
    acronym::find(&words, &first, &mut candidates);
    called_after::find(&words, &first, &mut candidates);
    realm::find(&words, &first, &mut candidates);
    club::find(&words, &first, &mut candidates);
    let names = merge::resolve(candidates, words.len());
    names.iter().map(|name| mention(&words, name)).collect()
}

/// Adds what the tagger finds.
fn tagged(article: &Article<'_>, words: &gazetteer::Words<'_>, clues: &[u32], found: &mut Vec<Candidate>) {
    let tokens = words.tokens;
    let sentences = article.sentences.iter().map(|sentence| tokens.within(sentence.span));
    for name in tagger::tag(tokens, clues, sentences) {
        let kind = match name.label {
            tagger::Label::Person => EntityKind::Person,
            tagger::Label::Organisation => EntityKind::Organisation,
            tagger::Label::Place => EntityKind::Place,
            tagger::Label::Title => continue,
        };
        let first = name.tokens.start;
        if kind == EntityKind::Place && place::is_adjective(words, &name.tokens) || is_pronoun(words, &name) {
            continue;
        }
        let glued = words.is_glued(first);
        // "Committees" begins with the letter of "to".
        let heads = kind == EntityKind::Organisation && words.whole(first).has(gazetteer::Classes::ORG_HEAD);
        let stem = if heads { 0 } else { name.stem };
        // "the state of Qatar" is Qatar.
        if kind == EntityKind::Place
            && place::is_introduced(words, &name.tokens)
            && let Some(whole) = words.readings(first + 1).first()
        {
            found.push(Candidate {
                confidence: name.confidence,
                ..Candidate::new(first + 1..name.tokens.end, whole.split, kind, Rule::Tagger)
            });
            continue;
        }
        let seen = |tokens, stem| Candidate {
            stem,
            confidence: name.confidence,
            ..Candidate::new(tokens, Split::WHOLE, kind, Rule::Tagger)
        };
        let stem = if glued { stem.max('و'.len_utf8()) } else { stem };
        // "The towns of X and Y": each is a place of its own.
        if let Some(second) = second_place(words, found, kind, &name.tokens) {
            found.push(seen(first..second, stem));
            found.push(seen(second..name.tokens.end, 'و'.len_utf8()));
        } else {
            found.push(seen(name.tokens.clone(), stem));
        }
    }
}

/// Where in a place of several words the second of two places begins, with "and" written on to it; none
/// where a list has both as one name.
fn second_place(
    words: &gazetteer::Words<'_>,
    found: &[Candidate],
    kind: EntityKind,
    tokens: &Range<usize>,
) -> Option<usize> {
    let is_listed = |candidate: &Candidate| candidate.rule == Rule::List && candidate.tokens == *tokens;
    if kind != EntityKind::Place || tokens.len() == 1 || found.iter().any(is_listed) {
        return None;
    }
    let is_place = |word: &str| PLACES.contains(word) || COUNTRIES.contains(word);
    (tokens.start + 1..tokens.end)
        .find(|&idx| words.tokens.folded(idx).strip_prefix('و').is_some_and(is_place))
}

/// "to me", printed like the surname Lee: a name only behind another name.
fn is_pronoun(words: &gazetteer::Words<'_>, name: &tagger::Tagged) -> bool {
    name.tokens.len() == 1 && words.tokens.surface(name.tokens.start) == "لي"
}

/// What the lists tell the tagger of a text's tokens.
#[cfg(any(test, feature = "_training"))]
fn clues(tokens: &Tokens<'_>) -> Vec<u32> {
    let words = gazetteer::Words::new(tokens);
    let mut listed = Vec::new();
    listed::find(&words, &mut listed);
    tagger::clues(&words, &listed)
}

/// The text with spaces for the signs that stand inside names without meaning: those of hashtags,
/// the second of two apostrophes that serve as one quotation mark, and the full stops between the
/// names of letters ("CNN" as "see.en.en"). Bytes keep their places.
fn without_joiners(text: &str) -> Cow<'_, str> {
    let mut plain = Cow::Borrowed(text);
    if text.bytes().any(|byte| matches!(byte, b'#' | b'_' | b'\'')) {
        plain = Cow::Owned(text.replace(['#', '_'], " ").replace("''", "\" "));
    }
    for (at, _) in text.match_indices('.') {
        let after = || text[at + 1..].split(|c: char| !c.is_alphabetic()).next().unwrap_or("");
        let before = || text[..at].rsplit(|c: char| !c.is_alphabetic()).next().unwrap_or("");
        // Behind most full stops stands a space.
        if is_letter_name(after()) && is_letter_name(before()) {
            plain.to_mut().replace_range(at..=at, " ");
        }
    }
    plain
}

/// Whether the word is the name of a Latin letter, as acronyms are spelled out.
fn is_letter_name(word: &str) -> bool {
    (2..=16).contains(&word.len()) && LETTER_NAMES.contains(&fold(word))
}

fn mention(words: &gazetteer::Words<'_>, name: &Candidate) -> NameMention {
    let tokens = words.tokens;
    let start = tokens.offset_of_folded(name.tokens.start, name.stem);
    let end = tokens.cover(name.tokens.clone()).end();
    NameMention {
        span: CleanSpan::new(start.min(end), end),
        kind: name.kind,
        confidence: name.rule.precision(name.kind).unwrap_or(name.confidence),
        rule: name.rule,
        country: name.country,
        canonical: name.canonical,
        gender: name.gender,
    }
}
