//! The first stage: expressions with the meaning that their words have, wherever they stand.

use super::context::{self, Context, Place};
use super::grammar::{self, Found};
use super::guard::{self, Governor};
use super::meaning::{Core, Meaning};
use super::reader::{At, Reader, Recent};
use crate::article::Article;
use crate::clean::RemovalKind;
use crate::segment::{TokenKind, Tokens};
use crate::sort;
use crate::text::{CleanSpan, SourceSpan};

/// An expression as it was read, before it is resolved.
#[derive(Clone, Debug)]
pub(crate) struct Expression {
    pub(crate) source: SourceSpan,
    /// Its place in the cleaned text; none where it stands in a removed date line or byline.
    pub(crate) clean: Option<CleanSpan>,
    pub(crate) meaning: Meaning,
    pub(crate) context: Context,
}

/// Finds the expressions of the article and of its removed date lines and bylines, sorted by
/// their place in the source.
#[inline(never)]
pub(crate) fn find(article: &Article<'_>, source: &str) -> Vec<Expression> {
    let mut expressions = Vec::new();
    for raw in scan(&article.tokens) {
        let clean = raw.span;
        let sentence = article.sentence_of(raw.tokens.0);
        let place = place(article, sentence, &raw);
        expressions.push(Expression {
            source: article.cleaned.text.to_source(clean),
            clean: Some(clean),
            meaning: raw.meaning,
            context: Context { sentence, place, ..raw.context },
        });
    }
    for removed in &article.cleaned.removed {
        if !matches!(removed.kind, RemovalKind::DateLine | RemovalKind::Byline) {
            continue;
        }
        let tokens = Tokens::new(removed.span.of(source));
        for raw in scan(&tokens) {
            let start = removed.span.start();
            expressions.push(Expression {
                source: SourceSpan::new(start + raw.span.start(), start + raw.span.end()),
                clean: None,
                meaning: raw.meaning,
                context: Context { place: Place::Removed, ..raw.context },
            });
        }
    }
    sort::by(&mut expressions, |expression| expression.source);
    expressions
}

/// An expression within one text.
struct Raw {
    /// Its span in that text.
    span: CleanSpan,
    tokens: (usize, usize),
    meaning: Meaning,
    context: Context,
}

/// The expressions of a text, from left to right, none over another.
fn scan(tokens: &Tokens<'_>) -> Vec<Raw> {
    let recent = Recent::default();
    let reader = Reader::new(tokens, &recent);
    let mut found: Vec<Raw> = Vec::new();
    let (mut idx, mut feast_told) = (0, false);
    while idx < tokens.len() {
        let follows = found
            .last()
            .is_some_and(|raw| raw.tokens.1 == idx || raw.tokens.1 + 1 == idx && is_joint(reader, idx - 1));
        let (at, reading) = match at_token(reader, idx, follows) {
            Reading::Accepted(at, reading) => (at, reading),
            Reading::Swallowed(end) => {
                idx = end;
                continue;
            }
            Reading::None => {
                idx += 1;
                continue;
            }
        };
        // "the feast" is one that was named before.
        if let Core::Feast { feast, .. } = &reading.meaning.core {
            if feast.0 == "last" && !feast_told {
                idx += 1;
                continue;
            }
            feast_told = true;
        }
        let context = context::read(reader, at, reading.end);
        let start = if at.split.stem == 0 {
            tokens.as_slice()[at.idx].span.start()
        } else {
            tokens.offset_of_folded(at.idx, at.split.stem)
        };
        let span = CleanSpan::new(start, tokens.as_slice()[reading.end - 1].span.end());
        // "between 2012 and 2017": the first opens a range that the second closes.
        if let Some(previous) = found.last_mut() {
            let joined = previous.tokens.1 + 1 >= idx
                && (previous.tokens.1 < idx && is_joint(reader, idx - 1) || at.split.conjunction);
            previous.context.opens_range |=
                joined && matches!(previous.context.governor, Governor::Between | Governor::From);
        }
        idx = reading.end;
        found.push(Raw { span, tokens: (at.idx, reading.end), meaning: reading.meaning, context });
    }
    found
}

/// What became of a token.
enum Reading {
    /// An expression starts there.
    Accepted(At, Found),
    /// Part of a name that looks like a date; nothing is read up to its end.
    Swallowed(usize),
    None,
}

/// The reading of token `idx` with or without its proclitics that reaches farthest.
fn at_token(reader: Reader<'_>, idx: usize, follows: bool) -> Reading {
    match reader.tokens.kind(idx) {
        Some(TokenKind::Number) if !is_part_of_number(reader, idx) => {}
        Some(TokenKind::Arabic | TokenKind::Foreign) if reader.may_know(idx) => {}
        _ => return Reading::None,
    }
    let mut best: Option<(At, Found)> = None;
    for split in reader.tokens.splits(idx) {
        let at = At { idx, split };
        let Some(found) = grammar::expression(reader, at).filter(|found| found.end > at.idx) else {
            continue;
        };
        if guard::swallows(reader, at, &found) {
            return Reading::Swallowed(found.end);
        }
        if guard::accepts(reader, at, &found, follows)
            && best.as_ref().is_none_or(|(_, best)| found.end > best.end)
        {
            best = Some((at, found));
        }
    }
    best.map_or(Reading::None, |(at, found)| Reading::Accepted(at, found))
}

/// Whether the digits at `idx` go on from a sign and digits before them, as in telephone numbers.
fn is_part_of_number(reader: Reader<'_>, idx: usize) -> bool {
    let Some(before) = idx.checked_sub(1) else { return false };
    reader.touches_next(before)
        && (matches!(reader.tokens.folded(before), "+" | "#" | "$" | "€" | "_" | "@")
            || matches!(reader.tokens.folded(before), "-" | "/" | ":" | "." | "*")
                && before > 0
                && reader.tokens.kind(before - 1) == Some(TokenKind::Number)
                && reader.touches_next(before - 1))
}

/// Whether token `idx` joins two ends of a range or list.
fn is_joint(reader: Reader<'_>, idx: usize) -> bool {
    matches!(reader.tokens.folded(idx), "و" | "الي" | "حتي" | "-" | "–" | "وحتي" | "والي" | "،" | "او")
}

/// Where the expression stands, see [`Place`].
fn place(article: &Article<'_>, sentence: Option<usize>, raw: &Raw) -> Place {
    let Some(sentence) =
        sentence.and_then(|number| article.sentences.get(number).map(|sentence| (number, sentence)))
    else {
        return Place::Body;
    };
    let (number, sentence) = sentence;
    let (start, end) = raw.tokens;
    let is_word =
        |idx: usize| !matches!(article.tokens.kind(idx), Some(TokenKind::Sign | TokenKind::Quote) | None);
    let alone = !(sentence.tokens.start..start).any(is_word) && !(end..sentence.tokens.end).any(is_word);
    if sentence.paragraph < TOP_PARAGRAPHS && alone {
        return Place::TopLine;
    }
    let opens = start < sentence.tokens.start + DATELINE_TOKENS;
    if sentence.paragraph < TOP_PARAGRAPHS
        && opens
        && matches!(article.tokens.folded(end), "(" | "-" | "–" | "/" | "ـ" | ":" | "—")
    {
        return Place::Dateline;
    }
    if number < LEAD_SENTENCES { Place::Lead } else { Place::Body }
}

const TOP_PARAGRAPHS: u32 = 5;
const DATELINE_TOKENS: usize = 8;
const LEAD_SENTENCES: usize = 5;

#[cfg(test)]
mod tests {
    use super::*;
    use crate::clean::{Cleaned, Removed};
    use crate::text::{CleanText, Edit};

    #[test]
    fn removed_date_lines_are_read_and_other_removals_are_not() {
        // "Thursday 19-12-2019", the body with "yesterday", "read also: … tomorrow".
        let (line, body, also) = ("الخميس 19-12-2019\n", "وصل الوزير أمس.\n", "اقرأ أيضا: الوزير يصل غدا");
        let source = format!("{line}{body}{also}");
        let end = (line.len() + body.len()) as u32;
        let spans = [
            (SourceSpan::new(0, line.len() as u32), RemovalKind::DateLine),
            (SourceSpan::new(end, source.len() as u32), RemovalKind::ReadAlso),
        ];
        let edits = spans.map(|(source, _)| Edit { source, plain: String::new() });
        let cleaned = Cleaned {
            text: CleanText::new(&source, &edits),
            removed: spans.map(|(span, kind)| Removed { span, kind }).to_vec(),
            ..Cleaned::default()
        };
        let expressions = find(&Article::new(&cleaned), &source);
        let found: Vec<_> =
            expressions.iter().map(|found| (found.source.of(&source), found.clean.is_some())).collect();
        assert_eq!(found, [("الخميس 19-12-2019", false), ("أمس", true)]);
        assert_eq!(expressions[0].context.place, Place::Removed);
    }

    #[test]
    fn hostile_text_is_read_in_one_pass() {
        // Words that may all start an expression, and none does; chains of numbers; one long line.
        for unit in [
            "يوم ",
            "قبل أمس الأول ",
            "5 و",
            "2011-",
            "مطلع ",
            "بين 5 و7 ",
            "العيد ",
            "ثلاثة وعشرون ",
            "نحو ",
            "\"اليوم\"",
        ] {
            let source = unit.repeat(1000);
            let cleaned = Cleaned { text: CleanText::new(&source, &[]), ..Cleaned::default() };
            let expressions = find(&Article::new(&cleaned), &source);
            assert!(
                expressions.windows(2).all(|pair| pair[0].source.end() <= pair[1].source.start()),
                "{unit}"
            );
        }
    }
}
