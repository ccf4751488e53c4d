//! Reads what depends on a title noun: its genitive, adjectives and prepositional phrases.
//!
//! Names of organisations and places that were found before are taken as wholes.

use std::ops::Range;

use super::bodies::head_nouns;
use super::nation::{country_named, nisba_at};
use super::person::PersonName;
use super::scene::Scene;
use super::title::{Head, Takes, Title, head_at};
use super::word_class::{
    BREAKS, MODIFIERS, PORTFOLIOS, has_clitic_and_article, is_audience, is_definite, is_relative_adjective,
    portfolio_of_suffixed, without_article,
};
use super::{Gender, Number, RoleClass};
use crate::names::{EntityKind, is_medium};
use crate::segment::{TokenKind, splits};

const BODIES: [EntityKind; 2] = [EntityKind::Organisation, EntityKind::Place];
/// How many nouns a genitive chain may have; real ones have four at most.
const LONGEST_CHAIN: usize = 6;

/// A description while it is being read.
pub(super) struct Phrase<'s, 'a> {
    pub(super) scene: &'s Scene<'a>,
    /// The end of the sentence.
    pub(super) limit: usize,
    /// The token after what was read so far.
    pub(super) end: usize,
    /// The definite title that the description depends on.
    pub(super) inner: Option<Range<usize>>,
    /// The name of a person inside the description.
    pub(super) person: Option<usize>,
    /// Whether the inner title is that of somebody whom the person serves: "adviser to".
    pub(super) serves: bool,
}

impl Phrase<'_, '_> {
    /// Reads the genitive of an indefinite title noun, if it ends in something definite, and says
    /// what kind of complement it is.
    pub(super) fn genitive(&mut self, head: &Head) -> Option<Takes> {
        let loose = head.takes(Takes::BODY.or(Takes::PORTFOLIO).or(Takes::ROLE));
        let persons = head.takes(Takes::PERSON);
        let countries = head.takes(Takes::COUNTRY);
        if !(loose || persons || countries) {
            return None;
        }
        let source = head
            .readings
            .iter()
            .all(|title| matches!(title.class, RoleClass::Source | RoleClass::Group | RoleClass::Status));
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
            if idx >= self.limit
                || tokens.kind(idx) != Some(TokenKind::Arabic)
                || scene.name_at(idx).is_some()
            {
                return None;
            }
            let word = tokens.folded(idx).get(stem..)?;
            let every = splits(word).any(|split| {
                split.preposition && word.get(split.stem..).is_some_and(|stem| BREAKS.contains(stem))
            });
            if BREAKS.contains(word) || every || stem == 0 && has_clitic_and_article(word) {
                return None;
            }
            // "foreign minister of his country": the name behind is the minister's.
            if depth > 0 && is_his_country(word) {
                return Some(NounPhrase { end: idx + 1, kind, inner: None, person: None });
            }
            // "in his speech": what belongs to somebody ends the chain.
            if nouns > 0
                && depth < nouns
                && ["ته", "ها", "هم"].iter().any(|suffix| word.ends_with(suffix))
                && self.possessed_field(idx).is_none()
            {
                return None;
            }
            let country = depth == 0 && country_named(word).is_some();
            if is_definite(word) && !country || tokens.folded(idx).starts_with("لل") && stem > 0 {
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
            // A country that no pass has taken for a name, as in "emir of Qatar".
            if stem == 0 && (country || !is_definite(word) && country_named(word).is_some()) {
                let end = self.adjectives_from(idx + 1, true);
                return Some(NounPhrase { end, kind, inner: None, person: None });
            }
            if nouns == 0 {
                return None;
            }
            // "his foreign minister": the suffix makes the field definite.
            if (depth == 0 || kind == Takes::ROLE)
                && let Some(end) = self.possessed_field(idx)
            {
                return Some(NounPhrase { end, kind: Takes::PORTFOLIO, inner: None, person: None });
            }
            if let Some(inner) = head_at(scene, idx).filter(|inner| inner.split.stem == stem) {
                kind = if depth == 0 { Takes::ROLE } else { kind };
                idx = inner.end;
                if inner.possessor.is_some()
                    || (inner.start + 1..inner.end).any(|at| is_definite(tokens.folded(at)))
                {
                    return Some(NounPhrase {
                        end: self.adjectives_from(idx, true),
                        kind,
                        inner: None,
                        person: None,
                    });
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
            let tokens = &scene.article.tokens;
            while scene.is_mark(end) && !matches!(tokens.surface(end), "(" | "[") {
                end += 1;
            }
        }
        let end = self.adjectives_from(end, true).min(self.limit);
        let end = self.coordinated_fields(end).min(self.limit);
        NounPhrase { end, kind, inner: None, person: None }
    }

    /// "the widow of the late leader Yasir", "in the name of president Salem": the name behind the
    /// inner title is his, and belongs to the description, unless its gender speaks against it.
    pub(super) fn possessor_name(&mut self, title: &Title) {
        let scene = self.scene;
        let depends = title.class == RoleClass::Family || self.serves;
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
        portfolio_of_suffixed(self.scene.article.tokens.folded(idx)).map(|_| idx + 1)
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
            if !known && !self.list_closes(idx, end) {
                break;
            }
            idx = end;
        }
        idx
    }

    /// The same for a list of up to three such nouns: "industry, [and energy and mines], Salem".
    fn list_closes(&self, idx: usize, mut end: usize) -> bool {
        for _ in 0..3 {
            if self.closes_description(idx, end) {
                return true;
            }
            let next =
                self.scene.article.tokens.folded(end).strip_prefix('و').filter(|noun| is_definite(noun));
            if end >= self.limit || next.is_none() || self.scene.name_at(end).is_some() {
                return false;
            }
            end = self.adjectives_from(end + 1, true);
        }
        false
    }

    /// Whether the noun at token `idx` with its adjectives up to `end` can only be part of the
    /// description before it: it is no title, and a person, a comma or a preposition follows.
    fn closes_description(&self, idx: usize, end: usize) -> bool {
        let tokens = &self.scene.article.tokens;
        let stem = "و".len();
        let title = head_at(self.scene, idx).is_some_and(|head| head.split.stem <= stem);
        let preposition = matches!(tokens.folded(end), "لدي" | "في")
            || tokens.splits(end).any(|split| split.preposition && self.scene.name_at(end).is_some());
        !title && (end > idx + 1 && preposition || tokens.folded(end) == "لدي" || self.person_follows(end))
    }

    pub(super) fn adjectives(&mut self, definite: bool) {
        self.end = self.adjectives_from(self.end, definite);
    }

    /// Gives back the feminine adjectives behind a man's title with the article: they go with a noun
    /// before it ("the approach of the American president, the mathematical one").
    pub(super) fn drop_feminine(&mut self, head: &Head) {
        let man = |title: &Title| title.gender == Some(Gender::Masculine) && title.number == Number::Singular;
        let tokens = &self.scene.article.tokens;
        let feminine = |idx: usize| is_definite(tokens.folded(idx)) && tokens.surface(idx).ends_with('ة');
        while head.readings.iter().all(man) && self.end > head.end && feminine(self.end - 1) {
            self.end -= 1;
        }
    }

    /// The token after the adjectives that start with token `idx`.
    fn adjectives_from(&self, mut idx: usize, definite: bool) -> usize {
        let scene = self.scene;
        let tokens = &scene.article.tokens;
        while idx < self.limit && scene.name_at(idx).is_none() && tokens.kind(idx) == Some(TokenKind::Arabic)
        {
            if let Some((_, end)) = nisba_at(scene, idx, 0, definite) {
                idx = end;
                continue;
            }
            let word = tokens.folded(idx);
            let stem = without_article(word);
            let known =
                MODIFIERS.contains(stem) && (is_definite(word) == definite || word.starts_with("بال"));
            // The broken alef of "the hospital" is folded to the letter of an adjective; that of "the
            // smaller" (f) ends one.
            let noun = tokens.surface(idx).ends_with('\u{649}') && stem.chars().count() > 4;
            let shaped = is_definite(word) == definite
                && is_relative_adjective(stem)
                && !noun
                && head_at(scene, idx).is_none();
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
    pub(super) fn prepositional(&mut self, head: &Head, has_body: bool) -> Takes {
        let explains_a_name = self.person_precedes(head.start);
        let mut complement = Takes::default();
        let mut end = self.end;
        for _ in 0..3 {
            let Some((found, certain)) =
                self.preposition_at(end, head, has_body || complement != Takes::default())
            else {
                break;
            };
            // "the emir in his speech on the late Salem": another person is no part of the office, but
            // "adviser to the president" is.
            let serves = found.kind == Takes::BEHALF
                || self.scene.article.tokens.folded(end).starts_with('ل') && found.inner.is_some();
            if found.inner.is_some() && !serves {
                break;
            }
            end = found.end;
            if certain || explains_a_name || self.person_follows(end) {
                self.end = end;
                complement = complement.or(found.kind);
                self.person = self.person.or(found.person);
                self.serves |= serves;
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
        // "the spokesman in her name": of a body named before.
        let hers =
            word.strip_prefix("باسم").is_some_and(|suffix| matches!(suffix, "ه" | "ها" | "هم" | "هما"));
        if hers && head.takes(Takes::BEHALF) {
            return Some((NounPhrase { end: idx + 1, kind: Takes::BEHALF, inner: None, person: None }, true));
        }
        if word == "باسم" || word == "بلسان" {
            let mut found = self.noun_phrase(idx + 1, 0, LONGEST_CHAIN, true)?;
            found.kind = Takes::BEHALF;
            return Some((found, true));
        }
        let office = &*head.reading(Takes::BODY)?.office;
        let abroad = is_abroad(office) || office == "commander";
        if matches!(word, "لدي" | "في" | "الي" | "عن" | "علي") {
            let found = self.noun_phrase(idx + 1, 0, 3, false)?;
            let named = scene.name_at(scene.skip_marks(idx + 1)).is_some();
            let of_state = matches!(office, "head" | "head_of_state" | "head_of_government" | "monarch");
            // "the head of the section in the company, Salem", but "the president of Egypt on the list".
            let inside = has_body && self.person_follows(found.end);
            if !named && (of_state && !inside || matches!(word, "الي" | "علي")) {
                return None;
            }
            return Some((found, abroad && named && word != "علي" || word == "لدي"));
        }
        // "a researcher of the university X, Salem".
        if word == "من" && head.readings.iter().all(|title| title.class == RoleClass::Profession) {
            let named = scene.name_starting(scene.skip_marks(idx + 1), &[EntityKind::Organisation]).is_some();
            return Some((self.noun_phrase(idx + 1, 0, 3, false).filter(|_| named)?, false));
        }
        // "minister of state for media affairs".
        if matches!(word, "لشؤون" | "للشؤون") && head.takes(Takes::PORTFOLIO.or(Takes::ROLE)) {
            return Some((self.noun_phrase(idx, "ل".len(), LONGEST_CHAIN, false)?, true));
        }
        let split = tokens.splits(idx).find(|split| split.preposition && !split.conjunction)?;
        let first = word.chars().next()?;
        // "said the mayor to the agency X": whom he speaks to is no part of his office.
        let stem = word.get(split.stem..).unwrap_or("");
        let told = stem.strip_prefix('ل').filter(|_| word.starts_with("لل")).unwrap_or(stem);
        let agency = scene.name_starting(idx, &[EntityKind::Organisation]);
        let agency = agency.is_some_and(|name| is_medium(&scene.folded_name(name)));
        if first == 'ل' && (agency || has_body && is_audience(told)) {
            return None;
        }
        // "the president by restoring the council": only a body, not a deed, belongs to the office.
        let body = |stem: &str| head_nouns(stem).iter().any(|noun| noun.kind == EntityKind::Organisation);
        let deed =
            first == 'ب' && scene.name_at(idx).is_none() && !body(word.get(split.stem..).unwrap_or(""));
        let charged = idx.checked_sub(1).is_some_and(|at| {
            matches!(without_article(tokens.folded(at)), "مكلف" | "مكلفه" | "معني" | "معنيه")
        });
        if charged && first == 'ب' {
            return Some((self.noun_phrase(idx, split.stem, LONGEST_CHAIN, false)?, true));
        }
        if scene.name_at(idx).is_none() && !self.is_body_noun(idx, split.stem) && !word.starts_with("لل") {
            return None;
        }
        if deed {
            return None;
        }
        let found = self.noun_phrase(idx, split.stem, 3, false)?;
        // "called on the people" is no part of "the president"; states have no body but their country.
        let of_state =
            matches!(office, "head" | "head_of_state" | "head_of_government" | "minister" | "monarch");
        let stem = word.strip_prefix("لل").unwrap_or(word.get(split.stem..).unwrap_or(""));
        let known = scene.name_at(idx).is_some() || body(stem) || word.starts_with("لل") && !of_state;
        let certain = first == 'ل' && !has_body && head.takes(Takes::BODY) && known;
        Some((found, certain))
    }

    /// Whether the noun at token `idx` (from byte `stem`) heads a genitive that ends in a name or
    /// a definite noun right behind it.
    fn is_body_noun(&self, idx: usize, stem: usize) -> bool {
        let tokens = &self.scene.article.tokens;
        let word = tokens.folded(idx).get(stem..).unwrap_or("");
        let next = self.scene.skip_marks(idx + 1);
        let genitive =
            self.scene.name_starting(next, &BODIES).is_some() || is_definite(tokens.folded(idx + 1));
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

/// "his country", "their country".
fn is_his_country(word: &str) -> bool {
    word.strip_prefix("بلاد").is_some_and(|suffix| matches!(suffix, "ه" | "ها" | "هم" | "هما" | "نا" | "ي"))
}

/// Whether somebody in this office works for his country elsewhere.
pub(super) fn is_abroad(office: &str) -> bool {
    matches!(office, "ambassador" | "consul" | "envoy" | "representative" | "coordinator" | "correspondent")
}

/// A stretch that ends in something definite.
#[derive(Debug)]
struct NounPhrase {
    end: usize,
    kind: Takes,
    inner: Option<Range<usize>>,
    person: Option<usize>,
}
