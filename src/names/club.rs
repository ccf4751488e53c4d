//! Sports clubs whose names are ordinary words: "youth", "union", "army".
//!
//! Such a word is a club only in an article about sport, and there behind a word that asks for a
//! team ("the striker of X", "against X") or coordinated with a club ("al-Hilal and X").

use super::EntityKind;
use super::candidate::{Candidate, Rule};
use super::gazetteer::{Classes, Reading, Words};
use super::lists::{CLUB_HEADS, CLUBS, NISBAS, SPORT_WORDS};
use crate::actor::Gender;

/// An article with fewer words of sport is about something else.
const MIN_WORDS: usize = 4;
/// So does one in which fewer than one word in so many is.
const MAX_GAP: usize = 60;

/// Adds the clubs of an article about sport.
pub(super) fn find(words: &Words<'_>, known: &[Candidate], found: &mut Vec<Candidate>) {
    let n_sport = (0..words.len()).filter(|&idx| sport(words, idx) == Some(false)).count();
    if n_sport < MIN_WORDS || n_sport * MAX_GAP < words.len() {
        return;
    }
    // Where an organisation ends.
    let mut ends = vec![false; words.len() + 1];
    for name in known.iter().filter(|name| name.kind == EntityKind::Organisation) {
        ends[name.tokens.end] = true;
    }
    for idx in 1..words.len() {
        if let Some(city) = is_team_of(words, idx - 1) {
            ends[idx] = true;
            found.push(city);
        }
        if let Some(club) = club_of(words, idx - 1) {
            ends[club.tokens.end] = true;
            found.push(club);
        }
        let asked = words.adjoins(idx) && sport(words, idx - 1) == Some(true);
        for reading in words.readings(idx) {
            let joined = ends[idx] && reading.split.conjunction;
            let Some(club) = CLUBS.longest_at(words.tokens, idx, reading.split) else { continue };
            if (joined || asked && !reading.split.conjunction) && !is_described(words, club.end) {
                ends[club.end] = true;
                found.push(Candidate {
                    country: club.entries.first().and_then(|club| club.country),
                    ..Candidate::new(idx..club.end, reading.split, EntityKind::Organisation, Rule::Club)
                });
                break;
            }
        }
    }
}

/// A club that is called by a word and its city: "Union of Tangier", "Dynamo Kiev", "Leeds United".
fn club_of(words: &Words<'_>, idx: usize) -> Option<Candidate> {
    if !words.adjoins(idx + 1) {
        return None;
    }
    let is_city = |classes: Classes| classes.has(Classes::PLACE) && !classes.has(Classes::COUNTRY);
    let is_head = |idx: usize, reading: Reading, follows: bool| {
        let heads = CLUB_HEADS.of(words.found(idx, reading));
        heads.iter().any(|head| head.follows == follows)
    };
    let whole = *words.readings(idx + 1).first()?;
    let reading = words.openings(idx).iter().find(|&&reading| {
        is_city(whole.classes) && is_head(idx, reading, false)
            || is_city(reading.classes) && is_head(idx + 1, whole, true)
    })?;
    Some(Candidate::new(idx..idx + 2, reading.split, EntityKind::Organisation, Rule::Club))
}

/// A city with a masculine adjective is its team: "Rome, the Italian one". Cities are feminine.
fn is_team_of(words: &Words<'_>, idx: usize) -> Option<Candidate> {
    let next = NISBAS.get(words.tokens.folded(idx + 1)).iter().find(|nisba| nisba.singular)?;
    let masculine = next.gender == Some(Gender::Masculine) && next.country.is_some();
    let definite = words.whole(idx + 1).has(Classes::DEFINITE);
    let behind_noun = idx > 0
        && words.adjoins(idx)
        && words.any(idx - 1).has(Classes::PLACE_HEAD.with(Classes::ORG_HEAD).with(Classes::TITLE));
    if !masculine || !definite || !words.adjoins(idx + 1) || behind_noun {
        return None;
    }
    let reading = words.openings(idx).iter().find(|reading| reading.classes.has(Classes::PLACE))?;
    (!reading.classes.has(Classes::COUNTRY))
        .then(|| Candidate::new(idx..idx + 1, reading.split, EntityKind::Organisation, Rule::Club))
}

/// Whether the word is one of sport, and whether it asks for a team behind it.
fn sport(words: &Words<'_>, idx: usize) -> Option<bool> {
    if !SPORT_WORDS.set().may_start_at(words.tokens, idx) {
        return None;
    }
    words
        .readings(idx)
        .iter()
        .find_map(|reading| SPORT_WORDS.of(words.found(idx, *reading)).first())
        .map(|word| word.asks)
}

/// "(the union) the Saudi", a federation.
fn is_described(words: &Words<'_>, idx: usize) -> bool {
    let next = words.whole(idx);
    words.adjoins(idx) && next.has(Classes::DEFINITE) && next.has(Classes::NISBA)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::segment::Tokens;

    #[track_caller]
    fn check(text: &str, expected: &[&str]) {
        let tokens = Tokens::new(text);
        let mut found = Vec::new();
        find(&Words::new(&tokens), &[], &mut found);
        let names: Vec<_> = found.iter().map(|name| tokens.cover(name.tokens.clone()).of(text)).collect();
        assert_eq!(names, expected);
    }

    #[test]
    fn only_in_sport() {
        // "The match ended with a draw. The striker of al-Shabab scored in the first half against
        // al-Fath, and al-Raid stayed in the league."
        check(
            "انتهت المباراة بالتعادل وسجل مهاجم الشباب في الشوط الأول في مرمى الفتح والرائد في الدوري",
            &["الشباب", "الفتح", "والرائد"],
        );
        check("يبحث الشباب عن عمل أمام الاتحاد", &[]); // the young look for work before the union
        // "The president of the Saudi federation met the coach after the match of the league cup."
        check("المباراة والدوري والكأس والمدرب والملعب أمام الاتحاد السعودي", &[]);
    }
}
