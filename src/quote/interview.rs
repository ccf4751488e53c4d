//! Interviews in question and answer.
//!
//! Newspapers print an interview as paragraphs that take turns: squares before the questions and
//! dashes before the answers, the letters "s" (question) and "j" (answer), or nothing but question
//! marks. Which sign asks and which answers is not fixed, so it is read from the text: the sign
//! whose paragraphs hold question marks asks, and what follows answers. An answer is a direct
//! statement without a cue; its speaker is whom the words before the first question are about.

use std::ops::Range;

use super::context::Context;
use super::rule::{Rule, Shape};
use super::words::PhraseKind;
use super::{Quote, QuoteKind};
use crate::actor::{ActorId, MentionForm};
use crate::confidence::Confidence;
use crate::names::EntityKind;
use crate::segment::TokenKind;
use crate::text::CleanSpan;

/// What somebody answers.
#[derive(Clone, Debug)]
pub(super) struct Answer {
    pub(super) tokens: Range<usize>,
    pub(super) speaker: Option<ActorId>,
    /// Where the speaker is named last before the first question.
    words: Option<CleanSpan>,
    /// Whether signs show who asks and who answers, not the question marks alone.
    signed: bool,
}

/// What a paragraph begins with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Sign {
    Square,
    Dash,
    Ask,
    Reply,
    None,
}

#[derive(Clone, Debug)]
struct Paragraph {
    sign: Sign,
    /// Its tokens behind the sign.
    tokens: Range<usize>,
    /// It holds a question mark.
    asks: bool,
    /// It ends with one.
    ends_asking: bool,
}

/// Turns that make an interview, with signs and without.
const MIN_SIGNED: usize = 2;
const MIN_UNSIGNED: usize = 3;
/// Longest question, in tokens.
const MAX_QUESTION: usize = 90;
/// Words of an answer.
const MIN_WORDS: usize = 3;
/// In how many tokens from the start a word for an interview is looked for.
const MAX_LEAD: usize = 400;

/// The answers of an interview, sorted by place; empty for other articles.
pub(super) fn answers(cx: &Context<'_>) -> Vec<Answer> {
    let paragraphs = paragraphs(cx);
    // Most articles ask nothing.
    if paragraphs.iter().filter(|paragraph| paragraph.asks || paragraph.sign == Sign::Ask).count()
        < MIN_SIGNED
    {
        return Vec::new();
    }
    let Some((is_question, signed)) = questions(cx, &paragraphs) else { return Vec::new() };
    let Some(first) = is_question.iter().position(|&question| question) else { return Vec::new() };
    let last = is_question.iter().rposition(|&question| question).unwrap_or(first);
    let (speaker, words) = interviewee(cx, paragraphs[first].tokens.start);
    let mut answers: Vec<Answer> = Vec::new();
    let mut open = false;
    for (n, paragraph) in paragraphs.iter().enumerate().skip(first) {
        if is_question[n] {
            open = true;
            continue;
        }
        let follows = n > 0 && is_question[n - 1];
        let begins = follows || paragraph.sign == Sign::Reply;
        // Behind the last answer the paper may speak again.
        let goes_on = open && n < last && paragraph.sign == Sign::None;
        if begins && open {
            let tokens = trim(cx, paragraph.tokens.clone());
            if tokens.clone().filter(|&idx| cx.is_word(idx)).take(MIN_WORDS).count() == MIN_WORDS {
                answers.push(Answer { tokens, speaker, words, signed });
            }
        } else if goes_on && let Some(answer) = answers.last_mut() {
            answer.tokens.end = trim(cx, paragraph.tokens.clone()).end;
        }
    }
    answers
}

/// The statement that an answer is.
pub(super) fn quote(cx: &Context<'_>, answer: &Answer) -> Option<Quote> {
    let confidence = match (answer.speaker, answer.signed) {
        (Some(_), true) => 88,
        (Some(_), false) => 75,
        (None, _) => 45,
    };
    Some(Quote {
        span: cx.span(answer.tokens.clone())?,
        kind: QuoteKind::Direct,
        cue: None,
        speaker: answer.speaker,
        speaker_span: answer.words.filter(|_| answer.speaker.is_none()),
        via: None,
        addressee: None,
        medium: None,
        confidence: Confidence::new(confidence),
        rule: Rule::Shape(Shape::Answer),
    })
}

fn paragraphs(cx: &Context<'_>) -> Vec<Paragraph> {
    let mut found: Vec<Paragraph> = Vec::new();
    let mut last = None;
    for sentence in &cx.article.sentences {
        let tokens = sentence.tokens.clone();
        if last == Some(sentence.paragraph)
            && let Some(paragraph) = found.last_mut()
        {
            paragraph.tokens.end = tokens.end;
            continue;
        }
        last = Some(sentence.paragraph);
        let (sign, start) = sign(cx, tokens.start);
        found.push(Paragraph {
            sign,
            tokens: start.min(tokens.end)..tokens.end,
            asks: false,
            ends_asking: false,
        });
    }
    for paragraph in &mut found {
        let asks = |idx: usize| {
            cx.tokens.kind(idx) == Some(TokenKind::Sign) && matches!(cx.tokens.surface(idx), "?" | "\u{61F}")
        };
        paragraph.asks = paragraph.tokens.len() <= MAX_QUESTION && paragraph.tokens.clone().any(asks);
        let end = paragraph.tokens.clone().rfind(|&idx| !cx.is_mark(idx));
        paragraph.ends_asking = paragraph.asks && end.is_some_and(asks);
    }
    found
}

/// The sign at the start of a paragraph and the token behind it.
fn sign(cx: &Context<'_>, start: usize) -> (Sign, usize) {
    match cx.tokens.surface(start) {
        // Squares, discs, diamonds, bullets, an asterisk.
        "\u{25A0}" | "\u{25A1}" | "\u{25AA}" | "\u{25AB}" | "\u{25CF}" | "\u{25CB}" | "\u{25C6}"
        | "\u{25C7}" | "\u{2022}" | "\u{2756}" | "*" | "\u{00B7}" => (Sign::Square, start + 1),
        "-" | "\u{2013}" | "\u{2014}" | "\u{2212}" | "\u{2010}" | "\u{2011}" => (Sign::Dash, start + 1),
        _ => {
            let sign = match cx.folded(start) {
                // "s", "question".
                "س" | "سؤال" | "السؤال" => Sign::Ask,
                // "j", "answer".
                "ج" | "جواب" | "الجواب" => Sign::Reply,
                _ => return (Sign::None, start),
            };
            // "s 1:", "j -".
            let numbered = usize::from(cx.tokens.surface(start + 1).chars().all(char::is_numeric));
            let colon = start + 1 + numbered;
            match cx.tokens.surface(colon) {
                ":" | "-" | "\u{2013}" | "/" | ")" => (sign, colon + 1),
                _ => (Sign::None, start),
            }
        }
    }
}

/// Which paragraphs ask, and whether signs say so.
fn questions(cx: &Context<'_>, paragraphs: &[Paragraph]) -> Option<(Vec<bool>, bool)> {
    let count = |sign: Sign| paragraphs.iter().filter(|paragraph| paragraph.sign == sign).count();
    if count(Sign::Ask) >= 1 && count(Sign::Reply) >= 1 {
        return Some((paragraphs.iter().map(|paragraph| paragraph.sign == Sign::Ask).collect(), true));
    }
    for asking in [Sign::Square, Sign::Dash] {
        let all = count(asking);
        let with_mark =
            paragraphs.iter().filter(|paragraph| paragraph.sign == asking && paragraph.asks).count();
        // Some questions are put as assertions.
        let answered = paragraphs
            .windows(2)
            .filter(|pair| pair[0].sign == asking && pair[1].sign != asking && !pair[1].ends_asking)
            .count();
        if with_mark >= MIN_SIGNED && with_mark * 2 >= all && answered >= MIN_SIGNED {
            return Some((paragraphs.iter().map(|paragraph| paragraph.sign == asking).collect(), true));
        }
    }
    // Question marks alone, or one sign before questions and answers alike.
    let answered = paragraphs.windows(2).filter(|pair| pair[0].ends_asking && !pair[1].ends_asking).count();
    let is_announced = || {
        let lead = paragraphs.iter().take_while(|paragraph| !paragraph.ends_asking);
        lead.flat_map(|paragraph| paragraph.tokens.clone())
            .take(MAX_LEAD)
            .any(|idx| cx.phrase_at(idx, PhraseKind::Interview).is_some())
    };
    (answered >= MIN_UNSIGNED && is_announced())
        .then(|| (paragraphs.iter().map(|paragraph| paragraph.ends_asking).collect(), false))
}

/// The person whom the words before token `first` name most often, and where they do so last.
fn interviewee(cx: &Context<'_>, first: usize) -> (Option<ActorId>, Option<CleanSpan>) {
    let mut counts: Vec<(ActorId, usize, CleanSpan)> = Vec::new();
    for mention in cx.mentions_in(0..first).iter().filter(|mention| mention.form == MentionForm::Name) {
        if cx.actors.get(mention.actor).is_none_or(|actor| actor.kind != EntityKind::Person) {
            continue;
        }
        let known = counts.iter().position(|(actor, ..)| *actor == mention.actor);
        if let Some((_, count, last)) = known.and_then(|n| counts.get_mut(n)) {
            (*count, *last) = (*count + 1, mention.span);
        } else if counts.len() < MAX_CANDIDATES {
            counts.push((mention.actor, 1, mention.span));
        }
    }
    // Of several the first.
    let most = counts.iter().map(|(_, count, _)| *count).max();
    let found = counts.into_iter().find(|(_, count, _)| Some(*count) == most);
    found.map_or((None, None), |(actor, _, span)| (Some(actor), Some(span)))
}

/// How many persons of the lead are counted.
const MAX_CANDIDATES: usize = 24;

fn trim(cx: &Context<'_>, tokens: Range<usize>) -> Range<usize> {
    let Range { start, mut end } = tokens;
    while end > start
        && !cx.is_word(end - 1)
        && !cx.is_mark(end - 1)
        && !matches!(cx.tokens.surface(end - 1), "!" | "?" | "\u{61F}" | ")")
    {
        end -= 1;
    }
    start..end
}
