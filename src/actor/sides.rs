//! Duals of things: "the two countries", "both sides", "the two parties".
//!
//! They say no more than that there are two, and so are as weak as a pronoun. They are resolved where
//! the words before leave just two: those that stand on both sides of "between", the two whose
//! nationalities follow ("the two sides, the Turkish and the Iranian"), or the only two countries or
//! bodies of that kind which the sentence, or it and the one before, spoke of. Places where something
//! happens ("in Geneva") are no side of it.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use super::assemble::{Findings, country_of};
use super::bodies::{Body, head_nouns};
use super::held::Held;
use super::joint::{Member, Pair};
use super::nation::{capital_named, country_named, nisba_at};
use super::rule::Rule;
use super::scene::Scene;
use super::word_class::{is_break, is_definite, is_preposition};
use crate::names::{EntityKind, is_medium};
use crate::segment::TokenKind;

/// How far back the two may be named, in tokens.
const REACH: usize = 70;
/// More than so many parties in a sentence are not told apart.
const MOST_PARTIES: usize = 4;

/// Finds them, in order. `held` says which offices the text gives to whom.
pub(super) fn pairs(scene: &Scene<'_>, found: &Findings<'_>, held: &BTreeMap<&str, Vec<Held>>) -> Vec<Pair> {
    let bodies = found.bodies;
    let tokens = &scene.article.tokens;
    let duals: Vec<_> = (0..tokens.len()).filter_map(|idx| dual_at(scene, idx)).collect();
    if duals.is_empty() {
        return Vec::new();
    }
    let mut text = Parties {
        scene,
        bodies,
        body_of: vec![None; scene.names.len()],
        countries: BTreeMap::new(),
        person_of: found.person_of,
        homes: found.terms.iter().map(|terms| country_of(terms)).collect(),
    };
    for (number, body) in bodies.iter().enumerate() {
        for &name in &body.names {
            text.body_of[name] = Some(number);
        }
        if let Some(country) = body.country.filter(|_| body.is_country) {
            text.countries.entry(country).or_insert(number);
        }
    }
    for held in held.values().flatten().filter(|held| !held.past && held.country.is_some()) {
        text.homes[held.person] = held.country;
    }
    let mut pairs = Vec::new();
    let mut last: Option<(&Dual, Option<Found>)> = None;
    for dual in &duals {
        // The same dual again in one sentence means the same two.
        let again = last.as_ref().filter(|(before, _)| {
            dual.nations.is_empty()
                && before.kind == dual.kind
                && scene.same_sentence(before.start, dual.start)
        });
        let resolved = again.map_or_else(|| text.resolve(dual), |(_, found)| found.clone());
        if let Some((members, rule, confidence)) = &resolved {
            let members = members.iter().copied().map(Member::Body).collect();
            let span = scene.span_from(dual.start..dual.end, dual.stem);
            pairs.push(Pair { span, members, rule: *rule, confidence: *confidence });
        }
        last = Some((dual, resolved));
    }
    pairs
}

/// What a dual speaks of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Countries,
    /// Countries or organisations.
    Sides,
    /// Bodies with this generic noun.
    Named(&'static str),
}

/// A definite dual in the text.
struct Dual {
    start: usize,
    /// Behind the adjectives that name the two.
    end: usize,
    stem: usize,
    kind: Kind,
    /// The countries that the adjectives name.
    nations: Vec<&'static str>,
}

fn dual_at(scene: &Scene<'_>, idx: usize) -> Option<Dual> {
    let tokens = &scene.article.tokens;
    let word = tokens.folded(idx);
    if tokens.kind(idx) != Some(TokenKind::Arabic) || !word.ends_with('ن') || scene.name_at(idx).is_some() {
        return None;
    }
    tokens.splits(idx).find_map(|split| {
        let stem = word.get(split.stem..)?;
        let stem = if split.restore_alef { stem.strip_prefix('ل') } else { stem.strip_prefix("ال") }?;
        let noun = stem.strip_suffix("ين").or_else(|| stem.strip_suffix("ان"))?;
        let kind = kind_of(noun)?;
        // "al-buldan" is the plural, too: "the countries".
        if stem == "بلدان" && (split.preposition || is_plural(scene, idx)) {
            return None;
        }
        let (nations, end) = nations(scene, idx + 1);
        Some(Dual { start: idx, end, stem: split.stem, kind, nations })
    })
}

fn kind_of(noun: &str) -> Option<Kind> {
    match noun {
        "بلد" | "دولت" => return Some(Kind::Countries),
        "جانب" | "طرف" => return Some(Kind::Sides),
        _ => {}
    }
    let lemma = |word: &str| head_nouns(word).first().map(|noun| Kind::Named(&noun.lemma));
    match noun.strip_suffix('ت') {
        Some(feminine) => lemma(&format!("{feminine}ه")),
        None => lemma(noun),
    }
}

/// Whether "al-buldan" behind a preposition, a noun or before an adjective of things is the plural.
fn is_plural(scene: &Scene<'_>, idx: usize) -> bool {
    let tokens = &scene.article.tokens;
    let after = tokens.folded(idx + 1);
    let adjective = is_definite(after) && !after.ends_with("ان") || matches!(after, "التي");
    let before = idx.checked_sub(1).map_or("", |at| tokens.folded(at));
    // The verb of a dual is masculine here, that of a plural of things feminine.
    let verb =
        idx > 0 && scene.same_sentence(idx - 1, idx) && tokens.kind(idx - 1) == Some(TokenKind::Arabic);
    let feminine =
        before.ends_with(['ت', 'ه']) || before.strip_prefix('و').unwrap_or(before).starts_with('ت');
    adjective || !verb || feminine || is_preposition(before) || is_break(before) || is_definite(before)
}

/// The nationalities behind a dual, "the Turkish and the Iranian", and the token behind them.
fn nations(scene: &Scene<'_>, from: usize) -> (Vec<&'static str>, usize) {
    let Some((first, behind)) = nisba_at(scene, from, 0, true) else { return (Vec::new(), from) };
    let joined = scene.article.tokens.folded(behind).starts_with('و') && scene.name_at(behind).is_none();
    match nisba_at(scene, behind, "و".len(), true).filter(|_| joined) {
        Some((second, end)) if first.iso != second.iso => (vec![first.iso, second.iso], end),
        _ => (vec![first.iso], behind),
    }
}

type Found = (BTreeSet<usize>, Rule, u8);

struct Parties<'s, 'a> {
    person_of: &'s [Option<usize>],
    /// The country of each person.
    homes: Vec<Option<&'static str>>,
    scene: &'s Scene<'a>,
    bodies: &'s [Body],
    body_of: Vec<Option<usize>>,
    /// The actor that each country is.
    countries: BTreeMap<&'static str, usize>,
}

impl Parties<'_, '_> {
    fn resolve(&self, dual: &Dual) -> Option<Found> {
        match &dual.nations[..] {
            [] => {}
            [one, other] => {
                let both = [self.countries.get(one)?, self.countries.get(other)?];
                return Some((both.into_iter().copied().collect(), Rule::NationalityOfEach, 70));
            }
            // "The two American parties" are of one country.
            _ => return None,
        }
        let sentence = self.scene.article.sentence_of(dual.start)?;
        let first = self.scene.article.sentences.get(sentence)?.tokens.start;
        let reach = dual.start.saturating_sub(REACH);
        let own = first.max(reach)..dual.start;
        // "The presidents A and B on the war in X … the two countries": those of A and B.
        let homes = self.homes_in(own.clone()).filter(|_| !matches!(dual.kind, Kind::Named(_)));
        if let Some(homes) = homes {
            return Some((homes, Rule::CountriesOfTwo, 62));
        }
        let here = self.named(own.clone(), dual.kind);
        if here.len() > 2 {
            return self.between(own, dual.kind);
        }
        if here.len() == 2 {
            return self.alike(here, 62);
        }
        let before = sentence.checked_sub(1).and_then(|n| self.scene.article.sentences.get(n))?;
        let before = before.tokens.start.max(reach)..first;
        let mut both = self.named(before.clone(), dual.kind);
        let two = both.len() == 2;
        both.extend(here);
        match both.len() {
            2 => self.alike(both, if two { 60 } else { 56 }),
            _ => self.between(before, dual.kind).filter(|(found, ..)| both.is_superset(found)),
        }
    }

    /// The two, if both are countries or neither is.
    fn alike(&self, two: BTreeSet<usize>, confidence: u8) -> Option<Found> {
        let countries = two.iter().filter(|&&body| self.bodies[body].is_country).count();
        (countries != 1).then_some((two, Rule::OnlyTwo, confidence))
    }

    /// The countries of the persons in a stretch, if they are two.
    fn homes_in(&self, range: Range<usize>) -> Option<BTreeSet<usize>> {
        let names = range.filter_map(|idx| self.scene.name_starting(idx, &[EntityKind::Person]));
        let homes: BTreeSet<_> = names
            .filter_map(|name| self.countries.get(self.homes[self.person_of[name]?]?).copied())
            .collect();
        (homes.len() == 2).then_some(homes)
    }

    /// The bodies of a kind that a stretch speaks of, at most one more than is told apart.
    fn named(&self, range: Range<usize>, kind: Kind) -> BTreeSet<usize> {
        let mut found = BTreeSet::new();
        let mut idx = range.start;
        while idx < range.end && found.len() <= MOST_PARTIES {
            let name = self.scene.name_at(idx);
            found.extend(match name {
                Some(name) => self.party(name, kind),
                None => self.nationality(idx, kind),
            });
            idx = name.map_or(idx + 1, |name| self.scene.tokens_of(name).end.max(idx + 1));
        }
        found
    }

    /// The body that a name stands for as a party: a capital for its country, an organ of a state for
    /// the state.
    fn party(&self, name: usize, kind: Kind) -> Option<usize> {
        let body = self.body_of[name]?;
        let found = self.bodies.get(body)?;
        if self.is_where(name) {
            return None;
        }
        let of = |country: Option<&'static str>| self.countries.get(country?).copied();
        let folded = self.scene.folded_name(name);
        match (kind, found.kind) {
            (Kind::Named(lemma), _) => found.heads.iter().any(|noun| &*noun.lemma == lemma).then_some(body),
            (_, EntityKind::Place) => of(country_named(&folded).or_else(|| capital_named(&folded))),
            (_, _) if is_medium(&folded) => None,
            (Kind::Countries, _) => of(found.country),
            (Kind::Sides, _) => of(found.country).or(Some(body)),
        }
    }

    /// The country whose adjective stands at token `idx`.
    fn nationality(&self, idx: usize, kind: Kind) -> Option<usize> {
        let word = self.scene.article.tokens.folded(idx);
        let stem = if word.starts_with("وال") { "و".len() } else { 0 };
        let nation = nisba_at(self.scene, idx, stem, true).filter(|_| !matches!(kind, Kind::Named(_)))?.0;
        self.countries.get(nation.iso).copied()
    }

    /// Whether a place is where something happens.
    fn is_where(&self, name: usize) -> bool {
        let start = self.scene.tokens_of(name).start;
        let place = self.scene.names[name].kind == EntityKind::Place;
        let before = start.checked_sub(1).map_or("", |at| self.scene.article.tokens.folded(at));
        place && (matches!(before, "في" | "وفي") || self.scene.proclitics_of(name).ends_with('ب'))
    }

    /// The two on both sides of the last "between" of a stretch.
    fn between(&self, range: Range<usize>, kind: Kind) -> Option<Found> {
        let tokens = &self.scene.article.tokens;
        let at = range.clone().rfind(|&idx| matches!(tokens.folded(idx), "بين" | "وبين"))?;
        let name = |idx: usize| {
            let name = self.scene.name_at(idx)?;
            Some((self.party(name, kind)?, self.scene.tokens_of(name).end))
        };
        let (one, end) = name(self.scene.skip_marks(at + 1))?;
        let next = self.scene.skip_marks(end);
        let joined =
            self.scene.name_at(next).is_some_and(|name| self.scene.proclitics_of(name).starts_with('و'));
        let (other, _) = name(next).filter(|_| joined)?;
        (one != other).then(|| (BTreeSet::from([one, other]), Rule::BetweenTwo, 64))
    }
}
