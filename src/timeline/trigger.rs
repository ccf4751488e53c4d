//! The word that a time expression dates.
//!
//! Arabic puts the verb first and its time anywhere after it, often set off by commas, or opens
//! the sentence with the time. So the trigger is the nearest finite verb before the expression in
//! its sentence, and the first one after it if there is none. Two things change that: an event
//! noun close before the expression takes it ("since the overthrow of X last year"), and a light
//! verb in a relative clause gives way to the noun before it ("the elections that took place
//! yesterday").

use std::ops::Range;
use std::sync::LazyLock;

use crate::article::Article;
use crate::lexicon::{Lexicon, lexicon};
use crate::segment::{TokenKind, splits};
use crate::text::CleanSpan;
use crate::time::Timex;

static VERBS: LazyLock<Lexicon<()>> = LazyLock::new(|| lexicon!("verbs"));
static EVENT_NOUNS: LazyLock<Lexicon<()>> = LazyLock::new(|| lexicon!("event_nouns"));
static LIGHT_VERBS: LazyLock<Lexicon<()>> = LazyLock::new(|| lexicon!("light_verbs"));

/// How far before the expression an event noun may stand and still take it from the verb.
const NOUN_REACH: usize = 6;

/// What a token can be to a time expression.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Word {
    Verb,
    LightVerb,
    EventNoun,
    /// "which", "who": opens a relative clause.
    Relative,
    /// Signs that end a clause: ; : and the marks of quotations.
    Break,
    Comma,
    /// Part of a time expression.
    Time,
    Other,
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
    pub(super) fn read(article: &Article<'_>, times: &[Timex]) -> Self {
        if times.is_empty() {
            return Self(Vec::new());
        }
        let tokens = &article.tokens;
        let mut words: Vec<_> = (0..tokens.len()).map(|idx| classify(article, idx)).collect();
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
        Some(TokenKind::Quote) => return Word::Break,
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
    for split in splits(folded) {
        let stem = &folded[split.stem..];
        if !split.preposition {
            match stem {
                // "which" in all its forms.
                "الذي" | "التي" | "الذين" | "اللذين" | "اللتين" | "اللذان" | "اللتان" =>
                {
                    return Word::Relative;
                }
                _ if LIGHT_VERBS.contains(stem) => return Word::LightVerb,
                _ if VERBS.contains(stem) => return Word::Verb,
                _ => {}
            }
        }
        let noun = stem.strip_prefix("ال").unwrap_or(stem);
        if EVENT_NOUNS.contains(noun)
            || split.restore_alef && EVENT_NOUNS.contains(noun.trim_start_matches('ل'))
        {
            return Word::EventNoun;
        }
    }
    Word::Other
}

/// The clause around the expression at `place` and its trigger; none where it stands in no
/// sentence.
pub(super) fn find(article: &Article<'_>, words: &Words, place: CleanSpan) -> Option<Clause> {
    let tokens = &article.tokens;
    let expression = tokens.within(place);
    let sentence = &article.sentences[article.sentence_of(expression.start)?];
    let trigger = before(words, sentence.tokens.start..expression.start)
        .or_else(|| after(words, expression.end..sentence.tokens.end))
        .or_else(|| noun_before(words, sentence.tokens.start..expression.start));
    let range = clause(words, &sentence.tokens, &expression, trigger);
    Some(Clause {
        span: tokens.cover(range.clone()),
        tokens: range,
        trigger: trigger.map(|idx| stem_span(article, idx)),
        trigger_token: trigger,
    })
}

/// The trigger among the tokens before the expression, nearest first.
fn before(words: &Words, range: Range<usize>) -> Option<usize> {
    let mut noun = None;
    for idx in range.clone().rev() {
        match words.at(idx) {
            Word::Verb if after_relative(words, &range, idx) => {
                // A noun inside the relative clause is nearer to the expression than its verb.
                return noun.or(Some(idx));
            }
            Word::Verb => return noun.or(Some(idx)),
            Word::LightVerb if after_relative(words, &range, idx) => {
                return noun_before(words, range.start..idx).or(Some(idx));
            }
            Word::LightVerb => return noun.or(Some(idx)),
            Word::EventNoun if noun.is_none() && range.end - idx <= NOUN_REACH => noun = Some(idx),
            Word::Break => break,
            _ => {}
        }
    }
    None
}

fn after_relative(words: &Words, range: &Range<usize>, idx: usize) -> bool {
    range.start < idx && words.at(idx - 1) == Word::Relative
}

/// The first verb after an expression that opens its clause.
fn after(words: &Words, range: Range<usize>) -> Option<usize> {
    let mut noun = None;
    for idx in range {
        match words.at(idx) {
            Word::Verb | Word::LightVerb => return Some(idx),
            Word::EventNoun if noun.is_none() => noun = Some(idx),
            Word::Break => break,
            _ => {}
        }
    }
    noun
}

fn noun_before(words: &Words, range: Range<usize>) -> Option<usize> {
    range.rev().find(|&idx| words.at(idx) == Word::EventNoun)
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
    let known = |split: &crate::segment::Split| {
        let stem = &folded[split.stem..];
        let noun = stem.strip_prefix("ال").unwrap_or(stem);
        VERBS.contains(stem) || LIGHT_VERBS.contains(stem) || EVENT_NOUNS.contains(noun)
    };
    let stem = splits(folded).find(known).map_or(0, |split| split.stem);
    CleanSpan::new(tokens.offset_of_folded(idx, stem), tokens.as_slice()[idx].span.end())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::clean::Cleaned;
    use crate::text::CleanText;
    use crate::time::TimexKind;

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
        };
        let words = Words::read(&article, &[time]);
        let clause = find(&article, &words, place).expect("the expression stands in a sentence");
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
