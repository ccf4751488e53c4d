//! Generic nouns that stand for an organisation or place named before: "the council", "the party",
//! "the city", "the country", "the capital".

use std::collections::BTreeMap;

use super::bodies::{Body, head_nouns};
use super::nation::nisba_at;
use super::role::without_article;
use super::scene::Scene;
use super::title::{head_at, is_definite};
use crate::names::EntityKind;
use crate::segment::{Split, TokenKind, splits};
use crate::text::CleanSpan;

/// A generic noun and the body that it means.
#[derive(Clone, Debug)]
pub(super) struct BodyMention {
    pub(super) span: CleanSpan,
    pub(super) body: usize,
    pub(super) rule: &'static str,
    pub(super) confidence: u8,
}

/// Finds them, in order. `in_role` says which tokens belong to descriptions of persons.
pub(super) fn body_mentions(scene: &Scene<'_>, bodies: &[Body], in_role: &[bool]) -> Vec<BodyMention> {
    let mut body_of = vec![None; scene.names.len()];
    for (number, body) in bodies.iter().enumerate() {
        for &name in &body.names {
            body_of[name] = Some(number);
        }
    }
    let tokens = &scene.article.tokens;
    let mut recent = Recent::default();
    let mut found = Vec::new();
    let mut idx = 0;
    while idx < tokens.len() {
        if let Some(name) = scene.name_at(idx) {
            if let Some(number) = body_of[name] {
                recent.see(&bodies[number], number);
            }
            idx = scene.tokens_of(name).end.max(idx + 1);
            continue;
        }
        if let Some((nation, _)) = nisba_at(tokens, idx, 0, true) {
            *recent.countries.entry(&nation.iso).or_default() += 1;
        }
        match generic_at(scene, idx).filter(|_| !in_role.get(idx).copied().unwrap_or(false)) {
            Some(generic) => {
                let next = generic.end;
                found.extend(resolve(scene, bodies, &body_of, &mut recent, &generic));
                idx = next;
            }
            None => idx += 1,
        }
    }
    found
}

/// Which bodies the text spoke of so far.
#[derive(Default)]
struct Recent {
    /// The last body with a generic noun.
    by_lemma: BTreeMap<(EntityKind, &'static str), usize>,
    capital: Option<usize>,
    /// How often a country was named, by name or adjective.
    countries: BTreeMap<&'static str, u32>,
    country_bodies: BTreeMap<&'static str, usize>,
}

impl Recent {
    fn see(&mut self, body: &Body, number: usize) {
        for noun in &body.heads {
            self.by_lemma.insert((body.kind, &noun.lemma), number);
        }
        if body.is_capital {
            self.capital = Some(number);
        }
        if let Some(country) = body.country {
            *self.countries.entry(country).or_default() += 1 + u32::from(body.is_country);
            if body.is_country {
                self.country_bodies.insert(country, number);
            }
        }
    }
}

/// A definite generic noun with the adjectives behind it.
struct Generic<'t> {
    start: usize,
    end: usize,
    split: Split,
    stem: &'t str,
    country: Option<&'static str>,
}

fn generic_at<'s>(scene: &'s Scene<'_>, idx: usize) -> Option<Generic<'s>> {
    let tokens = &scene.article.tokens;
    if tokens.kind(idx) != Some(TokenKind::Arabic) {
        return None;
    }
    let word = tokens.folded(idx);
    for split in splits(word) {
        let stem = word.get(split.stem..)?;
        let stem = if split.restore_alef { stem.strip_prefix('ل')? } else { stem.strip_prefix("ال")? };
        if !(matches!(stem, "بلاد" | "عاصمه") || !head_nouns(stem).is_empty()) {
            continue;
        }
        let mut end = idx + 1;
        let mut country = None;
        if let Some((nation, next)) = nisba_at(tokens, end, 0, true).filter(|_| scene.name_at(end).is_none())
        {
            country = Some(&*nation.iso);
            end = next;
        }
        return Some(Generic { start: idx, end, split, stem, country });
    }
    None
}

fn resolve(
    scene: &Scene<'_>,
    bodies: &[Body],
    body_of: &[Option<usize>],
    recent: &mut Recent,
    generic: &Generic<'_>,
) -> Option<BodyMention> {
    let span = scene.span_from(generic.start..generic.end, generic.split.stem);
    let mention = |body, rule, confidence| Some(BodyMention { span, body, rule, confidence });
    // "the capital, Tripoli": the name is right behind.
    let next = scene.skip_marks(generic.end);
    let place =
        scene.name_starting(next, &[EntityKind::Place]).filter(|&name| scene.proclitics_of(name).is_empty());
    if let Some(number) = place.and_then(|name| body_of[name]) {
        let capital = generic.stem == "عاصمه" && bodies[number].is_capital;
        return if capital || generic.country.is_some() { mention(number, "generic-name", 88) } else { None };
    }
    match generic.stem {
        "بلاد" if generic.country.is_none() => {
            let number = recent
                .countries
                .iter()
                .filter_map(|(country, &count)| Some((count, *recent.country_bodies.get(country)?)))
                .max()?;
            return mention(number.1, "the-country", 66);
        }
        "عاصمه" => {
            let number = recent
                .capital
                .filter(|&number| generic.country.is_none() || bodies[number].country == generic.country)?;
            return mention(number, "the-capital", 70);
        }
        _ => {}
    }
    if qualified(scene, generic.end) {
        return None;
    }
    let (number, rule) = head_nouns(generic.stem).iter().find_map(|noun| {
        let number = *recent.by_lemma.get(&(noun.kind, &*noun.lemma))?;
        let fits = generic.country.is_none() || bodies[number].country == generic.country;
        fits.then_some((number, "generic-noun"))
    })?;
    recent.see(&bodies[number], number);
    mention(number, rule, 76)
}

/// Whether an adjective or name at token `idx` makes the noun before it another body.
fn qualified(scene: &Scene<'_>, idx: usize) -> bool {
    let tokens = &scene.article.tokens;
    let next = scene.skip_marks(idx);
    if next > idx && scene.name_at(next).is_some() {
        return true;
    }
    if let Some(name) = scene.name_at(idx) {
        return scene.proclitics_of(name).is_empty();
    }
    let word = tokens.folded(idx);
    is_definite(word)
        && !super::role::is_break(word)
        && head_at(scene, idx).is_none()
        && without_article(word) != word
}
