//! Reports: cues with a complement and a subject, before their content has an end.

use super::complement::{Complement, Opening, locate};
use super::context::Context;
use super::cue::{Hit, starts_clause};
use super::subject::{self, Subject, Who};
use super::words::{CueForm, Frames, Number, PHRASES, PhraseKind, Tier};
use crate::actor::Gender;
use crate::names::EntityKind;

/// A cue that reports something.
#[derive(Clone, Debug)]
pub(super) struct Report {
    /// Number of its cue.
    pub(super) hit: usize,
    pub(super) complement: Complement,
    /// Who speaks, if the words beside the cue say it.
    pub(super) subject: Option<Subject>,
    /// Through whom, if the speaker is only quoted by somebody.
    pub(super) relay: Option<Subject>,
    /// Whether somebody passes the statement on, named or not.
    pub(super) relayed: bool,
    /// Whether the noun phrase behind the verb may also be the one who is spoken to.
    pub(super) may_address: bool,
    /// Where the clause of the cue begins: at its subject or at the cue.
    pub(super) clause_start: usize,
}

impl Report {
    /// A report of which nothing is known but its cue and its complement.
    fn bare(hit: usize, clause_start: usize, complement: Complement) -> Self {
        Self { hit, clause_start, complement, subject: None, relay: None, relayed: false, may_address: false }
    }
}

/// How far a participle stands from the verb that governs it, in tokens.
const MAX_GOVERNED: usize = 14;
/// "To accuse": it cannot do without somebody who is accused.
const ACCUSED: &str = "اتهم";
/// "To ask", of somebody.
pub(super) const ASKED: &str = "طلب";
/// Longest possessor of a noun of saying, in tokens.
const MAX_POSSESSOR: usize = 10;

/// The report that `hits[n]` makes, if it makes one.
pub(super) fn find(cx: &Context<'_>, hits: &[Hit], n: usize) -> Option<Report> {
    let hit = &hits[n];
    // "What he called": the next words are his, but nothing is reported.
    let names_wording =
        hit.idx > 0 && cx.phrase_at(hit.idx - 1, PhraseKind::Wording).is_some_and(|end| end > hit.idx);
    let names_its_object = hit.suffix.is_some()
        && hit.frames.has(Frames::NAMING)
        && hit.idx > 0
        && cx.folded(hit.idx - 1).ends_with("ما");
    if names_wording || names_its_object {
        return None;
    }
    // "The summit that he called for": the antecedent is the object.
    let resumes = hit.idx > 0
        && cx.phrase_at(hit.idx - 1, PhraseKind::Relative).is_some()
        && super::noun_phrase::is_preposition_with_pronoun(cx.folded(hit.end()));
    if resumes {
        return None;
    }
    // "The source whom the agency called informed": it describes the source.
    let describes_antecedent = hit.suffix.is_some()
        && hit.frames.has(Frames::NAMING)
        && hit.idx > 0
        && cx.phrase_at(hit.idx - 1, PhraseKind::Relative).is_some();
    let Some(complement) = locate(cx, hits, n).filter(|complement| {
        !describes_antecedent || super::noun_phrase::is_complementiser(cx, complement.start)
    }) else {
        return behind_speech(cx, hit, n);
    };
    if hit.form == CueForm::Noun {
        return noun(cx, hits, n, complement);
    }
    if hit.form == CueForm::Participle {
        return Some(participle(cx, hits, n, complement));
    }
    if hit.frames.has(Frames::DOCUMENT) {
        return document(cx, hit, n, complement);
    }
    // "The channel, which the ministry said that it …": who is named right behind the verb speaks.
    // "Issued a statement in which it said": the verb has the speaker in itself, who is no document.
    let in_speech = matches!(cx.folded(hit.end()), "فيه" | "فيها" | "خلاله" | "خلالها");
    let before = subject::before_verb(cx, hit)
        .filter(|before| before.who != Who::Unnamed || !subject::is_named_at(cx, hit.end()))
        .filter(|before| before.who != Who::Document || !in_speech);
    // "And about its plans for next year he said: …".
    let announces =
        hit.tier == Tier::Strong && complement.opening == Opening::Colon && complement.zone_end == hit.end();
    let starts = in_speech || announces || starts_clause(cx, subject::verb_phrase_start(cx, hit.idx));
    // "said that she demands": a pronoun on the complementiser is the subject.
    let pronoun = before.is_none() && hit.idx > 0 && has_pronoun(cx, hit.idx - 1, complement.opening);
    // Weak verbs are other words in the middle of a clause; "goes on" only reports at once.
    let stands_alone = before.is_none() && !starts;
    let is_direct = complement.opening.is_direct();
    let goes_on =
        hit.adds && hit.form == CueForm::Imperfect && !is_direct && complement.zone_end > hit.end() + 4;
    if hit.tier == Tier::Weak && stands_alone || goes_on {
        return None;
    }
    let mut behind = match &before {
        Some(_) => None,
        None if pronoun => None,
        None => subject::after_verb(cx, hit.end(), complement.zone_end)
            .filter(|subject| !is_addressee(cx, hit, subject) && !subject::disagrees(cx, hit, subject)),
    };
    behind = behind.filter(|subject| !is_accused(hit, &complement, subject));
    behind = behind.map(|subject| without_asked(cx, hit, subject));
    let mut relay = None;
    let mut relayed = false;
    if hit.frames.has(Frames::RELAY) {
        let source = (hit.end()..complement.zone_end)
            .find(|&idx| cx.folded(idx) == source_preposition(hit) && cx.mention_at(idx).is_none());
        // Without "from whom" it is the outlet's own report.
        if let Some(from) = source {
            relay = before.clone().or_else(|| subject::after_verb(cx, hit.end(), from));
            behind = subject::who(cx, from + 1..complement.zone_end);
            relayed = true;
        }
    }
    let subject = if relayed { behind } else { behind.or(before) };
    // "and called on the residents to be careful": after another report the residents are called on.
    let spoken_to = Frames::BI.and(Frames::LI).and(Frames::MIN).and(Frames::ALA).and(Frames::QUESTION);
    let may_address = hit.frames.has(spoken_to)
        && (hit.conjunction || hit.idx > 0 && cx.folded(hit.idx - 1) == "كما")
        && subject.as_ref().is_some_and(|subject| subject.who.is_nobody() && subject.words.start > hit.idx);
    let is_phrase = matches!(complement.opening, Opening::Phrase | Opening::Object);
    let is_known = match &subject {
        // In the middle of a clause a verb without a subject says something of a thing.
        None => (starts || pronoun) && !(is_phrase && hit.tier == Tier::Weak),
        // So does a phrase after a noun that names nobody, and a weak verb ("the question arises:").
        Some(subject) => {
            !is_phrase && hit.tier > Tier::Weak
                || subject.who != Who::Unnamed
                || subject::is_known_source(cx, subject.words.start)
        }
    };
    let said_of_thing = subject.is_none() && is_phrase && is_relative(cx, hit);
    // Verbs of passing on mean "to move", too.
    let is_moved = hit.frames.has(Frames::RELAY)
        && !relayed
        && !subject.as_ref().is_some_and(|subject| {
            matches!(subject.who, Who::Actor(_) | Who::Again | Who::Described)
                || subject::is_known_source(cx, subject.words.start)
        });
    // "And urging them to": with a pronoun only a clause shows that somebody was told something.
    let object = Frames::BI.and(Frames::LI).and(Frames::NAMING).and(Frames::DOUBLE).and(Frames::ANY);
    if hit.suffix.is_some() && is_phrase && !hit.frames.has(object) {
        return None;
    }
    // An imperfect behind a noun describes it: "a draft that threatens sanctions".
    let describes = is_phrase && hit.form == CueForm::Imperfect && stands_alone && !pronoun
        || hit.suffix.is_some() && stands_alone;
    if !is_known || is_moved || describes || said_of_thing {
        return None;
    }
    let clause_start = clause_start(cx, hit, subject.as_ref());
    Some(Report { hit: n, complement, subject, relay, relayed, may_address, clause_start })
}

/// Where the clause of a cue begins: at its subject, with the marks before it, or at the cue.
fn clause_start(cx: &Context<'_>, hit: &Hit, subject: Option<&Subject>) -> usize {
    let mut start = subject.map_or(hit.idx, |subject| subject.words.start.min(hit.idx));
    while start < hit.idx && start > 0 && cx.is_mark(start - 1) {
        start -= 1;
    }
    start
}

/// "The minister asked of the workers": they are no part of him.
fn without_asked(cx: &Context<'_>, hit: &Hit, mut subject: Subject) -> Subject {
    let mut behind = subject.words.clone().skip(1);
    if hit.lemma == ASKED
        && let Some(from) = behind.find(|&idx| cx.folded(idx) == "من")
    {
        subject.words.end = from;
    }
    subject
}

/// "And she accused the movement of": who stands alone between the verb and the charge is charged.
fn is_accused(hit: &Hit, complement: &Complement, behind: &Subject) -> bool {
    hit.lemma == ACCUSED && complement.opening == Opening::Phrase && behind.words.end >= complement.zone_end
}

/// "Which threatens to": the verb says something of what stands before the relative pronoun.
fn is_relative(cx: &Context<'_>, hit: &Hit) -> bool {
    let first = subject::verb_phrase_start(cx, hit.idx);
    first.checked_sub(1).is_some_and(|at| cx.phrase_at(at, PhraseKind::Relative) == Some(first))
}

/// Takes out the nouns of saying that stand between another cue and its content: "the families said
/// in their appeal for help: …".
pub(super) fn drop_inner_nouns(hits: &[Hit], reports: &mut Vec<Report>) {
    let mut zone_end = 0;
    reports.retain(|report| {
        let hit = &hits[report.hit];
        let is_inner = hit.form == CueForm::Noun && !report.relayed && hit.idx < zone_end;
        let opens = report.complement.opening.is_clear();
        if !is_inner && opens && hit.is_verb() && report.complement.start > hit.idx {
            zone_end = zone_end.max(report.complement.zone_end);
        }
        !is_inner
    });
}

/// "Added the minister, saying": a verb that has no content of its own governs the participle, and
/// its subject speaks.
fn participle(cx: &Context<'_>, hits: &[Hit], n: usize, complement: Complement) -> Report {
    let hit = &hits[n];
    let bare = |complement| Report::bare(n, hit.idx, complement);
    let unit = cx.unit_of(hit.idx);
    let governs = |other: &&Hit| {
        let first = subject::verb_phrase_start(cx, other.idx);
        other.form == CueForm::Perfect
            && !other.negated
            && other.idx >= unit.start
            && other.idx + MAX_GOVERNED >= hit.idx
            && starts_clause(cx, first)
    };
    let Some(verb) = hits[..n].last().filter(governs) else { return bare(complement) };
    let same_marks = cx.marks.around(verb.idx).map(|marked| marked.open.start)
        == cx.marks.around(hit.idx).map(|marked| marked.open.start);
    if !same_marks || locate(cx, hits, n - 1).is_some_and(|found| found.start < complement.start) {
        return bare(complement);
    }
    let before = subject::before_verb(cx, verb);
    let subject = before.or_else(|| subject::after_verb(cx, verb.end(), hit.idx)).filter(|subject| {
        !matches!(subject.who, Who::Unnamed) || subject::is_known_source(cx, subject.words.start)
    });
    if subject.is_none() && verb.end() != hit.idx {
        return bare(complement);
    }
    let clause_start = subject.as_ref().map_or(verb.idx, |subject| subject.words.start.min(verb.idx));
    Report { subject, ..Report::bare(n, clause_start, complement) }
}

/// The preposition before the source of a verb of passing on: "quoted from", "ascribed to".
fn source_preposition(hit: &Hit) -> &'static str {
    if hit.frames.has(Frames::ILA) { "الي" } else { "عن" }
}

/// Whether the noun phrase behind a verb that is spoken to somebody is that somebody: it does not
/// agree with the verb.
fn is_addressee(cx: &Context<'_>, hit: &Hit, subject: &Subject) -> bool {
    let spoken_to = hit.frames.has(Frames::BI.and(Frames::LI).and(Frames::MIN).and(Frames::ALA));
    let masculine = hit.agreement.gender == Gender::Masculine && hit.agreement.number == Number::Singular;
    if !spoken_to || !masculine {
        return false;
    }
    let head = subject.words.start;
    let has_feminine_ending = cx.tokens.surface(head).ends_with('\u{629}');
    match subject.who.actor().and_then(|actor| cx.actors.get(actor)).map(|actor| actor.kind) {
        Some(EntityKind::Person) => false,
        // Most countries and cities are feminine; only behind another report, where the subject is
        // known already.
        Some(EntityKind::Place) => {
            let goes_on = hit.conjunction || hit.idx > 0 && cx.folded(hit.idx - 1) == "كما";
            has_feminine_ending || goes_on && cx.phrase_at(head, PhraseKind::MasculinePlace).is_none()
        }
        _ => has_feminine_ending,
    }
}

/// Whether token `idx` is a complementiser with a pronoun, or before a clause "but he".
fn has_pronoun(cx: &Context<'_>, idx: usize, opening: Opening) -> bool {
    super::noun_phrase::is_complementiser(cx, idx) && cx.folded(idx).ends_with(['ه', 'ا', 'م'])
        || opening == Opening::Clause && super::extent::is_but_he(cx.folded(idx))
}

/// "…", said the minister: the speech stands in marks before its verb.
fn behind_speech(cx: &Context<'_>, hit: &Hit, n: usize) -> Option<Report> {
    if !hit.is_verb() || hit.conjunction || hit.negated || !hit.frames.has(Frames::DIRECT) {
        return None;
    }
    let mut end = hit.idx;
    while end > 0 && cx.is_pause(end - 1) {
        end -= 1;
    }
    // "…", thus said the minister.
    let announced = end > 0 && cx.folded(end - 1) == "هكذا";
    if announced {
        end -= 1;
        while end > 0 && cx.is_pause(end - 1) {
            end -= 1;
        }
    }
    let marked =
        cx.marks.closed_before(end).filter(|marked| super::complement::is_speech(cx, marked, announced))?;
    let unit = cx.unit_of(hit.idx);
    let limit = (hit.end()..unit.end).find(|&idx| !cx.is_word(idx) && !cx.is_mark(idx)).unwrap_or(unit.end);
    let subject = subject::after_verb(cx, hit.end(), limit)?;
    let complement = Complement { opening: Opening::Marks, start: marked.open.end, zone_end: limit };
    let clause_start = marked.open.start;
    Some(Report { subject: Some(subject), ..Report::bare(n, clause_start, complement) })
}

/// "It says in the letter that": the document is the speaker.
fn document(cx: &Context<'_>, hit: &Hit, n: usize, complement: Complement) -> Option<Report> {
    let zone = hit.end() + 1..complement.zone_end;
    if cx.folded(hit.end()) != "في" || zone.is_empty() {
        return None;
    }
    let subject = subject::who(cx, zone)?;
    Some(Report { subject: Some(subject), ..Report::bare(n, hit.idx, complement) })
}

/// "The minister's statement that": the possessor is the speaker.
fn noun(cx: &Context<'_>, hits: &[Hit], n: usize, complement: Complement) -> Option<Report> {
    let hit = &hits[n];
    if hit.suffix.is_some() {
        // "Quoted X as saying": the source stands before the noun.
        let unit = cx.unit_of(hit.idx);
        let relays = hits[..n].iter().rev().take_while(|other| other.idx >= unit.start);
        for other in relays.filter(|other| other.frames.has(Frames::RELAY)) {
            // "Quoted him as saying": the source is a pronoun.
            let pronoun = (other.end()..hit.idx).any(|idx| matches!(cx.folded(idx), "عنه" | "عنها" | "عنهم"));
            if pronoun {
                let relay = subject::after_verb(cx, other.end(), hit.idx);
                let clause_start = other.idx;
                return Some(Report { relay, relayed: true, ..Report::bare(n, clause_start, complement) });
            }
            let from = (other.end()..hit.idx)
                .find(|&idx| cx.folded(idx) == source_preposition(other) && cx.mention_at(idx).is_none());
            if let Some(from) = from {
                let relay =
                    subject::after_verb(cx, other.end(), from).or_else(|| subject::before_verb(cx, other));
                let subject = subject::who(cx, from + 1..hit.idx);
                return Some(Report {
                    subject,
                    relay,
                    relayed: true,
                    ..Report::bare(n, other.idx, complement)
                });
            }
        }
        return Some(Report::bare(n, hit.idx, complement));
    }
    // "In order to accuse": nobody has.
    let before = hit.idx.checked_sub(1).map_or("", |before| cx.folded(before));
    if PHRASES.get(before).contains(&PhraseKind::Purpose) {
        return None;
    }
    // "To accuse the government of": what for.
    if hit.lemma == ACCUSED && cx.folded(hit.idx).starts_with('ل') {
        return None;
    }
    // "By saying": as good as a participle.
    if cx.folded(hit.idx) == "بالقول" {
        return Some(Report::bare(n, hit.idx, complement));
    }
    // Without a possessor it is a noun like others.
    let possessor = hit.end();
    if possessor >= complement.zone_end
        || complement.zone_end > possessor + MAX_POSSESSOR
        || super::noun_phrase::is_preposition(cx.folded(possessor))
        || cx.mention_at(possessor).is_some_and(|mention| !cx.starts_bare(mention))
        || cx.folded(possessor).starts_with("لل")
        // "A press statement": an adjective is no possessor.
        || cx.mention_at(possessor).is_none()
            && !super::noun_phrase::is_definite(cx.folded(possessor))
            && super::noun_phrase::is_nisba(cx, possessor)
    {
        return None;
    }
    let subject = subject::who(cx, possessor..complement.zone_end)?;
    let named = matches!(subject.who, subject::Who::Actor(_)) && subject.words.start <= possessor + 4;
    let unnamed = cx.source_noun(possessor).is_some();
    (named || unnamed).then_some(Report {
        hit: n,
        clause_start: hit.idx,
        complement,
        subject: Some(subject),
        relay: None,
        relayed: false,
        may_address: false,
    })
}
