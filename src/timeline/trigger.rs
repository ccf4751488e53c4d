//! The word that a time expression dates.
//!
//! Arabic puts the verb first and its time anywhere after it, often set off by commas, or opens
//! the clause with the time. So the trigger is the nearest finite verb before the expression in
//! its sentence, or the first one after it. Three things change that:
//!
//! - an event noun after a preposition takes the expression that follows it ("since the overthrow
//!   of X last year");
//! - a light verb gives way to the noun that it carries ("the signing was done", "the elections
//!   that took place");
//! - a verb that announces gives way to the noun of what it announces, if the time is to come
//!   ("he expected the return of demand next week").

use std::ops::Range;
use std::sync::LazyLock;

use crate::actor::{Actors, MentionForm};
use crate::article::Article;
use crate::lexicon::{Entry, Lexicon, lexicon};
use crate::segment::{Split, TokenKind, splits};
use crate::text::CleanSpan;
use crate::time::{Date, Timex};

static VERBS: LazyLock<Lexicon<Verb>> = LazyLock::new(|| lexicon!("verbs"));
static LIGHT_VERBS: LazyLock<Lexicon<LightVerb>> = LazyLock::new(|| lexicon!("light_verbs"));
static ANNOUNCING_VERBS: LazyLock<Lexicon<()>> = LazyLock::new(|| lexicon!("announcing_verbs"));
static EVENT_NOUNS: LazyLock<Lexicon<()>> = LazyLock::new(|| lexicon!("event_nouns"));
static EVENT_PREPOSITIONS: LazyLock<Lexicon<()>> = LazyLock::new(|| lexicon!("event_prepositions"));

/// How many tokens from its verb the noun may stand that names the event.
const NOUN_REACH: usize = 8;

/// How sure it is that a form is a verb.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Verb {
    Always,
    /// A noun, too.
    AtTheStart,
}

impl Entry for Verb {
    fn read(columns: &[&str]) -> Self {
        if columns.first() == Some(&"verb") { Self::Always } else { Self::AtTheStart }
    }
}

/// On which side of a light verb the noun stands that names the event.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum LightVerb {
    NounAfter,
    NounBefore,
}

impl Entry for LightVerb {
    fn read(columns: &[&str]) -> Self {
        if columns.first() == Some(&"after") { Self::NounAfter } else { Self::NounBefore }
    }
}

/// What a token can be to a time expression.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Word {
    Verb,
    Announcing,
    Light(LightVerb),
    EventNoun,
    /// An event noun right after a preposition such as "since".
    DatedNoun,
    /// "which", "who": opens a relative clause.
    Relative,
    /// A sign that ends a clause.
    Break,
    Comma,
    /// Part of a time expression.
    Time,
    Other,
}

impl Word {
    fn is_verb(self) -> bool {
        matches!(self, Self::Verb | Self::Announcing | Self::Light(_))
    }

    fn is_noun(self) -> bool {
        matches!(self, Self::EventNoun | Self::DatedNoun)
    }
}

/// The clause that tells an event.
#[derive(Clone, Debug)]
pub(super) struct Clause {
    pub(super) span: CleanSpan,
    pub(super) tokens: Range<usize>,
    pub(super) trigger: Option<CleanSpan>,
    pub(super) trigger_token: Option<usize>,
}

/// The words of the article by what they can be to a time expression, looked up once.
pub(super) struct Words(Vec<Word>);

impl Words {
    pub(super) fn read(article: &Article<'_>, times: &[Timex], actors: &Actors) -> Self {
        if times.is_empty() {
            return Self(Vec::new());
        }
        let tokens = &article.tokens;
        let mut words: Vec<_> = (0..tokens.len()).map(|idx| classify(article, idx)).collect();
        // A verb or event inside a name is none: "the Ministry of Transport", a man called Yazid.
        for &(place, _, form) in actors.mentions() {
            if form == MentionForm::Name {
                for idx in tokens.within(place) {
                    words[idx] = Word::Other;
                }
            }
        }
        for place in times.iter().filter_map(|time| time.clean) {
            for idx in tokens.within(place) {
                words[idx] = Word::Time;
            }
        }
        Self(words)
    }

    fn at(&self, idx: usize) -> Word {
        self.0.get(idx).copied().unwrap_or(Word::Other)
    }
}

fn classify(article: &Article<'_>, idx: usize) -> Word {
    let tokens = &article.tokens;
    match tokens.kind(idx) {
        Some(TokenKind::Arabic) => {}
        Some(TokenKind::Sign) => {
            return match tokens.surface(idx) {
                "،" | "," => Word::Comma,
                "؛" | ";" | ":" | "." | "؟" | "!" => Word::Break,
                _ => Word::Other,
            };
        }
        _ => return Word::Other,
    }
    let folded = tokens.folded(idx);
    // Ta marbuta ends nouns only; folded it looks like the object suffix of a verb.
    let may_be_verb = !tokens.surface(idx).ends_with('\u{0629}');
    let preposition = idx > 0 && EVENT_PREPOSITIONS.contains(bare(tokens.folded(idx - 1)));
    for split in splits(folded) {
        let stem = &folded[split.stem..];
        if !split.preposition && may_be_verb {
            match stem {
                // "which" in all its forms.
                "الذي" | "التي" | "الذين" | "اللذين" | "اللتين" | "اللذان" | "اللتان" => {
                    return Word::Relative;
                }
                _ => {}
            }
            // A form that is a noun, too, is a verb where one is expected: first in its sentence.
            let certain = VERBS.get(stem).contains(&Verb::Always);
            let first = is_first(article, idx) || follows_verb_particle(article, idx);
            if !preposition && (certain || first && !VERBS.get(stem).is_empty()) {
                return match LIGHT_VERBS.get(stem).first() {
                    Some(&light) => Word::Light(light),
                    None if ANNOUNCING_VERBS.contains(stem) => Word::Announcing,
                    None => Word::Verb,
                };
            }
        }
        if is_event_noun(stem, split) {
            return if preposition { Word::DatedNoun } else { Word::EventNoun };
        }
    }
    Word::Other
}

fn is_event_noun(stem: &str, split: Split) -> bool {
    let noun = stem.strip_prefix("ال").unwrap_or(stem);
    EVENT_NOUNS.contains(noun)
        || split.restore_alef && stem.strip_prefix('ل').is_some_and(|noun| EVENT_NOUNS.contains(noun))
}

/// The word without a conjunction.
fn bare(folded: &str) -> &str {
    folded.strip_prefix(['و', 'ف']).filter(|rest| rest.chars().count() > 1).unwrap_or(folded)
}

/// Whether nothing but quotation marks stands before the token in its sentence.
fn is_first(article: &Article<'_>, idx: usize) -> bool {
    let Some(sentence) = article.sentence_of(idx) else { return false };
    let start = article.sentences[sentence].tokens.start;
    idx - start <= 2 && (start..idx).all(|before| article.tokens.kind(before) == Some(TokenKind::Quote))
}

/// Whether the word before says that a verb comes: qad, lam, lan, sawfa, la, relative pronouns.
fn follows_verb_particle(article: &Article<'_>, idx: usize) -> bool {
    idx > 0
        && matches!(
            bare(article.tokens.folded(idx - 1)),
            "قد" | "لقد" | "لم" | "لن" | "سوف" | "لا" | "الذي" | "التي" | "الذين"
        )
}

/// The clause around the expression of `time` and its trigger; none where it stands in no
/// sentence. `date` is the day of publication.
pub(super) fn find(article: &Article<'_>, words: &Words, time: &Timex, date: Option<Date>) -> Option<Clause> {
    let tokens = &article.tokens;
    let expression = tokens.within(time.clean?);
    let sentence = &article.sentences[article.sentence_of(expression.start)?];
    let left = sentence.tokens.start..expression.start;
    let right = expression.end..sentence.tokens.end;
    let trigger = opens_clause(article, words, &left, &right)
        .or_else(|| before(words, left.clone(), is_to_come(time, date)))
        .or_else(|| after(words, right))
        .or_else(|| noun_before(words, left));
    let range = clause(words, &sentence.tokens, &expression, trigger);
    Some(Clause {
        span: tokens.cover(range.clone()),
        tokens: range,
        trigger: trigger.map(|idx| stem_span(article, idx)),
        trigger_token: trigger,
    })
}

/// Whether the expression lies after the day of publication.
fn is_to_come(time: &Timex, date: Option<Date>) -> bool {
    let Some(date) = date.map(|date| date.to_string()) else { return false };
    let shared = date.len().min(time.value.len());
    time.value.starts_with(|c: char| c.is_ascii_digit())
        && time.value.is_char_boundary(shared)
        && time.value[..shared] > date[..shared]
}

/// The verb right behind an expression that opens its clause: "and in 2015 the government
/// decided".
fn opens_clause(
    article: &Article<'_>,
    words: &Words,
    left: &Range<usize>,
    right: &Range<usize>,
) -> Option<usize> {
    // A preposition before the expression belongs to it.
    let is_preposition =
        |idx: usize| matches!(bare(article.tokens.folded(idx)), "في" | "منذ" | "خلال" | "بحلول" | "حتي");
    let mut start = left.end;
    if left.start < start && is_preposition(start - 1) {
        start -= 1;
    }
    let opens = start == left.start || matches!(words.at(start - 1), Word::Comma | Word::Break);
    let next = right.clone().find(|&idx| words.at(idx) != Word::Comma)?;
    (opens && words.at(next).is_verb()).then_some(next)
}

/// The trigger among the tokens before the expression, nearest first.
fn before(words: &Words, range: Range<usize>, to_come: bool) -> Option<usize> {
    for idx in range.clone().rev() {
        let relative = range.start < idx && words.at(idx - 1) == Word::Relative;
        match words.at(idx) {
            Word::DatedNoun | Word::Verb => return Some(idx),
            Word::Announcing if to_come => return noun_after(words, idx, range.end).or(Some(idx)),
            Word::Announcing => return Some(idx),
            Word::Light(_) if relative => return noun_before(words, range.start..idx).or(Some(idx)),
            Word::Light(LightVerb::NounAfter) => return noun_after(words, idx, range.end).or(Some(idx)),
            Word::Light(LightVerb::NounBefore) => return Some(idx),
            Word::Break => break,
            _ => {}
        }
    }
    None
}

/// The first verb after an expression that opens its clause, else the first event noun.
fn after(words: &Words, range: Range<usize>) -> Option<usize> {
    let mut noun = None;
    for idx in range {
        match words.at(idx) {
            word if word.is_verb() => return Some(idx),
            word if word.is_noun() && noun.is_none() => noun = Some(idx),
            Word::Break => break,
            _ => {}
        }
    }
    noun
}

/// The noun that the verb at `verb` carries.
fn noun_after(words: &Words, verb: usize, end: usize) -> Option<usize> {
    (verb + 1..end.min(verb + 1 + NOUN_REACH)).find(|&idx| words.at(idx).is_noun())
}

fn noun_before(words: &Words, range: Range<usize>) -> Option<usize> {
    range.rev().take(NOUN_REACH).find(|&idx| words.at(idx).is_noun())
}

/// From the break before the trigger or the expression, whichever comes first, to the break after
/// the later of the two.
fn clause(
    words: &Words,
    sentence: &Range<usize>,
    expression: &Range<usize>,
    trigger: Option<usize>,
) -> Range<usize> {
    let first = trigger.map_or(expression.start, |idx| idx.min(expression.start));
    let last = trigger.map_or(expression.end, |idx| expression.end.max(idx + 1));
    let start = (sentence.start..first)
        .rev()
        .find(|&idx| words.at(idx) == Word::Break)
        .map_or(sentence.start, |idx| idx + 1);
    let end = (last..sentence.end)
        .find(|&idx| matches!(words.at(idx), Word::Break | Word::Comma))
        .unwrap_or(sentence.end);
    start..end
}

/// The trigger without its proclitics.
fn stem_span(article: &Article<'_>, idx: usize) -> CleanSpan {
    let tokens = &article.tokens;
    let folded = tokens.folded(idx);
    let known = |split: &Split| {
        let stem = &folded[split.stem..];
        !split.preposition && VERBS.contains(stem) || is_event_noun(stem, *split)
    };
    let stem = splits(folded).find(known).map_or(0, |split| split.stem);
    CleanSpan::new(tokens.offset_of_folded(idx, stem), tokens.as_slice()[idx].span.end())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::clean::Cleaned;
    use crate::text::CleanText;
    use crate::time::{Governor, Role, TimexKind};

    /// `marked` holds one expression in square brackets; `trigger` is the word that it dates.
    #[track_caller]
    fn check(marked: &str, trigger: &str) {
        let (before, rest) = marked.split_once('[').expect("an expression is marked");
        let (expression, after) = rest.split_once(']').expect("the mark is closed");
        let text = format!("{before}{expression}{after}");
        let place = CleanSpan::new(before.len() as u32, (before.len() + expression.len()) as u32);
        let cleaned = Cleaned { text: CleanText::new(&text, &[]), ..Cleaned::default() };
        let article = Article::new(&cleaned);
        let time = Timex {
            source: cleaned.text.to_source(place),
            clean: Some(place),
            kind: TimexKind::Date,
            value: "2019".into(),
            modifier: None,
            edtf: None,
            governor: Governor::None,
            role: Role::Point,
            anchored: None,
        };
        let words = Words::read(&article, std::slice::from_ref(&time), &Actors::default());
        let date = Date::new(2018, 1, 1);
        let clause = find(&article, &words, &time, date).expect("the expression stands in a sentence");
        assert_eq!(clause.trigger.map_or("", |span| span.of(&text)), trigger, "{marked}");
    }

    #[test]
    fn the_verb_before_the_expression() {
        // "The ministry announced yesterday the opening of the road."
        check("أعلنت الوزارة [أمس] افتتاح الطريق.", "أعلنت");
        // "And the ministry announced, yesterday Thursday, that ..." with a proclitic.
        check("وأعلنت الوزارة، [أمس الخميس]، أن الطريق مفتوح.", "أعلنت");
        // "She said that the team will arrive tomorrow."
        check("وقالت إن الفريق سيصل [غداً] إلى المدينة.", "سيصل");
    }

    #[test]
    fn an_expression_that_opens_its_clause() {
        // "In 2015, the government decided to stop the programme."
        check("وفي [2015]، قررت الحكومة وقف البرنامج.", "قررت");
    }

    #[test]
    fn an_event_noun_close_before_it() {
        // "The country has seen much since the fall of the regime last year."
        check("عرفت البلاد الكثير منذ سقوط النظام [العام الماضي].", "سقوط");
    }

    #[test]
    fn light_verbs_give_way_to_their_noun() {
        // "The elections that took place yesterday drew responses."
        check("لاقت الانتخابات التي جرت [أمس] ردود فعل.", "الانتخابات");
    }

    #[test]
    fn a_clause_without_any_trigger() {
        // "The road, since Thursday."
        check("الطريق من [الخميس].", "");
    }
}
