//! Actors: one person, organisation or place with all its names, titles and roles.
//!
//! [`gather`] is the order of the steps. All spans lie in the cleaned text.

mod nation;
mod person;
mod rule;
mod scene;
mod title;
mod word_class;

mod bind;
mod bodies;
mod capacity;
mod people;
mod phrase;
mod role;

mod anaphora;
mod held;
mod holders;
mod joint;
mod pronoun;
mod refer;
mod relation;
mod sides;
mod words;

mod assemble;
mod office;

#[cfg(test)]
mod cases;
#[cfg(test)]
mod gold;

use std::ops::Range;

pub(crate) use office::Office;
pub(crate) use rule::MentionRule;
pub(crate) use title::{TITLES, Title};

use crate::article::Article;
use crate::confidence::Confidence;
use crate::names::{EntityKind, NameMention};
use crate::sort;
use crate::text::CleanSpan;
use crate::time::Date;

/// Number of an actor in [`Actors`], in the order of the output.
pub(crate) type ActorId = u32;

/// By what means a mention points to its actor.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum MentionForm {
    /// A name: "Erdogan".
    Name,
    /// A description: "the Turkish president".
    Role,
    /// A pronoun, or a description that says nothing of one alone: "the two presidents", "both sides".
    Pronoun,
}

/// Grammatical gender, where name or title tell it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Gender {
    Masculine,
    Feminine,
}

/// Grammatical number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Number {
    Singular,
    Dual,
    Plural,
}

/// One place in the text that points to an actor.
#[derive(Clone, Debug)]
pub(crate) struct Mention {
    pub(crate) span: CleanSpan,
    pub(crate) form: MentionForm,
    pub(crate) confidence: Confidence,
    pub(crate) rule: MentionRule,
}

/// What kind of description a noun gives.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum RoleClass {
    /// Stands before a name and says nothing else: "mister", "sheikh".
    Honorific,
    /// "colonel".
    Rank,
    /// "minister", "spokesman".
    Office,
    /// "lawyer", "striker".
    Profession,
    /// "detainee", "citizen".
    Status,
    /// "widow of", "son of".
    Family,
    /// "his counterpart", "his predecessor".
    Relation,
    /// People without names: "residents", "demonstrators".
    Group,
    /// "a source".
    Source,
    /// A word that only ranks another: "senior".
    Modifier,
}

/// A description of a person in the text, named or not: "the Turkish president", "a military
/// source", "the minister".
#[derive(Clone, Debug)]
pub(crate) struct RolePhrase {
    /// Its tokens, without those of the name beside it; the first may carry proclitics.
    pub(crate) tokens: Range<usize>,
    /// Whether a preposition is written on to it: it is then no subject.
    pub(crate) preposition: bool,
    /// The actor that is meant, where that is certain.
    pub(crate) actor: Option<ActorId>,
}

/// Somebody or something that acts.
#[derive(Clone, Debug)]
pub(crate) struct Actor {
    /// The fullest name in the text, without titles.
    pub(crate) name: String,
    pub(crate) kind: EntityKind,
    /// ISO 3166-1 code of the country that it belongs to or is.
    pub(crate) country: Option<String>,
    pub(crate) gender: Option<Gender>,
    /// Descriptions used for it, as they stand in the text, each once.
    pub(crate) roles: Vec<String>,
    /// The same in normal form, where they name an office.
    pub(crate) offices: Vec<Office>,
    /// Other names used for it, each once.
    pub(crate) aliases: Vec<String>,
    /// Sorted by place.
    pub(crate) mentions: Vec<Mention>,
}

/// All actors of an article.
#[derive(Clone, Debug, Default)]
pub(crate) struct Actors {
    list: Vec<Actor>,
    by_place: Vec<(CleanSpan, ActorId, MentionForm)>,
    role_phrases: Vec<RolePhrase>,
}

impl Actors {
    /// Numbers `actors` in the order given.
    pub(crate) fn new(actors: Vec<Actor>) -> Self {
        let mut by_place: Vec<_> = actors
            .iter()
            .zip(0..)
            .flat_map(|(actor, id)| {
                actor.mentions.iter().map(move |mention| (mention.span, id, mention.form))
            })
            .collect();
        sort::by(&mut by_place, |&(span, id, form)| (span, id, form as u8));
        Self { list: actors, by_place, role_phrases: Vec::new() }
    }

    /// Adds the descriptions of persons, sorted by place.
    pub(crate) fn with_role_phrases(mut self, role_phrases: Vec<RolePhrase>) -> Self {
        self.role_phrases = role_phrases;
        self
    }

    pub(crate) fn as_slice(&self) -> &[Actor] {
        &self.list
    }

    pub(crate) fn get(&self, id: ActorId) -> Option<&Actor> {
        self.list.get(id as usize)
    }

    /// All mentions, sorted by place.
    pub(crate) fn mentions(&self) -> &[(CleanSpan, ActorId, MentionForm)] {
        &self.by_place
    }

    /// The mentions that start inside `span`, sorted by place.
    pub(crate) fn mentions_in(&self, span: CleanSpan) -> &[(CleanSpan, ActorId, MentionForm)] {
        let start = self.by_place.partition_point(|(place, ..)| place.start() < span.start());
        let end = self.by_place.partition_point(|(place, ..)| place.start() < span.end());
        &self.by_place[start..end.max(start)]
    }

    /// All descriptions of persons, with and without a name beside them, sorted by place and
    /// without overlaps. Those that mean an actor are among its mentions, too.
    pub(crate) fn role_phrases(&self) -> &[RolePhrase] {
        &self.role_phrases
    }
}

/// Gathers the names of the article, finds the descriptions that go with them, and says which of
/// them are one actor. `date` tells which of several holders of an office is meant.
#[inline(never)]
pub(crate) fn gather(article: &Article<'_>, names: &[NameMention], date: Option<Date>) -> Actors {
    let scene = scene::Scene::new(article, names);
    let roles = role::roles(&scene);
    let bindings = bind::bindings(&scene, &roles);
    let people = people::people(&scene, &roles, &bindings);
    let bodies = bodies::bodies(&scene);
    let terms = holders::terms_on(&scene, &people, date);
    let person_of = people::person_of(&scene, &people);
    let held = held::held(&scene, &roles, &bindings, &person_of);
    let references = refer::references(&scene, &roles, &bindings, &people, &terms, &person_of, &held);
    let mut in_role = vec![false; article.tokens.len()];
    let bound = bindings.iter().filter(|binding| binding.whole).map(|binding| binding.role);
    for role in bound.chain(references.iter().map(|reference| reference.role)) {
        in_role[roles[role].tokens.clone()].fill(true);
    }
    let generics = anaphora::body_mentions(&scene, &bodies, &in_role);
    let found = assemble::Findings {
        roles: &roles,
        bindings: &bindings,
        references: &references,
        people: &people,
        person_of: &person_of,
        terms: &terms,
        bodies: &bodies,
        generics: &generics,
        pairs: &[],
    };
    let mut pairs = joint::pairs(&scene, &found, &held);
    pairs.extend(sides::pairs(&scene, &found, &held));
    assemble::actors(&scene, &assemble::Findings { pairs: &pairs, ..found })
}
