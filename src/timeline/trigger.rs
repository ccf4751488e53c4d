//! The word that a time expression dates.
//!
//! Arabic puts the verb first and its time anywhere after it, often set off by commas, or opens
//! the clause with the time; and a verbal noun nearer to the expression may take it ("since the
//! overthrow of X last year", "he expected the return of demand next week"). So all verbs and
//! event nouns of the sentence are weighed by a small linear model over what stands between them
//! and the expression. Its weights are in `trigger_weights.tsv`.

use std::ops::Range;

use super::status::is_to_come;
use super::weights::{BUCKETS, Template, WEIGHTS};
use super::words::{LightVerb, Word, Words, bare, is_first, stem_span};
use crate::article::Article;
use crate::text::CleanSpan;
use crate::time::{Date, Timex};

/// Nothing farther away than this many tokens is looked at, so that a sentence of any length costs
/// the same for each expression in it.
const REACH: usize = 60;

/// The clause that tells an event.
#[derive(Clone, Debug)]
pub(super) struct Clause {
    pub(super) span: CleanSpan,
    pub(super) tokens: Range<usize>,
    pub(super) trigger: Option<CleanSpan>,
    pub(super) trigger_token: Option<usize>,
}

/// The clause around the expression of `time` and its trigger; none where it stands in no
/// sentence. `date` is the day of publication.
pub(super) fn find(article: &Article<'_>, words: &Words, time: &Timex, date: Option<Date>) -> Option<Clause> {
    let tokens = &article.tokens;
    let expression = tokens.within(time.clean?);
    let sentence = &article.sentences[article.sentence_of(expression.start)?];
    let to_come = is_to_come(time, date);
    let trigger = candidates(words, &sentence.tokens, &expression)
        .map(|idx| (score(article, words, &expression, idx, to_come), idx))
        // Of equals the first in the text.
        .max_by_key(|&(score, idx)| (score, std::cmp::Reverse(idx)))
        .map(|(_, idx)| idx);
    let range = clause(words, &sentence.tokens, &expression, trigger);
    Some(Clause {
        span: tokens.cover(range.clone()),
        tokens: range,
        trigger: trigger.map(|idx| stem_span(article, idx)),
        trigger_token: trigger,
    })
}

/// The verbs and event nouns of the sentence within reach of the expression.
fn candidates<'a>(
    words: &'a Words,
    sentence: &Range<usize>,
    expression: &Range<usize>,
) -> impl Iterator<Item = usize> + 'a {
    let start = sentence.start.max(expression.start.saturating_sub(REACH));
    let end = sentence.end.min(expression.end + REACH);
    (start..end).filter(|&idx| words.at(idx).is_verb() || words.at(idx).is_noun())
}

fn score(article: &Article<'_>, words: &Words, expression: &Range<usize>, idx: usize, to_come: bool) -> i32 {
    let mut sum = 0;
    features(article, words, expression, idx, to_come, &mut |template, values| {
        sum += WEIGHTS.of(template, values);
    });
    sum
}

/// Names what speaks for and against the candidate at `idx`.
fn features(
    article: &Article<'_>,
    words: &Words,
    expression: &Range<usize>,
    idx: usize,
    to_come: bool,
    add: &mut dyn FnMut(Template, &[usize]),
) {
    let word = words.at(idx);
    let class = usize::from(!word.is_verb());
    let side = usize::from(idx >= expression.end);
    let between = if side == 0 { idx + 1..expression.start } else { expression.end..idx };
    let count = |is: fn(Word) -> bool| between.clone().filter(|&at| is(words.at(at))).count();
    let folded = bare(article.tokens.folded(idx));
    let comma = |at: Option<usize>| at.is_some_and(|at| words.at(at) == Word::Comma);
    let previous = idx.checked_sub(1);
    let governed = expression.start.checked_sub(1).is_some_and(|at| is_time_preposition(article, at));
    let kind = match word {
        Word::Announcing => 1,
        Word::Light(LightVerb::NounAfter) => 2,
        Word::Light(LightVerb::NounBefore) => 3,
        Word::EventNoun => 4,
        Word::DatedNoun => 5,
        _ => 0,
    };
    let bucket = BUCKETS.iter().rposition(|&(least, _)| least <= between.len()).unwrap_or(0);

    add(Template::Place, &[side, class]);
    add(Template::Kind, &[kind]);
    add(Template::Distance, &[side, bucket]);
    add(Template::VerbsBetween, &[side, class, count(Word::is_verb).min(2)]);
    add(Template::NounsBetween, &[class, count(Word::is_noun).min(2)]);
    add(Template::CommasBetween, &[side, count(|word| word == Word::Comma).min(2)]);
    add(Template::BreaksBetween, &[side, count(|word| word == Word::Break).min(1)]);
    add(Template::RelativesBetween, &[side, class, count(|word| word == Word::Relative).min(1)]);
    add(Template::ComplementisersBetween, &[side, class, count(|word| word == Word::Complementiser).min(1)]);
    add(Template::Governed, &[class, usize::from(!governed)]);
    match previous.map_or(Word::Other, |at| words.at(at)) {
        Word::Relative => add(Template::AfterRelative, &[class]),
        before if before.is_verb() => add(Template::AfterVerb, &[class]),
        // The second term of a genitive: "the signing of the agreement".
        before if before.is_noun() => add(Template::AfterNoun, &[class]),
        _ => {}
    }
    if is_first(article, idx) {
        add(Template::First, &[class]);
    }
    if opens_clause(article, words, expression.start) {
        add(Template::Opens, &[side, class]);
    }
    if comma(expression.start.checked_sub(1)) && comma(Some(expression.end)) {
        add(Template::Parenthetical, &[side, class]);
    }
    if to_come {
        add(Template::ToCome, &[class]);
        // The imperfect and the future of the third person begin so.
        if word.is_verb() && folded.starts_with(['ي', 'س']) {
            add(Template::ToComeImperfect, &[]);
        }
    }
    if word.is_noun() {
        // The verb that carries the noun, unless another noun stands between.
        let carrier = (idx.saturating_sub(4)..idx)
            .rev()
            .map(|at| words.at(at))
            .find(|word| word.is_verb() || word.is_noun());
        match carrier {
            Some(Word::Light(LightVerb::NounAfter)) => add(Template::NounOfLightVerb, &[]),
            Some(Word::Announcing) => add(Template::NounOfAnnouncing, &[]),
            _ => {}
        }
        if folded.starts_with("ال") {
            add(Template::NounWithArticle, &[]);
        }
        if folded.starts_with(['ب', 'ل']) {
            add(Template::NounWithPreposition, &[]);
        }
        match previous.map_or("", |at| bare(article.tokens.folded(at))) {
            "في" => add(Template::NounIn, &[0]),
            "خلال" => add(Template::NounIn, &[1]),
            "علي" => add(Template::NounIn, &[2]),
            "عن" => add(Template::NounIn, &[3]),
            "الي" => add(Template::NounIn, &[4]),
            "من" => add(Template::NounIn, &[5]),
            _ => {}
        }
    }
}

/// Whether the word is a preposition that belongs to the expression after it.
fn is_time_preposition(article: &Article<'_>, idx: usize) -> bool {
    matches!(bare(article.tokens.folded(idx)), "في" | "منذ" | "خلال" | "بحلول" | "حتي")
}

/// Whether the expression opens its clause, a preposition before it aside.
fn opens_clause(article: &Article<'_>, words: &Words, start: usize) -> bool {
    let start = if start > 0 && is_time_preposition(article, start - 1) { start - 1 } else { start };
    let sentence = article.sentence_of(start).map_or(0, |sentence| article.sentences[sentence].tokens.start);
    start == sentence || matches!(words.at(start - 1), Word::Comma | Word::Break)
}

/// From the break before the trigger or the expression, whichever comes first, to the break after
/// the later of the two, both within reach.
fn clause(
    words: &Words,
    sentence: &Range<usize>,
    expression: &Range<usize>,
    trigger: Option<usize>,
) -> Range<usize> {
    let first = trigger.map_or(expression.start, |idx| idx.min(expression.start));
    let last = trigger.map_or(expression.end, |idx| expression.end.max(idx + 1));
    let reach = sentence.start.max(first.saturating_sub(REACH))..sentence.end.min(last + REACH);
    let start = (reach.start..first)
        .rev()
        .find(|&idx| words.at(idx) == Word::Break)
        .map_or(reach.start, |idx| idx + 1);
    let end = (last..reach.end)
        .find(|&idx| matches!(words.at(idx), Word::Break | Word::Comma))
        .unwrap_or(reach.end);
    start..end
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::actor::Actors;
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
    fn light_verbs() {
        // "The signing was done yesterday in the capital."
        check("وتم التوقيع [أمس] في العاصمة.", "التوقيع");
        // "The signing of the agreement was done yesterday in the capital."
        // FIXME: the signing is the event.
        check("وتم توقيع الاتفاق [أمس] في العاصمة.", "الاتفاق");
        // "The elections that took place yesterday drew responses."
        // FIXME: the elections are the event.
        check("لاقت الانتخابات التي جرت [أمس] ردود فعل.", "جرت");
    }

    #[test]
    fn a_clause_without_any_trigger() {
        // "The road, since Thursday."
        check("الطريق من [الخميس].", "");
    }
}
