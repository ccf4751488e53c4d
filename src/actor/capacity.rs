//! Offices that a clause of their own gives to the name before it: "Salem, who holds the post of
//! finance minister", "Salem, who heads the committee", "Salem, in his capacity as minister".
//!
//! Only what holds at present counts: who "held the post" is not called so any more.

use super::role::Role;
use super::rule::Rule;
use super::scene::Scene;
use super::word_class::{is_break, is_definite, is_post, without_article};
use crate::names::EntityKind;
use crate::segment::TokenKind;

/// How many words may stand between a name and "in his capacity".
const REACH: usize = 4;
/// Longest relative clause between a title and a name, in tokens.
const LONGEST_CLAUSE: usize = 10;
/// Longest name of what somebody heads, in tokens.
const MOST_WORDS: usize = 4;

/// The name to which the words before a description give it, the rule and its confidence.
pub(super) fn bearer(scene: &Scene<'_>, role: &Role) -> Option<(usize, Rule, u8)> {
    let tokens = &scene.article.tokens;
    let start = role.head.start;
    let before = start.checked_sub(1).filter(|_| role.head.split.stem == 0 && role.definite)?;
    let word = tokens.folded(before);
    if matches!(word, "بصفته" | "بصفتها" | "بوصفه" | "بوصفها" | "باعتباره" | "باعتبارها")
    {
        let nearest = (before.saturating_sub(REACH)..before).rev().find_map(|at| person_at(scene, at))?;
        return scene.same_sentence(before, scene.tokens_of(nearest).start).then_some((
            nearest,
            Rule::InCapacity,
            82,
        ));
    }
    // "Who holds the post of".
    let verb = before.checked_sub(1).filter(|_| is_post(word) || is_post_in_idafa(word))?;
    let relative = verb.checked_sub(1).filter(|_| holds(tokens.folded(verb)))?;
    Some((name_before_relative(scene, relative)?, Rule::HoldsPost, 80))
}

/// The name behind a relative clause that describes the bearer of the title: "the minister who visited
/// the village, Salem, said". Commas close the clause and the name.
pub(super) fn behind_relative(scene: &Scene<'_>, role: &Role) -> Option<usize> {
    let tokens = &scene.article.tokens;
    let relative = role.tokens.end;
    if !role.definite || !matches!(tokens.folded(relative), "الذي" | "التي") {
        return None;
    }
    let comma = (relative + 1..relative + LONGEST_CLAUSE).find(|&at| scene.is_comma(at))?;
    let named = (relative..comma).any(|at| person_at(scene, at).is_some());
    let at = scene.skip_marks(comma + 1);
    let name = scene.name_starting(at, &[EntityKind::Person]).filter(|_| !named)?;
    let end = scene.skip_marks(scene.tokens_of(name).end);
    let apposed = scene.proclitics_of(name).is_empty() && scene.is_comma(end);
    (apposed && scene.same_sentence(role.head.start, at)).then_some(name)
}

/// What a clause says that the name before it heads: the person's name, the title noun and its words
/// in the form of `words::role_words`.
pub(super) struct Headed {
    pub(super) name: usize,
    pub(super) title: &'static str,
    pub(super) words: Vec<String>,
}

/// All of them, in order.
pub(super) fn headed(scene: &Scene<'_>) -> Vec<Headed> {
    let tokens = &scene.article.tokens;
    (0..tokens.len())
        .filter_map(|relative| {
            let feminine = match tokens.folded(relative) {
                "الذي" => false,
                "التي" => true,
                _ => return None,
            };
            let (title, noun, at) = match (tokens.folded(relative + 1), tokens.folded(relative + 2)) {
                ("يراس" | "تراس" | "يتراس" | "تتراس", _) => ("head", "رئيس", relative + 2),
                (verb, "رئاسه") if holds(verb) => ("head", "رئيس", relative + 3),
                (verb, "قياده") if holds(verb) => ("commander", "قائد", relative + 3),
                (verb, "اداره") if holds(verb) => ("director", "مدير", relative + 3),
                ("يدير" | "تدير", _) => ("director", "مدير", relative + 2),
                ("يقود" | "تقود", _) => ("commander", "قائد", relative + 2),
                _ => return None,
            };
            let name = name_before_relative(scene, relative)?;
            let noun = if feminine { format!("{noun}ه") } else { noun.to_owned() };
            let words = body_words(scene, at)?;
            Some(Headed { name, title, words: [noun].into_iter().chain(words).collect() })
        })
        .collect()
}

/// "Holds", "occupies", of somebody in office.
fn holds(verb: &str) -> bool {
    matches!(verb, "يتولي" | "تتولي" | "يشغل" | "تشغل")
}

/// "The duties of", "the office of".
fn is_post_in_idafa(word: &str) -> bool {
    matches!(word, "مهام" | "مهمه" | "وظيفه" | "حقيبه")
}

/// The person named right before the relative pronoun at token `relative`, perhaps before a comma.
fn name_before_relative(scene: &Scene<'_>, relative: usize) -> Option<usize> {
    let tokens = &scene.article.tokens;
    let mut at = relative.checked_sub(1).filter(|_| matches!(tokens.folded(relative), "الذي" | "التي"))?;
    while scene.is_mark(at) || scene.is_comma(at) {
        at = at.checked_sub(1)?;
    }
    person_at(scene, at).filter(|_| scene.same_sentence(at, relative))
}

fn person_at(scene: &Scene<'_>, at: usize) -> Option<usize> {
    scene.name_at(at).filter(|&name| scene.names[name].kind == EntityKind::Person)
}

/// The words of the body that starts with token `at`: a name, or nouns up to a definite one.
fn body_words(scene: &Scene<'_>, at: usize) -> Option<Vec<String>> {
    let tokens = &scene.article.tokens;
    let first = scene.skip_marks(at);
    if let Some(name) = scene.name_starting(first, &[EntityKind::Organisation, EntityKind::Place]) {
        let words = scene.tokens_of(name).map(|at| without_article(tokens.folded(at)).to_owned());
        return Some(words.collect());
    }
    let mut words = Vec::new();
    for at in at..at + MOST_WORDS {
        let word = tokens.folded(at);
        if tokens.kind(at) != Some(TokenKind::Arabic) || scene.name_at(at).is_some() || is_break(word) {
            return None;
        }
        words.push(without_article(word).to_owned());
        if is_definite(word) {
            return Some(words);
        }
    }
    None
}
