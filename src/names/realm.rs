//! Countries that their own press calls by their form of government: "the Kingdom", "the
//! Sultanate".
//!
//! Which of several kingdoms is meant follows from the countries that the article speaks of most.

use super::EntityKind;
use super::candidate::{Candidate, Rule};
use super::gazetteer::{Classes, Words};
use super::lists::{COUNTRIES, CountryCode, NISBAS};

/// The kingdom, and the countries that it can be.
const KINGDOM: (&str, &[CountryCode]) = ("المملكه", &[*b"SA", *b"JO", *b"MA", *b"BH"]);
/// The sultanate.
const SULTANATE: (&str, &[CountryCode]) = ("السلطنه", &[*b"OM"]);

/// Adds the realms that stand without the rest of their names.
pub(super) fn find(words: &Words<'_>, known: &[Candidate], found: &mut Vec<Candidate>) {
    for (form, countries) in [KINGDOM, SULTANATE] {
        // However its article is written.
        let bare = form.strip_prefix('ا').unwrap_or(form);
        let mut meant = None;
        for idx in (0..words.len()).filter(|&idx| words.tokens.folded(idx).ends_with(bare)) {
            let Some(reading) = words.readings(idx).iter().find(|reading| words.stem(idx, **reading) == form)
            else {
                continue;
            };
            if !is_bare(words, idx) {
                continue;
            }
            let meant = *meant.get_or_insert_with(|| most_frequent(words, known, countries));
            found.push(Candidate {
                country: meant.map(|(country, _)| country),
                canonical: meant.and_then(|(_, name)| name),
                ..Candidate::new(idx..idx + 1, reading.split, EntityKind::Place, Rule::Realm)
            });
        }
    }
}

/// Whether the word is no part of a longer name: "Kingdom Holding", "the united kingdom", "the
/// animal kingdom".
fn is_bare(words: &Words<'_>, idx: usize) -> bool {
    let named_after = Classes::ORG_HEAD.with(Classes::PLACE_HEAD);
    let behind_head = idx > 0 && words.adjoins(idx) && words.whole(idx - 1).has(named_after);
    let next = words.tokens.folded(idx + 1);
    let described = words.adjoins(idx + 1)
        && (words.whole(idx + 1).has(Classes::NISBA) || next == "المتحده" || next.ends_with("يه"))
        && words.whole(idx + 1).has(Classes::DEFINITE);
    (!behind_head || is_ruled(words.tokens.folded(idx - 1))) && !described
}

/// Whether the noun before may govern the realm: "the government of the Kingdom", "all regions
/// of", "embassy of".
fn is_ruled(head: &str) -> bool {
    const RULED: [&str; 8] = ["حكومه", "سفاره", "مناطق", "محافظات", "ولايات", "مدن", "ارض", "حدود"];
    let stem = head.strip_prefix(['و', 'ب', 'ل']).unwrap_or(head);
    RULED.contains(&head) || RULED.contains(&stem)
}

/// The country that names and adjectives of the article speak of most, and its name.
fn most_frequent(
    words: &Words<'_>,
    known: &[Candidate],
    countries: &[CountryCode],
) -> Option<(CountryCode, Option<&'static str>)> {
    let mut counts = vec![0usize; countries.len()];
    let mut count = |country: Option<CountryCode>| {
        let place = country.and_then(|country| countries.iter().position(|other| *other == country));
        if let Some(place) = place {
            counts[place] += 1;
        }
    };
    for name in known {
        count(name.country);
    }
    for idx in (0..words.len()).filter(|&idx| words.any(idx).has(Classes::NISBA)) {
        let reading = words.readings(idx).iter().find(|reading| reading.classes.has(Classes::NISBA));
        let nisba = reading.and_then(|reading| NISBAS.of(words.found(idx, *reading)).first());
        count(nisba.and_then(|nisba| nisba.country));
    }
    let (place, _) = counts.iter().enumerate().rev().max_by_key(|(_, n)| **n).filter(|(_, n)| **n > 0)?;
    let country = countries[place];
    let name = known.iter().find_map(|name| {
        let whole = name.kind == EntityKind::Place
            && name.country == Some(country)
            && name.tokens.len() == 1
            && COUNTRIES.contains(words.first_of(name));
        name.canonical.filter(|_| whole)
    });
    Some((country, name))
}

#[cfg(test)]
mod tests {
    use super::super::listed;
    use super::*;
    use crate::segment::Tokens;

    #[track_caller]
    fn check(text: &str, expected: &[Option<&[u8; 2]>]) {
        let tokens = Tokens::new(text);
        let words = Words::new(&tokens);
        let (mut known, mut found) = (Vec::new(), Vec::new());
        listed::find(&words, &mut known);
        find(&words, &known, &mut found);
        let countries: Vec<_> = found.iter().map(|name| name.country).collect();
        assert_eq!(countries, expected.iter().map(|country| country.copied()).collect::<Vec<_>>());
    }

    #[test]
    fn kingdoms() {
        check("زار الرياض. وفي المملكة آبار", &[Some(b"SA")]); // Riyadh … in the Kingdom
        check("الجيش الأردني يحمي المملكة", &[Some(b"JO")]); // the Jordanian army … the Kingdom
        check("في المملكة آبار", &[None]);
        check("في المملكة المتحدة", &[]); // the united kingdom
        check("أسهم شركة المملكة القابضة", &[]); // Kingdom Holding
        check("على حدود السلطنة مع اليمن", &[None]); // the Sultanate; Oman is not named
    }
}
