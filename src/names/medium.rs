//! Media whom somebody speaks to, between quotation marks: "he said to «New Day»".
//!
//! Printers put the names of media between marks, and most of them are ordinary words that no list
//! can hold. Behind "to", "with" and "according to" in a report of speech they are hardly anything
//! else.

use super::EntityKind;
use super::candidate::{Candidate, Rule};
use super::gazetteer::{Classes, Words};
use super::lists::{ORG_HEADS, OrgHead};
use crate::quote::reports;

/// So far before the marks the word that tells of speech stands.
const REACH: usize = 8;
/// No medium has more words than this.
const MAX_WORDS: usize = 4;

/// Adds the media between marks that somebody speaks to.
pub(super) fn find(words: &Words<'_>, found: &mut Vec<Candidate>) {
    for mark in 1..words.len() {
        if words.is_mark(mark)
            && leads_to_medium(words, mark - 1)
            && let Some(medium) = in_marks(words, mark + 1)
        {
            found.push(medium);
        }
    }
}

/// Whether token `idx` stands before the addressee of a speech.
fn leads_to_medium(words: &Words<'_>, idx: usize) -> bool {
    match words.tokens.folded(idx) {
        // "according to".
        "وفق" | "وفقا" | "بحسب" | "حسب" => true,
        // "to", "with".
        "ل" | "مع" => tells(words, idx),
        _ => false,
    }
}

/// Whether speech is told of before token `idx`, in the same sentence.
fn tells(words: &Words<'_>, idx: usize) -> bool {
    // Talk, interview, call, dialogue, meeting.
    const NOUNS: [&str; 5] = ["حديث", "مقابله", "اتصال", "حوار", "لقاء"];
    (idx.saturating_sub(REACH)..idx)
        .rev()
        .take_while(|&at| !matches!(words.tokens.surface(at), "." | "!" | "\u{61F}") && words.adjoins(at + 1))
        .any(|at| {
            words.readings(at).iter().any(|reading| {
                let stem = words.stem(at, *reading);
                NOUNS.contains(&&*stem) || reports(&stem)
            })
        })
}

/// What stands between marks, unless it is a person, a place, or a clause.
fn in_marks(words: &Words<'_>, start: usize) -> Option<Candidate> {
    // "«the site X»": the noun is no part of the name.
    let introduces = |idx: usize| ORG_HEADS.get(words.tokens.folded(idx)).iter().any(OrgHead::introduces);
    let end = (start + 1..=start + MAX_WORDS).find(|&end| words.is_mark(end))?;
    let start = if introduces(start) && start + 1 < end { start + 1 } else { start };
    let first = words.readings(start).first()?;
    let person = Classes::GIVEN_SURE.with(Classes::PERSON).with(Classes::TITLE).with(Classes::PARTICLE);
    let place = end == start + 1 && first.classes.has(Classes::COUNTRY.with(Classes::PLACE));
    // "voice of the south" can be a name.
    let definite = (start..end).any(|idx| words.whole(idx).has(Classes::DEFINITE));
    let clause = first.classes.has(Classes::COMMON) && !definite;
    let spelled = (start..end).all(|idx| words.is_word(idx));
    (spelled && !first.classes.has(person) && !place && !clause)
        .then(|| Candidate::new(start..end, first.split, EntityKind::Organisation, Rule::ToldMedium))
}

#[cfg(test)]
mod tests {
    use super::super::tests::outermost;

    #[track_caller]
    fn check(text: &str, expected: &[&str]) {
        assert_eq!(outermost(text, super::find), expected);
    }

    #[test]
    fn media_that_are_told() {
        check("قال المحامي لـ«النهار الجديد» عقب الجلسة", &["النهار الجديد"]); // told «New Day»
        check("في اتصال هاتفي مع «صوت الجنوب» أمس", &["صوت الجنوب"]); // in a call with
        check("وفق “موقع الضفتين”", &["الضفتين"]); // according to «the site of both banks»
    }

    #[test]
    fn marks_of_other_things() {
        check("قال لـ«أحمد» إنه قادم", &[]); // told Ahmad
        check("دعا إلى «حوار شامل» بين الجميع", &[]); // called for a «wide dialogue»
        check("باع السيارة لـ«الشركة الأولى»", &[]); // sold the car to; no speech
    }
}
