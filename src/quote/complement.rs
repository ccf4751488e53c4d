//! Complements: what a cue reports and where that begins.
//!
//! From the cue to the right, the first thing that the cue's frame allows opens the content: a
//! complementiser, a colon or mark, a preposition, or a noun phrase that names an act. The scan
//! ends at the next cue that has a better claim, and after a bounded number of tokens.

use std::ops::Range;

use super::context::Context;
use super::cue::{Hit, is_connector, starts_clause};
use super::marks::Marked;
use super::noun_phrase::{adverbial, is_act_noun, is_complementiser, is_nisba, opens_with_bi, opens_with_li};
use super::words::{CueForm, Frames, PhraseKind, SourceNoun, Tier};
use crate::enumerated::enumerated;
use crate::segment::TokenKind;

enumerated! {
    /// What opens the content.
    #[derive(Clone, Copy, Debug, PartialEq, Eq)]
    pub(crate) enum Opening {
        /// After a complementiser.
        Clause,
        /// In marks.
        Marks,
        /// After a colon, without marks.
        Colon,
        /// After a preposition.
        Phrase,
        /// A noun phrase.
        Object,
        /// An indirect question.
        Question,
    }
}

impl Opening {
    /// Whether it leaves no doubt that something is reported.
    pub(super) fn is_clear(self) -> bool {
        self == Self::Clause || self.is_direct()
    }

    /// Whether the speaker's own words follow.
    pub(super) fn is_direct(self) -> bool {
        matches!(self, Self::Marks | Self::Colon)
    }
}

/// Where the content of a cue begins.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Complement {
    pub(super) opening: Opening,
    /// The first token of the content.
    pub(super) start: usize,
    /// Where the words between cue and content end.
    pub(super) zone_end: usize,
}

/// How far from the cue its content may open, in tokens.
pub(super) const MAX_ZONE: usize = 45;
const MAX_PHRASE_ZONE: usize = 26;
const MAX_WEAK_ZONE: usize = 14;
const MAX_WEAK_OBJECT: usize = 4;
/// Longest words between a subject and the pause before its clause, in tokens.
pub(super) const MAX_APPOSITION: usize = 16;

/// Longest words between two dashes that stand before the content.
const MAX_ASIDE: usize = 20;
/// "To add": unlike "to follow" and "to complete" it takes no object.
const ADDED: &str = "أضاف";

/// Finds the complement of `hits[n]`.
pub(super) fn locate(cx: &Context<'_>, hits: &[Hit], n: usize) -> Option<Complement> {
    let hit = &hits[n];
    if hit.negated && !hit.frames.has(Frames::ANY) && !matches!(hit.stance, super::Stance::Denies) {
        return None;
    }
    let unit = cx.unit_of(hit.idx);
    let limit = match cx.marks.around(hit.idx) {
        Some(marked) => marked.inner.end.min(unit.end),
        None => unit.end,
    };
    let reach = if hit.tier == Tier::Weak { MAX_WEAK_ZONE } else { MAX_ZONE };
    scan(cx, hits, n, limit.min(hit.end() + reach))
        .or_else(|| super::object::bare_object(cx, hit, limit))
        .filter(|complement| has_substance(cx, hit, complement, limit))
}

/// A phrase of one word says too little to be a statement.
fn has_substance(cx: &Context<'_>, hit: &Hit, complement: &Complement, limit: usize) -> bool {
    let whole = complement.opening == Opening::Phrase
        || hit.frames.has(Frames::ANY) && cx.folded(complement.start).starts_with("ال");
    let needed = if whole { 1 } else { 2 };
    if hit.stance == super::Stance::Denies && cx.phrase_at(complement.start, PhraseKind::Silence).is_some() {
        return false;
    }
    !matches!(complement.opening, Opening::Phrase | Opening::Object)
        || (complement.start..limit.min(complement.start + needed))
            .all(|idx| cx.is_word(idx) || cx.is_mark(idx))
            && complement.start + needed <= limit
}

fn scan(cx: &Context<'_>, hits: &[Hit], n: usize, limit: usize) -> Option<Complement> {
    let hit = &hits[n];
    let mut passes_noun = false;
    let mut last_passed = None;
    let mut next_hit = n + 1;
    let mut idx = hit.end();
    while idx < limit {
        let found = |opening, start| (start < limit).then_some(Complement { opening, start, zone_end: idx });
        while next_hit < hits.len() && hits[next_hit].idx < idx {
            next_hit += 1;
        }
        if let Some(other) = hits.get(next_hit).filter(|other| other.idx == idx) {
            last_passed = Some(idx);
            match yields_to(cx, hit, other) {
                Yield::Stop => return None,
                Yield::Noun => passes_noun = true,
                Yield::Pass => {}
            }
        }
        if let Some(marked) = cx.marks.opened_at(idx) {
            // "The "Citizen's Account" stressed that": the subject stands in marks.
            let is_subject = marked.is_closed()
                && hit.frames.has(Frames::CLAUSE)
                && is_complementiser(cx, marked.close.end);
            // "Trump said "we will see"": verbs that take nothing but speech.
            let says = hit.tier == Tier::Strong
                && !hit.frames.has(Frames::OBJECT.and(Frames::ANY).and(Frames::DOUBLE))
                && cx.mention_at(idx - 1).is_some_and(|mention| mention.tokens.end == idx);
            let announced = says || idx == hit.end() || follows_colon(cx, idx) || begins_clause(cx, marked);
            // "Considered the vote "a step"": the marks hold only a part of what was said.
            let is_part = hit.frames.has(Frames::DOUBLE) && !announced;
            if hit.frames.has(Frames::DIRECT) && !is_part && !is_subject && is_speech(cx, marked, announced) {
                // "Criticised the president for his saying "…"": the noun has the better claim.
                if passes_noun && !hit.frames.has(Frames::RELAY) {
                    return None;
                }
                return found(Opening::Marks, marked.open.end);
            }
            if hit.frames.has(Frames::BI) && marked.is_closed() && opens_with_bi(cx, marked.inner.start) {
                return found(Opening::Phrase, idx);
            }
            // In marks right after the verb: the object itself.
            if hit.frames.has(Frames::ANY.and(Frames::DOUBLE))
                && idx == hit.end()
                && marked.is_closed()
                && !is_name(cx, marked)
            {
                return found(Opening::Object, idx);
            }
            if marked.is_closed() && !inside(marked, hit.idx) {
                idx = marked.close.end;
                continue;
            }
        }
        if hit.frames.has(Frames::CLAUSE.and(Frames::DOCUMENT))
            && is_complementiser(cx, idx)
            && !is_bound(cx, idx)
        {
            let taken = last_passed.is_some_and(|at| at + 1 == idx) && !passes_noun;
            // "said that: "…"": the marks hold the speech.
            let speech = Some(idx + 2)
                .filter(|_| cx.tokens.surface(idx + 1) == ":")
                .and_then(|mark| cx.marks.opened_at(mark));
            return match speech {
                _ if taken => None,
                Some(marked) => found(Opening::Marks, marked.open.end),
                None => found(Opening::Clause, idx + 1),
            };
        }
        // "And added: we will not allow", without a complementiser or a colon.
        let behind_subject = || cx.mention_at(idx - 1).is_some_and(|mention| mention.tokens.end == idx);
        if hit.frames.has(Frames::DIRECT)
            && hit.tier == Tier::Strong
            && (idx == hit.end() || behind_subject())
            && (opens_speech(cx, idx) || idx == hit.end() && hit.lemma == ADDED && is_topic(cx, idx))
        {
            return found(Opening::Clause, idx);
        }
        if let Some(end) = aside(cx, idx, limit) {
            idx = end;
            continue;
        }
        if cx.tokens.surface(idx) == ":"
            && (hit.frames.has(Frames::DIRECT.and(Frames::DOCUMENT))
                || hit.frames.has(Frames::CLAUSE) && hit.tier == Tier::Strong)
        {
            return match cx.marks.opened_at(idx + 1) {
                Some(marked) => found(Opening::Marks, marked.open.end),
                None => found(Opening::Colon, idx + 1),
            };
        }
        if hit.frames.has(Frames::QUESTION) && is_question_word(cx.folded(idx)) {
            return found(Opening::Question, idx);
        }
        if idx < hit.end() + MAX_PHRASE_ZONE
            && let Some(complement) = phrase(cx, hit, idx)
            && !(complement.opening == Opening::Object && clause_follows(cx, hits, next_hit, idx..limit))
        {
            return (complement.start < limit).then_some(complement);
        }
        idx = match adverbial(cx, idx) {
            // "On the fringes of the opening": the act belongs to the adverbial.
            Some(end) if end < limit && end > idx + 1 && takes_genitive(cx.folded(end - 1)) => end + 1,
            Some(end) if end <= limit => end,
            _ => idx + 1,
        };
    }
    None
}

/// Whether a speech without a complementiser opens with token `idx`: "we will not", "I want". Before a
/// complementiser "there" is where somebody said it.
fn opens_speech(cx: &Context<'_>, idx: usize) -> bool {
    let is_where = cx.folded(idx) == "هناك" && is_complementiser(cx, idx + 1);
    cx.phrase_at(idx, PhraseKind::Speech).is_some() && !cx.has_conjunction(idx) && !is_where
}

/// Whether a demonstrative and what it points at open a speech: "added these programmes have", but not
/// "added this official".
fn is_topic(cx: &Context<'_>, idx: usize) -> bool {
    let noun = idx + 1;
    matches!(cx.folded(idx), "هذا" | "هذه" | "تلك")
        && cx.folded(noun).starts_with("ال")
        && cx.source_noun(noun).is_none()
        && cx.mention_at(noun).is_none()
        && cx.role_phrase_at(noun).is_none()
}

/// The end of what stands between two dashes: "adds Warren -and he is head of research- that".
fn aside(cx: &Context<'_>, idx: usize, limit: usize) -> Option<usize> {
    if !cx.tokens.is_dash(idx) {
        return None;
    }
    let close = (idx + 1..limit.min(idx + MAX_ASIDE)).find(|&idx| cx.tokens.is_dash(idx))?;
    is_complementiser(cx, close + 1).then_some(close + 1)
}

/// Whether a complementiser behind a pause opens the content after all: "rights groups defending
/// prisoners, that". Another cue in between would have the better claim to it.
fn clause_follows(cx: &Context<'_>, hits: &[Hit], next_hit: usize, range: Range<usize>) -> bool {
    let next = hits[next_hit..].iter().find(|hit| hit.idx > range.start).map_or(range.end, |hit| hit.idx);
    (range.start + 1..range.end.min(range.start + MAX_APPOSITION).min(next))
        .any(|idx| cx.is_pause(idx - 1) && is_complementiser(cx, idx) && !is_bound(cx, idx))
}

/// Whether the complementiser belongs to the words before it: "since", "although", "must".
pub(super) fn is_bound(cx: &Context<'_>, idx: usize) -> bool {
    (1..=3).any(|back| {
        idx.checked_sub(back).is_some_and(|start| cx.phrase_at(start, PhraseKind::Binder) == Some(idx))
    })
}

/// "Fringe", "frame", "end", "wake", "light" and the like at the end of an adverbial.
fn takes_genitive(folded: &str) -> bool {
    matches!(folded, "هامش" | "اطار" | "ختام" | "اعقاب" | "ضوء" | "ظل" | "مستهل" | "سياق")
}

enum Yield {
    Stop,
    Noun,
    Pass,
}

/// Whether the scan for `hit` has to stop at `other`.
fn yields_to(cx: &Context<'_>, hit: &Hit, other: &Hit) -> Yield {
    let relative = cx.phrase_at(other.idx.saturating_sub(1), PhraseKind::Relative) == Some(other.idx);
    match other.form {
        CueForm::Noun if hit.frames.has(Frames::RELAY) => Yield::Stop,
        // "He went on with the saying" is one cue.
        CueForm::Noun if other.lemma == "قال" && cx.folded(other.idx) != "القول" => Yield::Noun,
        CueForm::Noun => Yield::Pass,
        _ if relative => Yield::Pass,
        CueForm::Participle if other.tier < Tier::Strong => Yield::Pass,
        _ if other.tier == Tier::Strong && (other.conjunction || other.form == CueForm::Participle) => {
            Yield::Stop
        }
        _ if other.conjunction && starts_clause(cx, other.idx) => Yield::Stop,
        _ if other.tier == Tier::Strong
            && (!cx.is_word(other.idx - 1) || is_connector(cx, other.idx - 1)) =>
        {
            Yield::Stop
        }
        _ => Yield::Pass,
    }
}

fn inside(marked: &Marked, idx: usize) -> bool {
    marked.open.start <= idx && idx < marked.close.end
}

fn follows_colon(cx: &Context<'_>, idx: usize) -> bool {
    idx > 0 && cx.tokens.surface(idx - 1) == ":"
}

/// Whether the words in marks begin like a clause: with a complementiser or a particle.
fn begins_clause(cx: &Context<'_>, marked: &Marked) -> bool {
    let first = marked.open.end;
    is_complementiser(cx, first)
        || matches!(cx.folded(first), "لا" | "لن" | "لم" | "ليس" | "نحن" | "هل" | "لقد")
}

/// Whether the marks hold what somebody said, rather than a name or a title.
pub(super) fn is_speech(cx: &Context<'_>, marked: &Marked, announced: bool) -> bool {
    if !marked.is_closed() {
        return announced || !is_titled(cx, marked);
    }
    let n_words = marked.inner.clone().filter(|&idx| cx.is_word(idx)).take(6).count();
    // Right behind a preposition stands a title, not a speech.
    let governed = !announced
        && marked.open.start > 0
        && super::noun_phrase::is_preposition(cx.folded(marked.open.start - 1));
    !governed && !is_name(cx, marked) && !is_titled(cx, marked) && n_words >= if announced { 2 } else { 4 }
}

/// Whether the marks hold a name: one mention covers them, or a noun that takes a name stands
/// before them.
pub(super) fn is_name(cx: &Context<'_>, marked: &Marked) -> bool {
    let words = || marked.inner.clone().filter(|&idx| cx.is_word(idx));
    let Some(first) = words().next() else { return true };
    let covered =
        cx.mention_at(first).is_some_and(|mention| words().all(|idx| mention.tokens.contains(&idx)));
    // "66 %", in marks for no more than looks.
    let number = !words().any(|idx| cx.tokens.kind(idx) != Some(TokenKind::Number));
    if covered || number {
        return true;
    }
    let before = marked.open.start.checked_sub(1);
    let kind = before.and_then(|before| cx.source_noun(before));
    matches!(kind, Some(SourceNoun::Outlet | SourceNoun::Body | SourceNoun::Honorific))
        && words().take(5).count() <= 4
}

/// Whether a word before the marks says that a title follows ("entitled", "film", "book").
fn is_titled(cx: &Context<'_>, marked: &Marked) -> bool {
    let Some(before) = marked.open.start.checked_sub(1) else { return false };
    cx.phrase_at(before, PhraseKind::Title).is_some()
}

fn is_question_word(folded: &str) -> bool {
    // Whether, why, how, what, when, where, who.
    matches!(folded, "هل" | "لماذا" | "كيف" | "عما" | "متي" | "اين" | "ماذا" | "عمن")
}

/// Content after a preposition, attached or free, or as the name of an act.
fn phrase(cx: &Context<'_>, hit: &Hit, idx: usize) -> Option<Complement> {
    let at = |opening, start| Some(Complement { opening, start, zone_end: idx });
    if cx.phrase_at(idx, PhraseKind::Anonymity).is_some() {
        return None;
    }
    let in_name = cx.mention_at(idx).is_some_and(|mention| mention.tokens.start < idx);
    if in_name || adverbial(cx, idx).is_some() {
        return None;
    }
    let free = match cx.folded(idx) {
        "الي" => Frames::ILA,
        "علي" => Frames::ALA,
        "عن" | "حول" => Frames::AN,
        "من" => Frames::MIN,
        "في" => Frames::FI,
        _ => Frames::default(),
    };
    if hit.frames.has(free)
        && !hit.frames.has(Frames::NAMING.and(Frames::RELAY))
        && !is_place_of_source(cx, idx)
    {
        let clause = is_complementiser(cx, idx + 1);
        let start = if clause { idx + 2 } else { idx + 1 };
        return match cx.marks.opened_at(start) {
            Some(marked) if is_name(cx, marked) && !clause => at(Opening::Phrase, start),
            _ if clause => Some(Complement { opening: Opening::Clause, start, zone_end: idx }),
            _ => at(Opening::Phrase, start),
        };
    }
    if idx > hit.end() && is_nisba(cx, idx) {
        return None;
    }
    if hit.frames.has(Frames::BI) && opens_with_bi(cx, idx)
        || hit.frames.has(Frames::LI) && opens_with_li(cx, idx)
    {
        let bare = cx.folded(idx).chars().count() <= 1;
        return at(Opening::Phrase, if bare { idx + 1 } else { idx });
    }
    // "Asked of the workers the doing of".
    let asked_of = hit.lemma == super::report::ASKED
        && (hit.end() + 1..idx).any(|before| cx.folded(before) == "من")
        && !cx.is_mark(idx - 1)
        && cx.folded(idx - 1) != "من"
        && cx.folded(idx).strip_prefix("ال").is_some_and(|bare| is_act_noun(bare, bare));
    if asked_of {
        return at(Opening::Object, idx);
    }
    if hit.frames.has(Frames::OBJECT)
        && (hit.tier > Tier::Weak || idx < hit.end() + MAX_WEAK_OBJECT)
        && is_act_noun(cx.tokens.surface(idx), cx.folded(idx))
    {
        // "News media": the genitive of a source is no act.
        let after_of = idx > hit.end()
            && (super::noun_phrase::is_preposition(cx.folded(idx - 1))
                || super::phrase_end::is_construct(cx, idx - 1));
        if hit.frames.has(Frames::PLEDGE) && !super::object::is_pledge(cx.folded(idx)) {
            return None;
        }
        if !after_of && cx.mention_at(idx).is_none() && !(idx == hit.end() && hit.suffix.is_some()) {
            return at(Opening::Object, idx);
        }
    }
    None
}

/// "From the ministry" behind a source noun: where the source belongs, not what it said.
fn is_place_of_source(cx: &Context<'_>, idx: usize) -> bool {
    cx.mention_at(idx + 1).is_some() && idx > 0 && cx.source_noun(idx - 1) == Some(SourceNoun::Anonymous)
}
