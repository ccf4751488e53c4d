//! Suffixes that take up somebody of the same sentence: "his country", "his meeting".
//!
//! Only where grammar leaves no choice: exactly one person of the right gender and no organisation
//! was named in the sentence before. What is left is said with low confidence.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use super::Gender;
use super::bodies::Body;
use super::people::Person;
use super::refer::Reference;
use super::role::Role;
use super::scene::Scene;
use super::title::read_gender;
use crate::lexicon::{Entry, Lexicon, lexicon};
use crate::names::EntityKind;
use crate::text::CleanSpan;

/// A word with a suffix and whom it means.
#[derive(Clone, Debug)]
pub(super) struct PronounMention {
    pub(super) span: CleanSpan,
    pub(super) means: Antecedent,
}

/// Whom or what a suffix means.
#[derive(Clone, Copy, Debug)]
pub(super) enum Antecedent {
    /// The person, by number.
    Person(usize),
    /// The country of the person, by its number among the bodies.
    Country(usize),
}

#[derive(Debug)]
struct Suffixed {
    gender: Option<Gender>,
    country: bool,
}

impl Entry for Suffixed {
    fn read(columns: &[&str]) -> Self {
        let column = |n: usize| columns.get(n).copied().unwrap_or("");
        Self { gender: read_gender(column(0)), country: column(1) == "country" }
    }
}

static PRONOUNS: LazyLock<Lexicon<Suffixed>> = LazyLock::new(|| lexicon!("pronouns"));

/// Finds them, in order. `country_of` gives the country of each person.
pub(super) fn pronouns(
    scene: &Scene<'_>,
    roles: &[Role],
    references: &[Reference],
    people: &[Person],
    bodies: &[Body],
    country_of: &[Option<String>],
) -> Vec<PronounMention> {
    // For each token the person who is named or described from it on.
    let mut person_at = vec![None; scene.article.tokens.len()];
    for (number, person) in people.iter().enumerate() {
        for &name in &person.names {
            person_at[scene.tokens_of(name).start] = Some(number);
        }
    }
    for reference in references {
        person_at[roles[reference.role].tokens.start] = Some(reference.person);
    }
    let countries: BTreeMap<&str, usize> = bodies
        .iter()
        .enumerate()
        .filter_map(|(number, body)| Some((body.country.filter(|_| body.is_country)?, number)))
        .collect();
    let mut found = Vec::new();
    for sentence in &scene.article.sentences {
        let mut present: Vec<usize> = Vec::new();
        let mut bodies_named = false;
        for idx in sentence.tokens.clone() {
            if let Some(person) = person_at[idx]
                && !present.contains(&person)
                && present.len() < 4
            {
                present.push(person);
            }
            bodies_named |= scene.name_starting(idx, &[EntityKind::Organisation]).is_some();
            let Some((stem, suffixed)) = suffixed_at(scene, idx).filter(|_| !bodies_named) else { continue };
            let mut fitting = present.iter().copied().filter(|&person| {
                let gender = people[person].gender;
                gender == suffixed.gender || gender.is_none() && suffixed.gender == Some(Gender::Masculine)
            });
            let (Some(person), None) = (fitting.next(), fitting.next()) else { continue };
            let means = if suffixed.country {
                let country = country_of[person].as_deref().and_then(|code| countries.get(code));
                let Some(&country) = country else { continue };
                Antecedent::Country(country)
            } else {
                Antecedent::Person(person)
            };
            found.push(PronounMention { span: scene.span_from(idx..idx + 1, stem), means });
        }
    }
    found
}

/// The word of the list at token `idx` and where it starts there.
fn suffixed_at(scene: &Scene<'_>, idx: usize) -> Option<(usize, &'static Suffixed)> {
    let tokens = &scene.article.tokens;
    if !PRONOUNS.set().may_start_at(tokens, idx) {
        return None;
    }
    // Folding makes "-ah" and "-at" alike, and only the suffix is meant.
    if scene.name_at(idx).is_some() || tokens.surface(idx).ends_with('ة') {
        return None;
    }
    tokens.splits(idx).find_map(|split| {
        let suffixed = PRONOUNS.word_at(tokens, idx, split.as_written()).first()?;
        Some((split.stem, suffixed))
    })
}
