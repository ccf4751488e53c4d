//! Descriptions of persons, read by grammar.
//!
//! A description is a title noun with what depends on it, in the order that Arabic allows:
//!
//! - with the article, adjectives: "the president, the Turkish, the former";
//! - without it, a genitive chain that ends in something definite ("minister the-foreign-affairs",
//!   "deputy minister the-foreign-affairs", "head of the council"), then adjectives;
//! - with a suffix, adjectives: "his counterpart the-Iranian";
//! - then prepositional phrases that belong to the office ("in the name of the army", "to the
//!   United Nations").
//!
//! Names of organisations and places that were found before are taken as wholes.

use std::ops::Range;
use std::sync::LazyLock;

use super::nation::{country_in, nisba_at};
use super::person::PersonName;
use super::scene::Scene;
use super::title::{Head, Takes, Title, head_at, is_definite};
use super::{Number, RoleClass};
use crate::lexicon::{Entry, Lexicon, lexicon};
use crate::names::EntityKind;
use crate::segment::{TokenKind, splits};

/// A description with its parts.
#[derive(Clone, Debug)]
pub(super) struct Role {
    pub(super) head: Head,
    pub(super) title: &'static Title,
    /// All its tokens; the first may carry proclitics.
    pub(super) tokens: Range<usize>,
    pub(super) definite: bool,
    /// The office in one word, told apart by field and genitive where the lists know it.
    pub(super) office: String,
    pub(super) country: Option<&'static str>,
    /// Whether all who share a dual or plural title are of that country: "the two Turkish
    /// presidents", not "the two presidents, the Turkish and the Iranian".
    pub(super) country_is_shared: bool,
    /// Whether it says that the office is over: "the former", "the late".
    pub(super) past: bool,
    /// Whether it says of what body or field the office is.
    pub(super) has_body: bool,
    /// The description that it depends on, where that is a definite person: "the president" in "the
    /// husband of the president".
    pub(super) inner: Option<Box<Role>>,
    /// A person's name inside the description: "Shkreli's lawyer".
    pub(super) person: Option<usize>,
}

impl Role {
    /// Whether nothing but the title noun stands there.
    pub(super) fn is_bare(&self) -> bool {
        self.tokens.end == self.head.end
    }

    /// Whether it says what somebody is, rather than how he is addressed or whose kin he is.
    pub(super) fn names_an_office(&self) -> bool {
        matches!(self.title.class, RoleClass::Office | RoleClass::Rank | RoleClass::Profession)
    }
}

#[derive(Debug)]
struct Office(Box<str>);

impl Entry for Office {
    fn read(columns: &[&str]) -> Self {
        Self(columns.first().copied().unwrap_or("").into())
    }
}

#[derive(Debug)]
struct Sense(Box<str>);

impl Entry for Sense {
    fn read(columns: &[&str]) -> Self {
        Self(columns.first().copied().unwrap_or("").into())
    }
}

/// Fields of ministers, with the office of the minister.
static PORTFOLIOS: LazyLock<Lexicon<Office>> = LazyLock::new(|| lexicon!("portfolios"));
/// Adjectives that stand with titles.
static MODIFIERS: LazyLock<Lexicon<Sense>> = LazyLock::new(|| lexicon!("role_modifiers"));
/// Words that a noun phrase never crosses.
static BREAKS: LazyLock<Lexicon<()>> = LazyLock::new(|| lexicon!("breaks"));

const BODIES: [EntityKind; 2] = [EntityKind::Organisation, EntityKind::Place];
/// How many nouns a genitive chain may have; real ones have four at most.
const LONGEST_CHAIN: usize = 6;

/// All descriptions of the article, in order and without overlaps.
pub(super) fn roles(scene: &Scene<'_>) -> Vec<Role> {
    let mut roles = Vec::new();
    let mut idx = 0;
    while idx < scene.article.tokens.len() {
        match role_at(scene, idx) {
            Some(role) => {
                idx = role.tokens.end;
                roles.push(role);
            }
            None => idx += 1,
        }
    }
    roles
}

/// The description that starts with token `idx`.
fn role_at(scene: &Scene<'_>, idx: usize) -> Option<Role> {
    let head = head_at(scene, idx)?;
    let tokens = &scene.article.tokens;
    let limit = scene.article.sentence_of(idx).and_then(|n| scene.article.sentences.get(n))?.tokens.end;
    let mut phrase = Phrase { scene, limit, end: head.end.min(limit), inner: None, person: None };
    let last_definite = (head.start + 1..head.end).any(|at| is_definite(tokens.folded(at)));
    let mut definite = head.definite || head.possessor.is_some() || last_definite;
    let mut complement = Takes::default();
    if head.readings.iter().any(|title| title.takes.any(Takes::ITSELF)) {
        definite = false;
    } else if !definite {
        if let Some(found) = phrase.genitive(&head) {
            complement = found;
            definite = true;
        } else if !head.takes(Takes::CONSTRUCT) {
            phrase.adjectives(false);
        }
    }
    if definite {
        phrase.adjectives(true);
        complement = complement.or(phrase.prepositional(&head, complement != Takes::default()));
    }
    let title = head.reading(complement)?;
    let definite = definite || title.takes.any(Takes::ITSELF);
    phrase.possessor_name(title);
    let needs_more = title.takes.any(Takes::CONSTRUCT) || title.class == RoleClass::Modifier;
    if needs_more && complement == Takes::default() {
        return None;
    }
    let has_body = complement != Takes::default();
    let (end, person) = (phrase.end, phrase.person);
    let inner = phrase.inner.and_then(|inner| inner_role(scene, inner)).map(Box::new);
    let nation = country_in(tokens, head.start..end);
    let country = nation.map(|nation| &*nation.iso);
    let country_is_shared = nation.is_some_and(|nation| nation.number != Number::Singular);
    let past = is_past(scene, head.end..end);
    let office = office_of(scene, title, head.end..end);
    Some(Role { head, title, tokens: idx..end, definite, office, country, country_is_shared, past, has_body, inner, person })
}

/// The definite title inside a description, as a description of its own.
fn inner_role(scene: &Scene<'_>, tokens: Range<usize>) -> Option<Role> {
    let head = head_at(scene, tokens.start)?;
    let title = head.reading(Takes::default())?;
    let nation = country_in(&scene.article.tokens, tokens.clone());
    Some(Role {
        head,
        title,
        office: office_of(scene, title, head.end..tokens.end),
        country: nation.map(|nation| &*nation.iso),
        country_is_shared: false,
        past: is_past(scene, head.end..tokens.end),
        has_body: false,
        definite: true,
        inner: None,
        person: None,
        tokens,
    })
}

/// Whether an adjective among the tokens says that the office is over.
fn is_past(scene: &Scene<'_>, tokens: Range<usize>) -> bool {
    tokens.into_iter().any(|at| {
        let stem = without_article(scene.article.tokens.folded(at));
        MODIFIERS.get(stem).iter().any(|Sense(sense)| matches!(&**sense, "former" | "late"))
    })
}

/// The office that a title noun and its complement make: a minister is one of something.
fn office_of(scene: &Scene<'_>, title: &Title, complement: Range<usize>) -> String {
    let tokens = &scene.article.tokens;
    if &*title.office == "minister" && !complement.is_empty() {
        for len in (1..=3.min(complement.len())).rev() {
            let words: Vec<_> = (complement.start..complement.start + len)
                .map(|at| without_article(tokens.folded(at)))
                .collect();
            if let Some(Office(office)) = PORTFOLIOS.get(&words.join(" ")).first() {
                return office.to_string();
            }
        }
    }
    title.office.to_string()
}

/// Whether a folded word ends any noun phrase before it.
pub(super) fn is_break(folded: &str) -> bool {
    BREAKS.contains(folded)
}

/// A folded word without the article.
pub(super) fn without_article(folded: &str) -> &str {
    if is_definite(folded) { folded.get("ال".len()..).unwrap_or(folded) } else { folded }
}

/// A description while it is being read.
struct Phrase<'s, 'a> {
    scene: &'s Scene<'a>,
    /// The end of the sentence.
    limit: usize,
    /// The token after what was read so far.
    end: usize,
    inner: Option<Range<usize>>,
    person: Option<usize>,
}

impl Phrase<'_, '_> {
    /// Reads the genitive of an indefinite title noun, if it ends in something definite, and says
    /// what kind of complement it is.
    fn genitive(&mut self, head: &Head) -> Option<Takes> {
        let loose = head.takes(Takes::BODY.or(Takes::PORTFOLIO).or(Takes::ROLE));
        let persons = head.takes(Takes::PERSON);
        let countries = head.takes(Takes::COUNTRY);
        if !(loose || persons || countries) {
            return None;
        }
        let source = head.readings.iter().all(|title| {
            matches!(title.class, RoleClass::Source | RoleClass::Group | RoleClass::Status)
        });
        let nouns = if loose && !source { LONGEST_CHAIN } else { 0 };
        let found = self.noun_phrase(self.end, 0, nouns, persons)?;
        let several = head.readings.first().is_some_and(|title| title.number != Number::Singular);
        if several && found.inner.is_some() {
            // "the president's aides" are nobody, but the president is somebody.
            return None;
        }
        self.end = found.end;
        self.inner = self.inner.take().or(found.inner);
        self.person = self.person.or(found.person);
        Some(found.kind)
    }

    /// Reads a noun phrase that starts with token `start`, from byte `stem` of its folded form:
    /// up to `nouns` indefinite nouns and then something definite.
    fn noun_phrase(&self, start: usize, stem: usize, nouns: usize, persons: bool) -> Option<NounPhrase> {
        let scene = self.scene;
        let tokens = &scene.article.tokens;
        let mut idx = start;
        let mut kind = Takes::BODY;
        let mut stem = stem;
        for depth in 0..=nouns {
            let named = scene.skip_marks(idx);
            if named < self.limit {
                if let Some(name) = scene.name_starting(named, &BODIES) {
                    return Some(self.with_name(name, named > idx, kind));
                }
                if let Some(name) = scene.name_starting(named, &[EntityKind::Person]) {
                    // "the Netanyahu government", but a name right behind a title is the person.
                    let belongs = persons || depth > 0;
                    return belongs.then(|| {
                        let mut found = self.with_name(name, named > idx, Takes::PERSON);
                        found.person = Some(name);
                        found
                    });
                }
            }
            if idx >= self.limit || tokens.kind(idx) != Some(TokenKind::Arabic) || scene.name_at(idx).is_some() {
                return None;
            }
            let word = tokens.folded(idx).get(stem..)?;
            if BREAKS.contains(word) || stem == 0 && has_clitic_and_article(word) {
                return None;
            }
            if is_definite(word) || tokens.folded(idx).starts_with("لل") && stem > 0 {
                if depth > nouns || (nouns == 0 && !self.is_title(idx)) {
                    return None;
                }
                let inner = self.is_title(idx).then(|| idx..idx + 1);
                let mut found = NounPhrase { end: idx + 1, kind, inner, person: None };
                found.end = self.adjectives_from(found.end, true);
                if let Some(inner) = &mut found.inner {
                    inner.end = found.end;
                }
                found.end = self.coordinated_fields(found.end);
                return Some(found);
            }
            if nouns == 0 {
                return None;
            }
            // "his foreign minister": the suffix makes the field definite.
            if depth == 0 || kind == Takes::ROLE {
                if let Some(end) = self.possessed_field(idx) {
                    return Some(NounPhrase { end, kind: Takes::PORTFOLIO, inner: None, person: None });
                }
            }
            if let Some(inner) = head_at(scene, idx).filter(|inner| inner.split.stem == stem) {
                kind = if depth == 0 { Takes::ROLE } else { kind };
                idx = inner.end;
                if inner.possessor.is_some() || (inner.start + 1..inner.end).any(|at| is_definite(tokens.folded(at))) {
                    return Some(NounPhrase { end: self.adjectives_from(idx, true), kind, inner: None, person: None });
                }
            } else {
                idx += 1;
            }
            stem = 0;
        }
        None
    }

    /// A noun phrase that ends in name number `name`, with closing marks and adjectives behind it.
    fn with_name(&self, name: usize, marked: bool, kind: Takes) -> NounPhrase {
        let scene = self.scene;
        let mut end = scene.tokens_of(name).end;
        if marked {
            end = scene.skip_marks(end).min(end + 2);
        }
        let end = self.adjectives_from(end, true).min(self.limit);
        let end = self.coordinated_fields(end).min(self.limit);
        NounPhrase { end, kind, inner: None, person: None }
    }

    /// "the widow of the late leader Yasir", "in the name of president Salem": the name behind the
    /// inner title is his, and belongs to the description, unless its gender speaks against it.
    fn possessor_name(&mut self, title: &Title) {
        let scene = self.scene;
        let depends = title.class == RoleClass::Family || &*title.office == "spokesperson";
        let Some(inner) = self.inner.as_ref().filter(|_| depends && self.person.is_none()) else { return };
        let at = scene.skip_marks(self.end);
        if inner.end != self.end || self.end >= self.limit {
            return;
        }
        let Some(name) = scene.name_starting(at, &[EntityKind::Person]) else { return };
        let tells = PersonName::new(scene.name_text(name)).gender().or(scene.names[name].gender);
        let inner_gender = head_at(scene, inner.start).and_then(|head| head.readings.first()?.gender);
        let hers = tells.is_some() && tells == title.gender && tells != inner_gender;
        if !hers && scene.proclitics_of(name).is_empty() {
            self.person = Some(name);
            let end = scene.tokens_of(name).end;
            self.end = if at > inner.end { scene.skip_marks(end) } else { end }.min(self.limit);
        }
    }

    fn is_title(&self, idx: usize) -> bool {
        head_at(self.scene, idx).is_some_and(|head| head.definite && head.end == idx + 1)
    }

    /// "…iyyat-uhu" as a ministry: "his foreign (minister)".
    fn possessed_field(&self, idx: usize) -> Option<usize> {
        let word = self.scene.article.tokens.folded(idx);
        let stem = ["هما", "هم", "ها", "نا", "ه"].iter().find_map(|suffix| word.strip_suffix(suffix))?;
        let opened = stem.strip_suffix('ت').map(|stem| format!("{stem}ه"));
        let known = PORTFOLIOS.contains(stem) || opened.is_some_and(|stem| PORTFOLIOS.contains(&stem));
        known.then_some(idx + 1)
    }

    /// "… and equipment": more fields of the same minister.
    fn coordinated_fields(&self, mut idx: usize) -> usize {
        let tokens = &self.scene.article.tokens;
        while idx < self.limit && self.scene.name_at(idx).is_none() {
            let Some(field) = tokens.folded(idx).strip_prefix('و').filter(|field| is_definite(field)) else {
                break;
            };
            let end = self.adjectives_from(idx + 1, true);
            let known = PORTFOLIOS.contains(without_article(field));
            if !known && !self.closes_description(idx, end) {
                break;
            }
            idx = end;
        }
        idx
    }

    /// Whether the noun at token `idx` with its adjectives up to `end` can only be part of the
    /// description before it: it is no title, and a person, a comma or a preposition follows.
    fn closes_description(&self, idx: usize, end: usize) -> bool {
        let tokens = &self.scene.article.tokens;
        let stem = "و".len();
        let title = head_at(self.scene, idx).is_some_and(|head| head.split.stem <= stem);
        let preposition = matches!(tokens.folded(end), "لدي" | "في")
            || splits(tokens.folded(end)).any(|split| split.preposition && self.scene.name_at(end).is_some());
        !title && (end > idx + 1 && preposition || tokens.folded(end) == "لدي" || self.person_follows(end))
    }

    fn adjectives(&mut self, definite: bool) {
        self.end = self.adjectives_from(self.end, definite);
    }

    /// The token after the adjectives that start with token `idx`.
    fn adjectives_from(&self, mut idx: usize, definite: bool) -> usize {
        let scene = self.scene;
        let tokens = &scene.article.tokens;
        while idx < self.limit
            && scene.name_at(idx).is_none()
            && tokens.kind(idx) == Some(TokenKind::Arabic)
        {
            if let Some((_, end)) = nisba_at(tokens, idx, 0, definite) {
                idx = end;
                continue;
            }
            let word = tokens.folded(idx);
            let stem = without_article(word);
            let known = MODIFIERS.contains(stem) && (is_definite(word) == definite || word.starts_with("بال"));
            let shaped = is_definite(word) == definite && is_relative_adjective(stem) && head_at(scene, idx).is_none();
            if !known && !shaped {
                break;
            }
            idx += 1;
        }
        idx.min(self.limit)
    }

    /// Reads prepositional phrases that belong to the office.
    ///
    /// "The president in Tehran" may be where he speaks, so such a phrase only belongs to the
    /// description if a name or another title follows it, or if the office lives off it.
    fn prepositional(&mut self, head: &Head, has_body: bool) -> Takes {
        let explains_a_name = self.person_precedes(head.start);
        let mut complement = Takes::default();
        let mut end = self.end;
        for _ in 0..3 {
            let Some((found, certain)) = self.preposition_at(end, head, has_body || complement != Takes::default())
            else {
                break;
            };
            end = found.end;
            if certain || explains_a_name || self.person_follows(end) {
                self.end = end;
                complement = complement.or(found.kind);
                self.person = self.person.or(found.person);
                self.inner = self.inner.take().or(found.inner);
            }
        }
        complement
    }

    /// Whether the name of a person stands before token `idx`, perhaps before a comma.
    fn person_precedes(&self, idx: usize) -> bool {
        let scene = self.scene;
        let mut at = idx;
        while let Some(previous) = at.checked_sub(1) {
            at = previous;
            if !scene.is_mark(at) && !scene.is_comma(at) {
                break;
            }
        }
        at < idx && scene.name_at(at).is_some_and(|name| scene.names[name].kind == EntityKind::Person)
    }

    /// The prepositional phrase at token `idx` and whether it surely belongs to the office.
    fn preposition_at(&self, idx: usize, head: &Head, has_body: bool) -> Option<(NounPhrase, bool)> {
        let scene = self.scene;
        let tokens = &scene.article.tokens;
        if idx >= self.limit || tokens.kind(idx) != Some(TokenKind::Arabic) {
            return None;
        }
        let word = tokens.folded(idx);
        if word == "باسم" || word == "بلسان" {
            let mut found = self.noun_phrase(idx + 1, 0, LONGEST_CHAIN, true)?;
            found.kind = Takes::BEHALF;
            return Some((found, true));
        }
        let office = &*head.reading(Takes::BODY)?.office;
        let abroad = matches!(
            office,
            "ambassador" | "consul" | "envoy" | "representative" | "coordinator" | "correspondent" | "commander"
        );
        if matches!(word, "لدي" | "في" | "الي" | "عن" | "علي") {
            let found = self.noun_phrase(idx + 1, 0, 3, false)?;
            let named = scene.name_at(scene.skip_marks(idx + 1)).is_some();
            return Some((found, abroad && named && word != "علي" || word == "لدي"));
        }
        let split = splits(word).find(|split| split.preposition && !split.conjunction)?;
        let first = word.chars().next()?;
        let charged = idx.checked_sub(1).is_some_and(|at| {
            matches!(without_article(tokens.folded(at)), "مكلف" | "مكلفه" | "معني" | "معنيه")
        });
        if charged && first == 'ب' {
            return Some((self.noun_phrase(idx, split.stem, LONGEST_CHAIN, false)?, true));
        }
        if scene.name_at(idx).is_none() && !self.is_body_noun(idx, split.stem) && !word.starts_with("لل") {
            return None;
        }
        let found = self.noun_phrase(idx, split.stem, 3, false)?;
        let certain = first == 'ل' && !has_body && head.takes(Takes::BODY);
        Some((found, certain))
    }

    /// Whether the noun at token `idx` (from byte `stem`) heads a genitive that ends in a name or
    /// a definite noun right behind it.
    fn is_body_noun(&self, idx: usize, stem: usize) -> bool {
        let tokens = &self.scene.article.tokens;
        let word = tokens.folded(idx).get(stem..).unwrap_or("");
        let next = self.scene.skip_marks(idx + 1);
        let genitive = self.scene.name_starting(next, &BODIES).is_some() || is_definite(tokens.folded(idx + 1));
        genitive && !BREAKS.contains(word) && !is_definite(word)
    }

    /// Whether the name of a person or a title stands at token `idx`, perhaps after a comma.
    fn person_follows(&self, idx: usize) -> bool {
        let scene = self.scene;
        let mut at = scene.skip_marks(idx);
        if scene.is_comma(at) {
            at = scene.skip_marks(at + 1);
        }
        if at >= self.limit {
            return false;
        }
        match scene.name_starting(at, &[EntityKind::Person]) {
            Some(name) => scene.proclitics_of(name).is_empty(),
            None => head_at(scene, at).is_some_and(|head| head.split.stem == 0),
        }
    }
}

/// A stretch that ends in something definite.
#[derive(Debug)]
struct NounPhrase {
    end: usize,
    kind: Takes,
    inner: Option<Range<usize>>,
    person: Option<usize>,
}

/// Whether a preposition or conjunction and the article are written on to a folded word: such a
/// word starts a phrase of its own.
fn has_clitic_and_article(word: &str) -> bool {
    ["لل", "بال", "وال", "كال", "فال"].iter().any(|prefix| {
        word.strip_prefix(prefix).is_some_and(|stem| stem.chars().count() > 2)
    })
}

/// Whether a folded stem has the shape of an adjective of relation: "-i", "-iyya".
fn is_relative_adjective(stem: &str) -> bool {
    let letters = stem.chars().count();
    stem.ends_with('ي') && letters >= 4 || stem.ends_with("يه") && letters >= 6
}
