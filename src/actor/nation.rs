//! Countries by name, capital, seat of government and adjective.

use std::ops::Range;
use std::sync::LazyLock;

use super::Number;
use super::word_class::is_definite;
use crate::lexicon::{Entry, Lexicon, lexicon};
use crate::names::CountryCode;
use crate::segment::Tokens;

/// How a word points to a country.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum NationKind {
    Country,
    Capital,
    Seat,
    Nisba,
}

/// What a word says about a country.
#[derive(Debug)]
pub(super) struct Nation {
    pub(super) iso: Box<str>,
    pub(super) kind: NationKind,
    pub(super) number: Number,
}

impl Entry for Nation {
    fn read(columns: &[&str]) -> Self {
        let column = |n: usize| columns.get(n).copied().unwrap_or("");
        Self {
            iso: column(0).into(),
            kind: match column(1) {
                "capital" => NationKind::Capital,
                "seat" => NationKind::Seat,
                "nisba" => NationKind::Nisba,
                _ => NationKind::Country,
            },
            number: match column(2) {
                "d" => Number::Dual,
                "p" => Number::Plural,
                _ => Number::Singular,
            },
        }
    }
}

static NATIONS: LazyLock<Lexicon<Nation>> = LazyLock::new(|| lexicon!("nations"));

/// The country that the folded name means, of the kinds asked for.
pub(super) fn nation_of(folded: &str, kind: NationKind) -> Option<&'static Nation> {
    NATIONS.get(folded).iter().find(|nation| nation.kind == kind)
}

/// The code of a country as text that lives as long as the program.
pub(super) fn nation_by_code(code: CountryCode) -> Option<&'static str> {
    static CODES: LazyLock<Vec<Box<str>>> = LazyLock::new(|| {
        let mut codes: Vec<Box<str>> = NATIONS.entries().map(|nation| nation.iso.clone()).collect();
        codes.sort_unstable();
        codes.dedup();
        codes
    });
    let code = std::str::from_utf8(&code).ok()?;
    let found = CODES.binary_search_by(|known| (**known).cmp(code)).ok()?;
    CODES.get(found).map(|code| &**code)
}

/// The adjective of nationality that starts with token `idx`, read from byte `stem` of its folded
/// form, and the token after it. `definite` says whether it must carry the article.
pub(super) fn nisba_at(
    tokens: &Tokens<'_>,
    idx: usize,
    stem: usize,
    definite: bool,
) -> Option<(&'static Nation, usize)> {
    let word = |idx: usize, stem: usize| -> Option<&str> {
        let folded = tokens.folded(idx).get(stem..)?;
        match (definite, is_definite(folded)) {
            (true, true) => folded.get("ال".len()..),
            (false, false) => Some(folded),
            _ => None,
        }
    };
    let first = word(idx, stem)?;
    // "South Korean" is two adjectives.
    if let Some(second) = word(idx + 1, 0)
        && let Some(nation) = nation_of(&format!("{first} {second}"), NationKind::Nisba)
    {
        return Some((nation, idx + 2));
    }
    nation_of(first, NationKind::Nisba).map(|nation| (nation, idx + 1))
}

/// The first country that a stretch of tokens speaks of: by name, else by adjective.
pub(super) fn country_in(tokens: &Tokens<'_>, range: Range<usize>) -> Option<&'static Nation> {
    let mut named = None;
    for idx in range.clone() {
        for split in crate::segment::splits(tokens.folded(idx)) {
            if let Some(nation) = nisba_at(tokens, idx, split.stem, true).filter(|found| found.1 <= range.end)
            {
                return Some(nation.0);
            }
            if named.is_none() {
                named = NATIONS
                    .phrases_at(tokens, idx, split)
                    .into_iter()
                    .rev()
                    .filter(|found| found.end <= range.end)
                    .find_map(|found| found.entries.iter().find(|nation| nation.kind == NationKind::Country));
            }
        }
    }
    named
}
