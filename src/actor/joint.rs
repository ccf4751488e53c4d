//! Duals and counted plurals without names: "the two presidents", "the three ministers", "the two
//! presidents, the Turkish and the Russian".
//!
//! Such a description means several persons at once, so it is a mention of each, but a weak one: like
//! a pronoun it is shared, and says nothing of one of them alone. It is only resolved
//! where the article leaves no choice: the countries that it names tell each of them, or those who
//! were last named with one shared title are meant, or just so many persons of the title were named
//! before it. A title that stood for somebody without a name makes their number unsure.

use std::collections::{BTreeMap, BTreeSet};

use super::assemble::Findings;
use super::held::Held;
use super::holders::Term;
use super::nation::nisba_at;
use super::people::Person;
use super::role::Role;
use super::rule::Rule;
use super::scene::Scene;
use super::title::Takes;
use super::word_class::is_definite;
use super::{Gender, Number, RoleClass};
use crate::sort;
use crate::text::CleanSpan;

/// A description that means several at once.
#[derive(Clone, Debug)]
pub(super) struct Pair {
    pub(super) span: CleanSpan,
    pub(super) members: Vec<Member>,
    pub(super) rule: Rule,
    pub(super) confidence: u8,
}

/// One of those who are meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Member {
    /// The person, by number.
    Person(usize),
    /// The body, by number.
    Body(usize),
}

/// Finds them among the descriptions of which nobody is known yet, in order. `held` says which offices
/// the text gives to whom.
pub(super) fn pairs(scene: &Scene<'_>, found: &Findings<'_>, held: &BTreeMap<&str, Vec<Held>>) -> Vec<Pair> {
    let &Findings { roles, bindings, references, people, terms, .. } = found;
    let mut settled = vec![false; roles.len()];
    for role in bindings.iter().map(|binding| binding.role).chain(references.iter().map(|found| found.role)) {
        settled[role] = true;
    }
    let starts: Vec<_> = people
        .iter()
        .map(|person| person.names.first().map_or(usize::MAX, |&name| scene.tokens_of(name).start))
        .collect();
    let groups = groups(found);
    let mut next_group = 0;
    // The last group of each title, and the titles that stood for somebody without a name since.
    let mut last: BTreeMap<&str, &BTreeSet<usize>> = BTreeMap::new();
    let mut unnamed: BTreeSet<&str> = BTreeSet::new();
    let mut pairs = Vec::new();
    for (number, role) in roles.iter().enumerate() {
        while let Some((at, members)) = groups.get(next_group).filter(|(at, _)| *at <= number) {
            let title = &*roles[*at].title.office;
            last.insert(title, members);
            unnamed.remove(title);
            next_group += 1;
        }
        let title = &*role.title.office;
        if role.title.number == Number::Singular {
            // "The president" without a name is one more, whoever he is.
            if !settled[number] && role.definite {
                unnamed.insert(title);
            }
            continue;
        }
        let several = Several { scene, people, terms, held, starts: &starts, role };
        if settled[number] || !several.may_be_resolved() {
            continue;
        }
        let (countries, end) = several.countries();
        let resolved = match (&countries[..], last.get(title)) {
            ([_, _, ..], _) => several.by_country(&countries).map(|members| (members, Rule::TitleOfEach, 78)),
            (_, Some(&members)) if several.fits(members) => {
                Some((members.clone(), Rule::SharedTitleAgain, 74))
            }
            _ if unnamed.contains(title) => None,
            _ => several.all_bearers().map(|members| (members, Rule::AllOfTitle, 66)),
        };
        if let Some((members, rule, confidence)) = resolved {
            pairs.push(Pair {
                span: scene.span_from(role.tokens.start..end, role.head.split.stem),
                members: members.into_iter().map(Member::Person).collect(),
                rule,
                confidence,
            });
        }
    }
    pairs
}

/// Persons who were named together with one title, in the order of the text: those of a shared title
/// ("the two presidents A and B"), and somebody with his counterpart.
fn groups(found: &Findings<'_>) -> Vec<(usize, BTreeSet<usize>)> {
    let &Findings { roles, bindings, person_of, .. } = found;
    let mut groups: Vec<(usize, BTreeSet<usize>)> = Vec::new();
    for (n, binding) in bindings.iter().enumerate() {
        let (Some(role), Some(person)) = (roles.get(binding.role), person_of[binding.name]) else { continue };
        let shared = role.title.number != Number::Singular || binding.rule == Rule::EllipticalTitle;
        match groups.last_mut() {
            Some((at, members)) if shared && *at == binding.role => {
                members.insert(person);
                continue;
            }
            _ => {}
        }
        let before = n.checked_sub(1).and_then(|n| bindings.get(n));
        let other = before.and_then(|other| Some((other.role, person_of[other.name]?)));
        if &*role.title.office == "counterpart" {
            groups.extend(
                other
                    .filter(|&(at, other)| at < binding.role && other != person)
                    .map(|(at, other)| (at, BTreeSet::from([other, person]))),
            );
        } else if shared {
            let first = other.filter(|&(at, _)| at == binding.role).map(|(_, other)| other);
            groups.push((binding.role, first.into_iter().chain([person]).collect()));
        }
    }
    sort::by(&mut groups, |(at, _)| *at);
    groups
}

/// Codes of at most so many countries are read behind a title.
const MOST_COUNTRIES: usize = 5;

struct Several<'r, 'a> {
    scene: &'r Scene<'a>,
    people: &'r [Person],
    terms: &'r [Vec<&'static Term>],
    held: &'r BTreeMap<&'r str, Vec<Held>>,
    /// The token at which each person is first named.
    starts: &'r [usize],
    role: &'r Role,
}

impl Several<'_, '_> {
    fn may_be_resolved(&self) -> bool {
        let role = self.role;
        let class = matches!(role.title.class, RoleClass::Office | RoleClass::Profession | RoleClass::Rank);
        // "The two heads of the parties" are heads of two bodies, and "his two deputies" of one.
        let free = role.head.possessor.is_none() && !role.complement.any(Takes::ROLE.or(Takes::PERSON));
        // "The players" behind a preposition is written like "the two players".
        let is_dual = role.title.number == Number::Plural
            || role.head.readings.iter().all(|title| title.number == Number::Dual);
        // Two of one body are any two; "of the two countries" are one of each.
        let last = self.scene.article.tokens.folded(role.tokens.end - 1);
        let of_two = !role.complement.any(Takes::BODY) || is_definite(last) && last.ends_with("ين");
        let other = matches!(self.scene.article.tokens.folded(role.tokens.end), "الاخران" | "الاخرين");
        class
            && free
            && is_dual
            && of_two
            && role.definite
            && role.person.is_none()
            && self.size().is_some()
            && !other
    }

    /// How many are meant: two, or as many as the word behind a plural says.
    fn size(&self) -> Option<usize> {
        if self.role.title.number == Number::Dual {
            return Some(2);
        }
        self.counted().map(|(size, _)| size)
    }

    /// The number behind a plural and the token behind it.
    fn counted(&self) -> Option<(usize, usize)> {
        let at = self.role.tokens.end;
        let size = count(self.scene.article.tokens.folded(at))?;
        Some((size, at + 1))
    }

    /// The countries that the adjectives behind the title name, and the token behind them.
    fn countries(&self) -> (Vec<&'static str>, usize) {
        let role = self.role;
        let mut end = self
            .counted()
            .filter(|_| role.title.number == Number::Plural)
            .map_or(role.tokens.end, |(_, end)| end);
        let mut countries: Vec<_> = role.country.filter(|_| !role.country_is_shared).into_iter().collect();
        while countries.len() < MOST_COUNTRIES && !countries.is_empty() {
            let joined =
                self.scene.article.tokens.folded(end).starts_with('و') && self.scene.name_at(end).is_none();
            let next = nisba_at(self.scene, end, "و".len(), true).filter(|_| joined);
            let Some((nation, behind)) = next else { break };
            countries.push(nation.iso);
            end = behind;
        }
        (countries, end)
    }

    /// Whether just those `members` can be meant.
    fn fits(&self, members: &BTreeSet<usize>) -> bool {
        let own = |person: usize| {
            self.role.country_is_shared
                || self.role.country.is_none()
                || self.bearers().any(|held| held.person == person && held.country == self.role.country)
        };
        Some(members.len()) == self.size()
            && !self.role.past
            && members.iter().all(|&person| self.agrees(person) && own(person))
    }

    /// The feminine says that all are women; the masculine says nothing.
    fn agrees(&self, person: usize) -> bool {
        self.role.title.gender != Some(Gender::Feminine)
            || self.people[person].gender != Some(Gender::Masculine)
    }

    /// The one holder of the office for each country.
    fn by_country(&self, countries: &[&'static str]) -> Option<BTreeSet<usize>> {
        if Some(countries.len()) != self.size() {
            return None;
        }
        let members: BTreeSet<_> = countries
            .iter()
            .map(|&country| {
                let held =
                    self.bearers().filter(|held| held.country == Some(country)).map(|held| held.person);
                let mut all: BTreeSet<usize> = held.collect();
                if all.is_empty() {
                    all.extend(self.in_office(|term| self.is_term(term, country)));
                }
                let mut all = all.into_iter();
                let only = all.next()?;
                all.next().is_none().then_some(only)
            })
            .collect::<Option<_>>()?;
        (members.len() == countries.len()).then_some(members)
    }

    /// All persons named before who bear the title, if they are as many as are meant.
    fn all_bearers(&self) -> Option<BTreeSet<usize>> {
        let before = |person: &usize| self.starts[*person] < self.role.tokens.start;
        let members: BTreeSet<_> = self
            .bearers()
            .map(|held| held.person)
            .chain(self.in_office(|term| self.is_term(term, &term.country) && term.body.is_empty()))
            .filter(before)
            .collect();
        let own_country = self.role.country_is_shared || self.role.country.is_none();
        (Some(members.len()) == self.size()
            && own_country
            && members.iter().all(|&person| self.agrees(person)))
        .then_some(members)
    }

    /// Those to whom the text gives the title, alone or as part of their office.
    fn bearers(&self) -> impl Iterator<Item = &Held> {
        let role = self.role;
        let plain = *role.office == *role.title.office;
        // "The two presidents" are heads of states before they are heads of clubs, and "the two leaders"
        // are any who lead.
        let state = matches!(&*role.title.office, "head" | "leader");
        self.held.values().flatten().filter(move |held| {
            let title = if plain { held.title == &*role.title.office } else { held.office == role.office };
            // A counterpart has the office of the one before him.
            let same = held.title == "counterpart" && held.office == role.office;
            let leads = &*role.title.office == "leader"
                && matches!(held.title, "head" | "monarch" | "emir" | "sultan" | "head_of_government");
            (title || same || leads) && held.past == role.past && !(state && held.has_body)
        })
    }

    /// Whether a term is one of the office that the title names.
    fn is_term(&self, term: &Term, country: &str) -> bool {
        !self.role.past && term.is(&self.role.office, country)
    }

    /// Who holds such an office on the day of the article.
    fn in_office(&self, fits: impl Fn(&Term) -> bool) -> impl Iterator<Item = usize> {
        self.terms
            .iter()
            .enumerate()
            .filter(move |(_, terms)| terms.iter().any(|term| fits(term)))
            .map(|(person, _)| person)
    }
}

/// "the three", "the four", "the five": how many.
pub(super) fn count(folded: &str) -> Option<usize> {
    match folded {
        "الثلاثه" | "الثلاث" => Some(3),
        "الاربعه" | "الاربع" => Some(4),
        "الخمسه" | "الخمس" => Some(5),
        _ => None,
    }
}
