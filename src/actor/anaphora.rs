//! Generic nouns that stand for an organisation or place named before: "the council", "the party",
//! "the city", "the country", "the capital".

use std::collections::{BTreeMap, BTreeSet};

use super::bodies::{Body, HEAD_NOUNS, Usage, head_nouns};
use super::nation::nisba_at;
use super::rule::Rule;
use super::scene::Scene;
use super::title::head_at;
use super::word_class::is_definite;
use super::word_class::without_article;
use crate::names::EntityKind;
use crate::segment::{Split, TokenKind};
use crate::text::CleanSpan;

/// A generic noun and the body that it means.
#[derive(Clone, Debug)]
pub(super) struct BodyMention {
    pub(super) span: CleanSpan,
    pub(super) body: usize,
    pub(super) rule: Rule,
    pub(super) confidence: u8,
}

/// Finds them, in order. `in_role` says which tokens belong to descriptions of persons.
pub(super) fn body_mentions(scene: &Scene<'_>, bodies: &[Body], in_role: &[bool]) -> Vec<BodyMention> {
    let mut body_of = vec![None; scene.names.len()];
    for (number, body) in bodies.iter().enumerate() {
        for &name in &body.names {
            body_of[name] = Some(number);
        }
    }
    let tokens = &scene.article.tokens;
    let mut recent = Recent::default();
    for (number, body) in bodies.iter().enumerate() {
        if let Some(country) =
            body.country.filter(|_| body.heads.iter().any(|noun| noun.usage == Usage::Armed))
        {
            recent.armies.entry(country).or_insert(number);
        }
        if let Some(country) = body.country {
            *recent.countries.entry(country).or_default() +=
                body.names.len() as u32 * (1 + u32::from(body.is_country));
            if body.is_country {
                recent.country_bodies.entry(country).or_insert(number);
            }
        }
        for noun in &body.heads {
            recent
                .only
                .entry((body.kind, &*noun.lemma))
                .and_modify(|only| *only = only.filter(|&other| other == number))
                .or_insert(Some(number));
            let main = recent.main.entry((body.kind, &*noun.lemma)).or_insert(number);
            if body.names.len() > bodies[*main].names.len() {
                *main = number;
            }
        }
    }
    let mut found = Vec::new();
    let mut idx = 0;
    while idx < tokens.len() {
        if let Some(name) = scene.name_at(idx) {
            if let Some(number) = body_of[name] {
                recent.see_name(&bodies[number], number);
            }
            idx = scene.tokens_of(name).end.max(idx + 1);
            continue;
        }
        if let Some((nation, _)) = nisba_at(scene, idx, 0, true) {
            *recent.countries.entry(nation.iso).or_default() += 1;
        }
        recent.unnamed.extend(new_body_at(scene, idx));
        let free = !in_role.get(idx).copied().unwrap_or(false);
        let generic = generic_at(scene, idx).filter(|generic| free && !depends_on_noun(scene, generic));
        // In marks it is rather the name of a paper or a channel.
        match generic.filter(|generic| !is_quoted(scene, generic)) {
            Some(generic) => {
                let next = generic.end;
                found.extend(resolve(scene, bodies, &body_of, &mut recent, &generic));
                idx = next;
            }
            None => idx += 1,
        }
    }
    found
}

/// A kind of body and its generic noun.
type Generically = (EntityKind, &'static str);

/// In tokens: how far ahead of its name a generic noun may stand, about two sentences.
const AHEAD: usize = 60;

/// Which bodies the text spoke of so far.
#[derive(Default)]
struct Recent {
    /// The last body with a generic noun.
    by_lemma: BTreeMap<Generically, usize>,
    /// The same for each country.
    by_country: BTreeMap<(Generically, &'static str), usize>,
    /// Of the bodies that the lists know as of a kind the last one.
    by_kind: BTreeMap<Generically, usize>,
    /// The last country by name.
    country: Option<usize>,
    capital: Option<usize>,
    /// The capital of each country.
    capitals: BTreeMap<&'static str, usize>,
    /// How often a country is named in the article, by name or adjective.
    countries: BTreeMap<&'static str, u32>,
    country_bodies: BTreeMap<&'static str, usize>,
    /// Armies by country.
    armies: BTreeMap<&'static str, usize>,
    /// Generic nouns that stood for a new body without a name since the last one with a name.
    unnamed: BTreeSet<Generically>,
    /// The one body of the article with a generic noun; none where there are several.
    only: BTreeMap<Generically, Option<usize>>,
    /// Of the bodies with a generic noun the one that is named most often.
    main: BTreeMap<Generically, usize>,
}

/// Names that make a body the one that the article is about.
const MAIN: usize = 3;

impl Recent {
    fn see(&mut self, body: &Body, number: usize) {
        for noun in &body.heads {
            let key = (body.kind, &*noun.lemma);
            self.by_lemma.insert(key, number);
            self.unnamed.remove(&key);
            if let Some(country) = body.country {
                self.by_country.insert((key, country), number);
            }
        }
        if body.is_country {
            self.country = Some(number);
        }
        if body.is_capital {
            self.capital = Some(number);
            self.capitals.extend(body.country.map(|country| (country, number)));
        }
    }

    /// Of a name alone, which no generic noun takes up.
    fn see_name(&mut self, body: &Body, number: usize) {
        self.see(body, number);
        self.by_kind.extend(body.known_kind.map(|noun| ((noun.kind, &*noun.lemma), number)));
    }
}

/// "another committee": the generic noun at token `idx`, if it has no article and no genitive.
fn new_body_at(scene: &Scene<'_>, idx: usize) -> impl Iterator<Item = Generically> {
    let tokens = &scene.article.tokens;
    let next = tokens.folded(idx + 1);
    // An adjective without article shows that the noun has none either.
    let adjective = !is_definite(next) && matches!(next, "اخر" | "اخري" | "ثان" | "ثانيه");
    let word = tokens.folded(idx);
    let stems = tokens.splits(idx).filter(move |_| adjective).filter_map(move |split| word.get(split.stem..));
    stems.flat_map(head_nouns).map(|noun| (noun.kind, &*noun.lemma))
}

/// A definite generic noun with the adjectives behind it.
struct Generic<'t> {
    start: usize,
    end: usize,
    split: Split,
    stem: &'t str,
    country: Option<&'static str>,
}

/// "Country", in two forms, "capital", "side" and "territory" of a country, and "occupation", which head no
/// name of a body.
const OTHER_NOUNS: [&str; 6] = ["بلاد", "بلد", "عاصمه", "جانب", "اراضي", "احتلال"];

fn generic_at<'s>(scene: &'s Scene<'_>, idx: usize) -> Option<Generic<'s>> {
    let tokens = &scene.article.tokens;
    if tokens.kind(idx) != Some(TokenKind::Arabic) {
        return None;
    }
    let word = tokens.folded(idx);
    if !HEAD_NOUNS.set().may_start_at(tokens, idx) && !OTHER_NOUNS.iter().any(|noun| word.ends_with(noun)) {
        return None;
    }
    for split in tokens.splits(idx) {
        let stem = word.get(split.stem..)?;
        // Three lams are written as two: "lil-lajna" has lost the article altogether.
        let nouns = |letters: usize| HEAD_NOUNS.word_at(tokens, idx, split.without(letters));
        let whole = split.restore_alef && !nouns(0).is_empty();
        let (article, letters) = if whole {
            ("", 0)
        } else if split.restore_alef {
            ("ل", 1)
        } else {
            ("ال", 2)
        };
        let Some(stem) = stem.strip_prefix(article) else { continue };
        if !OTHER_NOUNS.contains(&stem) && nouns(letters).is_empty() {
            continue;
        }
        let mut end = idx + 1;
        let mut country = None;
        if let Some((nation, next)) = nisba_at(scene, end, 0, true).filter(|_| scene.name_at(end).is_none()) {
            country = Some(nation.iso);
            end = next;
        }
        return Some(Generic { start: idx, end, split, stem, country });
    }
    None
}

fn resolve(
    scene: &Scene<'_>,
    bodies: &[Body],
    body_of: &[Option<usize>],
    recent: &mut Recent,
    generic: &Generic<'_>,
) -> Option<BodyMention> {
    let tokens = &scene.article.tokens;
    let span = scene.span_from(generic.start..generic.end, generic.split.stem);
    let mention = |body, rule, confidence| Some(BodyMention { span, body, rule, confidence });
    if let Some((start, stem)) = army_before(scene, generic) {
        // "the forces of the regime" are the army of its country, if that is named; if not, the regime
        // is meant.
        let owner =
            head_nouns(generic.stem).iter().filter(|noun| noun.usage != Usage::Armed).find_map(|noun| {
                let key = (noun.kind, &*noun.lemma);
                recent.by_lemma.get(&key).copied().or_else(|| recent.only.get(&key).copied().flatten())
            });
        // "The army of occupation", said of one army only in the news.
        let country = match generic.stem {
            "احتلال" => Some("IL"),
            _ => owner.and_then(|owner| bodies[owner].country),
        };
        if let Some(&number) = country.and_then(|country| recent.armies.get(country)) {
            let span = scene.span_from(start..generic.end, stem);
            return Some(BodyMention { span, body: number, rule: Rule::ArmyOf, confidence: 70 });
        }
    }
    // "the capital, Tripoli": the name is right behind.
    let next = scene.skip_marks(generic.end);
    let place =
        scene.name_starting(next, &[EntityKind::Place]).filter(|&name| scene.proclitics_of(name).is_empty());
    if let Some(number) = place.and_then(|name| body_of[name]) {
        let capital = generic.stem == "عاصمه" && bodies[number].is_capital;
        return if capital || generic.country.is_some() {
            mention(number, Rule::GenericName, 88)
        } else {
            None
        };
    }
    match generic.stem {
        // "This country" is the last one named.
        "بلد" if generic.country.is_none() && is_pointed_at(scene, generic.start) => {
            return mention(recent.country?, Rule::ThisCountry, 66);
        }
        // "The only country" is none of them.
        "بلد" if is_definite(tokens.folded(generic.end)) => return None,
        // "the Arab countries" are many.
        "بلاد" | "بلد"
            if generic.country.is_none() && epithet(scene, generic.end, true) == Some(generic.end) =>
        {
            let number = recent
                .countries
                .iter()
                .filter_map(|(country, &count)| Some((count, *recent.country_bodies.get(country)?)))
                .max()?;
            return mention(number.1, Rule::TheCountry, 66);
        }
        "احتلال" => return None,
        // "The Kuwaiti side", "Spanish territory".
        "جانب" | "اراضي" => {
            let number = *recent.country_bodies.get(generic.country?)?;
            return mention(number, Rule::OfCountry, 72);
        }
        "عاصمه" => {
            let number = match generic.country {
                Some(country) => recent.capitals.get(country).copied(),
                None => recent.capital,
            }?;
            return mention(number, Rule::TheCapital, 70);
        }
        _ => {}
    }
    let feminine = head_nouns(generic.stem).first().is_some_and(|noun| noun.feminine);
    let end = epithet(scene, generic.end, feminine)?;
    let span = scene.span_from(generic.start..end, generic.split.stem);
    let mention = |body, rule, confidence| Some(BodyMention { span, body, rule, confidence });
    let (number, rule) = head_nouns(generic.stem)
        .iter()
        .filter(|noun| matches!(noun.usage, Usage::Loose | Usage::Fixed))
        .filter(|noun| !recent.unnamed.contains(&(noun.kind, &*noun.lemma)))
        .find_map(|noun| {
            let key = (noun.kind, &*noun.lemma);
            let before = match generic.country {
                Some(country) => recent.by_country.get(&(key, country)),
                None => recent.by_lemma.get(&key),
            };
            let before = before
                .map(|&last| main_instead(scene, bodies, recent, key, last, generic.start).unwrap_or(last))
                .map(|number| (number, Rule::GenericNoun));
            // "the regime" before "the Syrian regime", if there is no other.
            let later = || {
                let number = recent.only.get(&key).copied().flatten()?;
                let first = bodies[number].names.first().map(|&name| scene.tokens_of(name).start)?;
                let soon = first > generic.start && first - generic.start < AHEAD;
                soon.then_some((number, Rule::GenericNounAhead))
            };
            // "The city", of one that the text calls by its name alone.
            let of_kind = || {
                let number = *recent.by_kind.get(&key)?;
                (bodies[number].names.len() >= MAIN).then_some((number, Rule::GenericKind))
            };
            let (number, rule) = before.or_else(later).or_else(of_kind)?;
            let fits = generic.country.is_none() || bodies[number].country == generic.country;
            fits.then_some((number, rule))
        })?;
    recent.see(&bodies[number], number);
    mention(number, rule, if rule == Rule::GenericNoun { 76 } else { 64 })
}

/// The body that the article is about, where the last one with that generic noun was only named in
/// passing, in a sentence before: "the company" is rarely the last one of a list.
fn main_instead(
    scene: &Scene<'_>,
    bodies: &[Body],
    recent: &Recent,
    key: Generically,
    last: usize,
    at: usize,
) -> Option<usize> {
    let &main = recent.main.get(&key)?;
    let [passing] = bodies[last].names[..] else { return None };
    let first = bodies[main].names.first().map(|&name| scene.tokens_of(name).start)?;
    let apart = scene.article.sentence_of(scene.tokens_of(passing).start) != scene.article.sentence_of(at);
    (main != last && bodies[main].names.len() >= MAIN && first < at && apart).then_some(main)
}

/// Whether "this" or "that" stands before token `idx`.
fn is_pointed_at(scene: &Scene<'_>, idx: usize) -> bool {
    let before = idx.checked_sub(1).map_or("", |at| scene.article.tokens.folded(at));
    ["هذا", "ذلك", "هذه", "تلك"].iter().any(|this| before.ends_with(this))
}

/// Whether a generic noun is an adjective of the word before it ("organised crime") or a post.
fn depends_on_noun(scene: &Scene<'_>, generic: &Generic<'_>) -> bool {
    let Some(before) = generic.start.checked_sub(1).filter(|_| generic.split.stem == 0) else { return false };
    let tokens = &scene.article.tokens;
    let word = tokens.folded(before);
    let adjective =
        is_definite(word) && !super::word_class::is_break(word) && scene.name_at(before).is_none();
    adjective || super::word_class::is_post(word)
}

/// Whether a generic noun stands alone in quotation marks.
fn is_quoted(scene: &Scene<'_>, generic: &Generic<'_>) -> bool {
    let before = generic.start.checked_sub(1).is_some_and(|at| scene.is_quote(at));
    before && scene.is_quote(generic.end)
}

/// Whether a folded adjective is feminine: by its ending, or one of the elatives.
fn is_feminine(stem: &str) -> bool {
    stem.ends_with('ه') || matches!(stem, "كبري" | "عليا" | "عظمي" | "اولي")
}

/// "forces", "army" right before the noun: its token and where it starts there.
fn army_before(scene: &Scene<'_>, generic: &Generic<'_>) -> Option<(usize, usize)> {
    let before = generic.start.checked_sub(1).filter(|_| generic.split.stem == 0)?;
    let word = scene.article.tokens.folded(before);
    scene.article.tokens.splits(before).find_map(|split| {
        let stem = word.get(split.stem..)?;
        head_nouns(stem).iter().any(|noun| noun.usage == Usage::Armed).then_some((before, split.stem))
    })
}

/// The token behind the adjective at token `idx`, if one follows that agrees with the noun before;
/// `idx` if none does; nothing if what follows makes another body of the noun.
fn epithet(scene: &Scene<'_>, idx: usize, feminine: bool) -> Option<usize> {
    let tokens = &scene.article.tokens;
    let next = scene.skip_marks(idx);
    let name = scene.name_at(next).filter(|&name| scene.proclitics_of(name).is_empty());
    if let Some(name) = name {
        return (scene.names[name].kind == EntityKind::Person).then_some(idx);
    }
    let word = tokens.folded(idx);
    let stem = without_article(word);
    // "the other committee" is not the one named before.
    let other = is_definite(word) && matches!(stem, "اخر" | "اخري");
    let adjective =
        is_definite(word) && super::word_class::is_adjective(stem) && head_at(scene, idx).is_none();
    if other {
        return None;
    }
    if !adjective || is_feminine(stem) != feminine {
        return Some(idx);
    }
    // "the new committee" is not the one named before.
    if matches!(stem, "جديد" | "جديده" | "ثاني" | "ثانيه") {
        return None;
    }
    // One adjective may be an epithet; two of them, or one with "for", are rather a name that nobody
    // knows, and so are those of scope.
    let after = tokens.folded(idx + 1);
    let another = is_definite(after) && !super::word_class::is_break(after) || after.starts_with("لل");
    (!another && !super::word_class::is_scope(stem)).then_some(idx + 1)
}
