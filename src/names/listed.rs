//! Names that the lists hold, found as phrases in the text.

use super::EntityKind;
use super::candidate::{Candidate, Rule};
use super::gazetteer::{Classes, Reading, Words};
use super::lists::{
    COMMON, COUNTRIES, FAMILY_NAMES, GIVEN_NAMES, NISBAS, Named, ORGANISATIONS, PERSONS, PLACES,
};
use super::organisation;
use crate::actor::TITLES;
use crate::lexicon::{Entry, Lexicon};
use crate::segment::Split;

/// Adds the longest phrase of every list at every token.
///
/// A reading that takes proclitics off counts only where the whole word is in no list: a name
/// may begin with a letter that looks like one.
pub(super) fn find(words: &Words<'_>, found: &mut Vec<Candidate>) {
    let lists = COUNTRIES.set().with(PLACES.set()).with(ORGANISATIONS.set()).with(PERSONS.set());
    for idx in (0..words.len()).filter(|&idx| lists.may_start_at(words.tokens, idx)) {
        for reading in words.openings(idx) {
            let before = found.len();
            if is_adjective(words, idx, *reading) {
                continue;
            }
            for kind in [EntityKind::Person, EntityKind::Organisation, EntityKind::Place] {
                let portfolio = || kind == EntityKind::Organisation && organisation::is_portfolio(words, idx);
                found.extend(longest(words, idx, reading.split, kind, false).filter(|_| !portfolio()));
            }
            if found.len() > before {
                break;
            }
            if follows_preposition(words, idx, *reading)
                && let Some(candidate) = longest(words, idx, reading.split, EntityKind::Place, true)
                && !words.whole(candidate.tokens.end).has(Classes::PLACE_HEAD)
            {
                found.push(candidate);
                break;
            }
        }
    }
}

/// Adds the media that stand between quotation marks: their names are mostly ordinary words or
/// regions, but printers put these between marks for little else.
pub(super) fn media_in_marks(words: &Words<'_>, found: &mut Vec<Candidate>) {
    for idx in (1..words.len()).filter(|&idx| words.is_mark(idx - 1)) {
        let Some(reading) = words.readings(idx).first() else { continue };
        let Some((end, medium)) = pick(&ORGANISATIONS, words, idx, reading.split, Named::is_medium) else {
            continue;
        };
        // A party or a school can have the same name, and so have countries and cities.
        let headed = idx > 1 && words.any(idx - 2).has(Classes::ORG_HEAD.with(Classes::PLACE_HEAD));
        let place = words.whole(idx).has(Classes::PLACE.with(Classes::COUNTRY)) && end == idx + 1;
        if words.is_mark(end) && !headed && !place && words.whole(idx).has(Classes::DEFINITE) {
            found.push(Candidate {
                canonical: Some(&*medium.name).filter(|name| !name.is_empty()),
                country: medium.country,
                ..Candidate::new(idx..end, reading.split, EntityKind::Organisation, Rule::MediaInMarks)
            });
        }
    }
}

/// The longest listed name of `kind` at token `idx` under one reading.
///
/// Ambiguous entries are left out unless `in_context` says that something beside the name speaks
/// for it.
pub(super) fn longest(
    words: &Words<'_>,
    idx: usize,
    split: Split,
    kind: EntityKind,
    in_context: bool,
) -> Option<Candidate> {
    let rule = if in_context { Rule::ListInContext } else { Rule::List };
    let candidate = |end| Candidate::new(idx..end, split, kind, rule);
    match kind {
        EntityKind::Person => {
            let (end, person) = pick(&PERSONS, words, idx, split, |person| in_context || !person.ambiguous)?;
            Some(Candidate {
                canonical: Some(&*person.name).filter(|name| !name.is_empty()),
                country: person.country,
                gender: person.gender,
                ..candidate(end)
            })
        }
        EntityKind::Organisation => {
            let (end, named) =
                pick(&ORGANISATIONS, words, idx, split, |named| in_context || !named.ambiguous)?;
            Some(Candidate {
                canonical: Some(&*named.name).filter(|name| !name.is_empty()),
                country: named.country,
                ..candidate(end)
            })
        }
        EntityKind::Place => {
            let country = pick(&COUNTRIES, words, idx, split, |country| in_context || !country.ambiguous)
                .map(|(end, country)| Candidate {
                    canonical: Some(&*country.name),
                    country: country.code,
                    ..candidate(end)
                });
            let place = pick(&PLACES, words, idx, split, |named| in_context || !named.ambiguous).map(
                |(end, named)| Candidate {
                    canonical: Some(&*named.name).filter(|name| !name.is_empty()),
                    country: named.country,
                    ..candidate(end)
                },
            );
            match (country, place) {
                (Some(country), Some(place)) if country.tokens.end < place.tokens.end => Some(place),
                (None, place) => place,
                (country, _) => country,
            }
        }
    }
}

/// Whether the place of the word says that it may be a place: after "in" and "to", or after a
/// point of the compass.
fn follows_preposition(words: &Words<'_>, idx: usize, reading: Reading) -> bool {
    const IN: [&str; 4] = ["في", "الي", "شمال", "جنوب"]; // in, to, north, south
    const OF: [&str; 4] = ["شرق", "غرب", "وسط", "شمالي"]; // east, west, middle, northern
    let before = idx.checked_sub(1).map_or("", |before| words.tokens.folded(before));
    let stem = before.strip_prefix('و').unwrap_or(before);
    reading.split.stem == 0 && words.adjoins(idx) && (IN.contains(&stem) || OF.contains(&stem))
}

/// Whether a name of a country that is also an adjective ("Saudi", "Syrian" of feminine nouns)
/// follows a noun that it describes.
fn is_adjective(words: &Words<'_>, idx: usize, reading: Reading) -> bool {
    const BOTH: [Classes; 2] = [Classes::NISBA, Classes::COUNTRY];
    if reading.split.stem > 0 || !BOTH.iter().all(|&class| reading.classes.has(class)) || !words.adjoins(idx)
    {
        return false;
    }
    let before = words.tokens.folded(idx - 1);
    let noun = words.whole(idx - 1);
    let plural = before.ends_with("ات") || before.ends_with('ه');
    if reading.classes.has(Classes::DEFINITE) {
        let definite = noun.has(Classes::DEFINITE) || before.starts_with("لل") || before.starts_with("ولل");
        definite && !noun.has(Classes::PLACE.with(Classes::COUNTRY))
    } else {
        plural && noun.has(Classes::COMMON) && !noun.has(Classes::PLACE_HEAD.with(Classes::DEFINITE))
    }
}

/// Whether the words around a listed word say that it is none of the names that it can be.
pub(super) fn is_no_name(words: &Words<'_>, candidate: &Candidate) -> bool {
    is_accusative(words, candidate)
        || is_adverb(words, candidate)
        || is_some_body(words, candidate)
        || is_counted_event(words, candidate)
        || is_betrayal(words, candidate)
        || is_always(words, candidate)
        || is_nationality(words, candidate)
        || is_harm(words, candidate)
        || is_foreign(words, candidate)
        || candidate.rule == Rule::List && describes(words, candidate)
}

/// Whether a word with the ending of indefinite accusatives ("laughing", "above") is no name that takes it.
fn is_adverb(words: &Words<'_>, candidate: &Candidate) -> bool {
    let idx = candidate.tokens.start;
    let bare = words.first_of(candidate);
    let bare = bare.strip_suffix('ا').unwrap_or(bare);
    candidate.tokens.len() == 1
        && words.has_tanwin(idx)
        && !GIVEN_NAMES.contains(bare)
        && !FAMILY_NAMES.contains(bare)
        && !PLACES.contains(bare)
}

/// "A Swiss institute": an indefinite noun with the adjective of a country names nobody.
fn is_some_body(words: &Words<'_>, candidate: &Candidate) -> bool {
    if candidate.kind != EntityKind::Organisation
        || candidate.tokens.len() != 2
        || candidate.rule == Rule::List
    {
        return false;
    }
    let word = |idx: usize| words.tokens.folded(idx);
    let (first, second) = (candidate.tokens.start, candidate.tokens.start + 1);
    let noun = words.first_of(candidate);
    let adjective = match word(second).strip_suffix('ا').filter(|_| !COUNTRIES.contains(word(second))) {
        Some(accusative) => accusative,
        None => word(second),
    };
    let is_nisba = NISBAS.get(adjective).iter().any(|nisba| nisba.country.is_some());
    let heads = words.whole(first).has(Classes::ORG_HEAD) || noun.ends_with('ا');
    let definite = noun.starts_with("ال") || word(second).starts_with("ال");
    !definite && heads && is_nisba && !COUNTRIES.contains(word(second))
}

/// "The accused betrayed", written like the name Khan.
fn is_betrayal(words: &Words<'_>, candidate: &Candidate) -> bool {
    let idx = candidate.tokens.start;
    candidate.kind == EntityKind::Person
        && candidate.tokens.len() == 1
        && words.tokens.folded(idx) == "خان"
        && words.tokens.folded(idx + 1).starts_with("ال")
        && words.adjoins(idx + 1)
}

/// "The Chechen president Ramadan": between a title and a name the adjective is no name.
fn is_nationality(words: &Words<'_>, candidate: &Candidate) -> bool {
    let idx = candidate.tokens.start;
    candidate.kind == EntityKind::Person
        && candidate.tokens.len() == 1
        && idx > 0
        && words.any(idx - 1).has(Classes::TITLE)
        && words.whole(idx).has(Classes::NISBA)
        && words.adjoins(idx + 1)
        && GIVEN_NAMES.contains(words.tokens.folded(idx + 1))
}

/// "They were always", written like the town of Duma.
fn is_always(words: &Words<'_>, candidate: &Candidate) -> bool {
    let idx = candidate.tokens.start;
    let before = idx.checked_sub(1).map_or("", |at| words.tokens.folded(at));
    // Was, were; she, he, they; seemed; went on being.
    candidate.tokens.len() == 1
        && words.tokens.folded(idx) == "دوما"
        && (matches!(before, "كان" | "كانت" | "كانوا" | "هي" | "هو" | "هم" | "بدا" | "بدي" | "ظل" | "ظلت")
            || words.has_tanwin(idx))
}

/// "Two explosions", which no list of names has.
fn is_counted_event(words: &Words<'_>, candidate: &Candidate) -> bool {
    let word = words.first_of(candidate);
    let one = ["ان", "ين"].iter().find_map(|dual| word.strip_suffix(dual));
    candidate.kind == EntityKind::Person
        && candidate.rule == Rule::Tagger
        && candidate.tokens.len() == 1
        && one.is_some_and(|one| one.chars().count() > 3 && COMMON.contains(one))
        && !GIVEN_NAMES.contains(word)
        && !FAMILY_NAMES.contains(word)
}

/// Whether the Nile is a noun: "(an attempt at) the harming of".
fn is_harm(words: &Words<'_>, candidate: &Candidate) -> bool {
    let idx = candidate.tokens.start;
    let water =
        idx > 0 && (words.any(idx - 1).has(Classes::PLACE_HEAD) || words.tokens.folded(idx - 1) == "مياه");
    candidate.tokens.len() == 1
        && words.first_of(candidate) == "النيل"
        && words.tokens.folded(idx + 1) == "من"
        && words.adjoins(idx + 1)
        && !water
}

/// "The foreign policy of Egypt": behind a definite noun the word for the ministry is an adjective.
fn is_foreign(words: &Words<'_>, candidate: &Candidate) -> bool {
    let idx = candidate.tokens.start;
    let before = idx.checked_sub(1).map_or("", |at| words.tokens.folded(at));
    candidate.kind == EntityKind::Organisation
        && candidate.stem == 0
        && words.tokens.folded(idx) == "الخارجيه"
        && words.adjoins(idx)
        && (words.any(idx - 1).has(Classes::DEFINITE) || before.starts_with("لل"))
        && before.ends_with(['ه', 'ت', 'ن'])
        && !words.any(idx - 1).has(Classes::ORG_HEAD)
}

/// Whether a definite word describes the definite noun before it: "the limit, the utmost" (al-Aqsa),
/// "the rite, the Maliki"; or is a noun that an adjective describes: "the base, the air one"
/// (al-Qaeda).
fn describes(words: &Words<'_>, candidate: &Candidate) -> bool {
    let idx = candidate.tokens.start;
    if candidate.tokens.len() > 1 || candidate.stem > 0 || !words.whole(idx).has(Classes::DEFINITE) {
        return false;
    }
    let bears = Classes::NAME
        .with(Classes::TITLE)
        .with(Classes::ORG_HEAD)
        .with(Classes::PLACE_HEAD)
        .with(Classes::NISBA)
        .with(Classes::COUNTRY)
        .with(Classes::PLACE);
    let before = idx.checked_sub(1).map_or("", |before| words.tokens.folded(before));
    let noun = before.starts_with("ال") || before.starts_with("لل");
    if words.adjoins(idx) && noun && !words.any(idx - 1).has(bears) {
        return true;
    }
    let next = words.whole(idx + 1);
    candidate.kind == EntityKind::Organisation
        && words.tokens.folded(idx).ends_with('ه')
        && words.adjoins(idx + 1)
        && words.tokens.folded(idx + 1).ends_with("يه")
        && next.has(Classes::DEFINITE)
        && !next.has(Classes::PLACE.with(Classes::COUNTRY))
}

/// Whether a country is an adjective in the accusative: "(they expelled) a diplomat, a Russian one"
/// is printed like "Russia".
fn is_accusative(words: &Words<'_>, candidate: &Candidate) -> bool {
    let idx = candidate.tokens.start;
    if candidate.kind != EntityKind::Place || candidate.tokens.len() > 1 || candidate.stem > 0 {
        return false;
    }
    let nisba = words.tokens.folded(idx).strip_suffix('ا').unwrap_or("");
    if !words.adjoins(idx) || !NISBAS.contains(nisba) {
        return false;
    }
    let noun = words.tokens.folded(idx - 1).strip_suffix('ا').unwrap_or("");
    // "from it: Turkey" ends with a pronoun.
    let pronoun = noun.ends_with(['ه', 'ن']) || noun.chars().nth(2).is_none();
    TITLES.contains(noun) || COMMON.contains(noun) && !pronoun
}

/// Takes out the names of storms, which are nobody: "the hurricane Rosa", and "Rosa" wherever it stands.
pub(super) fn drop_storms(words: &Words<'_>, found: &mut Vec<Candidate>) {
    let storms: Vec<&str> = found
        .iter()
        .filter(|name| name.tokens.len() == 1 && name.rule != Rule::List && follows_storm(words, name))
        .map(|name| words.first_of(name))
        .collect();
    found.retain(|name| name.tokens.len() > 1 || !storms.contains(&words.first_of(name)));
}

fn follows_storm(words: &Words<'_>, name: &Candidate) -> bool {
    let idx = name.tokens.start;
    let before = idx.checked_sub(1).map_or("", |at| words.tokens.folded(at));
    let noun = before.trim_start_matches(['و', 'ل', 'ب']);
    let noun = noun.strip_prefix("ال").unwrap_or(noun);
    // Hurricane, storm.
    name.stem == 0 && words.adjoins(idx) && matches!(noun, "اعصار" | "عاصفه")
}

fn pick<E: Entry>(
    list: &'static Lexicon<E>,
    words: &Words<'_>,
    idx: usize,
    split: Split,
    fits: impl Fn(&E) -> bool,
) -> Option<(usize, &'static E)> {
    list.phrases_at(words.tokens, idx, split)
        .filter_map(|found| found.entries.iter().find(|entry| fits(entry)).map(|entry| (found.end, entry)))
        .last()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::segment::Tokens;

    #[track_caller]
    fn check(text: &str, expected: &[&str]) {
        let tokens = Tokens::new(text);
        let mut found = Vec::new();
        find(&Words::new(&tokens), &mut found);
        let names: Vec<_> = found
            .iter()
            .map(|name| &text[tokens.offset_of_folded(name.tokens.start, name.stem) as usize..])
            .zip(&found)
            .map(|(rest, name)| {
                let end = tokens.cover(name.tokens.clone()).end() as usize;
                &rest[..end - (text.len() - rest.len())]
            })
            .collect();
        assert_eq!(names, expected);
    }

    #[test]
    fn proclitics_stay_outside() {
        check("وبروسيا", &["روسيا"]); // and in Russia
        check("للأردن", &["لأردن"]); // for Jordan
    }

    #[test]
    fn countries_that_are_adjectives() {
        check("زار السعودية", &["السعودية"]); // visited Saudi Arabia
        check("الأندية السعودية", &[]); // the Saudi clubs
    }

    #[test]
    fn ambiguous_places_need_a_preposition() {
        check("في مالي", &["مالي"]); // in Mali
        check("دعم مالي", &[]); // financial support
    }

    #[test]
    fn facts_come_along() {
        let tokens = Tokens::new("أردوغان");
        let mut found = Vec::new();
        find(&Words::new(&tokens), &mut found);
        let [person] = &found[..] else { panic!("one person") };
        assert_eq!(person.country, Some(*b"TR"));
        assert_eq!(person.canonical, Some("رجب طيب أردوغان"));
    }
}
