//! Words by their class: what they may be beside names and titles, by list or by shape.

use std::sync::LazyLock;

use super::Gender;
use crate::lexicon::{Entry, Lexicon, lexicon};
use crate::segment::Tokens;

#[derive(Debug)]
struct Function(Box<str>);

impl Entry for Function {
    fn read(columns: &[&str]) -> Self {
        Self(columns.first().copied().unwrap_or("").into())
    }
}

/// Prepositions and verbs by how they treat the name behind them.
static FUNCTIONS: LazyLock<Lexicon<Function>> = LazyLock::new(|| lexicon!("name_context"));

/// Whether `folded` is a verb of speech whose subject, never whose object, is a person.
pub(super) fn is_intransitive_speech(folded: &str) -> bool {
    has(folded, "speech")
}

/// The gender of the subject of a verb of speech, where the list has the verb in both genders.
pub(super) fn gender_of_speech(folded: &str) -> Option<Gender> {
    if !is_intransitive_speech(folded) {
        return None;
    }
    let known = |form: Option<String>| form.is_some_and(|form| is_intransitive_speech(&form));
    // "qal" and "qalat", "yaqul" and "taqul"; "lafat" (m) also ends in ta.
    let masculine_of =
        |prefix: char, instead: char| Some(format!("{instead}{}", folded.strip_prefix(prefix)?));
    if known(folded.strip_suffix('ت').map(str::to_owned)) || known(masculine_of('ت', 'ي')) {
        return Some(Gender::Feminine);
    }
    let masculine = known(Some(format!("{folded}ت"))) || known(masculine_of('ي', 'ت'));
    masculine.then_some(Gender::Masculine)
}

/// Whether `folded` is a preposition that stands alone.
pub(super) fn is_preposition(folded: &str) -> bool {
    has(folded, "preposition")
}

/// Whether `folded` is a verb that takes one person as subject and another as object.
pub(super) fn is_transitive(folded: &str) -> bool {
    has(folded, "transitive")
}

/// Whether `folded` makes the title behind it a post, not a person: "the post of minister".
pub(super) fn is_post(folded: &str) -> bool {
    has(folded, "post")
}

/// Whether a participle or adverb starts a remark on the bearer of a title: "backed", "then".
pub(super) fn is_remark(folded: &str) -> bool {
    has(folded, "remark")
}

/// Whether `folded`, without article, is a medium that statements are made to, or those who work for
/// one.
pub(super) fn is_audience(folded: &str) -> bool {
    has(folded, "audience")
}

/// Whether the words from token `idx` on introduce another name of the person before them ("known as",
/// "whose real name is"); the token behind them.
pub(super) fn alias_phrase(tokens: &Tokens<'_>, idx: usize) -> Option<usize> {
    tokens.splits(idx).find_map(|split| {
        let found = FUNCTIONS.longest_at(tokens, idx, split)?;
        found.entries.iter().any(|function| &*function.0 == "alias").then_some(found.end)
    })
}

/// Whether an adjective tells one body from another ("national", "central") rather than describes it.
pub(super) fn is_scope(folded: &str) -> bool {
    has(folded, "scope")
}

/// Whether a word behind the first ones of a body's name only qualifies it: the body is also called
/// without that word and what follows ("international", "in").
pub(super) fn is_qualifier(folded: &str) -> bool {
    has(folded, "qualifier")
}

fn has(folded: &str, class: &str) -> bool {
    FUNCTIONS.get(folded).iter().any(|function| &*function.0 == class)
}

#[derive(Debug)]
pub(super) struct Office(pub(super) Box<str>);

impl Entry for Office {
    fn read(columns: &[&str]) -> Self {
        Self(columns.first().copied().unwrap_or("").into())
    }
}

#[derive(Debug)]
pub(super) struct Sense(pub(super) Box<str>);

impl Entry for Sense {
    fn read(columns: &[&str]) -> Self {
        Self(columns.first().copied().unwrap_or("").into())
    }
}

/// Fields of ministers, with the office of the minister.
pub(super) static PORTFOLIOS: LazyLock<Lexicon<Office>> = LazyLock::new(|| lexicon!("portfolios"));
/// Adjectives that stand with titles.
pub(super) static MODIFIERS: LazyLock<Lexicon<Sense>> = LazyLock::new(|| lexicon!("role_modifiers"));
/// Words that a noun phrase never crosses.
pub(super) static BREAKS: LazyLock<Lexicon<()>> = LazyLock::new(|| lexicon!("breaks"));

/// The office of the minister whose field a folded word with a suffix is: "his foreign (minister)".
pub(super) fn portfolio_of_suffixed(folded: &str) -> Option<&'static Office> {
    let stem = ["هما", "هم", "ها", "نا", "ه"].iter().find_map(|suffix| folded.strip_suffix(suffix))?;
    // The feminine ending opens before a suffix.
    let opened = stem.strip_suffix('ت').and_then(|stem| PORTFOLIOS.get(&format!("{stem}ه")).first());
    PORTFOLIOS.get(stem).first().or(opened)
}

/// Whether a folded word carries the article.
pub(super) fn is_definite(folded: &str) -> bool {
    folded.starts_with("ال") && folded.chars().nth(3).is_some()
}

/// Whether a folded word ends any noun phrase before it.
pub(super) fn is_break(folded: &str) -> bool {
    BREAKS.contains(folded)
}

/// Whether a folded stem is an adjective, by list or by shape.
pub(super) fn is_adjective(stem: &str) -> bool {
    MODIFIERS.contains(stem) || is_relative_adjective(stem)
}

/// A folded word without the article.
pub(super) fn without_article(folded: &str) -> &str {
    if is_definite(folded) { folded.get("ال".len()..).unwrap_or(folded) } else { folded }
}

/// Whether a preposition or conjunction and the article are written on to a folded word: such a
/// word starts a phrase of its own.
pub(super) fn has_clitic_and_article(word: &str) -> bool {
    ["لل", "بال", "وال", "كال", "فال"]
        .iter()
        .any(|prefix| word.strip_prefix(prefix).is_some_and(|stem| stem.chars().count() > 2))
}

/// Whether a folded stem has the shape of an adjective of relation: "-i", "-iyya".
pub(super) fn is_relative_adjective(stem: &str) -> bool {
    let letters = stem.chars().count();
    stem.ends_with('ي') && letters >= 4 || stem.ends_with("يه") && letters >= 5
}
