//! Which names of organisations are one organisation, and which names of places one place.
//!
//! A body is named in full, without its generic noun ("the party of X": "X"), without the adjective
//! behind it ("the Security Council [of the world]"), or by an acronym that is explained in
//! brackets. Adjectives of nationality count as their country, so that "American" in two spellings
//! is one, and two countries never meet.

use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::LazyLock;

use super::nation::{capital_named, country_in, country_named, nation_by_code, nisba_at};
use super::person::skeleton;
use super::scene::Scene;
use super::word_class::{is_definite, is_qualifier, is_scope, without_article};
use crate::lexicon::{Entry, Lexicon, lexicon};
use crate::names::{self, EntityKind, ORGANISATIONS, PLACES};
use crate::sort;
use crate::text::{fold, is_arabic_letter};

/// An organisation or place with all places that name it.
#[derive(Clone, Debug)]
pub(super) struct Body {
    pub(super) kind: EntityKind,
    /// Numbers of the names in the text.
    pub(super) names: Vec<usize>,
    /// ISO code of the country that it is or belongs to.
    pub(super) country: Option<&'static str>,
    /// Whether it is a country itself.
    pub(super) is_country: bool,
    /// Whether it is the capital of its country.
    pub(super) is_capital: bool,
    /// The generic nouns that its names start with or stand behind.
    pub(super) heads: Vec<&'static HeadNoun>,
    /// The generic noun for what the lists know it as: a city, a newspaper.
    pub(super) known_kind: Option<&'static HeadNoun>,
}

/// A noun that says what kind of body a name is.
#[derive(Debug)]
pub(super) struct HeadNoun {
    pub(super) kind: EntityKind,
    pub(super) lemma: Box<str>,
    pub(super) feminine: bool,
    pub(super) usage: Usage,
}

/// How a generic noun goes with names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Usage {
    /// Names stand with and without it; alone it takes up a name.
    Loose,
    /// It is part of the name; alone it takes up a name.
    Fixed,
    /// A genitive behind it makes another body ("the army of the regime"); alone it is too vague.
    Armed,
    /// Alone it means nobody certain.
    Vague,
}

impl Entry for HeadNoun {
    fn read(columns: &[&str]) -> Self {
        let column = |n: usize| columns.get(n).copied().unwrap_or("");
        Self {
            kind: if column(0) == "place" { EntityKind::Place } else { EntityKind::Organisation },
            lemma: column(1).into(),
            feminine: column(2) == "f",
            usage: match column(3) {
                "loose" => Usage::Loose,
                "armed" => Usage::Armed,
                "vague" => Usage::Vague,
                _ => Usage::Fixed,
            },
        }
    }
}

pub(super) static HEAD_NOUNS: LazyLock<Lexicon<HeadNoun>> = LazyLock::new(|| lexicon!("head_nouns"));

/// The generic nouns that a folded word without article is.
pub(super) fn head_nouns(stem: &str) -> &'static [HeadNoun] {
    HEAD_NOUNS.get(stem)
}

/// Only so many short forms of one name are kept.
const MOST_SHORT_FORMS: usize = 24;

/// Gathers the names of organisations and places, in the order of their first places.
pub(super) fn bodies(scene: &Scene<'_>) -> Vec<Body> {
    let mut bodies = Vec::new();
    for kind in [EntityKind::Organisation, EntityKind::Place] {
        let mut forms: BTreeMap<String, Form> = BTreeMap::new();
        for number in (0..scene.names.len()).filter(|&number| scene.names[number].kind == kind) {
            let form = Form::new(scene, number);
            forms.entry(form.key()).or_insert(form).names.push(number);
        }
        let mut forms: Vec<_> = forms.into_values().flat_map(|form| namesakes(scene, form)).collect();
        sort::by(&mut forms, |form| (Reverse(form.words.len()), form.names.first().copied()));
        let mut gathered =
            Gathered { kind, bodies: Vec::new(), known: BTreeMap::new(), body_of: BTreeMap::new() };
        let acronyms = acronyms(scene, kind);
        for form in forms {
            gathered.add(scene, form, &acronyms);
        }
        bodies.extend(gathered.bodies);
    }
    for body in &mut bodies {
        sort::by(&mut body.names, |&n| n);
        body.names.dedup();
    }
    sort::by(&mut bodies, |body| body.names.first().copied());
    bodies
}

/// Parts a form that names places in two countries ("Tripoli, the Lebanese" and "Tripoli in Libya"); a
/// mention that says no country goes with the one before it.
fn namesakes(scene: &Scene<'_>, mut form: Form) -> Vec<Form> {
    if !form.names.iter().all(|&name| scene.names[name].kind == EntityKind::Place) || form.nation.is_some() {
        return vec![form];
    }
    let said: Vec<_> = form.names.iter().map(|&name| country_said(scene, name)).collect();
    let Some(first) = said.iter().flatten().next().copied() else { return vec![form] };
    form.said = Some(first);
    form.capital = form.capital.filter(|country| *country == first);
    if said.iter().flatten().all(|country| *country == first) {
        return vec![form];
    }
    let mut parts: BTreeMap<&str, Form> = BTreeMap::new();
    let mut current = first;
    for (&name, country) in form.names.iter().zip(said) {
        current = country.unwrap_or(current);
        let part = parts.entry(current).or_insert_with(|| {
            let mut part = form.clone();
            part.words.push(format!("@{current}"));
            part.said = Some(current);
            part.capital = capital_named(&scene.folded_name(name)).filter(|country| *country == current);
            part.names.clear();
            part
        });
        part.names.push(name);
    }
    parts.into_values().collect()
}

/// The country in which a place is said to lie: by the adjective right behind it or after "in".
fn country_said(scene: &Scene<'_>, name: usize) -> Option<&'static str> {
    let tokens = &scene.article.tokens;
    let at = scene.skip_marks(scene.tokens_of(name).end);
    if let Some((nation, end)) = nisba_at(scene, at, 0, true) {
        // Cities are feminine; a masculine adjective goes with a noun before.
        return tokens.folded(end - 1).ends_with('ه').then_some(nation.iso);
    }
    // "Tripoli in Lebanon" is not the capital that comes to mind; "a summit of the Maghreb in Tunisia"
    // only says where one met.
    let capital = capital_named(&scene.folded_name(name)).is_some() && tokens.folded(at) == "في";
    let country = scene.name_starting(at + 1, &[EntityKind::Place]).filter(|_| capital)?;
    country_named(&scene.folded_name(country))
}

/// One way in which bodies are named.
#[derive(Clone)]
struct Form {
    words: Vec<String>,
    /// Whether the first word is in the genitive construct: "party of X", not "the X party".
    construct: bool,
    /// The country as which the whole name is known.
    nation: Option<&'static str>,
    capital: Option<&'static str>,
    /// The country in which the text says that the place lies.
    said: Option<&'static str>,
    /// The full name that the lists have for it.
    known_as: Option<&'static str>,
    names: Vec<usize>,
}

impl Form {
    fn new(scene: &Scene<'_>, name: usize) -> Self {
        let folded = scene.folded_name(name);
        let written: Vec<&str> = folded
            .split(|c: char| !is_arabic_letter(c) && !c.is_alphanumeric())
            .filter(|word| !word.is_empty())
            .collect();
        let organisation = scene.names[name].kind == EntityKind::Organisation;
        let mut words = Vec::with_capacity(written.len());
        let mut at = 0;
        while let Some(&word) = written.get(at) {
            let stem = without_article(word);
            let next = written.get(at + 1).map_or("", |next| without_article(next));
            // "Syria" and "Syrian" are written alike; only the article tells them apart.
            let nisba = |stem: &str| scene.nationality(stem).filter(|_| stem != word || at > 0);
            let (word, used) = match (nisba(&format!("{stem} {next}")), nisba(stem)) {
                (Some(nation), _) if at > 0 => (format!("@{}", nation.iso), 2),
                (_, Some(nation)) if stem != word => (format!("@{}", nation.iso), 1),
                // "The team of France" is "the French team".
                _ if at > 0 && organisation => match country_named(word) {
                    Some(iso) => (format!("@{iso}"), 1),
                    None => (stem.to_owned(), 1),
                },
                _ => (stem.to_owned(), 1),
            };
            words.push(word);
            at += used;
        }
        let capital = capital_named(&folded);
        // "Oman" and "Amman" are written alike, and the city is the one that stands alone.
        let nation = country_named(&folded)
            .filter(|nation| capital.is_none_or(|capital| capital == *nation))
            // "the Kingdom" alone is a country that the names have made out.
            .or_else(|| {
                Some(&scene.names[name])
                    .filter(|name| name.rule == names::Rule::Realm)
                    .and_then(|name| nation_by_code(name.country?))
            });
        let construct = written.first().is_some_and(|word| !is_definite(word));
        Self {
            words,
            construct,
            nation,
            capital,
            said: None,
            known_as: scene.names[name].canonical,
            names: Vec::new(),
        }
    }

    fn key(&self) -> String {
        self.words.join(" ")
    }

    /// The keys under which the name is found again, the surest first.
    fn keys(&self, kind: EntityKind) -> Vec<String> {
        let mut keys = vec![self.key()];
        if let Some(nation) = self.nation.filter(|_| kind == EntityKind::Place) {
            keys.push(format!("={nation}"));
        }
        if let Some(name) = self.known_as {
            keys.push(format!("={name}"));
            keys.push(fold(name).split_whitespace().map(without_article).collect::<Vec<_>>().join(" "));
        }
        keys.extend(self.without_head(kind).map(|words| words.join(" ")));
        let sounds = self.words.iter().map(|word| skeleton(word)).collect::<Vec<_>>().join(" ");
        if sounds.chars().count() > 3 {
            keys.push(format!("~{sounds}"));
        }
        keys
    }

    fn without_head(&self, kind: EntityKind) -> Option<&[String]> {
        let (head, rest) = self.words.split_first()?;
        let loose = head_nouns(head).iter().any(|noun| noun.kind == kind && noun.usage == Usage::Loose);
        // "The state of Georgia", "Kuwait City": what is called after a country is not the country.
        let inside = matches!(head.as_str(), "مدينه" | "ولايه" | "محافظه" | "بلده" | "قريه" | "حي" | "شارع");
        let namesake = inside && country_named(&rest.join(" ")).is_some();
        // "The forces of the Republican Guard" are the guard, those of the regime are not the regime.
        let is_armed = |first: &String| {
            head_nouns(first).iter().any(|noun| noun.usage == Usage::Armed)
                || matches!(first.as_str(), "حرس" | "درك" | "حشد" | "بيشمركه")
        };
        let armed = head == "قوات" && rest.first().is_some_and(is_armed);
        ((loose || armed) && self.construct && !rest.is_empty() && !namesake).then_some(rest)
    }

    /// The keys of a name whose adjective stands for a genitive: "the Houthi militias" are "the militias
    /// of al-Houthi". Others are only looked for under them, not found.
    fn adjective_keys(&self, kind: EntityKind) -> Vec<String> {
        let [head, rest] = &self.words[..] else { return Vec::new() };
        let Some(stem) = rest.strip_suffix('ه').filter(|stem| stem.ends_with('ي') && !is_scope(stem))
        else {
            return Vec::new();
        };
        let loose = head_nouns(head).iter().any(|noun| noun.kind == kind && noun.usage == Usage::Loose);
        if self.construct || !loose { Vec::new() } else { vec![format!("{head} {stem}"), stem.to_owned()] }
    }

    /// Shorter names that an organisation may be called by: its first words, if what follows only
    /// qualifies them (an adjective of nationality or scope, a preposition, a second field) or if
    /// they are three; its last words; its first word with the last ones.
    fn short_forms(&self) -> Vec<String> {
        let words = &self.words;
        let starts = (2..words.len()).filter(|&len| {
            let next = words[len].as_str();
            let joined = next.chars().count() > 3 && next.starts_with(['ل', 'و']);
            let qualifies = is_qualifier(next.strip_suffix('ه').unwrap_or(next));
            len > 2 || next.starts_with('@') || joined || qualifies
        });
        let starts = starts.map(|len| words[..len].join(" "));
        // "the army of the Syrian regime" is not called "the Syrian regime".
        let another = |word: &str| head_nouns(word).iter().any(|noun| noun.kind == EntityKind::Organisation);
        // "the [council of the] federal reserve" is one body, "a committee of the United Nations" is
        // another one than they.
        let ends = (1..words.len().saturating_sub(1)).take(1);
        let ends = ends.filter(|&from| words[0] == "مجلس" && !another(&words[from]));
        let ends = ends.map(|from| words[from..].join(" "));
        let without_middle = (2..words.len()).map(|from| format!("{} {}", words[0], words[from..].join(" ")));
        starts.chain(ends).chain(without_middle).take(MOST_SHORT_FORMS).collect()
    }
}

struct Gathered {
    kind: EntityKind,
    bodies: Vec<Body>,
    known: BTreeMap<String, usize>,
    body_of: BTreeMap<usize, usize>,
}

impl Gathered {
    fn add(&mut self, scene: &Scene<'_>, form: Form, acronyms: &BTreeMap<usize, usize>) {
        let keys = form.keys(self.kind);
        let mut explained = form.names.iter().filter_map(|name| acronyms.get(name));
        let explained = explained.find_map(|full| self.body_of.get(full));
        let adjective = form.adjective_keys(self.kind);
        let known = || keys.iter().chain(&adjective).find_map(|key| self.known.get(key)).copied();
        let found = explained.copied().or_else(known);
        let number = found.unwrap_or(self.bodies.len());
        if number == self.bodies.len() {
            self.bodies.push(Body {
                kind: self.kind,
                names: Vec::new(),
                country: None,
                is_country: false,
                is_capital: false,
                heads: Vec::new(),
                known_kind: None,
            });
        }
        let short = if self.kind == EntityKind::Organisation { form.short_forms() } else { Vec::new() };
        for key in keys.into_iter().chain(short) {
            self.known.entry(key).or_insert(number);
        }
        let body = &mut self.bodies[number];
        body.is_country |= form.nation.is_some() && self.kind == EntityKind::Place;
        body.is_capital |= form.capital.is_some() && self.kind == EntityKind::Place;
        // "the Democratic Party" of the lists is that of one country, and many have one.
        let head = form.words.first().filter(|_| form.words.len() > 1 && !form.construct);
        let generic = self.kind == EntityKind::Organisation
            && head.is_some_and(|head| head_nouns(head).iter().any(|noun| noun.kind == self.kind));
        let listed = || {
            let code = form.names.iter().find_map(|&name| scene.names[name].country)?;
            nation_by_code(code).filter(|iso| !generic || scene.names_country(iso))
        };
        body.country = body
            .country
            .or(form.said)
            .or(form.nation)
            .or(form.capital)
            .or_else(listed)
            .or_else(|| form.names.iter().take(4).find_map(|&name| country_around(scene, name)));
        let around = form.names.iter().take(16).flat_map(|&name| heads_around(scene, name, self.kind));
        // "ISIS", which the lists know as an organisation of that noun, is "the organisation".
        let noun = form.known_as.and_then(|name| name.split(' ').next()).map(fold);
        let listed = noun.iter().flat_map(|noun| head_nouns(noun));
        let listed = listed.filter(|noun| noun.kind == self.kind && noun.usage == Usage::Loose);
        for noun in around.chain(listed) {
            if !body.heads.iter().any(|known| known.lemma == noun.lemma) {
                body.heads.push(noun);
            }
        }
        body.known_kind =
            body.known_kind.or_else(|| known_kind(&scene.folded_name(*form.names.first()?), self.kind));
        self.body_of.extend(form.names.iter().map(|&name| (name, number)));
        body.names.extend(form.names);
    }
}

/// The generic noun for what the lists say that a folded name is, if they say it.
fn known_kind(folded: &str, kind: EntityKind) -> Option<&'static HeadNoun> {
    let list = if kind == EntityKind::Place { &PLACES } else { &ORGANISATIONS };
    let noun = match &*list.get(folded).first()?.kind {
        // City.
        "capital" | "city" => "مدينه",
        // Town, village, governorate, island.
        "town" => "بلده",
        "village" => "قريه",
        "governorate" => "محافظه",
        "island" => "جزيره",
        // Newspaper, agency, channel.
        "newspaper" => "صحيفه",
        "agency" => "وكاله",
        "channel" => "قناه",
        // Party, company, club, bank.
        "party" => "حزب",
        "company" => "شركه",
        "club" => "فريق",
        "bank" => "بنك",
        _ => return None,
    };
    head_nouns(noun).iter().find(|noun| noun.kind == kind)
}

/// The country that a name speaks of, or the adjective right behind it: "the agency X, the Russian".
fn country_around(scene: &Scene<'_>, name: usize) -> Option<&'static str> {
    let tokens = scene.tokens_of(name);
    let inside = country_in(scene, tokens.clone(), false);
    let behind = || {
        let at = scene.skip_marks(tokens.end);
        nisba_at(scene, at, 0, true).map(|found| found.0)
    };
    inside.or_else(behind).map(|nation| nation.iso)
}

/// The generic nouns of a name: its first word or the word before it.
fn heads_around(scene: &Scene<'_>, name: usize, kind: EntityKind) -> Vec<&'static HeadNoun> {
    let tokens = &scene.article.tokens;
    let range: Range<usize> = scene.tokens_of(name);
    let skip = scene.proclitics_of(name).len();
    let first = tokens.folded(range.start).get(skip..).unwrap_or("");
    let first = first.strip_prefix("لل").filter(|_| skip == 0).unwrap_or(first);
    let second = range.start + 1 < range.end;
    let pair = format!("{} {}", without_article(first), tokens.folded(range.start + 1));
    let pair = if second { head_nouns(&pair) } else { &[] };
    let mut stems = vec![without_article(first)];
    let mut before = range.start;
    while let Some(at) = before.checked_sub(1) {
        before = at;
        if !scene.is_mark(at) {
            break;
        }
    }
    let apart = before + 1 < range.start && kind == EntityKind::Organisation;
    if before < range.start && scene.name_at(before).is_none() && skip == 0 {
        let word = tokens.folded(before);
        // "the paper “X”" is one paper; "the regime the United Nations" are two words.
        let construct = before + 1 < range.start || !is_definite(word);
        stems.extend(
            tokens
                .splits(before)
                .filter_map(|split| word.get(split.stem..))
                .filter(|stem| construct && (before + 1 < range.start || !is_definite(stem)))
                .map(without_article),
        );
    }
    stems
        .into_iter()
        .enumerate()
        // "the port of Genoa": the name of the city is not the port.
        .flat_map(|(n, stem)| {
            head_nouns(stem)
                .iter()
                // "The fund “X”"; but "the authority of the military council" is not the council.
                .filter(move |noun| {
                    n == 0 || noun.usage == Usage::Loose || apart && noun.usage == Usage::Fixed
                })
        })
        .chain(pair)
        .filter(|noun| noun.kind == kind)
        .collect()
}

/// Names in brackets behind a name of the same kind: "the Atlantic alliance (NATO)".
fn acronyms(scene: &Scene<'_>, kind: EntityKind) -> BTreeMap<usize, usize> {
    let mut full_of = BTreeMap::new();
    for (number, name) in scene.names.iter().enumerate().skip(1) {
        let previous = number - 1;
        if kind != EntityKind::Organisation || name.kind != kind || scene.names[previous].kind != kind {
            continue;
        }
        let between = scene.names[previous].span.end()..name.span.start();
        let Some(between) = scene.article.text().get(between.start as usize..between.end as usize) else {
            continue;
        };
        let opened = between.trim_end_matches(|c: char| !c.is_alphanumeric() && c != '(');
        // "(al-Ahli)" behind a nickname is somebody's club; an acronym is shorter than what it stands for.
        let words = |name| scene.name_text(name).split_whitespace().count();
        let latin = scene.name_text(number).is_ascii() || scene.name_text(previous).is_ascii();
        let shorter = words(previous) > words(number) || words(number) > 2 || latin;
        if shorter && between.len() < 16 && opened.ends_with('(') && !between.contains(char::is_alphanumeric)
        {
            full_of.insert(number, previous);
        }
    }
    full_of
}
