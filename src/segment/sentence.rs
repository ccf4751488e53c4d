//! Paragraphs and sentences of the cleaned text.
//!
//! A sentence never crosses a line. Inside a line it ends at a full stop, a question or an
//! exclamation mark, unless that sign does something else there: abbreviate, number a list, part
//! the letters of an agency or an address, or stand inside a short quotation. Two or three dots
//! are a pause; they end a sentence only before a word that opens one.

use std::ops::Range;
use std::sync::LazyLock;

use super::{TokenKind, Tokens};
use crate::lexicon::{Lexicon, lexicon};
use crate::text::CleanSpan;

/// A sentence: its place, its tokens and the paragraph that it belongs to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Sentence {
    /// From its first to its last token.
    pub(crate) span: CleanSpan,
    /// Its tokens.
    pub(crate) tokens: Range<usize>,
    /// Number of the paragraph, counted over paragraphs that have tokens.
    pub(crate) paragraph: u32,
}

/// Quotations of more tokens are split like other text.
const MAX_QUOTED: usize = 45;

/// So many spaces in a row part a headline from what follows it in a paste of one line.
const WIDE_GAP: usize = 3;

/// The paragraphs of `text`: its lines that hold more than white space.
#[must_use]
pub(crate) fn paragraphs(text: &str) -> Vec<CleanSpan> {
    let mut spans = Vec::new();
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        let trimmed = line.trim();
        if !trimmed.is_empty() {
            let at = start + (line.len() - line.trim_start().len());
            spans.push(CleanSpan::new(at as u32, (at + trimmed.len()) as u32));
        }
        start += line.len();
    }
    spans
}

/// Splits paragraphs into sentences.
#[must_use]
pub(crate) fn sentences(tokens: &Tokens<'_>) -> Vec<Sentence> {
    let mut sentences = Vec::new();
    let mut n_paragraphs = 0;
    for span in paragraphs(tokens.text()) {
        let range = tokens.within(span);
        if range.is_empty() {
            continue;
        }
        split(tokens, range, n_paragraphs, &mut sentences);
        n_paragraphs += 1;
    }
    sentences
}

/// Splits the tokens of one paragraph.
fn split(tokens: &Tokens<'_>, range: Range<usize>, paragraph: u32, sentences: &mut Vec<Sentence>) {
    let mut push = |tokens_of: Range<usize>| {
        if !tokens_of.is_empty() {
            sentences.push(Sentence { span: tokens.cover(tokens_of.clone()), tokens: tokens_of, paragraph });
        }
    };
    let mut start = range.start;
    let mut idx = range.start;
    // The end of the quotation that `idx` stands in.
    let mut quoted_until = 0;
    while idx < range.end {
        if idx > start && idx >= quoted_until && is_wide_gap(tokens, idx) {
            push(start..idx);
            start = idx;
        }
        if idx >= quoted_until && tokens.kind(idx) == Some(TokenKind::Quote) {
            quoted_until = closing(tokens, idx, range.end).unwrap_or(0);
        }
        let run = stops(tokens, idx, range.end);
        if run == 0 {
            idx += 1;
            continue;
        }
        let mut end = idx + run;
        let closes_quote = quoted_until > 0 && end == quoted_until;
        while end < range.end && closes(tokens, end) {
            end += 1;
        }
        if (idx >= quoted_until || closes_quote) && is_end(tokens, start, idx, run, end, range.end) {
            push(start..end);
            start = end;
        }
        idx = end.max(idx + 1);
    }
    push(start..range.end);
}

/// Number of stop tokens from `idx` on that stand together.
fn stops(tokens: &Tokens<'_>, idx: usize, limit: usize) -> usize {
    (idx..limit)
        .take_while(|&at| {
            is_stop(tokens, at) && (at == idx || touches(tokens, at) || tokens.surface(at) != ".")
        })
        .count()
}

fn is_stop(tokens: &Tokens<'_>, idx: usize) -> bool {
    tokens.kind(idx) == Some(TokenKind::Sign) && matches!(tokens.surface(idx), "." | "!" | "?" | "؟" | "…")
}

/// Whether no space stands before token `idx`.
fn touches(tokens: &Tokens<'_>, idx: usize) -> bool {
    let all = tokens.as_slice();
    idx > 0 && all.get(idx).is_some_and(|token| all[idx - 1].span.end() == token.span.start())
}

/// Whether the run of `run` stops at `idx`, with what closes it up to `end`, ends a sentence that
/// started at `start`.
fn is_end(tokens: &Tokens<'_>, start: usize, idx: usize, run: usize, end: usize, limit: usize) -> bool {
    if end >= limit {
        return true;
    }
    // The sentence goes on behind a comma.
    if matches!(tokens.surface(end), "،" | "," | "؛" | ";") {
        return false;
    }
    // "by ?14": a sign of percent that was lost.
    if run == 1
        && tokens.surface(idx) == "?"
        && tokens.kind(end) == Some(TokenKind::Number)
        && touches(tokens, end)
    {
        return false;
    }
    let dots_only = (idx..idx + run).all(|at| matches!(tokens.surface(at), "." | "…"));
    if !dots_only {
        return true;
    }
    if run > 1 || tokens.surface(idx) == "…" {
        return opens_sentence(tokens, end);
    }
    if end > idx + 1 {
        // A stop, then the closing mark.
        return true;
    }
    !is_inner_stop(tokens, start, idx)
}

/// Whether the single full stop at `idx` belongs to a word, a name or a number.
fn is_inner_stop(tokens: &Tokens<'_>, start: usize, idx: usize) -> bool {
    let Some(before) = idx.checked_sub(1).filter(|&before| before >= start) else { return true };
    let after = idx + 1;
    let is_letter = |at: usize| {
        matches!(tokens.kind(at), Some(TokenKind::Arabic | TokenKind::Foreign))
            && tokens.folded(at).chars().count() == 1
    };
    let glued = touches(tokens, after);
    // "1. first": the number of an entry.
    if tokens.kind(before) == Some(TokenKind::Number) && before == start {
        return true;
    }
    // The sign of a Hijri year, of metres or of the common era, behind its number.
    if is_letter(before)
        && before > start
        && tokens.kind(before - 1) == Some(TokenKind::Number)
        && matches!(tokens.folded(before), "ه" | "م")
    {
        return !opens_sentence(tokens, after);
    }
    if is_letter(before) {
        return true;
    }
    if !glued {
        return ABBREVIATIONS.contains(tokens.folded(before)) && touches(tokens, idx);
    }
    let is_foreign = |at: usize| tokens.kind(at) == Some(TokenKind::Foreign);
    let is_spelt = |at: usize| LETTER_NAMES.contains(tokens.folded(at));
    // Initials, addresses, file names, agencies spelt by the names of their letters.
    let is_initial =
        is_letter(after) && !matches!(tokens.folded(after), "و") && !touches_word(tokens, after + 1);
    is_initial
        || is_foreign(after) && touches(tokens, idx)
        || is_spelt(after) && (is_spelt(before) || is_domain(tokens.folded(after)))
}

fn touches_word(tokens: &Tokens<'_>, idx: usize) -> bool {
    touches(tokens, idx) && tokens.kind(idx) == Some(TokenKind::Arabic)
}

/// "net", "com", "org" as Arabic writes them.
fn is_domain(folded: &str) -> bool {
    matches!(folded, "نت" | "كوم" | "اورغ")
}

/// Whether the word at `idx` may open a sentence after a pause: "and" with a verb, or a connective.
fn opens_sentence(tokens: &Tokens<'_>, idx: usize) -> bool {
    let word = tokens.folded(idx);
    let bare = word.strip_prefix('و').unwrap_or(word);
    OPENERS.contains(word) || bare.len() < word.len() && OPENERS.contains(bare)
}

/// Whether many spaces stand before token `idx`.
fn is_wide_gap(tokens: &Tokens<'_>, idx: usize) -> bool {
    let all = tokens.as_slice();
    let (before, after) = (all[idx - 1].span.end() as usize, all[idx].span.start() as usize);
    after >= before + WIDE_GAP
        && tokens.text()[before..after].chars().filter(|c| c.is_whitespace()).count() >= WIDE_GAP
}

/// The token of the mark that closes the quotation opened at `idx`, if it is a short one.
///
/// Which marks open and which close is told by their neighbours, since the same sign does both.
fn closing(tokens: &Tokens<'_>, idx: usize, limit: usize) -> Option<usize> {
    if !opens(tokens, idx) {
        return None;
    }
    (idx + 1..limit.min(idx + MAX_QUOTED))
        .find(|&at| tokens.kind(at) == Some(TokenKind::Quote))
        .filter(|&at| !opens(tokens, at))
}

/// Whether the mark at `idx` touches the word behind it and not the word before it; proclitics
/// are written on to the mark.
fn opens(tokens: &Tokens<'_>, idx: usize) -> bool {
    let before_is_word = touches(tokens, idx)
        && matches!(
            tokens.kind(idx - 1),
            Some(TokenKind::Arabic | TokenKind::Foreign | TokenKind::Number | TokenKind::Quote)
        )
        && tokens.folded(idx - 1).chars().count() > 1;
    let after_is_close = touches(tokens, idx + 1);
    !before_is_word && after_is_close && !(touches(tokens, idx) && is_stop(tokens, idx - 1))
}

/// Whether the token belongs to the end of the sentence before it: a closing mark with no space
/// before it.
fn closes(tokens: &Tokens<'_>, idx: usize) -> bool {
    if !touches(tokens, idx) {
        return false;
    }
    match tokens.surface(idx) {
        ")" | "]" | "}" | "'" => true,
        _ => tokens.kind(idx) == Some(TokenKind::Quote),
    }
}

/// Words that are written with a full stop which ends no sentence.
static ABBREVIATIONS: LazyLock<Lexicon<()>> = LazyLock::new(|| lexicon!("abbreviations"));
/// Names of Latin letters in Arabic script.
pub(crate) static LETTER_NAMES: LazyLock<Lexicon<()>> = LazyLock::new(|| lexicon!("letter_names"));
/// Verbs and connectives that open a sentence.
static OPENERS: LazyLock<Lexicon<()>> = LazyLock::new(|| lexicon!("sentence_openers"));

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: &[&str]) {
        let tokens = Tokens::new(text);
        let found: Vec<_> = sentences(&tokens).iter().map(|s| s.span.of(text)).collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn stops_and_marks() {
        // "He said: "Done." Then left. Why?!"
        check("قال: «تم.» ثم غادر. لماذا؟!", &["قال: «تم.»", "ثم غادر.", "لماذا؟!"]);
        // "Dr. Sami arrived.And left" with a lost space, numbers with a point.
        check("وصل د. سامي.وغادر بعد 3.5 ساعة.", &["وصل د. سامي.", "وغادر بعد 3.5 ساعة."]);
        check("عنوان\n\n  فقرة", &["عنوان", "فقرة"]);
        check(" \n ", &[]);
    }

    #[test]
    fn abbreviations_and_addresses() {
        check("قالت (د.ب.أ) إن م. أحمد وصل. انتهى.", &["قالت (د.ب.أ) إن م. أحمد وصل.", "انتهى."]);
        check("نقلت العربية.نت عن بي.بي.سي ذلك.", &["نقلت العربية.نت عن بي.بي.سي ذلك."]);
        check("زوروا www.example.com الآن. شكرا.", &["زوروا www.example.com الآن.", "شكرا."]);
        check("عام 330 ق.م. كانت المدينة هنا.", &["عام 330 ق.م. كانت المدينة هنا."]);
        check("1. البند الأول 2. الثاني", &["1. البند الأول 2.", "الثاني"]); // FIXME: numbers inside a line
        check("توفي عام 1436 هـ. وقال ابنه إنه مرض.", &["توفي عام 1436 هـ.", "وقال ابنه إنه مرض."]);
        check("الروائي J. K. Rowling هنا.", &["الروائي J. K. Rowling هنا."]);
    }

    #[test]
    fn pauses() {
        check("توسيع الحلف.. الوزير يوضح الشروط", &["توسيع الحلف.. الوزير يوضح الشروط"]);
        check("لم ينته الأمر... وقال الوزير إنه باق.", &["لم ينته الأمر...", "وقال الوزير إنه باق."]);
        check("كلام كثير … ثم كلام.", &["كلام كثير … ثم كلام."]);
    }

    #[test]
    fn quotations() {
        // A stop inside a short quotation splits nothing.
        check("قال \"جئنا. رأينا. عدنا\" ثم سكت.", &["قال \"جئنا. رأينا. عدنا\" ثم سكت."]);
        check("قال \"هل نعود؟\"، ثم سكت.", &["قال \"هل نعود؟\"، ثم سكت."]);
        check("«نعم.» «لا.»", &["«نعم.»", "«لا.»"]);
        // A mark that is never closed hides nothing.
        check("قال \"جئنا. رأينا. عدنا.", &["قال \"جئنا.", "رأينا.", "عدنا."]);
    }

    #[test]
    fn headlines_in_one_line() {
        check("عنوان الخبر    قال الوزير نعم. ثم ذهب.", &["عنوان الخبر", "قال الوزير نعم.", "ثم ذهب."]);
    }

    #[test]
    fn hostile_input_is_linear() {
        for piece in ["\"", "« ", ".", "؟ ", "ا.", "…"] {
            let text = piece.repeat(200_000 / piece.len());
            assert!(!sentences(&Tokens::new(&text)).is_empty());
        }
    }
}
