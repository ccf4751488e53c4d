//! Descriptions by relation: "his Iranian counterpart", "her husband", "the first lady".

use std::collections::BTreeMap;

use super::Gender;
use super::bind::Binding;
use super::held::{Held, MOST_BEARERS};
use super::holders::Term;
use super::people::Person;
use super::refer::{Found, Resolver, Seen};
use super::role::Role;
use super::rule::Rule;
use super::scene::Scene;
use super::title::Possessor;

/// Who is married to whom, as descriptions beside names say ("the wife of president Salem, Layla").
pub(super) fn couples(
    scene: &Scene<'_>,
    roles: &[Role],
    bindings: &[Binding],
    people: &[Person],
    person_of: &[Option<usize>],
    held: &BTreeMap<&str, Vec<Held>>,
    terms: &[(&Term, usize)],
) -> Vec<(usize, usize)> {
    let mut couples = Vec::new();
    let everybody = Seen { last: vec![Some(0); people.len()], order: Vec::new(), unnamed: BTreeMap::new() };
    for binding in bindings {
        let (Some(role), Some(one)) = (roles.get(binding.role), person_of[binding.name]) else { continue };
        if !is_marriage(&role.title.office) || couples.len() >= MOST_BEARERS {
            continue;
        }
        let named = role.person.and_then(|name| person_of[name]);
        let described = || {
            let role = role.inner.as_deref()?;
            let resolver = Resolver { scene, people, held, terms, couples: &[], seen: &everybody, role };
            Some(resolver.resolve()?.0)
        };
        couples.extend(named.or_else(described).filter(|&other| other != one).map(|other| (one, other)));
    }
    couples
}

fn is_marriage(office: &str) -> bool {
    matches!(office, "spouse" | "wife" | "widow")
}

impl Resolver<'_, '_> {
    /// "his Iranian counterpart": who holds an office of that country.
    pub(super) fn counterpart(&self) -> Option<Found> {
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
        Some((person, Rule::Counterpart, 78))
    }

    /// "her husband", where the article says who is married to whom.
    pub(super) fn spouse(&self) -> Option<Found> {
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
        partners.all(|other| other == partner).then_some((partner, Rule::Spouse, 76))
    }

    /// "the first lady", if the article tells of one marriage.
    pub(super) fn first_lady(&self) -> Option<Found> {
        let [(one, other)] = self.couples else { return None };
        let wife = [*one, *other]
            .into_iter()
            .find(|&person| self.people[person].gender == Some(Gender::Feminine))?;
        (&*self.role.title.office == "first_lady").then_some((wife, Rule::FirstLady, 70))
    }
}
