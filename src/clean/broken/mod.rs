//! Words broken on purpose, to pass moderation, or stretched for looks.
//!
//! Newsrooms whose pages are moderated write "qas.f" with a tatweel and a dot inside the word.
//! Tatweel beside a sign inside a word is next to absent from ordinary news, so it proves the
//! break by itself; without tatweel the word must be known when joined and its pieces must not.
//! A false join harms more than a missed one: what is not proved stays as it is.

mod decide;
mod parted;
mod spaced;
mod unit;

use super::RepairKind;
use super::draft::Proposal;
use crate::sort;
use decide::{Verdict, decide};
use unit::units;

/// Repairs of broken, spaced and stretched words, in order.
pub(super) fn repairs(text: &str) -> Vec<Proposal> {
    let verdicts: Vec<Verdict> = units(text).iter().flat_map(|unit| decide(text, unit)).collect();
    // Where words are broken by signs, a lone tatweel inside a word is of the same making.
    let is_broken_text = verdicts.iter().any(|verdict| verdict.is_by_sign);
    let mut proposals: Vec<Proposal> = verdicts
        .into_iter()
        .map(|verdict| {
            let is_broken = verdict.is_by_sign || is_broken_text && verdict.is_lone_tatweel;
            let kind = if is_broken { RepairKind::Broken } else { RepairKind::Tatweel };
            Proposal::repair(verdict.at, verdict.plain, kind)
        })
        .collect();
    proposals.extend(spaced::repairs(text));
    proposals.extend(parted::repairs(text));
    sort::by(&mut proposals, |proposal| proposal.at.start);
    proposals
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::clean::draft::Draft;

    #[track_caller]
    fn check(text: &str, expected: &str) {
        let mut draft = Draft::new(text);
        draft.apply(&repairs(text));
        assert_eq!(draft.text(), expected);
    }

    #[track_caller]
    fn keep(text: &str) {
        check(text, text);
    }

    #[test]
    fn tatweel_and_signs() {
        check("عمليات قصـ.ف عنيفة", "عمليات قصف عنيفة"); // shelling
        check("تصعـ.يداً خطيراً", "تصعيداً خطيراً"); // escalation
        check("حـ.ـمـ.ـا.س", "حماس");
        check("المقـ. .ـاومة", "المقاومة"); // resistance
        check("غـ،ـزة", "غزة");
        check("بــيـ,ــع", "بيع"); // sale
    }

    #[test]
    fn without_tatweel_the_pieces_must_be_no_words() {
        check("ار*هاب", "ارهاب"); // terror
        check("مش.هد", "مشهد"); // scene
        keep("المحافظة.وقال"); // "the province.And said": a lost space
        keep("العربية.نت");
        keep("أ.ف.ب");
        keep("بي.بي.سي");
        keep("د.محمد");
    }

    #[test]
    fn hijri_years_and_proclitics() {
        keep("عام 1436هـ.ودعت");
        keep("1383هـ،أقيم");
        keep("بـ.محمد");
        keep("بـ“أردوغان“");
        keep("الـ150");
        keep("1445هـ");
    }

    #[test]
    fn stretched_words() {
        check("الوحـــدة", "الوحدة"); // unity
        assert_eq!(repairs("جـوي")[0].cause, crate::clean::draft::Cause::Repair(RepairKind::Tatweel));
        assert_eq!(repairs("قصـ.ف جـوي")[1].cause, crate::clean::draft::Cause::Repair(RepairKind::Broken));
    }
}
