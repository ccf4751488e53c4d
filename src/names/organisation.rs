//! Organisations by their head noun: "ministry of the interior", "party of justice", "the
//! Lebanese government", "newspaper X".
//!
//! What completes a head to a name depends on the head; the list of heads says what each takes
//! and how much it needs. Which words continue a name, and which beginnings are mostly none ("the
//! security forces"), was counted in a pile of news.

use super::EntityKind;
use super::candidate::{Candidate, Rule};
use super::gazetteer::{Classes, Reading, Words};
use super::listed;
use super::lists::{NISBAS, Nisba, ORG_HEADS, OrgHead};
use super::person;
use crate::actor::Gender;

/// No name has more words than this.
const MAX_WORDS: usize = 10;
/// A name between quotation marks has no more words than this.
const MAX_IN_MARKS: usize = 6;

/// Adds the organisations that a head noun starts or introduces.
pub(super) fn find(words: &Words<'_>, found: &mut Vec<Candidate>) {
    for idx in 0..words.len() {
        for reading in words.openings(idx).iter().filter(|reading| reading.classes.has(Classes::ORG_HEAD)) {
            if is_portfolio(words, idx) {
                continue;
            }
            let stem = words.stem(idx, *reading);
            let Some(head) = ORG_HEADS.get(&stem).first() else { continue };
            let candidate = if words.is_mark(idx + 1) {
                // Behind a definite head the marks open a statement.
                (head.introduces() || head.takes_name() && !stem.starts_with("ال"))
                    .then(|| in_marks(words, idx + 2))
                    .flatten()
            } else if head.introduces() {
                introduced(words, idx, head).or_else(|| headed(words, idx, *reading, &stem, head))
            } else {
                headed(words, idx, *reading, &stem, head)
            };
            if let Some(candidate) = candidate {
                found.push(candidate);
                break;
            }
        }
    }
}

/// Whether token `idx` is the field of a minister and no ministry: "the minister of the interior".
pub(super) fn is_portfolio(words: &Words<'_>, idx: usize) -> bool {
    let Some(before) = idx.checked_sub(1) else { return false };
    // "foreign affairs", in two spellings.
    if matches!(words.tokens.folded(before), "الشوون" | "الشئون" | "الشؤون" | "شؤون") && words.adjoins(idx)
    {
        return true;
    }
    let is_minister = |reading: &Reading| {
        // Minister, of either gender and number.
        matches!(&*words.stem(before, *reading), "وزير" | "وزيره" | "وزيرا" | "وزيري" | "وزراء")
    };
    words.adjoins(idx) && words.readings(before).iter().any(is_minister)
}

/// "newspaper X": the name without its head.
fn introduced(words: &Words<'_>, idx: usize, head: &OrgHead) -> Option<Candidate> {
    let start = idx + 1;
    let whole = words.readings(start).first()?;
    if let Some(listed) = listed::longest(words, start, whole.split, EntityKind::Organisation, true) {
        return Some(Candidate { rule: Rule::OrgIntroduced, ..listed });
    }
    (head.strength > 1 && words.is_unknown(start) && !whole.classes.has(Classes::DEFINITE))
        .then(|| Candidate::new(start..start + 1, whole.split, EntityKind::Organisation, Rule::OrgIntroduced))
}

/// The words up to the closing mark, if it comes soon.
pub(super) fn in_marks(words: &Words<'_>, start: usize) -> Option<Candidate> {
    let end = (start + 1..=start + MAX_IN_MARKS).find(|&end| words.is_mark(end))?;
    let whole = words.readings(start).first()?;
    Some(Candidate::new(start..end, whole.split, EntityKind::Organisation, Rule::OrgInMarks))
}

/// A head with what completes it to a name.
fn headed(words: &Words<'_>, idx: usize, reading: Reading, stem: &str, head: &OrgHead) -> Option<Candidate> {
    let first = idx + 1;
    let mut complete = false;
    let mut country = None;
    let mut at = first;
    while at < idx + MAX_WORDS && words.is_word(at) && words.adjoins(at) {
        let classes = words.whole(at);
        if let Some(nisba) = definite_nisba(words, at, classes) {
            let alone = at == first;
            if alone && !agrees(stem, nisba) {
                break;
            }
            complete |= head.takes_nisba() || !alone && head.strength > 1;
            country = country.or(nisba.country);
        } else if at == first {
            match first_complement(words, at, classes, head, stem.starts_with("ال")) {
                Complement::None => break,
                Complement::Inside => {}
                Complement::Completes => complete = true,
                Complement::Ends(end) => {
                    complete = true;
                    at = end;
                    continue;
                }
            }
        } else if !classes.has(Classes::ORG_INNER)
            || classes.has(Classes::GIVEN_SURE) && !classes.has(Classes::DEFINITE)
        {
            if complete && joins_purpose(words, at) {
                at += 1;
                continue;
            }
            let described = stem.starts_with("ال") && !words.whole(at - 1).has(Classes::NISBA);
            // "(company) Platinum Records": foreign names of several words.
            if at == first + 1 && words.is_unknown(first) && words.is_unknown(at) {
                at += 1;
                continue;
            }
            match purpose(words, at).filter(|_| complete && described) {
                Some(end) => at = end,
                None => break,
            }
            continue;
        }
        at += 1;
    }
    complete.then(|| Candidate {
        country,
        ..Candidate::new(idx..at, reading.split, EntityKind::Organisation, Rule::OrgHead)
    })
}

/// What the word right after a head does for the name.
enum Complement {
    /// It is no part of it.
    None,
    /// It is part of a name if more follows.
    Inside,
    /// Head and word are a name.
    Completes,
    /// Head and the words up to this token are a name.
    Ends(usize),
}

fn first_complement(
    words: &Words<'_>,
    at: usize,
    classes: Classes,
    head: &OrgHead,
    head_is_definite: bool,
) -> Complement {
    // "the party of the chancellor".
    if &*head.kind == "party" && classes.has(Classes::TITLE) && classes.has(Classes::DEFINITE) {
        return Complement::None;
    }
    if classes.has(Classes::COUNTRY.with(Classes::PLACE)) {
        return if head.takes_place() { Complement::Completes } else { Complement::None };
    }
    if head.takes_name() || head.takes_place() {
        let whole = words.readings(at).first().map(|reading| reading.split);
        let listed =
            whole.and_then(|split| listed::longest(words, at, split, EntityKind::Organisation, false));
        if let Some(listed) = listed.filter(|_| !classes.has(Classes::ORG_HEAD) && head.takes_name()) {
            return Complement::Ends(listed.tokens.end);
        }
        if let Some(end) = person::row_at(words, at) {
            // A party or an army of somebody is not called after him.
            let called = head.strength > 1 && !head_is_definite && !matches!(&*head.kind, "party" | "army");
            return if called { Complement::Ends(end) } else { Complement::None };
        }
    }
    if classes.has(Classes::PERSON) && !classes.has(Classes::ORG_INNER) {
        return Complement::None;
    }
    if classes.has(Classes::ORG_INNER) {
        let starts = head.strength > 1 || classes.has(Classes::ORG_START);
        let completes = starts && (head.takes_definite() || head.takes_name());
        return if completes { Complement::Completes } else { Complement::Inside };
    }
    let definite = classes.has(Classes::DEFINITE);
    let common = classes.has(Classes::COMMON);
    let named = head.takes_name() && head.strength > 1 && words.is_unknown(at) && !head_is_definite;
    let field = definite
        && match head.strength {
            3 => head.takes_definite() || head.takes_name() && !common,
            2 => !common && (head.takes_name() || head.takes_definite() && !head_is_definite),
            _ => false,
        };
    if field || named { Complement::Completes } else { Complement::None }
}

/// Whether the word adds to what an organisation is for: "(for the alms) and the income".
pub(super) fn joins_purpose(words: &Words<'_>, at: usize) -> bool {
    let other = Classes::ORG_HEAD.with(Classes::NISBA).with(Classes::COMMON);
    words.tokens.folded(at - 1).starts_with("لل")
        && words.tokens.folded(at).starts_with("وال")
        && !words.any(at).has(other)
}

/// The end of what an organisation is for: "(the higher committee) for the legislations", "for
/// teaching the Quran". The purpose is no organisation itself.
pub(super) fn purpose(words: &Words<'_>, at: usize) -> Option<usize> {
    let li = words.readings(at).iter().find(|reading| {
        reading.split.preposition && !reading.split.conjunction && words.tokens.folded(at).starts_with('ل')
    })?;
    if words.any(at).has(Classes::ORG_HEAD.with(Classes::NISBA).with(Classes::NAME)) {
        return None;
    }
    if li.classes.has(Classes::DEFINITE) || words.tokens.folded(at).starts_with("لل") {
        return Some(at + 1);
    }
    let next = words.whole(at + 1);
    let genitive = next.has(Classes::DEFINITE)
        && words.adjoins(at + 1)
        && !next.has(Classes::NISBA.with(Classes::TITLE));
    (genitive && !words.whole(at).has(Classes::COMMON)).then_some(at + 2)
}

fn definite_nisba(words: &Words<'_>, idx: usize, classes: Classes) -> Option<&'static Nisba> {
    if !(classes.has(Classes::NISBA) && classes.has(Classes::DEFINITE)) {
        return None;
    }
    NISBAS.get(words.tokens.folded(idx)).iter().find(|nisba| nisba.singular)
}

/// Whether an adjective right after the head can describe it: "the minister of the interior the
/// Syrian" is about the minister. Broken plurals are feminine for the grammar.
fn agrees(head: &str, nisba: &Nisba) -> bool {
    let feminine = head.ends_with(['ه', 'ت']) || head.ends_with("قوي");
    nisba.gender == Some(if feminine { Gender::Feminine } else { Gender::Masculine })
}

#[cfg(test)]
mod tests {
    use super::super::tests::outermost;

    #[track_caller]
    fn check(text: &str, expected: &[&str]) {
        assert_eq!(outermost(text, super::find), expected);
    }

    #[test]
    fn adjectives_of_countries() {
        check("الحكومة اللبنانية", &["الحكومة اللبنانية"]); // the Lebanese government
        check("الحكومة الجديدة", &[]); // the new government
        check("الخارجية الروسي", &[]); // (minister of) foreign affairs, Russian
        check("وزيرة الخارجية الروسية", &[]); // the Russian minister of foreign affairs
    }

    #[test]
    fn heads_with_complements() {
        check("وزارة الخارجية الروسية", &["وزارة الخارجية الروسية"]);
        check("حزب شمسان", &["حزب شمسان"]); // party X
        check("حزب صغير", &[]); // a small party
        check("مؤسسة ياسر عرفات", &["مؤسسة ياسر عرفات"]); // Yasser Arafat Foundation
        check("حكومة ياسر عرفات", &[]); // government of Yasser Arafat
        check("الهيئة العليا للزكاة والبيطرة", &["الهيئة العليا للزكاة والبيطرة"]); // for alms and vets
    }

    #[test]
    fn marks() {
        check("صحيفة “الشمس” المحلية", &["الشمس"]); // newspaper «The Sun»
        check("قال الحزب “لن نشارك”", &[]); // the party said «we shall not take part»
    }
}
