//! The weights of the trigger model.
//!
//! A feature is a template filled with values: how many verbs stand between, on which side the
//! candidate stands. Its name, template and values joined by spaces, is its key in
//! `trigger_weights.tsv`; a feature that is not listed weighs nothing.

use std::sync::LazyLock;

use super::words::stem;
use crate::article::Article;
use crate::lexicon::{Entry, Lexicon, lexicon};

/// The weights, laid out for look-up by number.
pub(super) static WEIGHTS: LazyLock<Weights> = LazyLock::new(Weights::read);

/// Distances in tokens: the least of each class and its name.
pub(super) const BUCKETS: [(usize, &str); 7] =
    [(0, "0"), (1, "1"), (2, "2"), (4, "4"), (7, "7"), (12, "12"), (21, "21")];

const SIDE: &[&str] = &["before", "after"];
const CLASS: &[&str] = &["verb", "noun", "other"];
const KIND: &[&str] = &[
    "verb",
    "announcing",
    "light-after",
    "light-before",
    "noun",
    "dated",
    "other",
    "either",
    "feast",
    "copula",
];
const DISTANCE: &[&str] =
    &[BUCKETS[0].1, BUCKETS[1].1, BUCKETS[2].1, BUCKETS[3].1, BUCKETS[4].1, BUCKETS[5].1, BUCKETS[6].1];
const COUNT: &[&str] = &["0", "1", "2"];
const USE: &[&str] = &["0", "1", "2", "3", "unlisted"];
const FOUND: &[&str] = &["0", "1"];
const NEAR: &[&str] = &["near", "far"];
const GOVERNOR: &[&str] = &[
    "none", "in", "since", "until", "by", "before", "after", "elapsed", "during", "lasting", "between",
    "from", "age",
];
const GRAIN: &[&str] = &["year", "month", "day", "hour", "length"];
const TENSE: &[&str] = &["perfect", "imperfect", "future"];
const TIME: &[&str] = &["past", "to-come"];
const PREPOSITION: &[&str] = &["fi", "khilal", "ala", "an", "ila", "min"];

/// What a feature looks at. The order is that of [`TEMPLATES`].
#[derive(Clone, Copy, Debug)]
pub(super) enum Template {
    Kind,
    Distance,
    VerbsBetween,
    NounsBetween,
    CommasBetween,
    BreaksBetween,
    RelativesBetween,
    ComplementisersBetween,
    SubordinatorsBetween,
    TimesBetween,
    Governed,
    Grain,
    AfterRelative,
    AfterComplementiser,
    AfterSubordinator,
    AfterVerb,
    AfterNoun,
    First,
    Opens,
    Parenthetical,
    Coordinated,
    Cue,
    Quoted,
    Tense,
    ToCome,
    Eventive,
    Dated,
    WithObject,
    LightWithNoun,
    NounOfLightVerb,
    NounOfAnnouncing,
    NounOfCue,
    HeadOfLightVerb,
    Scheduled,
    NounWithArticle,
    NounWithPreposition,
    NounIn,
}

/// The name of each template and the values of each of its places.
const TEMPLATES: [(&str, &[&[&str]]); 37] = [
    ("kind", &[SIDE, KIND]),
    ("distance", &[SIDE, CLASS, DISTANCE]),
    ("verbs", &[SIDE, CLASS, COUNT]),
    ("nouns", &[SIDE, CLASS, COUNT]),
    ("commas", &[SIDE, CLASS, COUNT]),
    ("breaks", &[SIDE, FOUND]),
    ("relatives", &[SIDE, CLASS, FOUND]),
    ("complementisers", &[SIDE, CLASS, FOUND]),
    ("subordinators", &[SIDE, CLASS, FOUND]),
    ("times", &[SIDE, CLASS, FOUND]),
    ("governed", &[SIDE, CLASS, GOVERNOR]),
    ("grain", &[SIDE, CLASS, GRAIN]),
    ("after-relative", &[CLASS]),
    ("after-complementiser", &[CLASS]),
    ("after-subordinator", &[CLASS]),
    ("after-verb", &[CLASS]),
    ("after-noun", &[CLASS]),
    ("first", &[CLASS]),
    ("opens", &[SIDE, CLASS, FOUND]),
    ("parenthetical", &[SIDE, CLASS]),
    ("coordinated", &[]),
    ("cue", &[FOUND]),
    ("quoted", &[CLASS, FOUND, FOUND]),
    ("tense", &[TIME, TENSE]),
    ("to-come", &[CLASS, FOUND]),
    ("eventive", &[USE]),
    ("dated", &[SIDE, NEAR, USE]),
    ("with-object", &[SIDE]),
    ("light-with-noun", &[FOUND, FOUND]),
    ("noun-of-light-verb", &[FOUND]),
    ("noun-of-announcing", &[]),
    ("noun-of-cue", &[]),
    ("head-of-light-verb", &[]),
    ("scheduled", &[]),
    ("noun-with-article", &[]),
    ("noun-with-preposition", &[]),
    ("noun-in", &[PREPOSITION]),
];

/// Weights by template and values, and those of single words.
pub(super) struct Weights {
    /// For each template one weight for each filling, the last value running fastest.
    tables: Vec<Vec<i32>>,
    words: Lexicon<Weight>,
}

impl Weights {
    /// The weight of a feature: the template filled with the values of these numbers.
    pub(super) fn of(&self, template: Template, values: &[usize]) -> i32 {
        self.tables[template as usize].get(filling(template, values)).copied().unwrap_or(0)
    }

    /// The weight of a word as a trigger, whatever stands around it.
    pub(super) fn of_word(&self, article: &Article<'_>, idx: usize) -> i32 {
        self.words.get(word_key(article, idx)).first().map_or(0, |weight| weight.0)
    }

    fn read() -> Self {
        let list: Lexicon<Weight> = lexicon!("trigger_weights");
        let weight = |name: &str| list.get(name).first().map_or(0, |weight| weight.0);
        let tables = TEMPLATES
            .iter()
            .map(|&(template, places)| fillings(template, places).iter().map(|name| weight(name)).collect())
            .collect();
        Self { tables, words: lexicon!("trigger_words") }
    }
}

/// The key of a word in `trigger_words.tsv`: folded, without proclitics and article.
pub(super) fn word_key<'a>(article: &'a Article<'_>, idx: usize) -> &'a str {
    let stem = stem(article, idx);
    stem.strip_prefix("ال").filter(|rest| rest.chars().count() > 2).unwrap_or(stem)
}

/// The number of a filling among those of its template.
fn filling(template: Template, values: &[usize]) -> usize {
    let (_, places) = TEMPLATES[template as usize];
    debug_assert_eq!(places.len(), values.len());
    places.iter().zip(values).fold(0, |filling, (place, value)| filling * place.len() + value)
}

/// The key of a feature in `trigger_weights.tsv`.
#[cfg(test)]
pub(super) fn name(template: Template, values: &[usize]) -> String {
    let (name, places) = TEMPLATES[template as usize];
    fillings(name, places).swap_remove(filling(template, values))
}

/// The names of all fillings of a template.
fn fillings(template: &str, places: &[&[&str]]) -> Vec<String> {
    let mut names = vec![template.to_owned()];
    for place in places {
        names =
            names.iter().flat_map(|name| place.iter().map(move |value| format!("{name} {value}"))).collect();
    }
    names
}

struct Weight(i32);

impl Entry for Weight {
    fn read(columns: &[&str]) -> Self {
        Self(columns.first().and_then(|weight| weight.parse().ok()).unwrap_or(0))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_weight_belongs_to_a_feature() {
        let known: Vec<_> =
            TEMPLATES.iter().flat_map(|&(template, places)| fillings(template, places)).collect();
        let listed = include_str!("../data/timeline/trigger_weights.tsv");
        for line in listed.lines().filter(|line| !line.starts_with('#')) {
            let name = line.split('\t').next().unwrap_or_default();
            assert!(known.iter().any(|feature| feature == name), "{name} is no feature");
        }
    }

    #[test]
    fn values_find_their_weight() {
        let list: Lexicon<Weight> = lexicon!("trigger_weights");
        let listed = |name: &str| list.get(name).first().map_or(0, |weight| weight.0);
        assert_eq!(WEIGHTS.of(Template::VerbsBetween, &[0, 1, 2]), listed("verbs before noun 2"));
        assert_eq!(WEIGHTS.of(Template::Distance, &[1, 0, 6]), listed("distance after verb 21"));
        assert_eq!(WEIGHTS.of(Template::NounWithArticle, &[]), listed("noun-with-article"));
        assert_ne!(WEIGHTS.of(Template::Distance, &[0, 0, 0]), 0);
    }
}
