//! Descriptions in normal form: which office, of which institution and country, on what evidence.

use super::bodies::head_nouns;
use super::holders::Term;
use super::role::Role;
use super::scene::Scene;
use super::title::Takes;
use super::word_class::{MODIFIERS, Sense, without_article};
use crate::names::EntityKind;

/// What a description says of an office.
#[expect(clippy::struct_field_names, reason = "the office in one word is what the output calls so")]
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Office {
    /// The description as it is shown among the roles.
    pub(crate) role: String,
    /// The office in one word: `head_of_state`, `foreign_minister`, `spokesperson`.
    pub(crate) office: String,
    /// The institution, as the description names it: "the Libyan army".
    pub(crate) institution: Option<String>,
    /// ISO 3166-1 code of the country that the description speaks of.
    pub(crate) country: Option<&'static str>,
    /// `former`, `late`, `acting` or `designate`, where the description says so.
    pub(crate) status: Option<&'static str>,
    /// The term in the list of office holders that runs on the day of the article, as an interval.
    pub(crate) term: Option<String>,
}

/// The office that a description gives to its bearer, shown as `shown`; none for mere forms of address
/// and kinship.
pub(super) fn office_of(
    scene: &Scene<'_>,
    role: &Role,
    shown: &str,
    country: Option<&'static str>,
    terms: &[&'static Term],
) -> Option<Office> {
    if !role.names_an_office() {
        return None;
    }
    let institution = institution(scene, role);
    let country = country.filter(|code| !matches!(*code, "SU"));
    // "The Turkish president" heads a state, "the president of the club" a club.
    let state = &*role.office == "head" && institution.is_none() && country.is_some();
    let office = if state { "head_of_state" } else { &*role.office };
    let term = terms.iter().find(|term| {
        !role.past && term.is(&role.office, country.unwrap_or(&term.country)) && institution.is_none()
    });
    Some(Office {
        role: shown.to_owned(),
        office: office.to_owned(),
        institution,
        country,
        status: status(scene, role),
        term: term.map(|term| term.interval()),
    })
}

/// The words of the institution in a description: what its title noun governs, without prepositions
/// and without the adjectives at its end that speak of the bearer.
fn institution(scene: &Scene<'_>, role: &Role) -> Option<String> {
    let governs = role.complement.any(Takes::BODY.or(Takes::BEHALF)) && role.head.possessor.is_none();
    // A minister's field is said by the office.
    if !governs || &*role.title.office == "minister" {
        return None;
    }
    let tokens = &scene.article.tokens;
    let (mut start, mut end) = (role.head.end, role.tokens.end);
    // "head of the committee" stands in the list as one title.
    let body =
        |at: usize| head_nouns(tokens.folded(at)).iter().any(|noun| noun.kind == EntityKind::Organisation);
    while start > role.head.start + 1 && body(start - 1) {
        start -= 1;
    }
    // Adjectives before a prepositional phrase: "the secretary, the general, of the party".
    while start < end && sense(tokens.folded(start)).is_some() {
        start += 1;
    }
    while end > start + 1 && sense(tokens.folded(end - 1)).is_some_and(|sense| sense != "rank") {
        end -= 1;
    }
    let alone = matches!(tokens.folded(start), "باسم" | "بلسان" | "في" | "لدي" | "عن" | "الي" | "علي");
    // Behind an adjective or a title with the article no genitive stands, but li- may.
    let attached = !alone && (role.head.definite || start > role.head.end);
    start += usize::from(alone);
    if start >= end {
        return None;
    }
    let stem = match scene.name_at(start) {
        Some(name) if scene.tokens_of(name).start == start => scene.proclitics_of(name).len(),
        _ if attached && tokens.folded(start).starts_with('ل') => "ل".len(),
        _ => 0,
    };
    Some(scene.shown(scene.span_from(start..end, stem)))
}

fn sense(word: &str) -> Option<&'static str> {
    MODIFIERS.get(without_article(word)).first().map(|Sense(sense)| &**sense)
}

fn status(scene: &Scene<'_>, role: &Role) -> Option<&'static str> {
    (role.head.end..role.tokens.end)
        .filter_map(|at| sense(scene.article.tokens.folded(at)))
        .find(|sense| matches!(*sense, "former" | "late" | "acting" | "designate"))
}

#[cfg(test)]
mod tests {
    use super::super::cases::actors_of;

    /// The offices of the first actor, each as `role = office, institution, country, status, term`.
    #[track_caller]
    fn check(marked: &str, date: &str, expected: &[&str]) {
        let actors = actors_of(marked, date);
        let offices = actors.as_slice().first().map(|actor| &actor.offices[..]).unwrap_or_default();
        let found: Vec<_> = offices
            .iter()
            .map(|office| {
                let parts =
                    [office.institution.as_deref(), office.country, office.status, office.term.as_deref()];
                let parts: Vec<_> = parts.into_iter().map(|part| part.unwrap_or("-")).collect();
                format!("{} = {}, {}", office.role, office.office, parts.join(", "))
            })
            .collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn states() {
        check(
            "قال الرئيس التركي [P رجب طيب أردوغان] ذلك.",
            "-",
            &["الرئيس التركي = head_of_state, -, TR, -, -"],
        );
        check(
            "قال الرئيس التركي [P رجب طيب أردوغان] ذلك.",
            "2018-03-01",
            &["الرئيس التركي = head_of_state, -, TR, -, 2014-08/.."],
        );
        check(
            "قالت وزيرة الخارجية الإسبانية السابقة [P آرانتشا غونزاليس] ذلك.",
            "-",
            &["وزيرة الخارجية الإسبانية السابقة = foreign_minister, -, ES, former, -"],
        );
        check(
            "التقى الرئيسان الروسي [P فلاديمير بوتين] والسوري [P بشار الأسد].",
            "-",
            &["الرئيس الروسي = head_of_state, -, RU, -, -"],
        );
    }

    #[test]
    fn institutions() {
        check(
            "قال رئيس لجنة إعداد الدستور [P سالم الهادي] ذلك.",
            "-",
            &["رئيس لجنة إعداد الدستور = head, لجنة إعداد الدستور, -, -, -"],
        );
        check(
            "قال الأمين العام لحزب الفجر [P سالم الهادي] ذلك.",
            "-",
            &["الأمين العام لحزب الفجر = secretary_general, حزب الفجر, -, -, -"],
        );
        check(
            "قال المدير التنفيذي للشركة [P سالم الهادي] ذلك.",
            "-",
            &["المدير التنفيذي للشركة = director, الشركة, -, -, -"],
        );
        check(
            "قال المتحدث باسم الجيش الليبي [P سالم الهادي] ذلك.",
            "-",
            &["المتحدث باسم الجيش الليبي = spokesperson, الجيش الليبي, LY, -, -"],
        );
        check(
            "قال مدير [O مرصد الزلازل] السابق [P سالم الهادي] ذلك.",
            "-",
            &["مدير مرصد الزلازل السابق = director, مرصد الزلازل, -, former, -"],
        );
    }

    #[test]
    fn address_and_kinship_are_no_offices() {
        check("قال السيد [P سالم الهادي] ذلك.", "-", &[]);
        check("قالت [P ليلى الهادي]، أرملة [P سالم الهادي]، ذلك.", "-", &[]);
    }
}
