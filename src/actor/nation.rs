//! Countries by name, capital and adjective, from the lists of the layer of names.

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::LazyLock;

use super::Number;
use super::scene::Scene;
use super::word_class::is_definite;
use crate::names::{COUNTRIES, CountryCode, NISBAS};
use crate::text::fold;

/// A country that a word speaks of. UN and EU stand for the bodies that have adjectives of their own.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Nation {
    /// ISO 3166-1 code.
    pub(super) iso: &'static str,
    /// The number of the adjective.
    pub(super) number: Number,
}

/// The country that a folded name means.
pub(super) fn country_named(folded: &str) -> Option<&'static str> {
    // "the state of" goes before the name of any country.
    let name = folded.strip_prefix("دوله ").unwrap_or(folded);
    COUNTRIES.get(name).iter().find_map(|country| country.code.as_ref()).map(text).or(match folded {
        "الامم المتحده" => Some("UN"),
        "الاتحاد الاوروبي" => Some("EU"),
        _ => None,
    })
}

/// The country whose capital a folded name is.
pub(super) fn capital_named(folded: &str) -> Option<&'static str> {
    static CAPITALS: LazyLock<BTreeMap<String, &'static str>> = LazyLock::new(|| {
        let coded = COUNTRIES.entries().filter_map(|country| Some((country.code.as_ref()?, country)));
        coded
            .flat_map(|(code, country)| {
                country.capitals.split('|').map(move |capital| (fold(capital), text(code)))
            })
            .filter(|(capital, _)| !capital.is_empty())
            .collect()
    });
    CAPITALS.get(folded).copied()
}

/// The nationality that a folded adjective without article says.
pub(super) fn nationality(stem: &str) -> Option<Nation> {
    // "of Mali" (f) is written like "finance", and a minister of finance is in every article.
    if stem == "ماليه" {
        return None;
    }
    let nisba = NISBAS.get(stem).iter().find(|nisba| nisba.country.is_some())?;
    let number = if nisba.singular { Number::Singular } else { Number::Plural };
    Some(Nation { iso: text(nisba.country.as_ref()?), number })
}

/// Whether the adjective of a country is also an everyday word ("financial", "lunar"), so that it only
/// counts in an article that names the country.
pub(super) fn needs_name(iso: &str) -> bool {
    matches!(iso, "ML" | "KM")
}

/// The code of a country as text that lives as long as the program.
pub(super) fn nation_by_code(code: CountryCode) -> Option<&'static str> {
    static CODES: LazyLock<Vec<&'static CountryCode>> = LazyLock::new(|| {
        let mut codes: Vec<_> = COUNTRIES.entries().filter_map(|country| country.code.as_ref()).collect();
        codes.sort_unstable();
        codes.dedup();
        codes
    });
    let found = CODES.binary_search(&&code).ok()?;
    CODES.get(found).map(|code| text(code))
}

/// A code as text; the lists hold nothing but capital letters.
#[expect(clippy::trivially_copy_pass_by_ref, reason = "the text lives as long as the code that it points to")]
fn text(code: &'static CountryCode) -> &'static str {
    std::str::from_utf8(code).unwrap_or("")
}

/// The adjective of nationality that starts with token `idx`, read from byte `stem` of its folded
/// form, and the token after it. `definite` says whether it must carry the article.
pub(super) fn nisba_at(
    scene: &Scene<'_>,
    idx: usize,
    stem: usize,
    definite: bool,
) -> Option<(Nation, usize)> {
    let tokens = &scene.article.tokens;
    if !NISBAS.set().may_start_at(tokens, idx) {
        return None;
    }
    let word = |idx: usize, stem: usize| -> Option<&str> {
        let folded = tokens.folded(idx).get(stem..)?;
        match (definite, is_definite(folded)) {
            (true, true) => folded.get("ال".len()..),
            (false, false) => Some(folded),
            _ => None,
        }
    };
    let first = word(idx, stem).filter(|first| may_be_nisba(first))?;
    // "South Korean" is two adjectives.
    if let Some(second) = word(idx + 1, 0).filter(|second| may_be_nisba(second))
        && let Some(nation) = scene.nationality(&format!("{first} {second}"))
    {
        return Some((nation, idx + 2));
    }
    scene.nationality(first).map(|nation| (nation, idx + 1))
}

/// Whether a folded word may be an adjective of nationality by its ending, or a short broken plural:
/// most words need not be looked up.
fn may_be_nisba(word: &str) -> bool {
    word.ends_with(['ي', 'ه', 'ن', 'ت']) || word.chars().count() <= 6
}

/// The first country that a stretch of tokens speaks of: by adjective, else by name. `abroad` says that
/// a country after "in" or "to" is where somebody works, not whom he serves.
pub(super) fn country_in(scene: &Scene<'_>, range: Range<usize>, abroad: bool) -> Option<Nation> {
    let tokens = &scene.article.tokens;
    let mut named = None;
    for idx in range.clone() {
        let away = abroad
            && idx.checked_sub(1).is_some_and(|at| matches!(tokens.folded(at), "في" | "الي" | "لدي" | "عن"));
        for split in tokens.splits(idx) {
            if let Some(nation) = nisba_at(scene, idx, split.stem, true).filter(|found| found.1 <= range.end)
            {
                return Some(nation.0);
            }
            if named.is_none() && !away {
                named = COUNTRIES
                    .phrases_at(tokens, idx, split)
                    .take_while(|found| found.end <= range.end)
                    .filter_map(|found| found.entries.iter().find_map(|country| country.code.as_ref()))
                    .last()
                    .map(text)
                    .or_else(|| body_of_states(scene, idx, split.stem));
            }
        }
    }
    named.map(|iso| Nation { iso, number: Number::Singular })
}

/// "the United Nations" at token `idx`; the European Union has the adjective.
fn body_of_states(scene: &Scene<'_>, idx: usize, stem: usize) -> Option<&'static str> {
    let tokens = &scene.article.tokens;
    let nations = matches!(tokens.folded(idx).get(stem..), Some("الامم" | "لامم"));
    (nations && tokens.folded(idx + 1) == "المتحده").then_some("UN")
}
