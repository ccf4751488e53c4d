//! Subjects: the words beside the cue that name the speaker.
//!
//! Looks behind the verb (the Arabic default), before it, and at the antecedent of a relative
//! clause. Whom the words mean is decided in [`head`](super::head).

use std::ops::Range;

use super::context::Context;
use super::cue::{Hit, is_connector};
use super::facts::is_source_noun;
pub(super) use super::head::{Subject, Who, is_known_source, who};
use super::head::{can_begin, is_source, is_time, is_verb};
use super::noun_phrase::{
    adverbial, is_circumstance_with_pronoun, is_complementiser, is_definite, is_particle, is_preposition,
    is_preposition_with_pronoun,
};
pub(super) use super::phrase_end::extent;
use super::words::{Adjunct, Agreement, CueForm, FORMS, Number, PhraseKind, Tier};
use crate::actor::{Gender, MentionForm, TITLES, Title};
use crate::names::EntityKind;

/// Longest way from a verb back to the start of its subject, in tokens.
const MAX_BEFORE: usize = 16;

/// The subject between the verb and `limit`, where its complement opens.
pub(super) fn after_verb(cx: &Context<'_>, from: usize, limit: usize) -> Option<Subject> {
    let start = start_after(cx, from, limit)?;
    let who = who(cx, start..limit)?;
    if who.who.is_nobody()
        && let Some(name) = named_at_end(cx, start..limit)
    {
        return Some(name);
    }
    // Phrases that say more of an unnamed source belong to it.
    let widened = if who.who.is_nobody() { who.words.end } else { start };
    Some(Subject { end: extent(cx, start, limit).max(widened), ..who })
}

/// The person whose name, behind "Dr" or "Mr", ends a long description: "the officer in charge of pests at
/// the office of agriculture in the governorate Dr Fadil al-Amiri".
fn named_at_end(cx: &Context<'_>, phrase: Range<usize>) -> Option<Subject> {
    let mut end = phrase.end;
    while end > phrase.start && cx.is_pause(end - 1) {
        end -= 1;
    }
    let mention = cx.mention_at(end.checked_sub(1)?)?;
    let before = mention.tokens.start.checked_sub(1).filter(|&before| before > phrase.start)?;
    let honoured = cx.tokens.splits(before).any(|split| {
        let titles = TITLES.word_at(cx.tokens, before, split.as_written());
        titles.iter().any(Title::is_prefix)
    });
    // "The spokesman for Dr X" is another one.
    let apart = is_definite(cx.folded(before - 1));
    let person = cx.kind(mention.actor) == Some(EntityKind::Person) && mention.form == MentionForm::Name;
    (honoured && apart && person && mention.tokens.end == end).then(|| Subject {
        who: Who::Actor(mention.actor),
        words: mention.tokens.clone(),
        end: phrase.end,
    })
}

/// Whether what stands behind the verb is its object: a man behind a feminine verb ("she considered the
/// ambassador …"), or a plural in the accusative ("urged the rebels").
pub(super) fn disagrees(cx: &Context<'_>, hit: &Hit, subject: &Subject) -> bool {
    if subject.words.start > hit.idx && is_plural_object(cx, subject.words.start) {
        return true;
    }
    if hit.agreement.gender != Gender::Feminine || subject.words.start < hit.idx {
        return false;
    }
    match subject.who {
        Who::Actor(actor) => cx
            .actors
            .get(actor)
            .is_some_and(|actor| actor.kind == EntityKind::Person && actor.gender == Some(Gender::Masculine)),
        Who::Described => !cx.tokens.surface(subject.words.start).ends_with('\u{629}'),
        _ => false,
    }
}

/// Whether the word has the ending of definite sound plurals and duals that are no subjects.
fn is_plural_object(cx: &Context<'_>, idx: usize) -> bool {
    let word = cx.folded(idx);
    let person = cx.mention_at(idx).is_some_and(|mention| cx.kind(mention.actor) == Some(EntityKind::Person));
    word.starts_with("ال") && word.ends_with("ين") && word.chars().count() >= PLURAL_LETTERS && !person
}

/// Shorter words with that ending are no plurals: "religion", "eye", "China".
const PLURAL_LETTERS: usize = 8;

/// The subject before the verb: "the minister said", "but the minister said", "the minister who
/// said".
pub(super) fn before_verb(cx: &Context<'_>, hit: &Hit) -> Option<Subject> {
    if !hit.is_verb() {
        return None;
    }
    let unit = cx.unit_of(hit.idx);
    let mut end = verb_phrase_start(cx, hit.idx).max(unit.start);
    if end > unit.start && cx.phrase_at(end - 1, PhraseKind::Relative) == Some(end) {
        // With a pronoun on the verb the antecedent is its object.
        if hit.suffix.is_some() || !fits_relative(cx.folded(end - 1), hit) {
            return None;
        }
        return antecedent(cx, unit.start, end - 1, hit.agreement).filter(|subject| {
            // "The bill that he said was": a thing does not speak.
            subject.who != Who::Unnamed || is_known_source(cx, subject.words.start)
        });
    }
    let particle_begins =
        end < hit.idx && is_verbal_particle(cx.after_conjunction(end)) && !is_verbal_particle(cx.folded(end));
    if particle_begins {
        return topic(cx, unit.start..end).filter(|_| cx.folded(end).starts_with('ف'));
    }
    // "wa-" before the verb begins a clause without a subject before it; "fa-" answers "amma".
    if hit.conjunction && !cx.folded(hit.idx).starts_with('ف') {
        return None;
    }
    let mut paused = false;
    while end > unit.start && (cx.is_pause(end - 1) || is_time(cx, end - 1)) {
        paused |= cx.is_pause(end - 1);
        end -= 1;
    }
    // "When Salem was asked whether X had, he said": he who was asked answers.
    if paused && let Some(asked) = asked(cx, unit.start..end, hit) {
        return Some(asked);
    }
    let start = clause_start(cx, unit.start, end);
    // What stands between two pauses is put in: the subject is farther to the left.
    let put_in = paused && start > unit.start && cx.is_pause(start - 1);
    if start == end || put_in || !can_begin(cx, start) {
        return None;
    }
    let found = who(cx, start..end)?;
    // A report about a draft that threatens: the verb describes the draft.
    let last = end - 1;
    let describes = hit.form == CueForm::Imperfect
        && cx.mention_at(last).is_none()
        && !is_definite(cx.folded(last))
        && (start..last).any(|idx| is_preposition(cx.folded(idx)));
    // "The embassies had demanded": the auxiliary shows that the noun behind it is the subject.
    let had = start > unit.start
        && !paused
        && matches!(cx.folded(start - 1), "وكان" | "وكانت")
        && (start - 1 == unit.start || !cx.is_word(start - 2));
    let known = !describes
        && match found.who {
            Who::Unnamed => is_known_source(cx, start) || had && hit.tier == Tier::Strong,
            Who::Actor(_) => found.words.start <= start + 6,
            Who::Again | Who::Document | Who::Described => true,
        };
    // "When asked whether Britain would join refused May": who stands right behind the verb does it.
    let is_place = found.who.actor().is_some_and(|actor| cx.kind(actor) == Some(EntityKind::Place));
    if is_place && found.words.end < end && is_person_at(cx, hit.end(), hit.agreement) {
        return None;
    }
    // Whatever stands between the name and the verb must belong to the name.
    let gap = found.words.end..end;
    (known && !has_break(cx, gap)).then_some(Subject { end, ..found })
}

/// "As for the governor and the senator, they have": whom the sentence names at its head.
fn topic(cx: &Context<'_>, sentence: Range<usize>) -> Option<Subject> {
    let start = sentence.start + 1;
    if cx.after_conjunction(sentence.start) != "اما" || start >= sentence.end {
        return None;
    }
    who(cx, start..sentence.end.min(start + MAX_BEFORE)).filter(|found| found.words.start == start)
}

/// Whether a person who agrees with the verb is named from token `idx` on.
fn is_person_at(cx: &Context<'_>, idx: usize, shown: Agreement) -> bool {
    is_named_at(cx, idx)
        && cx.mention_at(idx).and_then(|mention| cx.actors.get(mention.actor)).is_some_and(|actor| {
            actor.kind == EntityKind::Person && actor.gender.is_none_or(|gender| gender == shown.gender)
        })
}

/// Whether somebody who can speak is named from token `idx` on: a person or a body, nothing written on
/// to it.
pub(super) fn is_named_at(cx: &Context<'_>, idx: usize) -> bool {
    cx.mention_at(idx).is_some_and(|mention| {
        mention.form == MentionForm::Name
            && mention.tokens.start == idx
            && cx.starts_bare(mention)
            && cx.kind(mention.actor) != Some(EntityKind::Place)
    })
}

/// The person of whom the clause before the pause says that somebody asked him.
fn asked(cx: &Context<'_>, before: Range<usize>, hit: &Hit) -> Option<Subject> {
    let verb = match hit.agreement.gender {
        Gender::Masculine => "سئل",
        Gender::Feminine => "سئلت",
    };
    let at = before.clone().find(|&idx| cx.after_conjunction(idx) == verb)?;
    let start = start_after(cx, at + 1, before.end)?;
    who(cx, start..before.end).filter(|subject| subject.words.start <= start + 2)
}

/// The unnamed source that a sentence begins with: "but an official in the ministry".
pub(super) fn at_start(cx: &Context<'_>, sentence: Range<usize>) -> Option<Subject> {
    let mut start = sentence.start;
    while start < sentence.end
        && (is_connector(cx, start) || cx.is_pause(start) || is_sentence_opener(cx.folded(start)))
    {
        start += 1;
    }
    let known = is_source(cx, start) || cx.role_phrase_at(start).is_some();
    let named = cx.mention_at(start).is_some();
    if start >= sentence.end || !known || named || !can_begin(cx, start) {
        return None;
    }
    who(cx, start..sentence.end).filter(|subject| subject.who.is_nobody())
}

/// "But", "except that".
fn is_sentence_opener(folded: &str) -> bool {
    matches!(folded, "لكن" | "ولكن" | "غير" | "ان" | "الا" | "بيد")
}

/// The noun phrase before a relative pronoun: back to the last preposition or pause, and over the
/// preposition where the pronoun does not agree with what stands behind it ("the wing of the front
/// that": the wing).
fn antecedent(cx: &Context<'_>, from: usize, relative: usize, shown: Agreement) -> Option<Subject> {
    let mut end = relative;
    while end > from && (cx.is_pause(end - 1) || cx.is_mark(end - 1)) {
        end -= 1;
    }
    let mut passed_preposition = false;
    let mut start = end;
    while start > from && end - start < MAX_BEFORE {
        let before = start - 1;
        let inside = cx.mention_at(before).is_some_and(|mention| mention.tokens.start < before);
        if !inside {
            let folded = cx.folded(before);
            if !cx.is_word(before) && !cx.is_mark(before) || is_connector(cx, before) || is_verb(cx, before) {
                break;
            }
            if is_particle(folded) {
                if passed_preposition || agrees_with_relative(cx, start, relative) {
                    break;
                }
                passed_preposition = true;
            }
        }
        start = before;
    }
    while start < end && (cx.is_mark(start) || is_particle(cx.folded(start))) {
        start += 1;
    }
    // A person named right before it is meant, whatever title he has.
    let last = cx.mention_at(end.checked_sub(1)?).filter(|mention| mention.form == MentionForm::Name);
    let person = last.filter(|mention| {
        cx.actors.get(mention.actor).is_some_and(|actor| {
            let agrees = actor.gender.is_none_or(|gender| gender == shown.gender);
            actor.kind == EntityKind::Person && (agrees || shown.number != Number::Singular)
        })
    });
    if let Some(person) = person {
        return Some(Subject { who: Who::Actor(person.actor), words: person.tokens.clone(), end });
    }
    let found = who(cx, start..end).filter(|_| start < end)?;
    Some(Subject { end, ..found })
}

/// Whether the verb agrees with the relative pronoun as its subject.
fn fits_relative(relative: &str, hit: &Hit) -> bool {
    let Agreement { gender, number } = hit.agreement;
    match relative.strip_prefix('و').unwrap_or(relative) {
        "الذي" => gender == Gender::Masculine && number == Number::Singular,
        "التي" => gender == Gender::Feminine,
        "الذين" => number == Number::Plural,
        _ => number != Number::Singular,
    }
}

fn agrees_with_relative(cx: &Context<'_>, head: usize, relative: usize) -> bool {
    let feminine = cx.folded(head).ends_with('ه');
    match cx.folded(relative) {
        "الذي" => !feminine,
        // An institution or a place is no plural.
        "الذين" => cx.mention_at(head).is_none_or(|mention| mention.form == MentionForm::Role),
        _ => true,
    }
}

/// Where the noun phrase after a verb starts: adverbials, pauses, phrases with a preposition and
/// the one who is spoken to are passed over.
fn start_after(cx: &Context<'_>, from: usize, limit: usize) -> Option<usize> {
    let mut idx = from;
    while idx < limit {
        if let Some(end) = cx.phrase_at(idx, PhraseKind::Turn).or_else(|| adverbial(cx, idx)) {
            // "Answering a question by X": the noun phrase belongs to the adverbial.
            let governs = end > idx + 1 && matches!(cx.folded(end - 1), "علي" | "الي" | "عن");
            idx = if governs { skip_phrase(cx, end - 1, limit) } else { end };
        } else if is_manner(cx, idx) || is_to_me(cx, idx, limit) {
            idx += 1;
        } else if cx.is_pause(idx) || cx.tokens.surface(idx) == "(" {
            idx = match idx {
                _ if cx.tokens.surface(idx) == "(" => skip_to(cx, idx, limit, ")"),
                _ => idx + 1,
            };
        } else if is_preposition_with_pronoun(cx.folded(idx)) || is_circumstance_with_pronoun(cx.folded(idx))
        {
            idx += 1;
        } else if is_participle(cx, idx) {
            // "Said, addressing the crowd": the crowd is no subject.
            idx = skip_phrase(cx, idx, limit);
        } else if is_addressee(cx, idx) {
            // "Told the press at the time the minister".
            let end = skip_phrase(cx, idx, limit);
            idx = (idx + 1..end).find(|&idx| is_time(cx, idx) && cx.mention_at(idx).is_none()).unwrap_or(end);
        } else if is_preposition(cx.folded(idx)) {
            idx = skip_phrase(cx, idx, limit);
        } else if can_begin(cx, idx) {
            return Some(idx);
        } else {
            return None;
        }
    }
    None
}

/// "Added, laughing": an indefinite noun in the accusative is no subject.
fn is_manner(cx: &Context<'_>, idx: usize) -> bool {
    let folded = cx.folded(idx);
    let has_tanwin = cx.tokens.surface(idx).contains('\u{64B}');
    // fa'ilan and mu…an: "laughing", "smiling".
    let has_shape = folded.chars().nth(1) == Some('ا') || folded.starts_with('م');
    folded.ends_with('ا')
        && (has_tanwin || has_shape)
        && (4..=7).contains(&folded.chars().count())
        && !folded.starts_with("ال")
        && !is_complementiser(cx, idx)
        && cx.mention_at(idx).is_none_or(|mention| mention.tokens.len() == 1 && has_tanwin)
        && cx.source_noun(idx).is_none()
}

/// "Told me": the pronoun looks like the name Li. A name is it where no other subject follows.
fn is_to_me(cx: &Context<'_>, idx: usize, limit: usize) -> bool {
    let alone = cx.mention_at(idx).is_none_or(|mention| mention.tokens.len() == 1);
    let followed = idx + 1 >= limit
        || cx.folded(idx + 1).starts_with("ال")
        || cx.mention_at(idx + 1).is_some()
        || cx.tokens.surface(idx + 1) == ":";
    matches!(cx.folded(idx), "لي" | "لنا") && alone && followed
}

pub(super) fn is_participle(cx: &Context<'_>, idx: usize) -> bool {
    FORMS.get(cx.folded(idx)).iter().any(|entry| entry.form == CueForm::Participle) && !is_source(cx, idx)
}

fn skip_to(cx: &Context<'_>, from: usize, limit: usize, sign: &str) -> usize {
    (from..limit).find(|&idx| cx.tokens.surface(idx) == sign).map_or(limit, |idx| idx + 1)
}

/// Over a phrase with a preposition: up to the next pause.
fn skip_phrase(cx: &Context<'_>, from: usize, limit: usize) -> usize {
    (from + 1..limit).find(|&idx| cx.is_pause(idx)).unwrap_or(limit)
}

/// "to Reuters", "to the agency", "to reporters", "to him".
pub(super) fn is_addressee(cx: &Context<'_>, idx: usize) -> bool {
    let folded = cx.folded(idx);
    if !folded.starts_with('ل') && !folded.starts_with('ب') {
        return false;
    }
    let begins_name =
        cx.mention_at(idx).is_some_and(|mention| mention.tokens.start == idx && cx.starts_bare(mention));
    let is_noun = is_source_noun(folded) || cx.adjunct(idx) == Some(Adjunct::Root);
    !begins_name
        && !is_noun
        && (folded.starts_with("لل")
            || folded.starts_with("بال")
            || folded.chars().count() <= 3
            || cx.mention_at(idx).is_some()
            || cx.source_noun(idx).is_some()
            || cx.is_mark(idx + 1))
}

/// Where the words that belong to a verb begin: "has", "did not".
pub(super) fn verb_phrase_start(cx: &Context<'_>, verb: usize) -> usize {
    let mut start = verb;
    while start > 0 && is_verbal_particle(cx.folded(start - 1)) {
        start -= 1;
    }
    // With a conjunction they begin a clause.
    let begins =
        start > 0 && cx.has_conjunction(start - 1) && is_verbal_particle(cx.after_conjunction(start - 1));
    if begins { start - 1 } else { start }
}

fn is_verbal_particle(folded: &str) -> bool {
    matches!(folded, "قد" | "لقد" | "لم" | "لا" | "لن")
}

fn clause_start(cx: &Context<'_>, from: usize, end: usize) -> usize {
    let mut start = end;
    while start > from && end - start < MAX_BEFORE {
        let before = start - 1;
        let inside = cx.mention_at(before).is_some_and(|mention| mention.tokens.start < before);
        if !inside {
            let is_break = !cx.is_word(before) && !cx.is_mark(before) && cx.tokens.surface(before) != "_";
            if is_break || is_connector(cx, before) || cx.phrase_at(before, PhraseKind::Turn) == Some(start) {
                break;
            }
        }
        start = before;
    }
    if end - start == MAX_BEFORE { end } else { start }
}

fn has_break(cx: &Context<'_>, gap: Range<usize>) -> bool {
    gap.clone().any(|idx| {
        cx.phrase_at(idx, PhraseKind::Anonymity).is_none()
            && FORMS.contains(cx.after_conjunction(idx))
            && cx.mention_at(idx).is_none()
    })
}
