//! The weights of the trigger model.
//!
//! A feature is a template filled with values: how many verbs stand between, on which side the
//! candidate stands. Its name, template and values joined by spaces, is its key in
//! `trigger_weights.tsv`; a feature that is not listed weighs nothing.

use std::sync::LazyLock;

use crate::lexicon::{Entry, Lexicon, lexicon};

/// The weights, laid out for look-up by number.
pub(super) static WEIGHTS: LazyLock<Weights> = LazyLock::new(Weights::read);

/// Distances in tokens: the least of each class and its name.
pub(super) const BUCKETS: [(usize, &str); 7] =
    [(0, "0"), (1, "1"), (2, "2"), (4, "4"), (7, "7"), (12, "12"), (21, "21")];

const SIDE: &[&str] = &["before", "after"];
const CLASS: &[&str] = &["verb", "noun"];
const KIND: &[&str] = &["verb", "announcing", "light-after", "light-before", "noun", "dated"];
const DISTANCE: &[&str] =
    &[BUCKETS[0].1, BUCKETS[1].1, BUCKETS[2].1, BUCKETS[3].1, BUCKETS[4].1, BUCKETS[5].1, BUCKETS[6].1];
const COUNT: &[&str] = &["0", "1", "2"];
const FOUND: &[&str] = &["0", "1"];
const GOVERNOR: &[&str] = &["preposition", "bare"];
const PREPOSITION: &[&str] = &["fi", "khilal", "ala", "an", "ila", "min"];

/// What a feature looks at. The order is that of [`TEMPLATES`].
#[derive(Clone, Copy, Debug)]
pub(super) enum Template {
    Place,
    Kind,
    Distance,
    VerbsBetween,
    NounsBetween,
    CommasBetween,
    BreaksBetween,
    RelativesBetween,
    ComplementisersBetween,
    Governed,
    AfterRelative,
    AfterVerb,
    AfterNoun,
    First,
    Opens,
    Parenthetical,
    ToCome,
    ToComeImperfect,
    NounOfLightVerb,
    NounOfAnnouncing,
    NounWithArticle,
    NounWithPreposition,
    NounIn,
}

/// The name of each template and the values of each of its places.
const TEMPLATES: [(&str, &[&[&str]]); 23] = [
    ("place", &[SIDE, CLASS]),
    ("kind", &[KIND]),
    ("distance", &[SIDE, DISTANCE]),
    ("verbs", &[SIDE, CLASS, COUNT]),
    ("nouns", &[CLASS, COUNT]),
    ("commas", &[SIDE, COUNT]),
    ("breaks", &[SIDE, FOUND]),
    ("relatives", &[SIDE, CLASS, FOUND]),
    ("complementisers", &[SIDE, CLASS, FOUND]),
    ("governed", &[CLASS, GOVERNOR]),
    ("after-relative", &[CLASS]),
    ("after-verb", &[CLASS]),
    ("after-noun", &[CLASS]),
    ("first", &[CLASS]),
    ("opens", &[SIDE, CLASS]),
    ("parenthetical", &[SIDE, CLASS]),
    ("to-come", &[CLASS]),
    ("to-come-imperfect", &[]),
    ("noun-of-light-verb", &[]),
    ("noun-of-announcing", &[]),
    ("noun-with-article", &[]),
    ("noun-with-preposition", &[]),
    ("noun-in", &[PREPOSITION]),
];

/// Weights by template and values.
pub(super) struct Weights {
    /// For each template one weight for each filling, the last value running fastest.
    tables: Vec<Vec<i32>>,
}

impl Weights {
    /// The weight of a feature: the template filled with the values of these numbers.
    pub(super) fn of(&self, template: Template, values: &[usize]) -> i32 {
        let (_, places) = TEMPLATES[template as usize];
        debug_assert_eq!(places.len(), values.len());
        let filling =
            places.iter().zip(values).fold(0, |filling, (place, value)| filling * place.len() + value);
        self.tables[template as usize].get(filling).copied().unwrap_or(0)
    }

    fn read() -> Self {
        let list: Lexicon<Weight> = lexicon!("trigger_weights");
        let weight = |name: &str| list.get(name).first().map_or(0, |weight| weight.0);
        let tables = TEMPLATES
            .iter()
            .map(|&(template, places)| fillings(template, places).iter().map(|name| weight(name)).collect())
            .collect();
        Self { tables }
    }
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
        assert_eq!(WEIGHTS.of(Template::Distance, &[1, 6]), listed("distance after 21"));
        assert_eq!(WEIGHTS.of(Template::NounWithArticle, &[]), listed("noun-with-article"));
        assert_ne!(WEIGHTS.of(Template::Distance, &[0, 0]), 0);
    }
}
