//! Descriptions without a name: whom of the article they mean.
//!
//! The evidence, in order: the same words beside a name; the same office and country beside a
//! name; fewer words of the same office, for whoever bore it last ("the minister"); the dated list
//! of office holders, if the holder is named in the article. What none of them settles stays open.

use std::collections::BTreeMap;

use super::bind::Binding;
use super::held::Held;
use super::holders::Term;
use super::people::Person;
use super::relation::couples;
use super::role::Role;
use super::rule::Rule;
use super::scene::Scene;
use super::title::Takes;
use super::word_class::{is_break, is_definite, is_intransitive_speech, is_post, without_article};
use super::words::{contains_in_order, role_words};
use super::{Number, RoleClass};
use crate::segment::{TokenKind, splits};

/// A description and the person whom it means.
#[derive(Clone, Debug)]
pub(super) struct Reference {
    pub(super) role: usize,
    pub(super) person: usize,
    pub(super) rule: Rule,
    pub(super) confidence: u8,
}

/// Only so many terms of office that run on the day of the article are looked at.
const MOST_TERMS: usize = 96;
/// In tokens: about the length of a headline and the start of the first sentence.
const HEADLINE: usize = 30;

/// Resolves the descriptions that stand beside no name, in their order. `person_of` says which person
/// each name names, `held` which offices the text gives to whom.
pub(super) fn references(
    scene: &Scene<'_>,
    roles: &[Role],
    bindings: &[Binding],
    people: &[Person],
    terms: &[Vec<&'static Term>],
    person_of: &[Option<usize>],
    held: &BTreeMap<&str, Vec<Held>>,
) -> Vec<Reference> {
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

    let couples = couples(scene, roles, bindings, people, person_of, held, &terms);
    let mut seen = Seen { last: vec![None; people.len()], order: Vec::new(), unnamed: BTreeMap::new() };
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
        if !role.definite {
            seen.unnamed.insert(role.title.office.to_string(), role.tokens.start);
        }
        if bound[number] || !role.definite || nobody || is_adjective_or_post(scene, role) {
            continue;
        }
        // "the other minister" is none of those before, and nobody is meant by "the minister" after him.
        if is_other(scene, role) {
            seen.unnamed.insert(role.title.office.to_string(), role.tokens.start);
            continue;
        }
        let resolver = Resolver { scene, people, held, terms: &terms, couples: &couples, seen: &seen, role };
        if let Some((person, rule, confidence)) = resolver.resolve() {
            seen.see(person, role.tokens.start);
            references.push(Reference { role: number, person, rule, confidence });
        } else {
            seen.unnamed.insert(role.title.office.to_string(), role.tokens.start);
        }
    }
    references
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
    // "The team" is written like "the lieutenant general".
    let stem = tokens.folded(role.head.start).get(role.head.split.stem..).unwrap_or("");
    let team = role.title.class == RoleClass::Rank && without_article(stem) == "فريق";
    let post = splits(word).any(|split| word.get(split.stem..).is_some_and(is_post));
    adjective || team || post
}

/// Whether a description speaks of another one of the kind: "the other player", "the second suspect".
fn is_other(scene: &Scene<'_>, role: &Role) -> bool {
    (role.head.end..=role.tokens.end).any(|at| {
        let word = without_article(scene.article.tokens.folded(at));
        matches!(word, "اخر" | "اخري") && scene.same_sentence(role.head.start, at)
    })
}

/// Whether a verb of speech stands right before or behind a description.
fn beside_speech(scene: &Scene<'_>, role: &Role) -> bool {
    let tokens = &scene.article.tokens;
    [role.tokens.start.checked_sub(1), Some(role.tokens.end)].into_iter().flatten().any(|at| {
        let word = tokens.folded(at);
        let stem = word.strip_prefix('و').unwrap_or(word);
        is_intransitive_speech(word) || is_intransitive_speech(stem)
    })
}

/// Whether two descriptions say the same but for the country: "head of the council" is not "head of
/// state".
fn same_body(a: &[String], b: &[String]) -> bool {
    let plain =
        |words: &[String]| words.iter().filter(|word| !word.starts_with('@')).cloned().collect::<Vec<_>>();
    a.is_empty() || plain(a) == plain(b)
}

/// Who was mentioned, and when last.
pub(super) struct Seen {
    pub(super) last: Vec<Option<usize>>,
    /// Persons in the order in which they were mentioned, with repetitions.
    pub(super) order: Vec<usize>,
    /// Where a title last stood for somebody unnamed.
    pub(super) unnamed: BTreeMap<String, usize>,
}

impl Seen {
    fn see(&mut self, person: usize, token: usize) {
        self.last[person] = Some(token);
        self.order.push(person);
    }
}

pub(super) struct Resolver<'r, 'a> {
    pub(super) scene: &'r Scene<'a>,
    pub(super) people: &'r [Person],
    pub(super) held: &'r BTreeMap<&'r str, Vec<Held>>,
    pub(super) terms: &'r [(&'r Term, usize)],
    pub(super) couples: &'r [(usize, usize)],
    pub(super) seen: &'r Seen,
    pub(super) role: &'r Role,
}

pub(super) type Found = (usize, Rule, u8);

impl Resolver<'_, '_> {
    pub(super) fn resolve(&self) -> Option<Found> {
        if self.role.title.number != Number::Singular {
            return None;
        }
        if self.role.title.takes.any(Takes::ITSELF) {
            // With "and" it may as well be "and his sovereignty".
            let titled = |person| self.held.values().flatten().any(|held| held.person == person);
            let person = self.latest(titled, 120).filter(|_| !self.role.head.split.conjunction)?;
            return Some((person, Rule::HonorificOfLatest, 70));
        }
        if &*self.role.title.office == "majesty" {
            return self.majesty();
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
            .or_else(|| self.first_lady())
            .or_else(|| self.by_kind())
    }

    pub(super) fn agrees(&self, person: usize) -> bool {
        let person = self.people[person].gender;
        self.role.title.gender.is_none() || person.is_none() || person == self.role.title.gender
    }

    /// Those to whom the text gives the title. A bare noun may have another reading than with what
    /// depends on it: "the actress (of films)" is written like "the representative (of a state)".
    fn bearers(&self) -> Vec<&Held> {
        let bare = self.role.is_bare();
        let readings = self.role.head.readings.iter().filter(|_| bare).chain([self.role.title]);
        let mut offices: Vec<&str> = readings.map(|title| &*title.office).collect();
        offices.sort_unstable();
        offices.dedup();
        offices.into_iter().filter_map(|office| self.held.get(office)).flatten().collect()
    }

    /// `past` admits those who once held the office.
    fn by_words(&self, past: bool) -> Option<Found> {
        let words = role_words(self.scene, self.role);
        let role = self.role;
        let bearers = self.bearers();
        // Who was president may go on being called so, if nobody else is and no country is said.
        let past = past
            && (role.is_bare()
                || matches!(role.title.class, RoleClass::Family)
                || &*role.title.office == "leader");
        // In a headline the title may come before the name, if only one person has it.
        // "The president" in a headline is no president of an association.
        let ahead = role.tokens.start < HEADLINE
            && role.is_bare()
            && bearers.iter().all(|held| held.person == bearers[0].person)
            && (&*role.title.office != "head" || bearers.iter().any(|held| !held.has_body));
        let serves_elsewhere = |person| {
            let mut countries = self.held.values().flatten().filter(|held| held.person == person);
            countries.any(|held| held.country.is_some() && held.country != role.country)
        };
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
                    && (role.country.is_none()
                        || role.has_body()
                        || same_body(&held.words, &words)
                        // "the Qatari minister" is the one minister of Qatar who was named.
                        || held.country == role.country && &*role.title.office == "minister")
                    // "The Tunisian ambassador" is not the American one in Tunis.
                    && (role.country.is_none() || held.country.is_none() || held.country == role.country)
                    || seen.is_some() && self.is_same_in_other_words(held, &words, &bearers)
                {
                    2
                } else if held.country.is_none()
                    && role.country.is_some()
                    && !role.has_body()
                    && self.people[held.person].may_be_of(role.country)
                    && !serves_elsewhere(held.person)
                    && held.words.len() < words.len()
                    && contains_in_order(&words, &held.words)
                    && seen.is_some()
                    && held.office == role.office
                    // "The Tunisian striker" is any of the strikers who were named.
                    && (role.title.class != RoleClass::Profession
                        || bearers.iter().all(|other| other.person == held.person))
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
            4 => (person, Rule::SameWords, 92),
            3 => (person, Rule::SameOffice, 86),
            2 => (person, Rule::ShorterTitle, 80),
            _ => (person, Rule::LongerTitle, 62),
        })
    }

    /// "the coach of the team" after "the coach of Juventus", "the deceased" after "the late", if the
    /// text has no other coach or dead.
    fn is_same_in_other_words(&self, held: &Held, words: &[String], bearers: &[&Held]) -> bool {
        let team = |word: &String| matches!(word.as_str(), "فريق" | "نادي" | "منتخب");
        let coach =
            matches!(words, [_, second] if team(second)) && held.has_body && !held.words.iter().any(team);
        let dead = self.role.is_bare() && &*self.role.title.office == "late";
        (coach || dead) && bearers.iter().all(|other| other.person == held.person)
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
                // The United Nations and the Union are bodies in the list, not countries.
                let here = self.role.country.is_none_or(|country| {
                    *term.country == *country || matches!(country, "UN" | "EU") && &*term.country == "-"
                });
                here && self.agrees(*person) && fits(term)
            })
            .map(|&(_, person)| person);
        let first = holders.next()?;
        let confidence = if self.role.country.is_some() { 84 } else { 66 };
        let alone = holders.all(|person| person == first);
        // Without a country only a title that says all ("the prime minister") is enough.
        (alone && (self.role.country.is_some() || self.seen.last[first].is_some())).then_some((
            first,
            Rule::OfficeHolderList,
            confidence,
        ))
    }

    /// "His majesty the king": the monarch whom the text names, the last one if there are several.
    fn majesty(&self) -> Option<Found> {
        let monarchs = self.held.get("monarch")?.iter().filter(|held| {
            self.agrees(held.person)
                && !held.past
                && (self.role.country.is_none()
                    || held.country.is_none()
                    || held.country == self.role.country)
        });
        let monarch = monarchs.max_by_key(|held| self.seen.last[held.person])?;
        Some((monarch.person, Rule::HisMajesty, 80))
    }

    /// The head of an organisation on the day of the article.
    fn by_body(&self, words: &[String]) -> Option<Found> {
        let mut holders =
            self.terms.iter().filter(|(term, person)| term.is_office_of(words) && self.agrees(*person));
        let &(_, first) = holders.next()?;
        holders.all(|&(_, person)| person == first).then_some((first, Rule::OfficeHolderList, 80))
    }

    /// "the official", "the expert" beside a verb of speech: whoever was named last, if nobody without
    /// a name had that title since.
    fn by_kind(&self) -> Option<Found> {
        let role = self.role;
        let official = matches!(&*role.title.office, "official" | "spokesperson");
        let general = official || role.title.class == RoleClass::Profession;
        // "our correspondent" is the paper's, whoever was named last.
        let open = role.is_bare() || role.country.is_some() && !role.has_body();
        if !general || role.head.possessor.is_some() || !open || self.is_another() {
            return None;
        }
        if !official && !beside_speech(self.scene, role) {
            return None;
        }
        let fits = |person| {
            let mut offices = self.held.values().flatten().filter(|held| held.person == person);
            // Nobody calls a president "the official", or somebody without an office.
            offices.any(|held| {
                (!official || held.is_official) && (role.country.is_none() || held.country == role.country)
            }) || !official && role.country.is_none()
        };
        let person = self.latest(fits, 80)?;
        // Somebody without a name who had the title before is meant rather; "the speaker" is whoever
        // spoke last.
        let unnamed = self.seen.unnamed.get(&*role.title.office).is_some_and(|&token| {
            &*role.title.office != "spokesperson" || self.seen.last[person].is_none_or(|last| last < token)
        });
        (!unnamed).then_some((person, Rule::TitleOfLatest, 62))
    }

    /// Whether the words behind a description are not said of somebody known: "responsible for", "the
    /// researcher who asked not to be named".
    fn is_another(&self) -> bool {
        let tokens = &self.scene.article.tokens;
        let end = self.role.tokens.end;
        let refuses = matches!(tokens.folded(end), "الذي" | "التي")
            && matches!(tokens.folded(end + 1), "طلب" | "طلبت" | "رفض" | "رفضت" | "فضل" | "فضلت");
        refuses || tokens.folded(end) == "عن"
    }

    /// The person mentioned last who agrees and fits, at most `reach` tokens back.
    fn latest(&self, fits: impl Fn(usize) -> bool, reach: usize) -> Option<usize> {
        let from = self.role.tokens.start.saturating_sub(reach);
        self.seen.order.iter().rev().take(16).copied().find(|&person| {
            self.seen.last[person].is_some_and(|token| token >= from) && self.agrees(person) && fits(person)
        })
    }
}
