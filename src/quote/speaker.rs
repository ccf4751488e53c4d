//! Speakers: who says what the cue reports, followed through the article.
//!
//! A third of all cues in Arabic news name no speaker. The verb's gender and number and the last
//! speakers decide then: a participle belongs to the verb before it in its sentence, a coordinated
//! verb to the subject of its sentence, and "he added" to the last speaker, over sentences and
//! paragraphs. Where nothing fits the speaker stays unclear.

use std::ops::Range;

use super::context::{Context, TokenMention};
use super::cue::Hit;
use super::report::Report;
use super::subject::{self, Subject, Who};
use super::words::{Agreement, CueForm, Number, PHRASES, PhraseKind};
use crate::actor::{ActorId, Gender, MentionForm};
use crate::enumerated::enumerated;
use crate::names::EntityKind;
use crate::text::CleanSpan;

/// Who spoke.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Speaker {
    pub(super) actor: Option<ActorId>,
    /// The words that name the speaker, here or where last named.
    pub(super) words: Option<CleanSpan>,
}

enumerated! {
    /// How the speaker was found; the name is part of the rule that the output shows.
    #[derive(Clone, Copy, Debug, PartialEq, Eq)]
    pub(crate) enum Path {
        Subject,
        Participle,
        Coordinated,
        Carried,
        Possessive,
        Again,
        Unclear,
    }
}

#[derive(Clone, Debug)]
pub(super) struct Resolved {
    pub(super) speaker: Speaker,
    /// Whether the words stand beside the cue.
    pub(super) explicit: bool,
    pub(super) path: Path,
}

impl Resolved {
    /// Nobody that could be told.
    pub(super) fn unclear() -> Self {
        Self { speaker: Speaker { actor: None, words: None }, explicit: false, path: Path::Unclear }
    }
}

/// A speaker with what is known of his grammar.
#[derive(Clone, Debug)]
struct Turn {
    speaker: Speaker,
    agreement: Option<Agreement>,
    unit: usize,
    paragraph: u32,
}

/// The speakers so far, the last one at the end.
#[derive(Debug, Default)]
pub(super) struct Speakers {
    turns: Vec<Turn>,
    /// Gender of actors as the verbs with them as subject showed it.
    genders: Vec<(ActorId, Gender)>,
}

/// How far a speaker is carried, in paragraphs.
const MAX_PARAGRAPHS: u32 = 4;
const MAX_TURNS: usize = 8;
/// How far from its verb the letter or speech stands "in which" somebody says something, in tokens.
const MAX_LETTER: usize = 16;
/// How many mentions of a sentence are tried.
const MAX_MENTIONS: usize = 24;
/// How far from the start of their sentence the people stand who are its subject, and how long the words
/// for them are, in tokens.
const MAX_PEOPLE: usize = 8;

impl Speakers {
    /// Decides who speaks in `report` and remembers him.
    pub(super) fn resolve(&mut self, cx: &Context<'_>, hit: &Hit, report: &Report) -> Resolved {
        let unit = cx.unit_of(hit.idx);
        let resolved = self.find(cx, hit, report, &unit);
        let agreement = self.agreement(hit, report, &resolved);
        if resolved.path != Path::Unclear {
            self.remember(cx, resolved.speaker.clone(), agreement, unit.start);
        }
        resolved
    }

    /// Decides who speaks in `report` without remembering him.
    pub(super) fn look(&self, cx: &Context<'_>, hit: &Hit, report: &Report) -> Resolved {
        self.find(cx, hit, report, &cx.unit_of(hit.idx))
    }

    /// Whom `subject` names, in `unit`.
    pub(super) fn name(&self, cx: &Context<'_>, subject: &Subject, unit: &Range<usize>) -> Resolved {
        self.named(cx, subject, unit)
    }

    /// The last speaker, if he is near `unit`.
    pub(super) fn last_turn(&self, cx: &Context<'_>, unit: &Range<usize>) -> Option<Speaker> {
        let turn = self.turns.last()?;
        (turn.paragraph + 1 >= cx.paragraph_of(unit.start)).then(|| turn.speaker.clone())
    }

    /// Remembers a source that was named outside a report.
    pub(super) fn note(&mut self, cx: &Context<'_>, speaker: Speaker, at: usize) {
        let unit = cx.unit_of(at);
        self.remember(cx, speaker, None, unit.start);
    }

    /// Remembers an unnamed source that was named beside the speaker: he is not the last speaker, but
    /// "the source" means him.
    pub(super) fn note_aside(&mut self, cx: &Context<'_>, words: Option<CleanSpan>, at: usize) {
        let last = self.turns.pop();
        self.note(cx, Speaker { actor: None, words }, at);
        self.turns.extend(last);
    }

    fn remember(&mut self, cx: &Context<'_>, speaker: Speaker, agreement: Option<Agreement>, unit: usize) {
        if self.turns.len() == MAX_TURNS {
            self.turns.remove(0);
        }
        self.turns.push(Turn { speaker, agreement, unit, paragraph: cx.paragraph_of(unit) });
    }

    fn agreement(&mut self, hit: &Hit, report: &Report, resolved: &Resolved) -> Option<Agreement> {
        let shown = match hit.form {
            CueForm::Noun => hit.suffix?,
            _ => hit.agreement,
        };
        let behind = report.subject.as_ref().is_some_and(|subject| subject.words.start > hit.idx);
        if let (Some(actor), true) = (resolved.speaker.actor, report.subject.is_some())
            && hit.is_verb()
            && !matches!(report.subject, Some(Subject { who: Who::Document, .. }))
            && shown.number == Number::Singular
        {
            self.genders.retain(|(known, _)| *known != actor);
            self.genders.push((actor, shown.gender));
        }
        // A verb before a plural subject is singular: it tells the gender of the group only.
        let is_group = behind && resolved.speaker.actor.is_none();
        (!is_group).then_some(shown)
    }

    fn find(&self, cx: &Context<'_>, hit: &Hit, report: &Report, unit: &Range<usize>) -> Resolved {
        let addressed = report.may_address
            && self
                .turns
                .last()
                .is_some_and(|turn| turn.unit == unit.start && self.fits(cx, turn, hit.agreement));
        if let Some(subject) = report.subject.as_ref().filter(|_| !addressed) {
            return self.named(cx, subject, unit);
        }
        let wanted = hit.suffix.filter(|_| hit.form == CueForm::Noun).unwrap_or(hit.agreement);
        if hit.form == CueForm::Noun && report.relayed {
            return self.last(cx, hit, wanted, unit);
        }
        if let Some(speaker) = self.author(cx, hit, unit) {
            return Resolved { speaker, explicit: false, path: Path::Coordinated };
        }
        let in_unit = self.turns.iter().rfind(|turn| turn.unit == unit.start);
        if hit.form == CueForm::Participle || hit.form == CueForm::Noun && hit.suffix.is_none() {
            if let Some(turn) = in_unit {
                // "The audience repeated it, saying (p)": not the one who spoke.
                let several = hit.form == CueForm::Participle && hit.agreement.number != Number::Singular;
                let one = turn.speaker.actor.and_then(|actor| cx.actors.get(actor));
                if several && one.is_some_and(|actor| actor.kind == EntityKind::Person) {
                    let speaker = Speaker { actor: None, words: None };
                    return Resolved { speaker, explicit: false, path: Path::Participle };
                }
                return carried(turn, Path::Participle);
            }
        } else if let Some(turn) = in_unit.filter(|turn| self.fits(cx, turn, wanted)) {
            return carried(
                turn,
                if hit.form == CueForm::Noun { Path::Possessive } else { Path::Coordinated },
            );
        }
        if hit.form == CueForm::Noun && hit.suffix.is_some() {
            let nearest = self.nearest(cx, unit.start..hit.idx, wanted);
            return nearest.map_or_else(
                || self.last(cx, hit, wanted, unit),
                |speaker| Resolved { speaker, explicit: false, path: Path::Possessive },
            );
        }
        let clause = unit.start..hit.idx;
        // "The minister met his counterpart, stressing (p)": both.
        if hit.form == CueForm::Participle && hit.agreement.number != Number::Singular && meet(cx, &clause) {
            let speaker = Speaker { actor: None, words: None };
            return Resolved { speaker, explicit: false, path: Path::Participle };
        }
        let own = people(cx, clause.clone(), wanted)
            .or_else(|| self.subject_of_clause(cx, clause.clone(), wanted))
            .or_else(|| self.country(cx, clause, hit));
        if let Some(speaker) = own.filter(|_| !hit.adds) {
            return Resolved { speaker, explicit: false, path: Path::Coordinated };
        }
        // "But an official, who asked not to be named, said".
        let unnamed = subject::at_start(cx, unit.start..hit.idx);
        if let Some(subject) = unnamed.filter(|_| !hit.adds && !hit.conjunction) {
            return self.named(cx, &subject, unit);
        }
        let last = self.last(cx, hit, wanted, unit);
        if last.path == Path::Unclear
            && hit.is_verb()
            && let Some(speaker) = people(cx, cx.unit_before(unit.start), wanted)
        {
            return Resolved { speaker, explicit: false, path: Path::Carried };
        }
        last
    }

    fn named(&self, cx: &Context<'_>, subject: &Subject, unit: &Range<usize>) -> Resolved {
        let words = cx.source_span(subject.words.clone());
        let explicit =
            |actor| Resolved { speaker: Speaker { actor, words }, explicit: true, path: Path::Subject };
        match subject.who {
            Who::Actor(actor) => Resolved {
                speaker: Speaker { actor: Some(actor), words: mention_span(cx, subject, actor).or(words) },
                explicit: true,
                path: Path::Subject,
            },
            Who::Unnamed => explicit(None),
            // "The party official" is the one person who spoke just before, if only one did.
            Who::Described => match self.described(cx, subject, unit) {
                Some(actor) => Resolved { path: Path::Again, ..explicit(Some(actor)) },
                None => explicit(None),
            },
            // A bare document or "the same source" is whoever was named just before.
            Who::Again | Who::Document => {
                let paragraph = cx.paragraph_of(unit.start);
                let mut near = self.turns.iter().rev().take_while(|turn| turn.paragraph + 2 > paragraph);
                let near = match subject.who {
                    Who::Document => near.take(3).find(|turn| can_issue(cx, &turn.speaker)).or_else(|| {
                        // A country, if it spoke last.
                        self.turns
                            .last()
                            .filter(|turn| turn.paragraph + 2 > paragraph && is_place(cx, &turn.speaker))
                    }),
                    // "The source" has no name.
                    _ if cx.folded(subject.words.start).contains("مصدر")
                        || cx.folded(subject.words.start).contains("مصادر") =>
                    {
                        near.clone().find(|turn| turn.speaker.actor.is_none()).or_else(|| near.next())
                    }
                    _ => near.next(),
                };
                let actor = near.and_then(|turn| turn.speaker.actor);
                Resolved { path: Path::Again, ..explicit(actor) }
            }
        }
    }

    /// The person that a description without a name means: the only person who has spoken in this
    /// paragraph or the one before it, and of that gender.
    fn described(&self, cx: &Context<'_>, subject: &Subject, unit: &Range<usize>) -> Option<ActorId> {
        let paragraph = cx.paragraph_of(unit.start);
        let last = self.turns.last().filter(|turn| turn.paragraph + 1 >= paragraph)?.speaker.actor?;
        let feminine = cx.tokens.surface(subject.words.start).ends_with('\u{629}');
        let gender = if feminine { Gender::Feminine } else { Gender::Masculine };
        let is_person = cx.actors.get(last).is_some_and(|actor| actor.kind == EntityKind::Person);
        let agrees = self.agrees(cx, last, Agreement { gender, number: Number::Singular });
        let near = self.turns.iter().rev().take_while(|turn| turn.paragraph + 2 >= paragraph);
        let alone = near.filter_map(|turn| turn.speaker.actor).all(|actor| {
            actor == last || cx.actors.get(actor).is_none_or(|known| known.kind != EntityKind::Person)
        });
        (is_person && agrees && alone).then_some(last)
    }

    /// The last speaker who agrees with the verb.
    fn last(&self, cx: &Context<'_>, hit: &Hit, wanted: Agreement, unit: &Range<usize>) -> Resolved {
        let paragraph = cx.paragraph_of(unit.start);
        let reset = cx.phrase_at(unit.start, PhraseKind::Reset).is_some() && !hit.adds;
        let fitting = self
            .turns
            .iter()
            .rev()
            .take_while(|turn| turn.paragraph + MAX_PARAGRAPHS >= paragraph && !reset)
            .find(|turn| self.fits(cx, turn, wanted));
        fitting.map_or_else(Resolved::unclear, |turn| carried(turn, Path::Carried))
    }

    /// The first actor of the sentence that no preposition governs: its subject, most often.
    fn subject_of_clause(
        &self,
        cx: &Context<'_>,
        before: Range<usize>,
        wanted: Agreement,
    ) -> Option<Speaker> {
        cx.mentions_in(before.clone())
            .iter()
            .take(MAX_MENTIONS)
            .filter(|mention| {
                cx.actors.get(mention.actor).is_some_and(|actor| actor.kind != EntityKind::Place)
            })
            .find(|mention| {
                let mut first = mention.tokens.start;
                while first > before.start && cx.is_mark(first - 1) {
                    first -= 1;
                }
                let governed =
                    first > before.start && super::noun_phrase::is_preposition(cx.folded(first - 1));
                let attached = !cx.starts_bare(mention) && !cx.folded(mention.tokens.start).starts_with('و');
                !governed && !attached
            })
            .filter(|mention| self.agrees(cx, mention.actor, wanted))
            .map(|mention| Speaker { actor: Some(mention.actor), words: Some(mention.span) })
    }

    /// "Moscow withdrew its offer, stressing": the country or city right behind the verb that the sentence
    /// begins with.
    fn country(&self, cx: &Context<'_>, before: Range<usize>, hit: &Hit) -> Option<Speaker> {
        let mention = cx.mention_at(before.start + 1).filter(|_| hit.form == CueForm::Participle)?;
        let is_place = cx.kind(mention.actor) == Some(EntityKind::Place);
        let agrees =
            self.agrees(cx, mention.actor, hit.agreement) && hit.agreement.gender == Gender::Feminine;
        let behind_verb = cx.folded(before.start).ends_with('ت') && cx.starts_bare(mention);
        (is_place && agrees && behind_verb && mention.tokens.start == before.start + 1)
            .then_some(Speaker { actor: Some(mention.actor), words: Some(mention.span) })
    }

    /// "Published a letter in which it called for": who made the letter, its maker or whoever published
    /// it.
    fn author(&self, cx: &Context<'_>, hit: &Hit, unit: &Range<usize>) -> Option<Speaker> {
        if !matches!(cx.folded(hit.end()), "فيه" | "فيها" | "خلاله" | "خلالها") {
            return None;
        }
        let first = hit.idx.saturating_sub(MAX_LETTER).max(unit.start);
        let medium = (first..hit.idx).rfind(|&idx| super::setting::is_medium(cx, idx))?;
        let fits = |mention: &&TokenMention| {
            cx.actors.get(mention.actor).is_some_and(|actor| actor.kind != EntityKind::Place)
                && self.agrees(cx, mention.actor, hit.agreement)
        };
        let made = cx.mentions_in(medium + 1..hit.idx.min(medium + 4)).iter().find(fits).filter(|mention| {
            let before = cx.folded(mention.tokens.start - 1);
            mention.tokens.start == medium + 1 || before == "من" || !cx.starts_bare(mention)
        });
        let ungoverned = |mention: &&TokenMention| {
            let before = mention.tokens.start.checked_sub(1).map_or("", |before| cx.folded(before));
            fits(mention) && cx.starts_bare(mention) && !super::noun_phrase::is_preposition(before)
        };
        let published =
            || cx.mentions_in(unit.start..medium).iter().rev().take(MAX_MENTIONS).find(ungoverned);
        let mention = made.or_else(published)?;
        Some(Speaker { actor: Some(mention.actor), words: Some(mention.span) })
    }

    fn nearest(&self, cx: &Context<'_>, before: Range<usize>, wanted: Agreement) -> Option<Speaker> {
        cx.mentions_in(before)
            .iter()
            .rev()
            .take(MAX_MENTIONS)
            .filter(|mention| {
                cx.actors.get(mention.actor).is_some_and(|actor| actor.kind != EntityKind::Place)
            })
            .find(|mention| self.agrees(cx, mention.actor, wanted))
            .map(|mention| Speaker { actor: Some(mention.actor), words: Some(mention.span) })
    }

    fn fits(&self, cx: &Context<'_>, turn: &Turn, wanted: Agreement) -> bool {
        match (turn.speaker.actor, turn.agreement) {
            (Some(actor), _) => self.agrees(cx, actor, wanted),
            (None, Some(agreement)) => agreement.gender == wanted.gender && agreement.number == wanted.number,
            (None, None) => true,
        }
    }

    fn agrees(&self, cx: &Context<'_>, actor: ActorId, wanted: Agreement) -> bool {
        let Some(known) = cx.actors.get(actor) else { return false };
        let is_person = known.kind == EntityKind::Person;
        if wanted.number == Number::Dual || wanted.number == Number::Plural && is_person {
            return false;
        }
        let shown = self.genders.iter().find(|(id, _)| *id == actor).map(|(_, gender)| *gender);
        // Agencies, papers and channels are feminine where nothing else is known.
        let outlet = Some(Gender::Feminine).filter(|_| cx.is_outlet(actor));
        match known.gender.or(shown).or(outlet) {
            Some(gender) => gender == wanted.gender || wanted.number != Number::Singular,
            None => true,
        }
    }
}

/// Whether the clause names two people or bodies, the second of them "with" the first.
fn meet(cx: &Context<'_>, clause: &Range<usize>) -> bool {
    let Some(with) = clause.clone().find(|&idx| cx.folded(idx) == "مع") else { return false };
    let mut able = cx
        .mentions_in(clause.clone())
        .iter()
        .filter(|mention| cx.kind(mention.actor) != Some(EntityKind::Place));
    let one = able.next().filter(|mention| mention.tokens.end <= with);
    let other = able.find(|mention| mention.tokens.start > with);
    one.zip(other).is_some_and(|(one, other)| one.actor != other.actor)
}

/// The people without a name that are the subject of the sentence, for a verb in the plural: "the
/// protesters gathered … and demanded".
fn people(cx: &Context<'_>, before: Range<usize>, wanted: Agreement) -> Option<Speaker> {
    if wanted.number != Number::Plural {
        return None;
    }
    let first = before.clone().take(MAX_PEOPLE).find(|&idx| {
        let is_subject = cx.folded(idx).ends_with("ون")
            || idx == before.start + 1 && PHRASES.get(cx.folded(idx)).contains(&PhraseKind::Crowd);
        is_subject && subject::is_known_source(cx, idx) && cx.mention_at(idx).is_none()
    })?;
    let end = subject::extent(cx, first, before.end.min(first + MAX_PEOPLE));
    Some(Speaker { actor: None, words: cx.source_span(first..end) })
}

fn carried(turn: &Turn, path: Path) -> Resolved {
    Resolved { speaker: turn.speaker.clone(), explicit: false, path }
}

/// Bodies issue documents.
fn can_issue(cx: &Context<'_>, speaker: &Speaker) -> bool {
    speaker
        .actor
        .and_then(|actor| cx.actors.get(actor))
        .is_some_and(|actor| actor.kind == EntityKind::Organisation)
}

fn is_place(cx: &Context<'_>, speaker: &Speaker) -> bool {
    let actor = speaker.actor.and_then(|actor| cx.actors.get(actor));
    actor.is_some_and(|actor| actor.kind == EntityKind::Place)
}

/// Of the words of a subject those that are the actor's name or title.
fn mention_span(cx: &Context<'_>, subject: &Subject, actor: ActorId) -> Option<CleanSpan> {
    let mut spans = cx
        .mentions_in(subject.words.clone())
        .iter()
        .filter(|mention| mention.actor == actor)
        .map(|mention| (mention.form != MentionForm::Name, mention.span));
    let first = spans.next()?;
    Some(spans.chain([first]).min().map_or(first.1, |(_, span)| span))
}
