//! Descriptions without a name: whom of the article they mean.
//!
//! The evidence, in order: the same words beside a name; the same office and country beside a
//! name; fewer words of the same office, for whoever bore it last ("the minister"); the dated list
//! of office holders, if the holder is named in the article. What none of them settles stays open.

use std::collections::BTreeMap;

use super::bind::Binding;
use super::holders::{Term, terms_of};
use super::people::Person;
use super::role::Role;
use super::scene::Scene;
use super::title::Takes;
use super::words::{contains_in_order, role_words};
use super::{Gender, Number, RoleClass};
use crate::text::fold;
use crate::time::Date;

/// A description and the persons whom it means: one, or the members of a dual or plural.
#[derive(Clone, Debug)]
pub(super) struct Reference {
    pub(super) role: usize,
    pub(super) people: Vec<usize>,
    pub(super) rule: &'static str,
    pub(super) confidence: u8,
}

/// An office that the text gives to a person.
struct Held {
    person: usize,
    office: String,
    country: Option<&'static str>,
    words: Vec<String>,
    past: bool,
}

/// Only so many bearers of one title are compared with a description; real articles have a few.
const MOST_BEARERS: usize = 48;

/// Terms of office that the persons of the article hold on its day.
pub(super) fn terms_on(scene: &Scene<'_>, people: &[Person], date: Option<Date>) -> Vec<Vec<&'static Term>> {
    let Some(date) = date else { return vec![Vec::new(); people.len()] };
    people
        .iter()
        .map(|person| {
            let mut found: Vec<&'static Term> = Vec::new();
            for &name in person.names.iter().take(8) {
                for term in terms_of(&fold(scene.name_text(name))) {
                    let fits =
                        term.covers(date) && (!term.feminine || person.gender != Some(Gender::Masculine));
                    if fits && !found.iter().any(|known| std::ptr::eq(*known, term)) {
                        found.push(term);
                    }
                }
            }
            found
        })
        .collect()
}

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
    let mut held: BTreeMap<&str, Vec<Held>> = BTreeMap::new();
    for binding in bindings {
        let (Some(role), Some(person)) = (roles.get(binding.role), person_of[binding.name]) else { continue };
        let words = if binding.whole { role_words(scene, role) } else { Vec::new() };
        let bearers = held.entry(&role.title.office).or_default();
        let known = bearers
            .iter()
            .any(|held| held.person == person && held.words == words && held.country == binding.country);
        if !known && bearers.len() < MOST_BEARERS {
            let (office, country) = (role.office.clone(), binding.country);
            bearers.push(Held { person, office, country, words, past: role.past });
        }
    }
    let mut by_term: BTreeMap<&str, Vec<(&Term, usize)>> = BTreeMap::new();
    for (person, terms) in terms.iter().enumerate() {
        for term in terms {
            by_term.entry(&term.country).or_default().push((term, person));
        }
    }
    let mut bound = vec![false; roles.len()];
    for binding in bindings {
        bound[binding.role] = true;
    }

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
        if bound[number] || !role.definite || matches!(role.title.class, RoleClass::Group | RoleClass::Source)
        {
            continue;
        }
        let resolver = Resolver { scene, people, held: &held, by_term: &by_term, seen: &seen, role };
        if let Some((people, rule, confidence)) = resolver.resolve() {
            if let [person] = people[..] {
                seen.see(person, role.tokens.start);
            }
            references.push(Reference { role: number, people, rule, confidence });
        }
    }
    references
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
    by_term: &'r BTreeMap<&'r str, Vec<(&'r Term, usize)>>,
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
            let person = self.latest(|_| true, 120)?;
            return Some((vec![person], "honorific-of-latest", 70));
        }
        if self.role.title.class == RoleClass::Relation {
            return self.counterpart();
        }
        if !self.role.names_an_office() {
            return self.by_words();
        }
        self.by_words().or_else(|| self.by_list()).or_else(|| self.by_kind())
    }

    fn agrees(&self, person: usize) -> bool {
        match (self.role.title.gender, self.people[person].gender) {
            (Some(Gender::Feminine), Some(Gender::Masculine)) => false,
            (Some(Gender::Masculine), Some(Gender::Feminine)) => false,
            _ => true,
        }
    }

    fn by_words(&self) -> Option<Found> {
        let words = role_words(self.scene, self.role);
        let role = self.role;
        let (strength, _, person) = self
            .held
            .get(&*role.title.office)?
            .iter()
            .filter(|held| self.agrees(held.person) && held.past == role.past)
            .filter_map(|held| {
                let seen = self.seen.last[held.person];
                let strength = if held.words == words {
                    4
                } else if held.office == role.office && held.country.is_some() && held.country == role.country
                {
                    // "the foreign minister" of the same country, in other words.
                    if contains_in_order(&held.words, &words) || contains_in_order(&words, &held.words) {
                        4
                    } else {
                        3
                    }
                } else if contains_in_order(&held.words, &words) && seen.is_some() {
                    2
                } else if held.country.is_none()
                    && held.words.len() < words.len()
                    && contains_in_order(&words, &held.words)
                    && seen.is_some()
                    && held.office == role.office
                {
                    1
                } else {
                    return None;
                };
                Some((strength, seen, held.person))
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
        let country = self.role.country?;
        if self.role.past {
            return None;
        }
        let mut holders = self
            .by_term
            .get(country)?
            .iter()
            .filter(|(term, person)| term.is(&self.role.office, country) && self.agrees(*person))
            .map(|&(_, person)| person);
        let first = holders.next()?;
        holders.all(|person| person == first).then(|| (vec![first], "office-holder-list", 84))
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
                held.country == Some(country) && Some(held.person) != subject && self.agrees(held.person)
            })
            .max_by_key(|held| (Some(held.office.as_str()) == office, self.seen.last[held.person]))
            .map(|held| held.person);
        let listed = || {
            let mut holders = self.by_term.get(country)?.iter().filter(|(term, person)| {
                office.is_some_and(|office| term.is(office, country)) && Some(*person) != subject
            });
            holders.next().map(|&(_, person)| person)
        };
        let person = same.or_else(listed)?;
        Some((vec![person], "counterpart", 78))
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
