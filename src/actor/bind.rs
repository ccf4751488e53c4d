//! Which description stands beside which name.
//!
//! Arabic puts a title before the name, or after it behind a comma or in brackets. Without a comma
//! a title behind a name is as likely the object of the verb ("received Salem the minister"), so
//! that order binds only where no verb can be meant.

use std::ops::Range;

use super::capacity;
use super::nation::{country_named, nisba_at};
use super::role::Role;
use super::rule::Rule;
use super::scene::Scene;
use super::title::{Takes, head_at};
use super::word_class::{
    is_adjective, is_break, is_definite, is_intransitive_speech, is_preposition, is_remark, is_transitive,
    without_article,
};
use super::{Gender, Number, RoleClass};
use crate::names::EntityKind;
use crate::sort;

/// A description that belongs to a name by its place.
#[derive(Clone, Debug)]
pub(super) struct Binding {
    /// Number of the description.
    pub(super) role: usize,
    /// Number of the name.
    pub(super) name: usize,
    pub(super) country: Option<&'static str>,
    /// The tokens of the adjective that is his own part of a shared title: "the Syrian".
    pub(super) own: Option<Range<usize>>,
    /// Whether the description as a whole means this person; not so for each of "the two
    /// presidents".
    pub(super) whole: bool,
    pub(super) rule: Rule,
    pub(super) confidence: u8,
}

const PERSON: [EntityKind; 1] = [EntityKind::Person];

/// Binds descriptions to names, in the order of the descriptions.
pub(super) fn bindings(scene: &Scene<'_>, roles: &[Role]) -> Vec<Binding> {
    let mut bindings: Vec<Binding> = Vec::new();
    // From right to left: in "the deputy, minister of defence Salem" the first title belongs to
    // whom the second one belongs to.
    let mut bound_to: Vec<Option<usize>> = vec![None; roles.len()];
    for number in (0..roles.len()).rev() {
        let role = &roles[number];
        if role.title.number != Number::Singular {
            distribute(scene, number, role, &mut bindings);
            continue;
        }
        let next = roles.get(number + 1).zip(bound_to.get(number + 1).copied().flatten());
        let found = before(scene, role, next)
            .or_else(|| after(scene, role))
            .or_else(|| capacity::bearer(scene, role));
        if let Some((name, rule, confidence)) = found {
            bound_to[number] = Some(name);
            let country = role.country;
            bindings.push(Binding { role: number, name, country, own: None, whole: true, rule, confidence });
            elliptical(scene, number, name, &mut bindings);
        }
    }
    second_titles(scene, roles, &bound_to, &mut bindings);
    sort::by(&mut bindings, |binding| (binding.role, binding.name));
    bindings
}

/// "Salem, head of the office and spokesman of the movement": the second title goes with the first.
fn second_titles(scene: &Scene<'_>, roles: &[Role], bound_to: &[Option<usize>], bindings: &mut Vec<Binding>) {
    for (number, pair) in roles.windows(2).enumerate() {
        let [first, second] = pair else { continue };
        let (Some(name), None) = (bound_to[number], bound_to[number + 1]) else { continue };
        let name_is_before = scene.tokens_of(name).end <= first.tokens.start;
        let joined = first.tokens.end == second.tokens.start
            && second.head.split.conjunction
            && !second.head.split.preposition;
        let alike = first.title.number == second.title.number && first.title.gender == second.title.gender;
        if name_is_before && joined && alike && second.definite && !second.is_bare() {
            bindings.push(Binding {
                role: number + 1,
                name,
                country: second.country,
                own: None,
                whole: true,
                rule: Rule::SecondTitle,
                confidence: 78,
            });
        }
    }
}

/// A name, or a title that belongs to a name, right behind the description.
fn before(scene: &Scene<'_>, role: &Role, next: Option<(&Role, usize)>) -> Option<(usize, Rule, u8)> {
    if ends_brackets(scene, role) {
        return None;
    }
    let at = scene.skip_marks(behind_brackets(scene, role.tokens.end));
    if let Some(name) = free_name_at(scene, at).filter(|_| scene.same_sentence(role.head.start, at)) {
        return Some((name, Rule::TitleName, 96));
    }
    if let Some(name) = capacity::behind_relative(scene, role) {
        return Some((name, Rule::TitleClauseName, 76));
    }
    if let Some(name) = behind_remark(scene, role) {
        return Some((name, Rule::TitleRemarkName, 80));
    }
    let (next, name) = next?;
    // "chief negotiator and deputy minister Salem": a title that many bear is only said of somebody
    // who is named with it.
    let many = role.title.class == RoleClass::Profession
        || role.person.is_some()
        || matches!(&*role.office, "member" | "founder" | "senior");
    let joined =
        next.tokens.start == role.tokens.end && next.head.split.conjunction && !next.head.split.preposition;
    if many
        && name_before(scene, role.tokens.start).is_none()
        && joined
        && role.definite
        && !role.is_bare()
        && (next.title.gender == role.title.gender || role.title.gender == Some(Gender::Masculine))
    {
        return Some((name, Rule::TitleAndTitleName, 76));
    }
    // "the writer and journalist Salem".
    let trades =
        [role, next].iter().all(|role| role.title.class == RoleClass::Profession && role.head.definite);
    if joined
        && trades
        && next.title.gender == role.title.gender
        && next.tokens.end <= scene.tokens_of(name).start
    {
        return Some((name, Rule::TitleAndTitleName, 70));
    }
    // "received the prime minister the minister of defence Salem": two persons.
    let address = matches!(next.title.class, RoleClass::Rank | RoleClass::Honorific)
        && !next.title.takes.any(Takes::ROLE)
        || next.is_bare() && &*next.title.office == "emir";
    let two = !address && object_is_likely(scene, role.tokens.start);
    if next.tokens.start == at
        && next.head.split.stem == 0
        && !two
        && scene.same_sentence(role.head.start, at)
    {
        return Some((name, Rule::TitleTitleName, 92));
    }
    // "the mayor, Salem al-Hadi, said": the name explains the title if it is closed off, too.
    let comma = scene.is_comma(at);
    let at = scene.skip_marks(at + 1);
    if !comma || role.is_bare() || !role.definite || !scene.same_sentence(role.head.start, at) {
        return None;
    }
    if next.tokens.start == at && next.head.split.stem == 0 && next.tokens.end <= scene.tokens_of(name).start
    {
        return Some((name, Rule::TitleCommaTitleName, 85));
    }
    None
}

/// The token behind a short remark in brackets at token `at`, if there is one.
fn behind_brackets(scene: &Scene<'_>, at: usize) -> usize {
    let tokens = &scene.article.tokens;
    if tokens.surface(at) != "(" {
        return at;
    }
    (at + 1..at + 8).find(|&end| tokens.surface(end) == ")").map_or(at, |end| end + 1)
}

/// Whether a bracket that was opened before the description closes right behind it: what it explains
/// then stands before the bracket.
fn ends_brackets(scene: &Scene<'_>, role: &Role) -> bool {
    let tokens = &scene.article.tokens;
    let start = role.head.start;
    tokens.surface(role.tokens.end) == ")"
        && (start.saturating_sub(8)..start).rev().find_map(|at| match tokens.surface(at) {
            "(" => Some(true),
            ")" => Some(false),
            _ => None,
        }) == Some(true)
}

/// In tokens: how long a remark between a title and a name may be.
const LONGEST_REMARK: usize = 8;

/// The name behind a remark that only describes the bearer of the title or his body: "the president,
/// backed by Russia, Salem", "the president at that time, Salem", "head of the government recognised
/// abroad Salem".
fn behind_remark(scene: &Scene<'_>, role: &Role) -> Option<usize> {
    let tokens = &scene.article.tokens;
    let opened = scene.is_comma(role.tokens.end);
    let first = role.tokens.end + usize::from(opened);
    let remark = is_remark(tokens.folded(first))
        || tokens.folded(first) == "في" && matches!(tokens.folded(first + 1), "ذلك" | "حينه" | "حينها");
    if !role.definite || !remark || scene.name_at(first).is_some() {
        return None;
    }
    let mut at = first + 1;
    let end = first + LONGEST_REMARK;
    while at < end && scene.same_sentence(role.head.start, at) {
        let next = scene.skip_marks(at);
        if let Some(name) = free_name_at(scene, next) {
            // What a comma opens a comma closes.
            return (!opened || scene.is_comma(at.saturating_sub(1))).then_some(name);
        }
        let word = tokens.folded(at);
        if scene.is_comma(at) {
            free_name_at(scene, scene.skip_marks(at + 1))?;
        } else if scene.name_at(at).is_none() {
            let plain = is_definite(word)
                || is_preposition(word)
                || word.ends_with('ا') && !is_break(word)
                || matches!(word, "في" | "به" | "عنه" | "عنها" | "له" | "ذلك" | "الوقت" | "حينه");
            if !plain || is_intransitive_speech(word) || is_transitive(word) {
                return None;
            }
        } else if scene.names.get(scene.name_at(at)?)?.kind == EntityKind::Person {
            return None;
        }
        at += 1;
    }
    None
}

/// The person's name that ends right before token `at`, perhaps before a comma.
fn name_before(scene: &Scene<'_>, at: usize) -> Option<usize> {
    let mut at = at.checked_sub(1)?;
    while scene.is_mark(at) || scene.is_comma(at) {
        at = at.checked_sub(1)?;
    }
    scene.name_at(at).filter(|&name| scene.names[name].kind == EntityKind::Person)
}

/// The name of a person at token `at`, if nothing is written on to it.
fn free_name_at(scene: &Scene<'_>, at: usize) -> Option<usize> {
    let name = scene.name_starting(at, &PERSON)?;
    scene.proclitics_of(name).is_empty().then_some(name)
}

/// A name right before the description.
fn after(scene: &Scene<'_>, role: &Role) -> Option<(usize, Rule, u8)> {
    let tokens = &scene.article.tokens;
    if !role.definite || role.head.split.stem > 0 || matches!(role.title.class, RoleClass::Honorific) {
        return comma_name(scene, role);
    }
    let mut at = role.head.start.checked_sub(1)?;
    let mut separated = false;
    // "Salem - head of the council - said".
    let between_dashes = tokens.is_dash(at) && tokens.is_dash(role.tokens.end);
    loop {
        if (scene.is_comma(at) || between_dashes && tokens.is_dash(at)) && !separated
            || tokens.surface(at) == "("
        {
            separated = true;
        } else if !scene.is_mark(at) {
            break;
        }
        at = at.checked_sub(1)?;
    }
    let name = scene.name_at(at).filter(|&name| scene.names[name].kind == EntityKind::Person);
    let Some(name) = name.filter(|_| scene.same_sentence(at, role.head.start)) else {
        return comma_name(scene, role);
    };
    // "his counterpart" behind a comma explains the name only if it is closed off, too.
    let closed = || {
        let end = scene.skip_marks(role.tokens.end);
        end > role.tokens.end || scene.is_comma(end) || tokens.surface(end) == "."
    };
    if separated && !followed_by_name(scene, role) && (role.head.possessor.is_none() || closed()) {
        return Some((name, Rule::NameCommaTitle, 90));
    }
    // "Salem his lawyer" are two persons.
    let his = role.head.possessor.is_some();
    if !separated && !his && !role.is_bare() && !followed_by_name(scene, role) {
        let loose = !role.head.definite || role.has_body();
        // Nobody's widow is an object beside her name.
        if role.title.class == RoleClass::Family
            || subject_is_certain(scene, name)
            || loose && !object_is_likely(scene, scene.tokens_of(name).start)
            || role.has_body() && another_object(scene, role.tokens.end)
        {
            return Some((name, Rule::NameTitle, 82));
        }
    }
    comma_name(scene, role)
}

/// "the mayor, Salem al-Hadi, said".
fn comma_name(scene: &Scene<'_>, role: &Role) -> Option<(usize, Rule, u8)> {
    let at = scene.skip_marks(role.tokens.end);
    if !scene.is_comma(at) || role.is_bare() || !role.definite || ends_brackets(scene, role) {
        return None;
    }
    let at = scene.skip_marks(at + 1);
    let name = free_name_at(scene, at).filter(|_| scene.same_sentence(role.head.start, at))?;
    let end = scene.skip_marks(scene.tokens_of(name).end);
    let closed =
        scene.is_comma(end) || matches!(scene.article.tokens.surface(end), "." | ":" | "" | "\u{61B}");
    let verb = !closed && scene.article.tokens.folded(end).starts_with('و');
    (!verb).then_some((name, Rule::TitleCommaName, 84))
}

/// Whether the object of the verb stands behind the description, which then is none: "attacked Salem,
/// the spokesman of the house, [the pictures]".
fn another_object(scene: &Scene<'_>, at: usize) -> bool {
    let word = scene.article.tokens.folded(at);
    is_definite(word)
        && !is_remark(word)
        && scene.name_at(at).is_none()
        && !is_adjective(without_article(word))
        && head_at(scene, at).is_none()
}

fn followed_by_name(scene: &Scene<'_>, role: &Role) -> bool {
    free_name_at(scene, scene.skip_marks(role.tokens.end)).is_some()
}

/// Whether a title behind name number `name` can only explain it: the name stands after a
/// preposition, a speech verb that takes no person as object, a title, or at the start of a line.
fn subject_is_certain(scene: &Scene<'_>, name: usize) -> bool {
    let tokens = &scene.article.tokens;
    let start = scene.tokens_of(name).start;
    if !scene.proclitics_of(name).is_empty() {
        return true;
    }
    let Some(mut at) = start.checked_sub(1) else { return true };
    while scene.is_mark(at) {
        let Some(previous) = at.checked_sub(1) else { return true };
        at = previous;
    }
    if !scene.same_sentence(at, start) {
        return true;
    }
    let word = tokens.folded(at);
    let stem = word.strip_prefix('و').filter(|stem| stem.chars().count() > 2).unwrap_or(word);
    is_intransitive_speech(stem)
        || is_preposition(stem)
        || is_definite(word)
        || matches!(tokens.surface(at), ":" | "\u{60C}" | "," | "-")
}

/// Whether the word before token `start` is a verb that takes a second person, so that a title behind
/// the first is rather its object.
fn object_is_likely(scene: &Scene<'_>, start: usize) -> bool {
    let tokens = &scene.article.tokens;
    let mut at = start;
    while let Some(previous) = at.checked_sub(1) {
        at = previous;
        if !scene.is_mark(at) {
            break;
        }
    }
    let word = tokens.folded(at);
    let stem = word.strip_prefix('و').filter(|stem| stem.chars().count() > 2).unwrap_or(word);
    is_transitive(stem) || is_transitive(word)
}

/// Gives each of several names his part of a dual or plural title: "the two presidents, the
/// Russian A and the Syrian B", "the two presidents A and B".
fn distribute(scene: &Scene<'_>, number: usize, role: &Role, bindings: &mut Vec<Binding>) {
    if !role.definite || !role.title.takes.any(Takes::NAME) {
        return;
    }
    let (countries, end) = more_countries(scene, role);
    let at = scene.skip_marks(end);
    let at = if scene.is_comma(at) { scene.skip_marks(at + 1) } else { at };
    let Some(first) = free_name_at(scene, at).filter(|_| scene.same_sentence(role.head.start, at)) else {
        return;
    };
    // "the ministers of Egypt and Jordan, A and B": in the order of the countries.
    let mut countries = countries.into_iter();
    let bind = |name, country, own| Binding {
        role: number,
        name,
        country,
        own,
        whole: false,
        rule: Rule::SharedTitle,
        confidence: 92,
    };
    let own = Some(role.head.end..role.tokens.end).filter(|own| !own.is_empty());
    bindings.push(bind(first, role.country, own.filter(|_| countries.len() == 0)));
    let mut left = if role.title.number == Number::Dual { 1 } else { usize::MAX };
    let shared = role.country.filter(|_| role.country_is_shared && end == role.tokens.end);
    let mut end = scene.tokens_of(first).end;
    while left > 0 {
        let Some(Partner { name, country, own }) = coordinated(scene, end) else { break };
        // "the Turkish presidents A and B" does not exist: a shared country is written once, and
        // separate ones are all written.
        let country = country.or_else(|| countries.next());
        bindings.push(bind(name, country.or(shared), own));
        end = scene.tokens_of(name).end;
        left = left.saturating_sub(1);
    }
}

/// The countries that follow with "and" on a description that ends in a country, and the token behind
/// them.
fn more_countries(scene: &Scene<'_>, role: &Role) -> (Vec<&'static str>, usize) {
    let mut countries = Vec::new();
    let mut end = role.tokens.end;
    while let Some(name) = scene.name_starting(end, &[EntityKind::Place]) {
        let nation = country_named(&scene.folded_name(name));
        let Some(nation) = nation.filter(|_| scene.proclitics_of(name) == "و") else { break };
        countries.push(nation);
        end = scene.tokens_of(name).end;
    }
    (countries, end)
}

/// "the Russian president A and the Turkish B".
fn elliptical(scene: &Scene<'_>, number: usize, name: usize, bindings: &mut Vec<Binding>) {
    let mut end = scene.tokens_of(name).end;
    while let Some(Partner { name, country: Some(country), own }) = coordinated(scene, end) {
        bindings.push(Binding {
            role: number,
            name,
            country: Some(country),
            own,
            whole: false,
            rule: Rule::EllipticalTitle,
            confidence: 88,
        });
        end = scene.tokens_of(name).end;
    }
}

/// One more bearer of a title: his name, his country and the tokens of the adjective that says it.
struct Partner {
    name: usize,
    country: Option<&'static str>,
    own: Option<Range<usize>>,
}

/// "and the Syrian “B”" or "and B" at token `end`.
fn coordinated(scene: &Scene<'_>, end: usize) -> Option<Partner> {
    let tokens = &scene.article.tokens;
    let mut at = scene.skip_marks(end);
    if scene.is_comma(at) {
        at = scene.skip_marks(at + 1);
    }
    let conjunction = "و".len();
    if let Some(name) = scene.name_starting(at, &PERSON) {
        return (scene.proclitics_of(name) == "و").then_some(Partner { name, country: None, own: None });
    }
    // The conjunction may stand apart, before a quotation mark.
    let (at, stem) = if tokens.folded(at) == "و" { (at + 1, 0) } else { (at, conjunction) };
    if stem == 0
        && let Some(name) = free_name_at(scene, scene.skip_marks(at))
    {
        return Some(Partner { name, country: None, own: None });
    }
    if stem > 0 && !tokens.folded(at).starts_with('و') {
        return None;
    }
    let (nation, next) = nisba_at(scene, at, stem, true)?;
    let name = free_name_at(scene, scene.skip_marks(next))?;
    Some(Partner { name, country: Some(nation.iso), own: Some(at..next) })
}
