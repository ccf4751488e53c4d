//! Descriptions without a name: whom of the article they mean.
//!
//! The evidence, in order: the same words beside a name; the same office and country beside a
//! name; fewer words of the same office, for whoever bore it last ("the minister"); the dated list
//! of office holders, if the holder is named in the article. What none of them settles stays open.

use std::collections::BTreeMap;

use super::bind::Binding;
use super::held::{Held, MOST_BEARERS, held};
use super::holders::Term;
use super::people::Person;
use super::role::Role;
use super::scene::Scene;
use super::title::{Possessor, Takes};
use super::word_class::{is_break, is_definite, is_post};
use super::words::{contains_in_order, role_words};
use super::{Gender, Number, RoleClass};
use crate::segment::TokenKind;

/// A description and the persons whom it means: one, or the members of a dual or plural.
#[derive(Clone, Debug)]
pub(super) struct Reference {
    pub(super) role: usize,
    pub(super) people: Vec<usize>,
    pub(super) rule: &'static str,
    pub(super) confidence: u8,
}

/// Only so many terms of office that run on the day of the article are looked at.
const MOST_TERMS: usize = 96;
/// In tokens: about the length of a headline and the start of the first sentence.
const HEADLINE: usize = 30;

/// Resolves the descriptions that stand beside no name, in their order.
pub(super) fn references(
    scene: &Scene<'_>,
    roles: &[Role],
    bindings: &[Binding],
    people: &[Person],
    terms: &[Vec<&'static Term>],
) -> Vec<Reference> {
    let mut person_of = vec![None; scene.names.len()];
    for (number, person) in people.iter().enumerate() {
        for &name in &person.names {
            person_of[name] = Some(number);
        }
    }
    let held = held(scene, roles, bindings, &person_of);
    let terms: Vec<(&Term, usize)> = terms
        .iter()
        .enumerate()
        .flat_map(|(person, terms)| terms.iter().map(move |&term| (term, person)))
        .take(MOST_TERMS)
        .collect();
    let mut bound = vec![false; roles.len()];
    for binding in bindings {
        bound[binding.role] = true;
    }

    let couples = couples(scene, roles, bindings, people, &person_of, &held, &terms);
    let mut seen = Seen { last: vec![None; people.len()], order: Vec::new() };
    let mut references = Vec::new();
    let mut name = 0;
    for (number, role) in roles.iter().enumerate() {
        while name < scene.names.len() && scene.tokens_of(name).start < role.tokens.start {
            if let Some(person) = person_of[name] {
                seen.see(person, scene.tokens_of(name).start);
            }
            name += 1;
        }
        let nobody = matches!(role.title.class, RoleClass::Group | RoleClass::Source);
        if bound[number] || !role.definite || nobody || is_adjective_or_post(scene, role) {
            continue;
        }
        let resolver =
            Resolver { scene, people, held: &held, terms: &terms, couples: &couples, seen: &seen, role };
        if let Some((people, rule, confidence)) = resolver.resolve() {
            if let [person] = people[..] {
                seen.see(person, role.tokens.start);
            }
            references.push(Reference { role: number, people, rule, confidence });
        }
    }
    references
}

/// Who is married to whom, as descriptions beside names say ("the wife of president Salem, Layla").
fn couples(
    scene: &Scene<'_>,
    roles: &[Role],
    bindings: &[Binding],
    people: &[Person],
    person_of: &[Option<usize>],
    held: &BTreeMap<&str, Vec<Held>>,
    terms: &[(&Term, usize)],
) -> Vec<(usize, usize)> {
    let mut couples = Vec::new();
    let everybody = Seen { last: vec![Some(0); people.len()], order: Vec::new() };
    for binding in bindings {
        let (Some(role), Some(one)) = (roles.get(binding.role), person_of[binding.name]) else { continue };
        if !is_marriage(&role.title.office) || couples.len() >= MOST_BEARERS {
            continue;
        }
        let named = role.person.and_then(|name| person_of[name]);
        let described = || {
            let role = role.inner.as_deref()?;
            let resolver = Resolver { scene, people, held, terms, couples: &[], seen: &everybody, role };
            resolver.resolve()?.0.first().copied()
        };
        couples.extend(named.or_else(described).filter(|&other| other != one).map(|other| (one, other)));
    }
    couples
}

fn is_marriage(office: &str) -> bool {
    matches!(office, "spouse" | "wife" | "widow")
}

/// Whether the word before a description makes it a post ("the post of minister") or it is itself an
/// adjective ("the man in charge").
fn is_adjective_or_post(scene: &Scene<'_>, role: &Role) -> bool {
    let Some(before) = role.tokens.start.checked_sub(1) else { return false };
    let tokens = &scene.article.tokens;
    let word = tokens.folded(before);
    let adjective = role.is_bare()
        && role.head.split.stem == 0
        && role.head.possessor.is_none()
        && is_definite(word)
        && !is_break(word)
        && tokens.kind(before) == Some(TokenKind::Arabic)
        && scene.name_at(before).is_none()
        && scene.same_sentence(before, role.tokens.start);
    adjective || is_post(word)
}

/// Whether two descriptions say the same but for the country: "head of the council" is not "head of
/// state".
fn same_body(a: &[String], b: &[String]) -> bool {
    let plain =
        |words: &[String]| words.iter().filter(|word| !word.starts_with('@')).cloned().collect::<Vec<_>>();
    a.is_empty() || plain(a) == plain(b)
}

/// Who was mentioned, and when last.
struct Seen {
    last: Vec<Option<usize>>,
    /// Persons in the order in which they were mentioned, with repetitions.
    order: Vec<usize>,
}

impl Seen {
    fn see(&mut self, person: usize, token: usize) {
        self.last[person] = Some(token);
        self.order.push(person);
    }
}

struct Resolver<'r, 'a> {
    scene: &'r Scene<'a>,
    people: &'r [Person],
    held: &'r BTreeMap<&'r str, Vec<Held>>,
    terms: &'r [(&'r Term, usize)],
    couples: &'r [(usize, usize)],
    seen: &'r Seen,
    role: &'r Role,
}

type Found = (Vec<usize>, &'static str, u8);

impl Resolver<'_, '_> {
    fn resolve(&self) -> Option<Found> {
        if self.role.title.number != Number::Singular {
            return self.several();
        }
        if self.role.title.takes.any(Takes::ITSELF) {
            // With "and" it may as well be "and his sovereignty".
            let titled = |person| self.held.values().flatten().any(|held| held.person == person);
            let person = self.latest(titled, 120).filter(|_| !self.role.head.split.conjunction)?;
            return Some((vec![person], "honorific-of-latest", 70));
        }
        match self.role.title.class {
            RoleClass::Relation => return self.counterpart(),
            RoleClass::Family if self.role.head.possessor.is_some() => return self.spouse(),
            _ => {}
        }
        if !self.role.names_an_office() {
            return self.by_words(true);
        }
        self.by_words(false)
            .or_else(|| self.by_list())
            .or_else(|| self.by_words(true))
            .or_else(|| self.by_kind())
    }

    fn agrees(&self, person: usize) -> bool {
        let person = self.people[person].gender;
        self.role.title.gender.is_none() || person.is_none() || person == self.role.title.gender
    }

    /// `past` admits those who once held the office.
    fn by_words(&self, past: bool) -> Option<Found> {
        let words = role_words(self.scene, self.role);
        let role = self.role;
        let bearers = self.held.get(&*role.title.office)?;
        // Who was president may go on being called so, if nobody else is and no country is said.
        let past = past
            && (role.is_bare()
                || matches!(role.title.class, RoleClass::Family)
                || &*role.title.office == "leader");
        // In a headline the title may come before the name, if only one person has it.
        let ahead = role.tokens.start < HEADLINE
            && role.is_bare()
            && bearers.iter().all(|held| held.person == bearers[0].person);
        let ((_, strength), .., person) = bearers
            .iter()
            .filter(|held| self.agrees(held.person) && (held.past == role.past || held.past && past))
            .filter_map(|held| {
                let seen = self.seen.last[held.person];
                let strength = if held.words == words {
                    4
                } else if held.office == role.office
                    && held.country.is_some()
                    && held.country == role.country
                    && (role.office != *role.title.office || same_body(&held.words, &words))
                {
                    // "the foreign minister" of the same country, in other words.
                    if contains_in_order(&held.words, &words) || contains_in_order(&words, &held.words) {
                        4
                    } else {
                        3
                    }
                } else if contains_in_order(&held.words, &words)
                    && (seen.is_some() || ahead)
                    && (role.country.is_none() || role.has_body() || same_body(&held.words, &words))
                {
                    2
                } else if held.country.is_none()
                    && role.country.is_some()
                    && !role.has_body()
                    && self.people[held.person].may_be_of(role.country)
                    && held.words.len() < words.len()
                    && contains_in_order(&words, &held.words)
                    && seen.is_some()
                    && held.office == role.office
                {
                    1
                } else {
                    return None;
                };
                // "the president" alone is rather that of the state than that of a club.
                let state = role.is_bare() && !held.has_body;
                Some(((held.past == role.past, strength), state, seen, held.person))
            })
            .max()?;
        Some(match strength {
            4 => (vec![person], "same-words", 92),
            3 => (vec![person], "same-office", 86),
            2 => (vec![person], "shorter-title", 80),
            _ => (vec![person], "longer-title", 62),
        })
    }

    /// The holder on the day of the article, if he is named in it.
    fn by_list(&self) -> Option<Found> {
        if self.role.past || &*self.role.title.office == "leader" && self.role.country != Some("KP") {
            return None;
        }
        let words = role_words(self.scene, self.role);
        // "head of the council" is no head of state.
        let of_state = matches!(
            &*self.role.office,
            "head" | "leader" | "monarch" | "emir" | "sultan" | "emperor" | "adviser"
        );
        let named = words.iter().filter(|word| !word.starts_with('@')).count() > 1 && self.role.has_body();
        let predicate = self
            .role
            .tokens
            .start
            .checked_sub(1)
            .is_some_and(|at| matches!(self.scene.article.tokens.folded(at), "هو" | "هي"));
        if of_state && (named || self.role.country.is_none() && self.role.has_body()) || predicate {
            return words.len().gt(&1).then(|| self.by_body(&words)).flatten();
        }
        let fits = |term: &Term| {
            term.is(&self.role.office, self.role.country.unwrap_or(&term.country)) && term.body.is_empty()
                || term.is_office_of(&words)
        };
        let mut holders = self
            .terms
            .iter()
            .filter(|(term, person)| {
                let here = self.role.country.is_none_or(|country| *term.country == *country);
                here && self.agrees(*person) && fits(term)
            })
            .map(|&(_, person)| person);
        let first = holders.next()?;
        let confidence = if self.role.country.is_some() { 84 } else { 66 };
        let alone = holders.all(|person| person == first);
        // Without a country only a title that says all ("the prime minister") is enough.
        (alone && (self.role.country.is_some() || self.seen.last[first].is_some()))
            .then(|| (vec![first], "office-holder-list", confidence))
    }

    /// The head of an organisation on the day of the article.
    fn by_body(&self, words: &[String]) -> Option<Found> {
        let mut holders =
            self.terms.iter().filter(|(term, person)| term.is_office_of(words) && self.agrees(*person));
        let &(_, first) = holders.next()?;
        holders.all(|&(_, person)| person == first).then(|| (vec![first], "office-holder-list", 80))
    }

    /// "the official", "the speaker" for whoever has an office and was mentioned last.
    fn by_kind(&self) -> Option<Found> {
        let general = matches!(&*self.role.title.office, "official" | "spokesperson");
        if !general || !self.role.is_bare() && self.role.country.is_none() {
            return None;
        }
        let person = self.latest(
            |person| {
                self.held.values().flatten().any(|held| {
                    held.person == person
                        && (self.role.country.is_none() || held.country == self.role.country)
                })
            },
            80,
        )?;
        Some((vec![person], "official-of-latest", 66))
    }

    /// "his Iranian counterpart": who holds an office of that country.
    fn counterpart(&self) -> Option<Found> {
        if &*self.role.title.office != "counterpart" {
            return None;
        }
        let country = self.role.country?;
        let offices: Vec<_> = self.held.values().flatten().collect();
        let subject = self.seen.order.last().copied();
        let office =
            offices.iter().find(|held| Some(held.person) == subject).map(|held| held.office.as_str());
        let same = offices
            .iter()
            .filter(|held| {
                held.country == Some(country)
                    && Some(held.person) != subject
                    && self.agrees(held.person)
                    && office.is_none_or(|office| held.office == office)
            })
            .max_by_key(|held| self.seen.last[held.person])
            .map(|held| held.person);
        let listed = || {
            let mut holders = self.terms.iter().filter(|(term, person)| {
                office.is_some_and(|office| term.is(office, country)) && Some(*person) != subject
            });
            holders.next().map(|&(_, person)| person)
        };
        let person = same.or_else(listed)?;
        Some((vec![person], "counterpart", 78))
    }

    /// "her husband", where the article says who is married to whom.
    fn spouse(&self) -> Option<Found> {
        if !is_marriage(&self.role.title.office) || !self.role.is_bare() {
            return None;
        }
        let wanted = match self.role.head.possessor? {
            Possessor::Masculine => Gender::Masculine,
            Possessor::Feminine => Gender::Feminine,
            Possessor::Other => return None,
        };
        let both = self.couples.iter().flat_map(|&(one, other)| [(one, other), (other, one)]);
        let mut partners = both
            .filter(|&(one, other)| self.people[one].gender == Some(wanted) && self.agrees(other))
            .map(|(_, other)| other);
        let partner = partners.next()?;
        partners.all(|other| other == partner).then(|| (vec![partner], "spouse", 76))
    }

    /// "the two presidents": the latest bearers of the office.
    fn several(&self) -> Option<Found> {
        let wanted = if self.role.title.number == Number::Dual { 2 } else { return None };
        let mut bearers: Vec<_> = self
            .held
            .get(&*self.role.title.office)?
            .iter()
            .filter(|held| held.office == self.role.office)
            .filter_map(|held| Some((self.seen.last[held.person]?, held.person)))
            .collect();
        bearers.sort_unstable();
        bearers.dedup_by_key(|bearer| bearer.1);
        let people: Vec<_> = bearers.into_iter().rev().take(wanted).map(|(_, person)| person).collect();
        (people.len() == wanted).then_some((people, "latest-bearers", 74))
    }

    /// The person mentioned last who agrees and fits, at most `reach` tokens back.
    fn latest(&self, fits: impl Fn(usize) -> bool, reach: usize) -> Option<usize> {
        let from = self.role.tokens.start.saturating_sub(reach);
        self.seen.order.iter().rev().take(16).copied().find(|&person| {
            self.seen.last[person].is_some_and(|token| token >= from) && self.agrees(person) && fits(person)
        })
    }
}
