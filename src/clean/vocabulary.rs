//! How frequent a word is, with the affixes that the list of words leaves out.

use std::sync::LazyLock;

use crate::lexicon::{Entry, Found, Lexicon, lexicon};
use crate::segment::{found, splits};

/// Zipf frequency in halves: 6 is once in a million words.
pub(super) type Band = u8;

/// What each affix taken off costs: an inflected form is rarer than its stem.
const AFFIX_COST: Band = 1;

/// The band of a folded word, whole or after its affixes; `None` if it is not known.
pub(super) fn band(folded: &str) -> Option<Band> {
    if let Some(band) = listed(folded) {
        return Some(band);
    }
    let mut best: Option<Band> = None;
    for split in splits(folded) {
        let stem = &folded[split.stem..];
        let cost = if split.stem > 0 { AFFIX_COST } else { 0 };
        let mut consider = |found: Option<Band>, cost: Band| {
            best = best.max(found.map(|band| band.saturating_sub(cost)));
        };
        if split.stem > 0 {
            if split.restore_alef {
                consider(listed(&format!("ا{stem}")), cost);
            } else {
                consider(listed(stem), cost);
            }
        }
        // sa- of the future, the article, and the endings of one stem.
        for prefix in ["س", "ال"] {
            if let Some(inner) = stem.strip_prefix(prefix)
                && inner.chars().count() > 2
            {
                consider(listed(inner), cost + AFFIX_COST);
                consider(without_ending(inner), cost + AFFIX_COST);
            }
        }
        consider(without_ending(stem), cost);
    }
    best
}

/// The band of a word that stands in the list as it is.
pub(super) fn listed(folded: &str) -> Option<Band> {
    WORDS.of(Found::word(folded)).first().map(|word| word.band)
}

/// Whether a word stands in the list as it is.
pub(super) fn is_listed(folded: &str) -> bool {
    WORDS.has(Found::word(folded))
}

/// The same of a word of the text: it will be asked for again.
pub(super) fn is_known(folded: &str) -> bool {
    WORDS.has(found(folded))
}

fn without_ending(folded: &str) -> Option<Band> {
    ENDINGS
        .iter()
        .filter_map(|ending| {
            let stem = folded.strip_suffix(ending)?;
            if stem.chars().count() < 3 {
                return None;
            }
            // Before an ending ta marbuta is written ta, final hamza sits on a ya.
            let restored = if let Some(stem) = stem.strip_suffix('ت') {
                listed(&format!("{stem}ه"))
            } else if let Some(stem) = stem.strip_suffix('ئ') {
                listed(&format!("{stem}ء"))
            } else {
                None
            };
            listed(stem).max(restored)
        })
        .max()
        .map(|band| band.saturating_sub(AFFIX_COST))
}

/// Pronouns and endings of number and gender, folded: -ha, -hum, -na, -at, -un, -in, tanwin alef ...
const ENDINGS: [&str; 16] =
    ["ها", "هم", "هما", "هن", "كم", "نا", "ني", "ه", "ك", "ي", "ا", "ات", "ون", "ين", "ان", "وا"];

struct Word {
    band: Band,
}

impl Entry for Word {
    fn read(columns: &[&str]) -> Self {
        Self { band: columns[0].parse().unwrap_or(0) }
    }
}

static WORDS: LazyLock<Lexicon<Word>> = LazyLock::new(|| lexicon!("words"));

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn inflected_forms_are_known() {
        // attack, and their attacks, for the occupation, its resistance, escalation (accusative)
        for word in ["هجوم", "وهجماتهم", "للاحتلال", "مقاومته", "تصعيدا", "استمراريته"]
        {
            assert!(band(word).is_some(), "{word}");
        }
        for word in ["ظه", "تصع", "مدفعضي"] {
            assert!(band(word).is_none(), "{word}");
        }
        assert!(band("في") > band("هجوم"));
    }
}
