//! Descriptions of persons, read by grammar.
//!
//! A description is a title noun with what depends on it, in the order that Arabic allows:
//!
//! - with the article, adjectives: "the president, the Turkish, the former";
//! - without it, a genitive chain that ends in something definite ("minister the-foreign-affairs",
//!   "deputy minister the-foreign-affairs", "head of the council"), then adjectives;
//! - with a suffix, adjectives: "his counterpart the-Iranian";
//! - then prepositional phrases that belong to the office ("in the name of the army", "to the
//!   United Nations").
//!
//! Names of organisations and places that were found before are taken as wholes.

use std::ops::Range;

use super::nation::{country_in, nisba_at};
use super::phrase::{Phrase, is_abroad};
use super::scene::Scene;
use super::title::{Head, Takes, Title, head_at};
use super::word_class::{
    MODIFIERS, Office, PORTFOLIOS, Sense, is_definite, portfolio_of_suffixed, without_article,
};
use super::{Number, RoleClass};

/// A description with its parts.
#[derive(Clone, Debug)]
pub(super) struct Role {
    pub(super) head: Head,
    pub(super) title: &'static Title,
    /// All its tokens; the first may carry proclitics.
    pub(super) tokens: Range<usize>,
    pub(super) definite: bool,
    /// The office in one word, told apart by field and genitive where the lists know it.
    pub(super) office: String,
    pub(super) country: Option<&'static str>,
    /// Whether all who share a dual or plural title are of that country: "the two Turkish
    /// presidents", not "the two presidents, the Turkish and the Iranian".
    pub(super) country_is_shared: bool,
    /// Whether it says that the office is over: "the former", "the late".
    pub(super) past: bool,
    /// What it says of the office: its body, field, or the person whom it serves.
    pub(super) complement: Takes,
    /// The description that it depends on, where that is a definite person: "the president" in "the
    /// husband of the president".
    pub(super) inner: Option<Box<Role>>,
    /// A person's name inside the description: "Shkreli's lawyer".
    pub(super) person: Option<usize>,
}

impl Role {
    /// Whether it is one word: a title noun and nothing that says of what.
    pub(super) fn is_bare(&self) -> bool {
        self.tokens.len() == 1
    }

    /// Whether it says of what body, field or person the office is.
    pub(super) fn has_body(&self) -> bool {
        self.complement != Takes::default()
    }

    /// Whether it says what somebody is, rather than how he is addressed or whose kin he is.
    pub(super) fn names_an_office(&self) -> bool {
        matches!(self.title.class, RoleClass::Office | RoleClass::Rank | RoleClass::Profession)
    }
}

/// All descriptions of the article, in order and without overlaps.
pub(super) fn roles(scene: &Scene<'_>) -> Vec<Role> {
    let mut roles = Vec::new();
    let mut idx = 0;
    while idx < scene.article.tokens.len() {
        match role_at(scene, idx) {
            Some(role) => {
                idx = role.tokens.end;
                roles.push(role);
            }
            None => idx += 1,
        }
    }
    roles
}

/// The description that starts with token `idx`.
fn role_at(scene: &Scene<'_>, idx: usize) -> Option<Role> {
    let head = head_at(scene, idx)?;
    let tokens = &scene.article.tokens;
    if is_address(scene, &head) {
        return None;
    }
    let limit = scene.article.sentence_of(idx).and_then(|n| scene.article.sentences.get(n))?.tokens.end;
    let mut phrase =
        Phrase { scene, limit, end: head.end.min(limit), inner: None, person: None, serves: false };
    let last_definite = (head.start + 1..head.end).any(|at| is_definite(tokens.folded(at)));
    let mut definite = head.definite || head.possessor.is_some() || last_definite;
    let mut complement = Takes::default();
    if head.readings.iter().any(|title| title.takes.any(Takes::ITSELF)) {
        definite = false;
    } else if !definite {
        if let Some(found) = phrase.genitive(&head) {
            complement = found;
            definite = true;
        } else if !head.takes(Takes::CONSTRUCT) {
            phrase.adjectives(false);
        }
    }
    if definite {
        phrase.adjectives(true);
        if head.definite {
            phrase.drop_feminine(&head);
        }
        complement = complement.or(phrase.prepositional(&head, complement != Takes::default()));
    }
    let title = match head.possessor {
        Some(_) => head.reading(Takes::PERSON.or(Takes::ROLE))?,
        None => head.reading(complement)?,
    };
    let definite = definite || title.takes.any(Takes::ITSELF);
    phrase.possessor_name(title);
    let needs_more = title.takes.any(Takes::CONSTRUCT) || title.class == RoleClass::Modifier;
    if needs_more && complement == Takes::default() {
        return None;
    }
    let (end, person) = (phrase.end, phrase.person);
    let inner = phrase.inner.and_then(|inner| inner_role(scene, inner)).map(Box::new);
    let indefinite = || {
        let mut words = (head.end..end).filter(|_| !definite);
        words.find_map(|at| nisba_at(scene, at, 0, false)).map(|found| found.0)
    };
    let nation = country_in(scene, head.start..end, is_abroad(&title.office)).or_else(indefinite);
    let country = nation.map(|nation| nation.iso);
    let country_is_shared = nation.is_some_and(|nation| nation.number != Number::Singular);
    let past = is_past(scene, head.end..end);
    let office = office_of(scene, title, head.end..end);
    Some(Role {
        head,
        title,
        tokens: idx..end,
        definite,
        office,
        country,
        country_is_shared,
        past,
        complement,
        inner,
        person,
    })
}

/// Whether the title noun only honours the title right behind it: "his excellency the minister".
fn is_address(scene: &Scene<'_>, head: &Head) -> bool {
    let honours = |title: &Title| title.class == RoleClass::Honorific && title.takes.any(Takes::ROLE);
    let next = head_at(scene, head.end).filter(|next| next.split.stem == 0 && next.possessor.is_none());
    head.possessor.is_none()
        && head.readings.iter().all(honours)
        && next.is_some_and(|next| {
            // "his highness the prince" is all address.
            let office = |title: &Title| title.class == RoleClass::Office && &*title.office != "emir";
            next.readings.iter().any(office)
                || !next.definite && next.readings.iter().any(|title| &*title.office == "emir")
        })
        && scene.same_sentence(head.start, head.end)
}

/// The definite title inside a description, as a description of its own.
fn inner_role(scene: &Scene<'_>, tokens: Range<usize>) -> Option<Role> {
    let head = head_at(scene, tokens.start)?;
    let title = head.reading(Takes::default())?;
    let nation = country_in(scene, tokens.clone(), is_abroad(&title.office));
    Some(Role {
        head,
        title,
        office: office_of(scene, title, head.end..tokens.end),
        country: nation.map(|nation| nation.iso),
        country_is_shared: false,
        past: is_past(scene, head.end..tokens.end),
        complement: Takes::default(),
        definite: true,
        inner: None,
        person: None,
        tokens,
    })
}

/// Whether an adjective among the tokens says that the office is over.
fn is_past(scene: &Scene<'_>, tokens: Range<usize>) -> bool {
    tokens.into_iter().any(|at| {
        let stem = without_article(scene.article.tokens.folded(at));
        MODIFIERS.get(stem).iter().any(|Sense(sense)| matches!(&**sense, "former" | "late"))
    })
}

/// The office that a title noun and its complement make: a minister is one of something.
fn office_of(scene: &Scene<'_>, title: &Title, complement: Range<usize>) -> String {
    let tokens = &scene.article.tokens;
    if &*title.office == "minister" && !complement.is_empty() {
        if let Some(Office(office)) = portfolio_of_suffixed(tokens.folded(complement.start)) {
            return office.to_string();
        }
        for len in (1..=3.min(complement.len())).rev() {
            let words: Vec<_> = (complement.start..complement.start + len)
                .map(|at| without_article(tokens.folded(at)))
                .collect();
            if let Some(Office(office)) = PORTFOLIOS.get(&words.join(" ")).first() {
                return office.to_string();
            }
        }
    }
    title.office.to_string()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::Article;
    use crate::clean::Cleaned;
    use crate::text::CleanText;

    /// The descriptions of a text without names, each as `words = office country`; `?` before those
    /// that mean nobody certain.
    #[track_caller]
    fn check(text: &str, expected: &[&str]) {
        let cleaned = Cleaned { text: CleanText::new(text, &[]), ..Cleaned::default() };
        let article = Article::new(&cleaned);
        let scene = Scene::new(&article, &[]);
        let found: Vec<_> = roles(&scene)
            .iter()
            .map(|role| {
                let words = scene.shown(scene.span_from(role.tokens.clone(), role.head.split.stem));
                let mark = if role.definite { "" } else { "?" };
                let country = role.country.map_or(String::new(), |code| format!(" {code}"));
                format!("{mark}{words} = {}{country}", role.office)
            })
            .collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn with_the_article() {
        check("قال الرئيس التركي إن", &["الرئيس التركي = head TR"]);
        check("وبالرئيس الكوري الجنوبي أمس", &["الرئيس الكوري الجنوبي = head KR"]);
        check("استقبل للرئيس السابق", &["الرئيس السابق = head"]);
        check("قال الوزير إن", &["الوزير = minister"]);
        check("قالت الوزيرة الفرنسية السابقة إن", &["الوزيرة الفرنسية السابقة = minister FR"]);
    }

    #[test]
    fn with_a_genitive() {
        check("قال وزير الخارجية السوري إن", &["وزير الخارجية السوري = foreign_minister SY"]);
        check("قال نائب وزير الخارجية الروسي إن", &["نائب وزير الخارجية الروسي = deputy RU"]);
        check("قال وزير خارجية تركيا إن", &["وزير خارجية تركيا = foreign_minister TR"]);
        check("قال رئيس وزراء ماليزيا إن", &["رئيس وزراء ماليزيا = head_of_government MY"]);
        check("قال مدير مستشفى المدينة إن", &["مدير مستشفى المدينة = director"]);
        check("قال رئيس لجنة إعداد الدستور إن", &["رئيس لجنة إعداد الدستور = head"]);
        check("التقى وزير خارجيته أمس", &["وزير خارجيته = foreign_minister"]);
    }

    #[test]
    fn with_prepositions() {
        check("قال المتحدث باسم الوزارة إن", &["المتحدث باسم الوزارة = spokesperson"]);
        check("قال الأمين العام للحزب إن", &["الأمين العام للحزب = secretary_general"]);
        check("دعا الرئيس التركي لوقف القتال", &["الرئيس التركي = head TR"]);
        check("قال وزير الخارجية في القاهرة إن", &["وزير الخارجية = foreign_minister"]);
        check("أشاد الرئيس بالجيش", &["الرئيس = head"]);
    }

    #[test]
    fn suffixes() {
        // The surface tells "his counterpart" from "counterpart (f)".
        check("التقى نظيره الإيراني أمس", &["نظيره الإيراني = counterpart IR"]);
        check("التقى بنظيرتها الفرنسية", &["نظيرتها الفرنسية = counterpart FR"]);
        check("قتل نائبه في المعركة", &["نائبه = deputy"]);
        check("وأكد سموه ذلك", &["سموه = excellency"]);
    }

    #[test]
    fn nobody_certain() {
        check("قال مصدر عسكري إن", &["?مصدر عسكري = source"]);
        check("قال مسؤولون أميركيون إن", &["?مسؤولون أميركيون = official US"]);
        check("قال وزير سابق إن", &["?وزير سابق = minister"]);
        check("انتخب رئيسا للجنة", &[]);
        check("قال إن الأمر صعب في العالم", &[]);
    }

    #[test]
    fn more_than_one() {
        check(
            "الرئيس ووزير الدفاع والمتحدث",
            &["الرئيس = head", "وزير الدفاع = defence_minister", "المتحدث = spokesperson"],
        );
        check("وزير العدل والحريات، أمس", &["وزير العدل = justice_minister"]);
        check("وزير التجهيز والنقل أمس", &["وزير التجهيز والنقل = water_minister"]);
    }
}
