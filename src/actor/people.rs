//! Which names of persons are one person.
//!
//! Longer names come first: a short one joins the name that it shortens. A single part ("al-Asad")
//! is decided place by place, since two men of one article may bear it: by the title beside it,
//! then by the part of the name that it is, then by who is talked about.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use super::Gender;
use super::bind::Binding;
use super::holders::{holder_of, terms_of};
use super::person::{PersonName, Unit, skeleton};
use super::role::Role;
use super::scene::Scene;
use super::word_class::{alias_phrase, gender_of_speech};
use crate::names::EntityKind;
use crate::sort;
use crate::text::fold;

/// A person with all places that name him.
#[derive(Clone, Debug, Default)]
pub(super) struct Person {
    /// The names, longest first.
    forms: Vec<PersonName>,
    /// Numbers of the names in the text.
    pub(super) names: Vec<usize>,
    /// Those of more than one part, in order.
    long: Vec<usize>,
    pub(super) gender: Option<Gender>,
    holder: Option<&'static str>,
    /// What the titles beside the names say, each once.
    offices: BTreeSet<Office>,
    /// The last of the names of one part that was given to him.
    last_single: Option<usize>,
}

impl Person {
    /// Whether the list of holders does not place the person in other countries only.
    pub(super) fn may_be_of(&self, country: Option<&str>) -> bool {
        let terms = self.holder.map(|holder| terms_of(&fold(holder))).unwrap_or_default();
        terms.is_empty() || terms.iter().any(|term| Some(&*term.country) == country)
    }
}

/// The person whom each name names.
pub(super) fn person_of(scene: &Scene<'_>, people: &[Person]) -> Vec<Option<usize>> {
    let mut person_of = vec![None; scene.names.len()];
    for (number, person) in people.iter().enumerate() {
        for &name in &person.names {
            person_of[name] = Some(number);
        }
    }
    person_of
}

/// The office and country of a title.
type Office = (String, Option<&'static str>);

/// Only so many persons who share a part of a name are compared with a new one; it bounds the cost
/// on texts that are lists of names.
const MOST_CANDIDATES: usize = 48;
/// In bytes: about two sentences.
const NEAR: u32 = 600;

/// What the titles beside one name say.
#[derive(Default)]
struct Beside {
    offices: BTreeSet<Office>,
    gender: Option<Gender>,
}

/// Gathers the names of persons, in the order of their first places.
pub(super) fn people(scene: &Scene<'_>, roles: &[Role], bindings: &[Binding]) -> Vec<Person> {
    let beside = beside(roles, bindings);
    let mut forms: BTreeMap<String, (PersonName, Vec<usize>)> = BTreeMap::new();
    for (number, name) in scene.names.iter().enumerate() {
        if name.kind == EntityKind::Person {
            let parts = PersonName::new(&scene.folded_name(number));
            forms.entry(parts.key()).or_insert_with(|| (parts, Vec::new())).1.push(number);
        }
    }
    let mut gathered = Gathered { scene, beside, people: Vec::new(), by_sound: BTreeMap::new() };
    let (mut single, mut long): (Vec<_>, Vec<_>) =
        forms.into_values().partition(|(parts, _)| parts.units.len() < 2);
    sort::by(&mut long, |(parts, names)| (Reverse(parts.units.len()), names.first().copied()));
    for (parts, names) in long {
        gathered.add_long(parts, &names);
    }
    for person in &mut gathered.people {
        person.long = person.names.clone();
        sort::by(&mut person.long, |&n| n);
    }
    let mut places: Vec<_> = single
        .iter_mut()
        .enumerate()
        .flat_map(|(form, (_, names))| std::mem::take(names).into_iter().map(move |name| (name, form)))
        .collect();
    sort::by(&mut places, |&place| place);
    for (name, form) in places {
        gathered.add_single(&single[form].0, name);
    }
    let mut people = join_aliases(scene, gathered.people);
    for person in &mut people {
        sort::by(&mut person.names, |&n| n);
    }
    sort::by(&mut people, |person| person.names.first().copied());
    people
}

/// Makes one of two persons where the text says that one name is another name of the other: "X, whose
/// real name is Y".
fn join_aliases(scene: &Scene<'_>, mut people: Vec<Person>) -> Vec<Person> {
    let mut person_of = BTreeMap::new();
    for (number, person) in people.iter().enumerate() {
        person_of.extend(person.names.iter().map(|&name| (name, number)));
    }
    let persons: Vec<usize> = person_of.keys().copied().collect();
    for pair in persons.windows(2) {
        let [one, other] = pair else { continue };
        let (first, second) = (person_of[one], person_of[other]);
        if first != second
            && agree(people[first].gender, people[second].gender)
            && is_alias(scene, *one, *other)
        {
            let joined = std::mem::take(&mut people[second]);
            person_of.extend(joined.names.iter().map(|&name| (name, first)));
            let person = &mut people[first];
            person.gender = person.gender.or(joined.gender);
            person.holder = person.holder.or(joined.holder);
            person.names.extend(joined.names);
            person.forms.extend(joined.forms);
            person.offices.extend(joined.offices);
        }
    }
    people.retain(|person| !person.names.is_empty());
    people
}

/// Whether nothing but "known as" and signs stands between two names.
fn is_alias(scene: &Scene<'_>, one: usize, other: usize) -> bool {
    let end = scene.tokens_of(other).start;
    let skip = |mut at: usize| {
        while at < end && (scene.is_mark(at) || scene.is_comma(at) || scene.article.tokens.surface(at) == ":")
        {
            at += 1;
        }
        at
    };
    let phrase = alias_phrase(&scene.article.tokens, skip(scene.tokens_of(one).end));
    phrase.is_some_and(|behind| {
        let at = skip(behind);
        // "by [the name of]" may stand apart from the name.
        at == end || at + 1 == end && matches!(scene.article.tokens.folded(at), "ب" | "باسم" | "بلقب")
    })
}

fn beside(roles: &[Role], bindings: &[Binding]) -> BTreeMap<usize, Beside> {
    let mut all: BTreeMap<usize, Beside> = BTreeMap::new();
    for binding in bindings {
        let Some(role) = roles.get(binding.role) else { continue };
        let beside = all.entry(binding.name).or_default();
        beside.gender = beside.gender.or(role.title.gender);
        if role.names_an_office() {
            beside.offices.insert((role.office.clone(), binding.country));
        }
    }
    all
}

struct Gathered<'s, 'a> {
    scene: &'s Scene<'a>,
    beside: BTreeMap<usize, Beside>,
    people: Vec<Person>,
    /// Numbers of the persons whose names have a part that sounds so.
    by_sound: BTreeMap<String, Vec<usize>>,
}

impl Gathered<'_, '_> {
    fn add_long(&mut self, parts: PersonName, names: &[usize]) {
        let gender = names.iter().find_map(|&name| self.gender_of(name, &parts));
        let holder = names.first().and_then(|&name| self.known_as(name));
        let found = self
            .candidates(&parts.units, holder)
            .into_iter()
            .filter_map(|number| {
                let person = &self.people[number];
                let known = holder.is_some() && person.holder == holder;
                let covers = person.forms.iter().any(|form| form.covers(&parts));
                let joins = agree(person.gender, gender) && (known || covers);
                joins.then_some((covers, person.names.len(), Reverse(number)))
            })
            .max()
            .map(|(.., Reverse(number))| number);
        self.join(found, parts, names, gender, holder);
    }

    fn add_single(&mut self, parts: &PersonName, name: usize) {
        let gender = self.gender_of(name, parts);
        let holder = self.known_as(name);
        let candidates =
            if self.is_blessed(name) { BTreeSet::new() } else { self.candidates(&parts.units, holder) };
        let found = candidates
            .into_iter()
            .filter(|&number| agree(self.people[number].gender, gender))
            .filter_map(|number| Some((self.fit(number, parts, name, holder)?, Reverse(number))))
            .max()
            .map(|(_, Reverse(number))| number);
        let number = self.join(found, parts.clone(), &[name], gender, holder);
        self.people[number].last_single = Some(name);
    }

    /// How well a name of one part fits a person at this place; more is better.
    fn fit(
        &self,
        number: usize,
        parts: &PersonName,
        name: usize,
        holder: Option<&str>,
    ) -> Option<(bool, u8, bool, bool, usize)> {
        let person = &self.people[number];
        let part = parts.units.first()?;
        let pull = person.forms.iter().map(|form| form.pull(part)).max()?;
        let known = holder.is_some() && person.holder == holder;
        if pull == 0 && !known {
            return None;
        }
        let offices = self.beside.get(&name).map(|beside| &beside.offices);
        let mine = || offices.into_iter().flatten();
        let same_title = mine().any(|office| person.offices.contains(office));
        let another = mine().any(|(office, country)| {
            let mut theirs = person.offices.iter().filter(|theirs| theirs.0 == *office).peekable();
            country.is_some()
                && theirs.peek().is_some()
                && theirs.all(|theirs| theirs.1.is_some() && theirs.1 != *country)
        });
        if another && !same_title {
            return None;
        }
        let before = person.long.partition_point(|&other| other < name).checked_sub(1);
        let before = before.map(|at| person.long[at]).max(person.last_single);
        let place = |name: usize| self.scene.names[name].span.start();
        // A first name alone takes up somebody who was just named.
        let soon =
            || person.long.first().is_some_and(|&first| place(first).saturating_sub(place(name)) < NEAR);
        if pull < 3 && !known && !same_title && before.is_none() && !soon() {
            return None;
        }
        let near = before.is_some_and(|other| place(name).saturating_sub(place(other)) < NEAR);
        let weight = person.names.len() + 2 * usize::from(!person.offices.is_empty()) + 2 * usize::from(near);
        Some((same_title, pull, known, before.is_some(), weight))
    }

    fn join(
        &mut self,
        found: Option<usize>,
        parts: PersonName,
        names: &[usize],
        gender: Option<Gender>,
        holder: Option<&'static str>,
    ) -> usize {
        let number = found.unwrap_or(self.people.len());
        if number == self.people.len() {
            self.people.push(Person::default());
        }
        let person = &mut self.people[number];
        person.gender = person.gender.or(gender);
        person.holder = person.holder.or(holder);
        for &name in names {
            person.names.push(name);
            if let Some(beside) = self.beside.get(&name) {
                person.offices.extend(beside.offices.iter().cloned());
            }
        }
        if !person.forms.contains(&parts) && person.forms.len() < MOST_CANDIDATES {
            let whole = parts.units.iter().map(|unit| unit.word.as_str()).collect::<String>();
            for word in parts.units.iter().map(|unit| &unit.word).chain([&whole]) {
                let sharing = self.by_sound.entry(skeleton(word)).or_default();
                if sharing.last() != Some(&number) {
                    sharing.push(number);
                }
            }
            if let Some(holder) = holder {
                self.by_sound.entry(format!("={holder}")).or_default().push(number);
            }
            person.forms.push(parts);
        }
        number
    }

    /// Persons who share a part of the name, by sound, or whom the list of holders knows to be
    /// the same.
    fn candidates(&self, units: &[Unit], holder: Option<&str>) -> BTreeSet<usize> {
        let known = holder.map(|holder| format!("={holder}"));
        let whole = units.iter().map(|unit| unit.word.as_str()).collect::<String>();
        units
            .iter()
            .map(|unit| skeleton(&unit.word))
            .chain([skeleton(&whole)])
            .chain(known)
            .filter_map(|sound| self.by_sound.get(&sound))
            .flat_map(|numbers| numbers.iter().rev().take(MOST_CANDIDATES).copied())
            .collect()
    }

    /// The full name under which the lists know the bearer of a name.
    fn known_as(&self, name: usize) -> Option<&'static str> {
        holder_of(&self.scene.folded_name(name)).or(self.scene.names[name].canonical)
    }

    fn gender_of(&self, name: usize, parts: &PersonName) -> Option<Gender> {
        let titled = self.beside.get(&name).and_then(|beside| beside.gender);
        match titled {
            // A masculine title may be said of a woman, a feminine one is never said of a man.
            Some(Gender::Feminine) => titled,
            // A name of one part may be a first name used as a family name.
            _ if parts.is_single() => titled.or_else(|| self.gender_of_verb(name)),
            _ => parts
                .gender()
                .or(self.scene.names[name].gender)
                .or(titled)
                .or_else(|| self.gender_of_verb(name)),
        }
    }

    /// The gender of a verb of speech right before a name: it agrees with its subject.
    fn gender_of_verb(&self, name: usize) -> Option<Gender> {
        let tokens = &self.scene.article.tokens;
        let start = self.scene.tokens_of(name).start;
        let at = (start.saturating_sub(2)..start).rev().find(|&at| !self.scene.is_mark(at))?;
        let word = tokens.folded(at);
        let stem = word.strip_prefix('و').filter(|stem| stem.chars().count() > 2).unwrap_or(word);
        if self.scene.proclitics_of(name).is_empty() { gender_of_speech(stem) } else { None }
    }

    /// Whether the name is the prophet's: the blessing follows, and no other bearer is meant.
    fn is_blessed(&self, name: usize) -> bool {
        let tokens = &self.scene.article.tokens;
        let end = self.scene.tokens_of(name).end;
        (end..end + 3).any(|at| tokens.folded(at) == "صلي" && tokens.folded(at + 1) == "الله")
    }
}

fn agree(a: Option<Gender>, b: Option<Gender>) -> bool {
    a.is_none() || b.is_none() || a == b
}
