//! The words of a description, in a form in which two descriptions can be compared.

use super::nation::country_named;
use super::role::Role;
use super::scene::Scene;
use super::word_class::without_article;
use crate::segment::TokenKind;

/// The words of a description: folded, without proclitics and article, nationalities and countries
/// as their code, prepositions left out.
pub(super) fn role_words(scene: &Scene<'_>, role: &Role) -> Vec<String> {
    let tokens = &scene.article.tokens;
    let mut words = Vec::with_capacity(role.tokens.len());
    for idx in role.tokens.clone() {
        if !matches!(tokens.kind(idx), Some(TokenKind::Arabic | TokenKind::Foreign | TokenKind::Number)) {
            continue;
        }
        let stem = if idx == role.tokens.start { role.head.split.stem } else { 0 };
        let word = tokens.folded(idx).get(stem..).unwrap_or("");
        // After li- the article is a bare lam.
        let lam = if idx == role.tokens.start && role.head.split.restore_alef { "ل" } else { "لل" };
        let word = word.strip_prefix(lam).unwrap_or(word);
        let bare = without_article(word);
        let nation = scene.nationality(bare).map(|nation| nation.iso).or_else(|| country_named(word));
        match nation {
            Some(iso) => words.push(format!("@{iso}")),
            None if matches!(bare, "في" | "الي" | "عن" | "لدي" | "باسم") => {}
            None => words.push(bare.to_owned()),
        }
    }
    words
}

/// Whether all of `short` stands in `long`, in order, with the same first word.
pub(super) fn contains_in_order(long: &[String], short: &[String]) -> bool {
    if short.is_empty() || long.first() != short.first() {
        return false;
    }
    let mut rest = long.iter();
    short.iter().all(|word| rest.by_ref().any(|other| other == word))
}
