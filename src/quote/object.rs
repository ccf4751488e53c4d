//! Objects: what a cue reports without a complementiser, a mark or a preposition.
//!
//! "Condemned the attack", "described the talks as", "denied all charges": the noun phrase behind the
//! subject is the content, for verbs that take one.

use super::complement::{Complement, MAX_APPOSITION, MAX_ZONE, Opening};
use super::context::Context;
use super::cue::{Hit, take_pronoun};
use super::noun_phrase::{adverbial, is_definite, is_definite_adjective, opens_with_bi};
use super::subject;
use super::words::{Adjunct, CueForm, FORMS, Frames, NOUNS, PHRASES, PhraseKind, Tier};
use crate::names::PLACE_HEADS;

/// A noun phrase right behind the subject, for cues that take one.
pub(super) fn bare_object(cx: &Context<'_>, hit: &Hit, limit: usize) -> Option<Complement> {
    let f = hit.frames;
    let takes_any = f.has(Frames::ANY);
    let takes_naming = f.has(Frames::NAMING);
    let takes_double = f.has(Frames::DOUBLE) && hit.form != CueForm::Imperfect;
    let takes_blame = f.has(Frames::BLAME);
    let takes_object = f.has(Frames::OBJECT) && hit.tier == Tier::Strong;
    if !(takes_any || takes_naming || takes_double || takes_blame || takes_object)
        || hit.form == CueForm::Noun
    {
        return None;
    }
    let limit = limit.min(hit.end() + MAX_ZONE);
    let has_subject = hit.form == CueForm::Participle || subject::before_verb(cx, hit).is_some();
    let behind = if has_subject {
        None
    } else {
        subject::after_verb(cx, hit.end(), limit).filter(|found| !subject::disagrees(cx, hit, found))
    };
    let mut start = behind.as_ref().map_or(hit.end(), |subject| subject.end);
    start = skip_adjuncts(cx, start, limit);
    while behind.is_some()
        && let Some(end) = occasion(cx, start).filter(|&end| end < limit)
    {
        start = skip_adjuncts(cx, end, limit);
    }
    // "Stressed it the minister, voicing his relief": what follows is the participle's.
    if behind.is_some() && subject::is_participle(cx, start) && takes_noun(cx, start) {
        return None;
    }
    let end = clause_limit(cx, start, limit);
    // "Denied Salem, living in exile since May, all charges": the apposition is no object.
    let is_named = behind.as_ref().is_some_and(|subject| subject.who.actor().is_some());
    if is_named
        && takes_any
        && cx.folded(start).starts_with("الم")
        && cx.is_word(start + 1)
        && let Some(pause) = (start + 1..end.min(start + MAX_APPOSITION)).find(|&idx| cx.is_pause(idx))
        && pause + 2 < end
        && !cx.has_conjunction(pause + 1)
        && !super::noun_phrase::is_particle(cx.folded(pause + 1))
        && cx.phrase_at(pause + 1, PhraseKind::Afterword).is_none()
        && !FORMS.contains(cx.folded(pause + 1))
    {
        start = pause + 1;
    }
    if takes_naming {
        // Another cue behind it has the marks to itself: "described the plan, saying "…"".
        let participle = (start..end).find(|&idx| subject::is_participle(cx, idx)).unwrap_or(end);
        let opener = (start..participle).find(|&idx| {
            opens_with_bi(cx, idx)
                || super::noun_phrase::is_complementiser(cx, idx)
                || f.has(Frames::ILA) && cx.folded(idx) == "الي"
        })?;
        let start = match behind {
            // "Which was described as": without an object the verb is passive.
            None if opener <= start
                && cx.phrase_at(hit.idx.saturating_sub(1), PhraseKind::Relative).is_some() =>
            {
                return None;
            }
            // With a pronoun as object the content is the naming alone.
            _ if hit.suffix.is_some() => opener,
            // Only one noun phrase: it is the object, and the verb has its subject in itself.
            Some(object) if opener <= start => object.words.start,
            _ => start,
        };
        return (start < end).then_some(Complement { opening: Opening::Object, start, zone_end: start });
    }
    if takes_blame {
        (start..end).find(|&idx| cx.folded(idx).contains("مسؤولي") || cx.folded(idx).contains("مسئولي"))?;
    } else if !cx.is_word(start) && !cx.is_mark(start) || start >= end {
        // The words behind the verb are its object if nothing follows them.
        let subject = behind.filter(|subject| takes_any && subject.who.is_nobody())?;
        let start = subject.words.start;
        return Some(Complement { opening: Opening::Object, start, zone_end: start });
    } else if takes_object && !takes_any && !takes_double {
        let explicit = behind.as_ref().is_some_and(|subject| matches!(subject.who, subject::Who::Actor(_)));
        let folded = cx.folded(start);
        if !explicit || !is_definite(folded) || is_definite_adjective(folded) || !folded.starts_with("ال") {
            return None;
        }
    } else if (super::noun_phrase::is_particle(cx.folded(start)) && !(takes_any && cx.folded(start) == "ما")
        || cx.phrase_at(start, PhraseKind::Relative).is_some())
        && !takes_blame
    {
        return None;
    }
    if takes_double && end - start < 2 {
        return None;
    }
    Some(Complement { opening: Opening::Object, start, zone_end: start })
}

/// Whether the cue at token `idx` takes a bare noun as its content.
fn takes_noun(cx: &Context<'_>, idx: usize) -> bool {
    super::cue::verb_frames(cx, idx).is_some_and(|frames| frames.has(Frames::OBJECT.and(Frames::ANY)))
}

/// Longest noun of speaking with its adjectives, in tokens.
const MAX_OCCASION: usize = 6;

/// The end of where or how somebody speaks: "the ministry in Kabul", "in a statement of its own".
fn occasion(cx: &Context<'_>, idx: usize) -> Option<usize> {
    // In, during, by way of, right after.
    if !matches!(cx.folded(idx), "في" | "خلال" | "عبر" | "عقب") {
        return None;
    }
    if super::setting::is_speaking(cx, idx + 1) {
        let belongs = |idx: usize| {
            let word = cx.folded(idx);
            // Of its own; joint, terse; for the press.
            matches!(word, "له" | "لها" | "لهم" | "لهما")
                || !is_definite(word)
                    && (cx.adjunct(idx) == Some(Adjunct::Adjective)
                        || word.ends_with(['ي', 'ه']) && cx.is_arabic(idx))
        };
        let mut end = (idx + 2..=idx + MAX_OCCASION).find(|&idx| !belongs(idx))?;
        // "To the paper "X"".
        let told =
            cx.folded(end).starts_with('ل').then(|| cx.mention_at(end).or_else(|| cx.mention_at(end + 2)));
        if let Some(told) = told.flatten() {
            end = told.tokens.end + usize::from(cx.is_mark(told.tokens.end));
        }
        // "In a statement that was published": no object follows.
        return (!FORMS.contains(cx.folded(end)) && !cx.folded(end).ends_with('ت')).then_some(end);
    }
    // "In the city of Aleppo".
    let head = usize::from(PLACE_HEADS.contains(cx.folded(idx + 1)));
    cx.mention_at(idx + 1 + head).map(|place| place.tokens.end)
}

fn skip_adjuncts(cx: &Context<'_>, from: usize, limit: usize) -> usize {
    let mut idx = from;
    let is_relative = |idx: usize| cx.phrase_at(idx, PhraseKind::Relative).is_some();
    while idx < limit && (cx.is_pause(idx) || is_relative(idx) || adverbial(cx, idx).is_some()) {
        idx = match adverbial(cx, idx) {
            Some(end) => end,
            // A relative clause between pauses.
            None if is_relative(idx) || is_relative(idx + 1) => {
                match (idx + 1..limit).find(|&next| cx.is_pause(next)) {
                    Some(pause) => pause,
                    None if is_relative(idx) => break,
                    None => limit,
                }
            }
            None => idx + 1,
        };
    }
    idx.min(limit)
}

fn clause_limit(cx: &Context<'_>, start: usize, limit: usize) -> usize {
    (start..limit).find(|&idx| matches!(cx.tokens.surface(idx), ";" | "\u{061B}" | ".")).unwrap_or(limit)
}

/// Whether the noun names what can be said again: "renewed his refusal", not "renewed his victory".
pub(super) fn is_pledge(folded: &str) -> bool {
    let bare = take_pronoun(folded).map_or(folded, |(bare, _)| bare);
    // The feminine ending is written with an open ta before a pronoun.
    let feminine = bare.strip_suffix('ت').map(|stem| format!("{stem}ه"));
    let is_listed = |word: &str| NOUNS.contains(word) || PHRASES.get(word).contains(&PhraseKind::Pledge);
    // "Iltizam" (commitment) only looks as if it had the article.
    is_listed(bare)
        || bare.strip_prefix("ال").is_some_and(is_listed)
        || feminine.is_some_and(|word| is_listed(&word))
}
