//! Events that the text orders by other events: "after the Tehran summit", "two days before his
//! visit", "during his meeting with …".
//!
//! A signal is followed by the event that orders, the anchor, and attaches to the verb before it
//! in its clause, or, where it opens the clause, to the verb behind the anchor. An event that is
//! dated gets the relation beside its date; one that is not becomes an [`Ordered`] event, for which
//! no date is invented. The signals follow the TLINK classes of `TimeML`, three of them.

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::LazyLock;

use super::trigger::Clause;
use super::words::{LightVerb, Word, Words, bare, skeleton, stem_span};
use super::{Event, Status, label, participants, status};
use crate::actor::{ActorId, Actors, MentionForm};
use crate::article::Article;
use crate::lexicon::{Entry, Lexicon, lexicon};
use crate::quote::Quote;
use crate::segment::TokenKind;
use crate::text::CleanSpan;
use crate::time::Timex;

static SIGNALS: LazyLock<Lexicon<Signal>> = LazyLock::new(|| lexicon!("event_relations"));

/// How an event lies to its anchor.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum RelationKind {
    After,
    Before,
    During,
}

/// An event's place beside another.
#[derive(Clone, Debug)]
pub(crate) struct Relation {
    pub(crate) kind: RelationKind,
    /// The words that name the other event.
    pub(crate) event: CleanSpan,
    /// Number of the dated event that these words mean.
    pub(crate) entry: Option<u32>,
    /// Number of the time expression that tells how far away it is.
    pub(crate) distance: Option<u32>,
}

/// An event without a date of its own.
#[derive(Clone, Debug)]
pub(crate) struct Ordered {
    pub(crate) span: CleanSpan,
    pub(crate) trigger: CleanSpan,
    pub(crate) actors: Vec<ActorId>,
    pub(crate) label: String,
    pub(crate) status: Status,
    pub(crate) relation: Relation,
}

/// A line of `event_relations.tsv`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Signal {
    kind: RelationKind,
    /// Whether a verb follows, and not a noun.
    verb: bool,
}

impl Entry for Signal {
    fn read(columns: &[&str]) -> Self {
        let kind = match columns.first().copied().unwrap_or("") {
            "after" => RelationKind::After,
            "before" => RelationKind::Before,
            kind => {
                debug_assert_eq!(kind, "during", "a kind of event_relations.tsv");
                RelationKind::During
            }
        };
        Self { kind, verb: columns.get(1) == Some(&"verb") }
    }
}

/// How far before a signal the verb may stand that it attaches to, in tokens.
const LEFT: usize = 25;
/// How far a light verb may stand before the noun that it carries.
const LIGHT: usize = 5;
/// How far behind an anchor that opens its clause the verb may stand.
const RIGHT: usize = 14;
/// The most words of an anchor.
const ANCHOR: usize = 7;
/// The most words of a distance: "two days and a half".
const DISTANCE: usize = 6;

/// Puts relations beside the events that are dated, and gives those that are not.
pub(super) fn find(
    article: &Article<'_>,
    words: &Words<'_>,
    times: &[Timex],
    actors: &Actors,
    quotes: &[Quote],
    events: &mut [Event],
) -> Vec<Ordered> {
    let text = Text { article, words, actors };
    let dated = Dated::read(&text, events);
    let mut ordered: Vec<Ordered> = Vec::new();
    for sentence in &article.sentences {
        let mut idx = sentence.tokens.start;
        while idx < sentence.tokens.end {
            let Some(found) = text.anchor(idx, &sentence.tokens) else {
                idx += 1;
                continue;
            };
            idx = found.tokens.end;
            let Some(main) = text.ordered_by(&found, &sentence.tokens) else { continue };
            let relation = Relation {
                kind: found.kind,
                event: article.tokens.cover(found.tokens.clone()),
                entry: text.entry_of(&found, &dated),
                distance: found.distance.and_then(|at| time_at(article, times, at)),
            };
            // A light verb and the noun that it carries are one event.
            let reach = if matches!(words.at(main), Word::Light(_)) { LIGHT } else { 1 };
            match dated.first_in(main..main + reach) {
                Some(at) if relation.entry != Some(at as u32) => {
                    events[at].relation.get_or_insert(relation);
                }
                Some(_) => {}
                None if ordered.last().is_some_and(|last| last.trigger == stem_span(article, main)) => {}
                None => ordered.push(text.undated(main, relation, quotes, &sentence.tokens)),
            }
        }
    }
    ordered
}

/// The number of the expression of which token `idx` is a part.
fn time_at(article: &Article<'_>, times: &[Timex], idx: usize) -> Option<u32> {
    let place = article.tokens.get(idx)?.span;
    let at = times.partition_point(|time| time.clean.is_none_or(|clean| clean.end() <= place.start()));
    times.get(at).filter(|time| time.clean.is_some_and(|clean| clean.overlaps(place))).map(|_| at as u32)
}

/// The dated events by their words.
struct Dated {
    /// The first event of each trigger.
    by_trigger: BTreeMap<usize, usize>,
    /// The event that each noun names; none if it names several.
    by_name: BTreeMap<String, Option<usize>>,
}

impl Dated {
    fn read(text: &Text<'_>, events: &[Event]) -> Self {
        let mut dated = Self { by_trigger: BTreeMap::new(), by_name: BTreeMap::new() };
        for (at, event) in events.iter().enumerate() {
            let Some(trigger) = event.trigger.map(|span| text.article.tokens.within(span).start) else {
                continue;
            };
            dated.by_trigger.entry(trigger).or_insert(at);
            if let Some(name) = text.named_by(trigger).filter(|_| event.same_as.is_none()) {
                let key = skeleton(text.article, name);
                dated.by_name.entry(key).and_modify(|only| *only = None).or_insert(Some(at));
            }
        }
        dated
    }

    /// The first event with its trigger among these tokens.
    fn first_in(&self, tokens: Range<usize>) -> Option<usize> {
        self.by_trigger.range(tokens).map(|(_, &at)| at).min()
    }
}

/// A signal with its anchor.
struct Found {
    kind: RelationKind,
    /// The token of the signal.
    signal: usize,
    /// The words that name the other event.
    tokens: Range<usize>,
    /// A token of the expression that says how far away.
    distance: Option<usize>,
}

struct Text<'a> {
    article: &'a Article<'a>,
    words: &'a Words<'a>,
    actors: &'a Actors,
}

impl Text<'_> {
    fn word(&self, idx: usize) -> &str {
        self.article.tokens.folded(idx)
    }

    /// The signal at token `idx` and the anchor that follows it.
    fn anchor(&self, idx: usize, sentence: &Range<usize>) -> Option<Found> {
        let tokens = &self.article.tokens;
        if tokens.kind(idx) != Some(TokenKind::Arabic) || !SIGNALS.set().may_start_at(tokens, idx) {
            return None;
        }
        // "by means of" (min khilal) and "whereas" (fi hin) tell no time.
        let before = idx.checked_sub(1).map_or("", |before| bare(tokens.folded(before)));
        if matches!((before, tokens.folded(idx)), ("من", "خلال") | ("في", "حين")) {
            return None;
        }
        tokens.splits(idx).filter(|split| !split.preposition).find_map(|split| {
            let phrases: Vec<_> = SIGNALS.phrases_at(tokens, idx, split).collect();
            if phrases.is_empty() || self.words.at(idx) == Word::Time {
                return None;
            }
            phrases.iter().rev().find_map(|found| {
                found.entries.iter().find_map(|&signal| self.complement(idx, found.end, signal, sentence))
            })
        })
    }

    fn complement(&self, idx: usize, end: usize, signal: Signal, sentence: &Range<usize>) -> Option<Found> {
        let mut head = end;
        let mut distance = None;
        if !signal.verb && self.words.at(head) == Word::Time {
            distance = Some(head);
            let behind =
                (head..sentence.end.min(head + DISTANCE)).find(|&at| self.words.at(at) != Word::Time)?;
            head = matches!(self.word(behind), "من" | "علي").then_some(behind + 1)?;
        }
        // "had", "was" before the verb.
        if signal.verb && matches!(self.word(head), "قد" | "كان" | "كانت" | "يكون" | "تكون")
        {
            head += 1;
        }
        let fits = if signal.verb { self.words.at(head).is_verb() } else { self.words.at(head).is_noun() };
        (fits && head < sentence.end).then(|| Found {
            kind: signal.kind,
            signal: idx,
            tokens: head..self.phrase_end(head, sentence.end),
            distance,
        })
    }

    /// The end of the noun phrase or of the short clause with this head: names are taken whole,
    /// and one preposition with a name behind it.
    fn phrase_end(&self, head: usize, limit: usize) -> usize {
        let limit = limit.min(head + ANCHOR);
        let mut end = head + 1;
        while end < limit {
            if let Some(name) = self.name_at(end) {
                end = name.min(limit);
                continue;
            }
            let word = self.word(end);
            if is_preposition(word) {
                // "his visit to Moscow", "his meeting with the president".
                let name = self.name_at(end + 1).filter(|&name| name <= limit);
                if let Some(name) = name.filter(|_| matches!(word, "الي" | "مع" | "في" | "علي" | "بين"))
                {
                    end = name;
                }
                break;
            }
            let goes_on = self.article.tokens.kind(end) == Some(TokenKind::Arabic)
                && matches!(
                    self.words.at(end),
                    Word::Other | Word::Name | Word::EventNoun(_) | Word::DatedNoun(_)
                )
                && !(word.starts_with('و') && word.chars().count() > 4)
                && !is_conjunction(word)
                && !word.ends_with("ا\u{064B}");
            if !goes_on {
                break;
            }
            end += 1;
        }
        end
    }

    /// The end of the name of an actor that starts with token `idx`.
    fn name_at(&self, idx: usize) -> Option<usize> {
        let place = self.article.tokens.get(idx)?.span;
        let &(span, ..) = self
            .actors
            .mentions_in(place)
            .iter()
            .find(|(span, _, form)| *form == MentionForm::Name && span.start() >= place.start())?;
        Some(self.article.tokens.within(span).end)
    }

    /// The word of the event that the anchor orders.
    fn ordered_by(&self, found: &Found, sentence: &Range<usize>) -> Option<usize> {
        let opens = found.signal == sentence.start
            || matches!(self.words.at(found.signal - 1), Word::Comma | Word::Break)
            || self.article.tokens.kind(found.signal - 1) == Some(TokenKind::Quote);
        let tells = |idx: usize| {
            let word = self.words.at(idx);
            word.is_verb() && word != Word::Light(LightVerb::Copula)
        };
        let verb_before = || {
            (sentence.start.max(found.signal.saturating_sub(LEFT))..found.signal)
                .rev()
                .take_while(|&idx| self.words.at(idx) != Word::Break)
                .find(|&idx| tells(idx))
        };
        let verb_behind = || {
            (found.tokens.end..sentence.end.min(found.tokens.end + RIGHT))
                .take_while(|&idx| {
                    !matches!(self.words.at(idx), Word::Break | Word::Relative | Word::Complementiser)
                })
                .find(|&idx| tells(idx))
        };
        if opens && (found.signal == sentence.start || verb_before().is_none()) {
            return verb_behind();
        }
        verb_before()
    }

    /// The dated event that the anchor names: by its own word, else by a form of the same noun
    /// that only one event has.
    fn entry_of(&self, found: &Found, dated: &Dated) -> Option<u32> {
        dated
            .first_in(found.tokens.clone())
            .or_else(|| dated.by_name.get(&skeleton(self.article, found.tokens.start)).copied().flatten())
            .map(|at| at as u32)
    }

    /// The word that names the event of a trigger: itself, or the noun that a light verb carries.
    fn named_by(&self, trigger: usize) -> Option<usize> {
        match self.words.at(trigger) {
            Word::Announcing => None,
            Word::Light(_) => (trigger + 1..trigger + LIGHT).find(|&idx| self.words.at(idx).is_noun()),
            _ => Some(trigger),
        }
    }

    fn undated(&self, main: usize, relation: Relation, quotes: &[Quote], sentence: &Range<usize>) -> Ordered {
        let tokens = &self.article.tokens;
        let anchor = tokens.within(relation.event);
        let first = main.min(anchor.start);
        let start = (sentence.start.max(first.saturating_sub(LEFT))..first)
            .rev()
            .find(|&idx| matches!(self.words.at(idx), Word::Break | Word::Comma))
            .map_or(sentence.start, |idx| idx + 1);
        let last = anchor.end.max(main + 1);
        let end = (last..sentence.end.min(last + LEFT))
            .find(|&idx| matches!(self.words.at(idx), Word::Break | Word::Comma))
            .unwrap_or(sentence.end.min(last + LEFT));
        let trigger = stem_span(self.article, main);
        let clause = Clause {
            span: tokens.cover(start..end),
            tokens: start..end,
            trigger: Some(trigger),
            trigger_token: Some(main),
        };
        Ordered {
            span: clause.span,
            trigger,
            actors: participants::of(self.article, self.actors, &clause),
            label: label::of(self.article, self.words, &clause, relation.event),
            status: status::of(self.article, self.words, &clause, None, None, quotes),
            relation,
        }
    }
}

pub(super) fn is_preposition(word: &str) -> bool {
    matches!(bare(word), "في" | "من" | "الي" | "علي" | "مع" | "عن" | "بين" | "ضد" | "حول" | "لدي" | "خلال")
}

fn is_conjunction(word: &str) -> bool {
    matches!(
        word,
        "و" | "او"
            | "ثم"
            | "بل"
            | "لكن"
            | "حيث"
            | "بينما"
            | "فيما"
            | "كما"
            | "بعد"
            | "قبل"
            | "منذ"
    )
}
