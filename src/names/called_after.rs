//! Organisations and places that are called after a person: "King Fahd stadium", "Yasser Arafat
//! foundation".
//!
//! The name of the person is part of the longer name where a noun of the right kind stands right
//! before it, with or without a title between them. Governments, armies, parties and offices are
//! not called after persons but led by them, so their nouns are left out.

use super::EntityKind;
use super::candidate::{Candidate, Rule};
use super::gazetteer::{Classes, Words};
use super::lists::{ORG_HEADS, OrgHead, PLACE_HEADS};
use super::organisation;
use crate::segment::Split;

/// So many titles may stand between the noun and the person.
const MAX_TITLES: usize = 2;
/// No name goes on for more words than this behind the person.
const MAX_TAIL: usize = 4;

/// Adds what is called after one of the `known` persons.
pub(super) fn find(words: &Words<'_>, known: &[Candidate], found: &mut Vec<Candidate>) {
    for person in known.iter().filter(|name| name.kind == EntityKind::Person && name.stem == 0) {
        let mut first = person.tokens.start;
        while person.tokens.start - first < MAX_TITLES && first > 0 && is_title(words, first - 1) {
            if !words.adjoins(first) {
                break;
            }
            first -= 1;
        }
        let titled = first < person.tokens.start;
        if first == 0 || !words.adjoins(first) || !titled && person.tokens.len() < 2 {
            continue;
        }
        let head = first - 1;
        let Some((split, kind)) = head_at(words, head, titled) else { continue };
        let end = tail(words, person.tokens.end, kind);
        found.push(Candidate::new(head..end, split, kind, Rule::CalledAfter));
    }
}

fn is_title(words: &Words<'_>, idx: usize) -> bool {
    words.whole(idx).has(Classes::TITLE) && words.whole(idx).has(Classes::DEFINITE)
}

/// What is called after somebody whose name follows: an organisation or a place.
fn head_at(words: &Words<'_>, idx: usize, titled: bool) -> Option<(Split, EntityKind)> {
    words.readings(idx).iter().find_map(|reading| {
        let stem = words.stem(idx, *reading);
        if ORG_HEADS.get(&stem).iter().any(OrgHead::honours) {
            return Some((reading.split, EntityKind::Organisation));
        }
        let place = PLACE_HEADS.get(&stem).iter().any(|head| head.honours(titled));
        place.then_some((reading.split, EntityKind::Place))
    })
}

/// Where the name ends: "(airport of X) the international", "(foundation of X) for culture".
fn tail(words: &Words<'_>, start: usize, kind: EntityKind) -> usize {
    let mut end = start;
    while end < start + MAX_TAIL && words.is_word(end) && words.adjoins(end) {
        let classes = words.whole(end);
        let inner = super::place::ends_name(words.tokens.folded(end)) || classes.has(Classes::ORG_INNER);
        let adjective = classes.has(Classes::DEFINITE) && inner && !classes.has(Classes::TITLE);
        if adjective {
            end += 1;
        } else if let Some(purpose) = organisation::purpose(words, end)
            && kind == EntityKind::Organisation
        {
            end = purpose;
            while end < start + MAX_TAIL && organisation::joins_purpose(words, end) {
                end += 1;
            }
            break;
        } else {
            break;
        }
    }
    end
}

#[cfg(test)]
mod tests {
    use super::super::person;
    use super::*;
    use crate::segment::Tokens;

    #[track_caller]
    fn check(text: &str, expected: &[&str]) {
        let tokens = Tokens::new(text);
        let words = Words::new(&tokens);
        let (mut known, mut found) = (Vec::new(), Vec::new());
        person::find(&words, &mut known);
        find(&words, &known, &mut found);
        let names: Vec<_> = found.iter().map(|name| tokens.cover(name.tokens.clone()).of(text)).collect();
        assert_eq!(names, expected);
    }

    #[test]
    fn heads_and_titles() {
        check("في ملعب الأمير فيصل بن فهد أمس", &["ملعب الأمير فيصل بن فهد"]); // stadium of the emir X
        check("بجامعة الإمام محمد بن سعود", &["بجامعة الإمام محمد بن سعود"]); // (in) university of the imam X
        check("مؤسسة سالم الهادي للثقافة", &["مؤسسة سالم الهادي للثقافة"]); // X foundation for culture
        check("حكومة الرئيس سعد الحريري", &[]); // government of the president X
        check("مدير المركز سعد الحريري", &[]); // the director of the centre, X
    }
}
