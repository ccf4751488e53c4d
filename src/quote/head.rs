//! Heads: whom the words of a subject mean.
//!
//! The head of a noun phrase decides: in "the spokesman of the ministry" the ministry does not
//! speak, in "minister of defence Sami" Sami does, in "a statement by the ministry" its issuer.

use std::ops::Range;

use super::context::{Context, TokenMention};
use super::cue::{take_pronoun, verb_frames};
use super::noun_phrase::{
    adverbial, is_act_noun, is_complementiser, is_definite, is_definite_adjective, is_particle,
    is_preposition,
};
use super::phrase_end::{extent, widen};
use super::words::{Adjunct, FORMS, PhraseKind, SourceNoun};
use crate::actor::{ActorId, MentionForm};
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
    /// Somebody described by what he is: "the party official".
    Described,
}

impl Who {
    /// Whether the words alone name nobody that is known.
    pub(super) fn is_nobody(self) -> bool {
        matches!(self, Self::Unnamed | Self::Described)
    }

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

/// Whom the words of `phrase` name, decided by its head.
pub(super) fn who(cx: &Context<'_>, phrase: Range<usize>) -> Option<Subject> {
    let mut start = phrase.clone().find(|&idx| cx.is_word(idx))?;
    let end = phrase.end;
    // "His excellency the minister": the title says who.
    if start + 1 < end && is_style(cx.folded(start)) && cx.folded(start + 1).starts_with("ال") {
        start += 1;
    }
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
    let joint = joint_end(cx, mentions, start, end).or_else(|| joint_with_unnamed(cx, at_start, start..end));
    if let Some(joint) = joint {
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
            // "Reports say", "a new study says": none that was spoken of before.
            None if cx.phrase_at(head, PhraseKind::Fresh).is_some() => unnamed(Who::Unnamed),
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
    // "The family of X": nobody of them is named.
    let holder = holder(cx, mentions, start).filter(|_| !super::phrase_end::is_kin(cx, start));
    if let Some(person) = holder {
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
    if is_description(cx, start, end) {
        return unnamed(Who::Described);
    }
    unnamed(Who::Unnamed)
}

/// A noun for one person with the article and nothing behind it but adjectives: he was spoken of
/// before.
fn is_description(cx: &Context<'_>, start: usize, end: usize) -> bool {
    let is_person = matches!(cx.source_noun(start), Some(SourceNoun::Anonymous | SourceNoun::Honorific));
    let is_one = !["ون", "ين", "ان", "اء"].iter().any(|ending| cx.folded(start).ends_with(ending));
    let mut idx = start + 1;
    while idx < end && is_definite_adjective(cx.folded(idx)) {
        idx += 1;
    }
    let ends = idx >= end
        || !cx.is_word(idx)
        || adverbial(cx, idx).is_some()
        || is_preposition(cx.folded(idx))
            && (cx.folded(idx) != "في" || super::setting::is_medium(cx, idx + 1))
        || is_same(cx.folded(idx));
    is_person && is_one && ends && cx.folded(start).starts_with("ال")
}

/// Styles of address before a title: his excellency, his highness, his eminence.
fn is_style(folded: &str) -> bool {
    matches!(folded, "معالي" | "سعاده" | "فخامه" | "دوله" | "سمو" | "سماحه" | "فضيله" | "جلاله")
}

/// "The same", behind its noun.
fn is_same(folded: &str) -> bool {
    matches!(folded, "نفسه" | "نفسها" | "ذاته" | "ذاتها" | "عينه" | "عينها")
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
    let first = between.start;
    between.any(|idx| {
        let leads = matches!(cx.folded(idx), "خلال" | "عقب" | "بعد" | "قبل" | "عبر" | "اثناء" | "حول" | "الي");
        // "The scout (praised) the skills of X": a bare noun behind an adjective begins a new phrase.
        let begins = idx > first + 1
            && is_definite_adjective(cx.folded(idx - 1))
            && cx.is_arabic(idx)
            && !is_definite(cx.folded(idx))
            && !is_preposition(cx.folded(idx))
            && cx.mention_at(idx).is_none()
            && cx.source_noun(idx).is_none()
            && cx.adjunct(idx).is_none()
            && !cx.folded(idx).starts_with(['ل', 'ب', 'و'])
            && is_act_noun(cx.tokens.surface(idx), cx.folded(idx));
        let occasion = cx.folded(idx) == "في"
            && (cx.phrase_at(idx + 1, PhraseKind::Occasion).is_some()
                || cx.source_noun(idx + 1) == Some(SourceNoun::Document));
        leads || begins || occasion || cx.phrase_at(idx, PhraseKind::Relative).is_some()
    })
}

/// Whether another noun or a preposition governs the mention: "the lawyer of X", "in the name of X".
fn is_governed(cx: &Context<'_>, mention: &TokenMention, start: usize) -> bool {
    if !cx.starts_bare(mention) {
        // "The former deputy and great journalist X": two titles of one man, if nobody is known by the first.
        let goes_on = mention.form == MentionForm::Role
            && cx.folded(mention.tokens.start).starts_with('و')
            && cx.role_phrase_at(start).is_some_and(|title| title.actor.is_none());
        return !goes_on;
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
        && !is_possessed(cx, start)
}

/// Whether a pronoun is written on to the noun: "his colleague".
pub(super) fn is_possessed(cx: &Context<'_>, idx: usize) -> bool {
    let folded = cx.folded(idx);
    // The feminine ending is folded to the same letter as "his".
    let is_feminine = cx.tokens.surface(idx).ends_with('\u{629}');
    !is_feminine && take_pronoun(folded).is_some_and(|(bare, _)| super::facts::is_source_noun(bare))
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
    let adjacent = (first.tokens.end..second.tokens.start).find(|&idx| !cx.is_mark(idx)).is_none_or(joins);
    let joined = adjacent
        && if cx.starts_bare(second) {
            (first.tokens.end..second.tokens.start).any(|idx| cx.folded(idx) == "و")
        } else {
            joins(second.tokens.start)
        };
    joined.then_some(second.tokens.end)
}

/// A body and, joined to it by "and", somebody without a name or another body: where the second ends.
fn joint_with_unnamed(cx: &Context<'_>, named: Option<&TokenMention>, phrase: Range<usize>) -> Option<usize> {
    let Range { start, end } = phrase;
    if cx.folded(start) == "كل" && cx.folded(start + 1) == "من" {
        return each_of(cx, start, end);
    }
    let is_body = named.map_or_else(
        || cx.source_noun(start) == Some(SourceNoun::Collective),
        |mention| cx.kind(mention.actor) == Some(EntityKind::Organisation),
    );
    if !is_body {
        return None;
    }
    let second = named.map_or_else(|| extent(cx, start, end), |mention| mention.tokens.end);
    let joins = second < end
        && cx.has_conjunction(second)
        && cx.mention_at(second).is_none_or(|mention| !cx.starts_bare(mention))
        && matches!(
            cx.source_noun(second),
            Some(SourceNoun::Anonymous | SourceNoun::Collective | SourceNoun::Body)
        );
    joins.then(|| extent(cx, second, end).max(second + 1))
}

/// "Each of the minister of the interior and the minister of defence": where the last one ends.
fn each_of(cx: &Context<'_>, start: usize, end: usize) -> Option<usize> {
    let mut last = extent(cx, start + 2, end);
    let one = last;
    while last < end && cx.has_conjunction(last) && (is_source(cx, last) || cx.role_phrase_at(last).is_some())
    {
        last = extent(cx, last, end).max(last + 1);
    }
    (last > one).then_some(last)
}

/// Whether a noun phrase can begin with token `idx`.
pub(super) fn can_begin(cx: &Context<'_>, idx: usize) -> bool {
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

pub(super) fn is_source(cx: &Context<'_>, idx: usize) -> bool {
    cx.source_noun(idx).is_some() || cx.phrase_at(idx, PhraseKind::Again).is_some()
}

/// Whether the noun at `idx` can be the source of a statement: people, institutions, documents.
pub(super) fn is_known_source(cx: &Context<'_>, idx: usize) -> bool {
    let idx = cx.phrase_at(idx, PhraseKind::Quantifier).unwrap_or(idx);
    is_source(cx, idx) || cx.role_phrase_at(idx).is_some() || cx.mention_at(idx).is_some()
}

pub(super) fn is_time(cx: &Context<'_>, idx: usize) -> bool {
    matches!(cx.adjunct(idx), Some(Adjunct::Time | Adjunct::Adverb))
}

pub(super) fn is_verb(cx: &Context<'_>, idx: usize) -> bool {
    let is_form = FORMS.contains(cx.after_conjunction(idx)) || verb_frames(cx, idx).is_some();
    is_form && cx.mention_at(idx).is_none() && !is_source(cx, idx)
}
