//! Which offices the text itself gives to whom.

use std::collections::BTreeMap;

use super::RoleClass;
use super::bind::Binding;
use super::capacity;
use super::role::Role;
use super::scene::Scene;
use super::words::role_words;

/// An office that the text gives to a person.
pub(super) struct Held {
    pub(super) person: usize,
    /// The title noun in one word, and the office that it makes with its field.
    pub(super) title: &'static str,
    pub(super) office: String,
    pub(super) country: Option<&'static str>,
    pub(super) words: Vec<String>,
    pub(super) past: bool,
    pub(super) has_body: bool,
    /// Whether somebody in it may be called an official: not who heads a state.
    pub(super) is_official: bool,
}

/// Only so many bearers of one title are compared with a description; real articles have a few.
pub(super) const MOST_BEARERS: usize = 48;

/// Whether a title, with or without a body behind it, is that of who heads a state or a government.
fn is_head_of_state(office: &str, has_body: bool) -> bool {
    matches!(office, "monarch" | "emir" | "sultan" | "head_of_government" | "leader")
        || office == "head" && !has_body
}

/// The offices that titles beside names give to persons, by the title noun.
pub(super) fn held<'r>(
    scene: &Scene<'_>,
    roles: &'r [Role],
    bindings: &[Binding],
    person_of: &[Option<usize>],
) -> BTreeMap<&'r str, Vec<Held>> {
    let mut held: BTreeMap<&str, Vec<Held>> = BTreeMap::new();
    let mut add = |title: &'r str, new: Held| {
        let bearers = held.entry(title).or_default();
        let known = bearers
            .iter()
            .any(|held| (held.person, &held.words, held.country) == (new.person, &new.words, new.country));
        if !known && bearers.len() < MOST_BEARERS {
            bearers.push(new);
        }
    };
    let office = |role: &Role, person, country, words| Held {
        person,
        title: &role.title.office,
        office: role.office.clone(),
        country,
        words,
        past: role.past,
        has_body: role.has_body(),
        is_official: matches!(role.title.class, RoleClass::Office | RoleClass::Rank)
            && !is_head_of_state(&role.title.office, role.has_body()),
    };
    let mut last: Option<(usize, &'r Role)> = None;
    for binding in bindings {
        let (Some(role), Some(person)) = (roles.get(binding.role), person_of[binding.name]) else { continue };
        let words = if binding.whole { role_words(scene, role) } else { Vec::new() };
        // "his Iranian counterpart X" has the office of the one named before.
        let same_as = last.filter(|&(other, _)| &*role.title.office == "counterpart" && other != person);
        match same_as {
            Some((_, role)) => add(&role.title.office, office(role, person, binding.country, Vec::new())),
            None => add(&role.title.office, office(role, person, binding.country, words)),
        }
        if role.names_an_office() {
            last = Some((person, role));
        }
        if let Some((inner, person)) = role.inner.as_deref().zip(role.person.and_then(|name| person_of[name]))
        {
            add(&inner.title.office, office(inner, person, inner.country, role_words(scene, inner)));
        }
    }
    for headed in capacity::headed(scene) {
        let Some(person) = person_of[headed.name] else { continue };
        let (title, office) = (headed.title, headed.title.to_owned());
        let words = headed.words;
        add(
            title,
            Held {
                person,
                title,
                office,
                country: None,
                words,
                past: false,
                has_body: true,
                is_official: true,
            },
        );
    }
    held
}
