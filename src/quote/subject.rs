//! Subjects: the words that name the speaker beside the cue, and the actor that they mean.
//!
//! Looks behind the verb first (the Arabic default), then before it, then at the antecedent of a
//! relative clause. Which actor a phrase means is decided by its head: in "the spokesman of the
//! ministry" the ministry does not speak, in "minister of defence Sami" Sami does.

use std::ops::Range;

use super::context::{Context, TokenMention};
use super::cue::{Hit, is_connector, verb_frames};
use super::noun_phrase::{
    adverbial, is_act_noun, is_complementiser, is_definite, is_definite_adjective, is_nisba, is_particle,
    is_preposition, is_preposition_with_pronoun, opens_with_bi,
};
use super::words::{Adjunct, Agreement, CueForm, FORMS, Number, PhraseKind, SOURCE_NOUNS, SourceNoun};
use crate::actor::{ActorId, Gender, MentionForm};
use crate::names::EntityKind;

/// Who a phrase names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Who {
    /// An actor.
    Actor(ActorId),
    /// Somebody without a name, or several.
    Unnamed,
    /// The last source again: "the same source".
    Again,
    /// A document without an issuer beside it.
    Document,
}

impl Who {
    pub(super) fn actor(self) -> Option<ActorId> {
        match self {
            Self::Actor(actor) => Some(actor),
            _ => None,
        }
    }
}

/// A phrase that names a speaker.
#[derive(Clone, Debug)]
pub(super) struct Subject {
    pub(super) who: Who,
    /// The words that name the speaker.
    pub(super) words: Range<usize>,
    /// Where the phrase ends, appositions included.
    pub(super) end: usize,
}

/// Longest way from a verb back to the start of its subject, in tokens.
const MAX_BEFORE: usize = 16;

/// The subject between the verb and `limit`, where its complement opens.
pub(super) fn after_verb(cx: &Context<'_>, from: usize, limit: usize) -> Option<Subject> {
    let start = start_after(cx, from, limit)?;
    let who = who(cx, start..limit)?;
    Some(Subject { end: extent(cx, start, limit), ..who })
}

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
        return antecedent(cx, unit.start, end - 1);
    }
    let particle_begins =
        end < hit.idx && is_verbal_particle(cx.after_conjunction(end)) && !is_verbal_particle(cx.folded(end));
    if particle_begins {
        return None;
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
    let known = !describes
        && match found.who {
            Who::Unnamed => is_source(cx, start),
            Who::Actor(_) => found.words.start <= start + 6,
            Who::Again | Who::Document => true,
        };
    // Whatever stands between the name and the verb must belong to the name.
    let gap = found.words.end..end;
    (known && !has_break(cx, gap)).then_some(Subject { end, ..found })
}

/// The noun phrase before a relative pronoun: back to the last preposition or pause, and over the
/// preposition where the pronoun does not agree with what stands behind it ("the wing of the front
/// that": the wing).
fn antecedent(cx: &Context<'_>, from: usize, relative: usize) -> Option<Subject> {
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
    let person = last
        .filter(|mention| cx.actors.get(mention.actor).is_some_and(|actor| actor.kind == EntityKind::Person));
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

fn is_verb(cx: &Context<'_>, idx: usize) -> bool {
    let is_form = FORMS.contains(cx.after_conjunction(idx)) || verb_frames(cx, idx).is_some();
    is_form && cx.mention_at(idx).is_none() && !is_source(cx, idx)
}

/// Where the noun phrase after a verb starts: adverbials, pauses, phrases with a preposition and
/// the one who is spoken to are passed over.
fn start_after(cx: &Context<'_>, from: usize, limit: usize) -> Option<usize> {
    let mut idx = from;
    while idx < limit {
        if let Some(end) = cx.phrase_at(idx, PhraseKind::Turn).or_else(|| adverbial(cx, idx)) {
            idx = end;
        } else if cx.is_pause(idx) || cx.tokens.surface(idx) == "(" {
            idx = match idx {
                _ if cx.tokens.surface(idx) == "(" => skip_to(cx, idx, limit, ")"),
                _ => idx + 1,
            };
        } else if is_preposition_with_pronoun(cx.folded(idx)) {
            idx += 1;
        } else if is_participle(cx, idx) {
            // "Said, addressing the crowd": the crowd is no subject.
            idx = skip_phrase(cx, idx, limit);
        } else if is_addressee(cx, idx) || is_preposition(cx.folded(idx)) {
            idx = skip_phrase(cx, idx, limit);
        } else if can_begin(cx, idx) {
            return Some(idx);
        } else {
            return None;
        }
    }
    None
}

fn is_participle(cx: &Context<'_>, idx: usize) -> bool {
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
fn is_addressee(cx: &Context<'_>, idx: usize) -> bool {
    let folded = cx.folded(idx);
    if !folded.starts_with('ل') && !folded.starts_with('ب') {
        return false;
    }
    let begins_name =
        cx.mention_at(idx).is_some_and(|mention| mention.tokens.start == idx && cx.starts_bare(mention));
    let is_noun = SOURCE_NOUNS.contains(folded) || cx.adjunct(idx) == Some(Adjunct::Root);
    !begins_name
        && !is_noun
        && (folded.starts_with("لل")
            || folded.starts_with("بال")
            || folded.chars().count() <= 3
            || cx.mention_at(idx).is_some()
            || cx.source_noun(idx).is_some()
            || cx.is_mark(idx + 1))
}

/// Whether a noun phrase can begin with token `idx`.
fn can_begin(cx: &Context<'_>, idx: usize) -> bool {
    if cx.is_mark(idx) {
        return cx.is_word(idx + 1);
    }
    cx.is_word(idx)
        && !is_particle(cx.folded(idx))
        && !is_complementiser(cx, idx)
        && (cx.mention_at(idx).is_some()
            || is_source(cx, idx)
            || !FORMS.contains(cx.folded(idx))
                && !FORMS.contains(cx.after_conjunction(idx))
                && !is_act_noun(cx.tokens.surface(idx), cx.folded(idx)))
}

fn is_source(cx: &Context<'_>, idx: usize) -> bool {
    cx.source_noun(idx).is_some() || cx.phrase_at(idx, PhraseKind::Again).is_some()
}

/// Whether the noun at `idx` can be the source of a statement: people, institutions, documents.
pub(super) fn is_known_source(cx: &Context<'_>, idx: usize) -> bool {
    let idx = cx.phrase_at(idx, PhraseKind::Quantifier).unwrap_or(idx);
    is_source(cx, idx) || cx.role_phrase_at(idx).is_some() || cx.mention_at(idx).is_some()
}

fn is_time(cx: &Context<'_>, idx: usize) -> bool {
    matches!(cx.adjunct(idx), Some(Adjunct::Time | Adjunct::Adverb))
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
    gap.clone().any(|idx| FORMS.contains(cx.after_conjunction(idx)) && cx.mention_at(idx).is_none())
}

/// Where the noun phrase that starts at `start` ends, at `limit` at the latest.
pub(super) fn extent(cx: &Context<'_>, start: usize, limit: usize) -> usize {
    let mut idx = start;
    let mut named = false;
    let mut name = None;
    let mut definite = false;
    while idx < limit {
        if let Some(mention) = cx.mention_at(idx) {
            // An institution behind people is no name of theirs.
            if definite && !named && !is_person(cx, idx) {
                break;
            }
            // Another name behind a name is no part of it.
            if name.is_some_and(|name| name != mention.actor) && mention.tokens.start == idx {
                break;
            }
            if mention.form == MentionForm::Name {
                name = Some(mention.actor);
            }
            idx = mention.tokens.end.max(idx + 1);
            named = true;
            continue;
        }
        if cx.is_mark(idx) {
            match cx.marks.opened_at(idx) {
                Some(marked) if marked.is_closed() && marked.inner.len() <= 4 && !named => {
                    idx = marked.close.end;
                    named = true;
                }
                // The marks of a name that was just read.
                _ if named && idx > start && cx.marks.closed_before(idx + 1).is_some() => idx += 1,
                _ if idx == start || cx.mention_at(idx + 1).is_some() => idx += 1,
                _ => break,
            }
            continue;
        }
        let surface = cx.tokens.surface(idx);
        if surface == "(" && cx.tokens.surface(idx + 2) == ")" {
            idx += 3;
            continue;
        }
        if !cx.is_word(idx) {
            // An apposition: "the minister, Sami al-Hadi,".
            if cx.is_pause(idx) && idx + 1 < limit && begins_apposition(cx, idx + 1) {
                idx += 1;
                continue;
            }
            break;
        }
        let folded = cx.folded(idx);
        let first = idx == start;
        if !first
            && (is_particle(folded)
                || is_complementiser(cx, idx)
                || adverbial(cx, idx).is_some()
                || is_act_noun(surface, folded)
                || opens_with_bi(cx, idx) && !is_nisba(cx, idx))
        {
            break;
        }
        let is_definite_word = is_definite(folded);
        if named && !is_definite_adjective(folded) && cx.source_noun(idx) != Some(SourceNoun::Anonymous) {
            break;
        }
        if definite && !is_definite_adjective(folded) {
            // A name may follow the title.
            let name_follows = (idx..limit.min(idx + 3)).any(|next| is_person(cx, next));
            if !name_follows {
                break;
            }
        }
        definite |= is_definite_word;
        idx += 1;
    }
    idx
}

fn is_person(cx: &Context<'_>, idx: usize) -> bool {
    let actor = cx.mention_at(idx).and_then(|mention| cx.actors.get(mention.actor));
    actor.is_some_and(|actor| actor.kind == EntityKind::Person)
}

fn begins_apposition(cx: &Context<'_>, idx: usize) -> bool {
    let idx = if cx.is_mark(idx) { idx + 1 } else { idx };
    cx.mention_at(idx).is_some_and(|mention| {
        mention.tokens.start == idx
            && cx.starts_bare(mention)
            && cx.actors.get(mention.actor).is_some_and(|actor| actor.kind == EntityKind::Person)
    })
}

/// Whom the words of `phrase` name, decided by its head.
pub(super) fn who(cx: &Context<'_>, phrase: Range<usize>) -> Option<Subject> {
    let start = phrase.clone().find(|&idx| cx.is_word(idx))?;
    let end = phrase.end;
    let mentions = cx.mentions_in(start..end);
    // "The latest poll", "one of the officials": the noun behind says who.
    let head = cx.phrase_at(start, PhraseKind::Quantifier).filter(|&head| head < end).unwrap_or(start);
    let kind = cx.source_noun(head);
    let at_start = mentions.iter().find(|mention| mention.tokens.start == start);
    let named = |mention: &TokenMention| Subject {
        who: Who::Actor(mention.actor),
        words: mention.tokens.clone(),
        end: mention.tokens.end,
    };
    let unnamed = |who: Who| {
        let words = start..widen(cx, extent(cx, head, end).max(head + 1).min(end), end);
        Some(Subject { who, end: words.end, words })
    };
    if let Some(joint) = joint_end(cx, mentions, start, end) {
        return Some(Subject { who: Who::Unnamed, words: start..joint, end: joint });
    }
    if let Some(mention) = at_start.filter(|mention| mention.form == MentionForm::Name) {
        return Some(named(mention));
    }
    if kind == Some(SourceNoun::Document) {
        let issuer =
            mentions.iter().find(|mention| mention.tokens.start <= start + 6 && issues(cx, start, mention));
        return match issuer {
            Some(mention) => Some(Subject { words: start..mention.tokens.end, ..named(mention) }),
            None => unnamed(Who::Document),
        };
    }
    if matches!(kind, Some(SourceNoun::Outlet | SourceNoun::Body)) {
        let name = mentions.iter().find(|mention| {
            mention.tokens.start <= start + 4
                && mention.form == MentionForm::Name
                && !has_preposition(cx, start + 1..mention.tokens.start)
        });
        if let Some(mention) = name {
            return Some(Subject { words: start..mention.tokens.end, ..named(mention) });
        }
    }
    let title = cx.role_phrase_at(start).filter(|_| at_start.is_none());
    // "The court … the decision of X": an institution holds no name.
    if let Some(mention) = at_start
        && cx.actors.get(mention.actor).is_some_and(|actor| actor.kind == EntityKind::Organisation)
    {
        return Some(named(mention));
    }
    if let Some(person) = holder(cx, mentions, start) {
        // Behind a title that the actors know nobody for, only a name that closes the phrase counts.
        let closes =
            person.tokens.end >= end || !cx.is_word(person.tokens.end) || is_time(cx, person.tokens.end);
        if title.is_none_or(|title| title.actor.is_some()) || closes {
            return Some(named(person));
        }
    }
    if let Some(mention) = at_start {
        return Some(named(mention));
    }
    // "The newspaper added", "the source added": the one that spoke last.
    let is_last = kind == Some(SourceNoun::Outlet) && mentions.is_empty() && is_definite(cx.folded(start));
    if is_last {
        return unnamed(Who::Again);
    }
    if let Some(again) = cx.phrase_at(start, PhraseKind::Again)
        && (again >= end
            || !cx.is_word(again)
            || adverbial(cx, again).is_some() && cx.folded(again) != "باسم")
    {
        return Some(Subject { who: Who::Again, words: start..again.min(end), end: again.min(end) });
    }
    unnamed(Who::Unnamed)
}

/// Over phrases that say more of an unnamed source: "of the ministry", "in the name of the army".
fn widen(cx: &Context<'_>, from: usize, limit: usize) -> usize {
    let mut idx = from;
    for _ in 0..3 {
        let links = cx.folded(idx) == "باسم" || matches!(cx.folded(idx), "من" | "في" | "عن" | "لدي" | "علي");
        let is_other = cx.phrase_at(idx + 1, PhraseKind::Occasion).is_some()
            || matches!(cx.source_noun(idx + 1), Some(SourceNoun::Document))
            || is_time(cx, idx + 1)
            || adverbial(cx, idx).is_some() && cx.folded(idx) != "باسم";
        if idx + 1 >= limit || !links || is_other || !can_begin(cx, idx + 1) {
            break;
        }
        idx = extent(cx, idx + 1, limit).max(idx + 1);
    }
    idx.min(limit)
}

/// Whether the mention behind a document is its issuer: in the genitive, after li-, or after
/// "issued by".
fn issues(cx: &Context<'_>, document: usize, mention: &TokenMention) -> bool {
    let between = document + 1..mention.tokens.start;
    // "A statement that the television broadcast": it only passed it on.
    if between.clone().any(|idx| is_verb(cx, idx)) {
        return false;
    }
    match between.clone().find(|&idx| is_preposition(cx.folded(idx))) {
        None => true,
        Some(idx) => matches!(cx.folded(idx), "عن" | "من") && cx.folded(idx - 1).contains("صادر"),
    }
}

/// The person who holds the title that the phrase begins with: the first name that no other word
/// governs.
fn holder<'c>(cx: &'c Context<'_>, mentions: &'c [TokenMention], start: usize) -> Option<&'c TokenMention> {
    let mut governed: Option<&TokenMention> = None;
    for mention in mentions {
        let is_person = cx.actors.get(mention.actor).is_some_and(|actor| actor.kind == EntityKind::Person);
        if !is_person {
            continue;
        }
        let follows_governed = governed.is_some_and(|before| {
            before.actor == mention.actor && mention.tokens.start <= before.tokens.end + 1
        });
        if leaves_phrase(cx, start..mention.tokens.start) {
            return None;
        }
        if follows_governed || is_governed(cx, mention, start) {
            governed = Some(mention);
        } else if mention.form == MentionForm::Name {
            return Some(mention);
        }
    }
    None
}

/// Whether the words between a title and a name lead out of the title: a relative clause, a verb,
/// the occasion of the speech.
fn leaves_phrase(cx: &Context<'_>, mut between: Range<usize>) -> bool {
    between.any(|idx| {
        let leads = matches!(cx.folded(idx), "خلال" | "عقب" | "بعد" | "قبل" | "عبر" | "اثناء" | "حول" | "الي");
        let occasion = cx.folded(idx) == "في"
            && (cx.phrase_at(idx + 1, PhraseKind::Occasion).is_some()
                || cx.source_noun(idx + 1) == Some(SourceNoun::Document));
        leads || occasion || cx.phrase_at(idx, PhraseKind::Relative).is_some()
    })
}

/// Whether another noun or a preposition governs the mention: "the lawyer of X", "in the name of X".
fn is_governed(cx: &Context<'_>, mention: &TokenMention, start: usize) -> bool {
    if !cx.starts_bare(mention) {
        return true;
    }
    let mut before = mention.tokens.start;
    while before > start && cx.is_mark(before - 1) {
        before -= 1;
    }
    if before == start {
        return false;
    }
    let word = cx.folded(before - 1);
    if is_preposition(word) || word == "باسم" {
        return true;
    }
    // "In the name of the president X": the title right after "bi-ism" belongs to X.
    let speaks_for = (start..before).rev().take(4).find(|&idx| cx.folded(idx) == "باسم");
    if speaks_for.is_some_and(|idx| cx.source_noun(idx + 1) == Some(SourceNoun::Honorific)) {
        return true;
    }
    // "Minister in the government of X".
    let heads = matches!(cx.source_noun(before - 1), Some(SourceNoun::Body | SourceNoun::Collective));
    if heads && before > start + 1 && !is_definite(word) {
        return true;
    }
    before == start + 1
        && cx.source_noun(start) == Some(SourceNoun::Anonymous)
        && !is_definite(cx.folded(start))
}

fn has_preposition(cx: &Context<'_>, range: Range<usize>) -> bool {
    range.into_iter().any(|idx| is_preposition(cx.folded(idx)))
}

/// Two actors joined by "and" at the head of the phrase: where the second ends.
fn joint_end(cx: &Context<'_>, mentions: &[TokenMention], start: usize, end: usize) -> Option<usize> {
    // "Each of X and Y".
    let head = if cx.folded(start) == "كل" { start + 2 } else { start + 1 };
    let first = mentions.first().filter(|mention| mention.tokens.start <= head)?;
    let second = mentions.iter().find(|mention| {
        mention.actor != first.actor
            && mention.tokens.start >= first.tokens.end
            && mention.tokens.start <= first.tokens.end + 2
            && mention.tokens.end <= end
    })?;
    let joins = |idx: usize| {
        let folded = cx.folded(idx);
        folded == "و" || folded.starts_with('و')
    };
    let joined = if cx.starts_bare(second) {
        (first.tokens.end..second.tokens.start).any(|idx| cx.folded(idx) == "و")
    } else {
        joins(second.tokens.start)
    };
    joined.then_some(second.tokens.end)
}
