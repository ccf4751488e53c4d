//! Pairing of quotation marks.
//!
//! Finds every marked stretch of the cleaned text. All shapes count (angle, curly, straight, two
//! apostrophes, two slashes, two round brackets), and none is trusted: newsrooms swap them, mix
//! them and forget to close them. Whether a mark opens or closes is read from the space around it
//! first, from its shape second and from what is open third.
//!
//! One pass with a stack for each paragraph; every mark is pushed and taken off at most once, so
//! ten thousand open marks cost no more than ten thousand words.

use std::ops::Range;

use crate::article::Article;
use crate::segment::{TokenKind, Tokens};
use crate::sort;

/// A marked stretch, in tokens.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Marked {
    /// The opening mark.
    pub(super) open: Range<usize>,
    /// What stands between the marks.
    pub(super) inner: Range<usize>,
    /// The closing mark; empty where it was never closed, and then `inner` is empty too.
    pub(super) close: Range<usize>,
}

impl Marked {
    /// Whether a closing mark was found.
    pub(super) fn is_closed(&self) -> bool {
        !self.close.is_empty()
    }
}

/// All marked stretches of a text.
#[derive(Debug, Default)]
pub(super) struct Marks {
    /// Sorted by place.
    marked: Vec<Marked>,
    /// For each token one more than the number of the outermost closed stretch around it, or 0.
    outer: Vec<u32>,
    /// (token after the closing mark, number), sorted.
    ends: Vec<(usize, usize)>,
    /// For each token whether it belongs to a mark.
    signs: Vec<bool>,
}

/// Marks of one family close each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Family {
    Angle,
    Curly,
    Single,
    Apostrophes,
    Slashes,
    Brackets,
}

const N_FAMILIES: usize = 6;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Hint {
    Opens,
    Closes,
    Unknown,
}

struct Sign {
    range: Range<usize>,
    family: Family,
    hint: Hint,
}

/// Longest stretch, in tokens, that may be closed in the middle of a clause.
const MAX_CLOSE_INSIDE_CLAUSE: usize = 80;

/// A mark that its paragraph left open.
#[derive(Clone, Copy, Debug)]
struct Pending {
    family: Family,
    /// Its place among the stretches found.
    number: usize,
    paragraph: u32,
}

/// How many paragraphs later a mark may still be closed.
const MAX_PARAGRAPHS: u32 = 4;

impl Marks {
    /// Pairs the marks of `article`.
    pub(super) fn pair(article: &Article<'_>) -> Self {
        let tokens = &article.tokens;
        let mut found = Vec::new();
        let mut pending: Option<Pending> = None;
        let mut sentences = article.sentences.iter().peekable();
        while let Some(first) = sentences.next() {
            let mut range = first.tokens.clone();
            while let Some(next) = sentences.next_if(|next| next.paragraph == first.paragraph) {
                range.end = next.tokens.end;
            }
            if pending.is_some_and(|open| first.paragraph - open.paragraph > MAX_PARAGRAPHS) {
                pending = None;
            }
            let n_found = found.len();
            pair_paragraph(tokens, range.clone(), first.paragraph, &mut pending, &mut found);
            close_twice(tokens, range.end, &mut found[n_found..]);
        }
        sort::by(&mut found, |marked: &Marked| marked.open.start);
        Self::new(found, tokens.len())
    }

    fn new(marked: Vec<Marked>, n_tokens: usize) -> Self {
        let mut outer = vec![0; n_tokens];
        let mut covered = 0;
        for (marked, number) in marked.iter().zip(1..) {
            if marked.is_closed() && marked.open.start >= covered {
                outer[marked.open.start..marked.close.end].fill(number);
                covered = marked.close.end;
            }
        }
        let mut ends: Vec<_> = marked
            .iter()
            .enumerate()
            .filter(|(_, marked)| marked.is_closed())
            .map(|(number, marked)| (marked.close.end, number))
            .collect();
        sort::by(&mut ends, |&end| end);
        let mut signs = vec![false; n_tokens];
        for marked in &marked {
            signs[marked.open.clone()].fill(true);
            signs[marked.close.clone()].fill(true);
        }
        Self { marked, outer, ends, signs }
    }

    /// All of them, sorted by place.
    pub(super) fn as_slice(&self) -> &[Marked] {
        &self.marked
    }

    /// Whether token `idx` belongs to a mark.
    pub(super) fn is_sign(&self, idx: usize) -> bool {
        self.signs.get(idx).is_some_and(|&sign| sign)
    }

    /// The stretch whose opening mark is token `idx`.
    pub(super) fn opened_at(&self, idx: usize) -> Option<&Marked> {
        let n = self.marked.binary_search_by_key(&idx, |marked| marked.open.start).ok()?;
        self.marked.get(n)
    }

    /// The outermost stretch whose closing mark ends right before token `idx`.
    pub(super) fn closed_before(&self, idx: usize) -> Option<&Marked> {
        let n = self.ends.partition_point(|&(end, _)| end < idx);
        let &(end, number) = self.ends.get(n)?;
        self.marked.get(number).filter(|_| end == idx)
    }

    /// The outermost closed stretch around token `idx`, its marks included.
    pub(super) fn around(&self, idx: usize) -> Option<&Marked> {
        let number = *self.outer.get(idx)?;
        self.marked.get((number as usize).checked_sub(1)?)
    }
}

fn pair_paragraph(
    tokens: &Tokens<'_>,
    range: Range<usize>,
    paragraph: u32,
    pending: &mut Option<Pending>,
    found: &mut Vec<Marked>,
) {
    let mut stack: Vec<(Family, Range<usize>)> = Vec::new();
    let mut open = [0_usize; N_FAMILIES];
    let mut idx = range.start;
    while idx < range.end {
        let Some(sign) = sign_at(tokens, idx, &range) else {
            idx += 1;
            continue;
        };
        idx = sign.range.end;
        let family = sign.family;
        let opened = match open[family as usize] {
            0 => None,
            _ => stack.iter().rfind(|(open, _)| *open == family),
        };
        let far = opened.is_some_and(|(_, opening)| opening.end + MAX_CLOSE_INSIDE_CLAUSE < sign.range.start);
        let closes = match sign.hint {
            Hint::Opens => false,
            // A long speech ends with its clause: such a mark belongs to another one.
            _ if far && idx < range.end && tokens.kind(idx) == Some(TokenKind::Arabic) => false,
            Hint::Closes => {
                open[family as usize] > 0
                    || pending.is_some_and(|open| open.family == family)
                        && (family == Family::Angle || at_clause_end(tokens, idx, range.end))
            }
            Hint::Unknown => open[family as usize] > 0,
        };
        if !closes {
            // A closing mark with nothing to close, at the end of its clause, is a slip.
            if sign.hint != Hint::Closes || !at_clause_end(tokens, idx, range.end) {
                open[family as usize] += 1;
                stack.push((family, sign.range));
            }
            continue;
        }
        if open[family as usize] == 0 {
            if let Some(marked) = pending.take().and_then(|open| found.get_mut(open.number)) {
                marked.inner = marked.open.end..sign.range.start;
                marked.close = sign.range;
            }
            continue;
        }
        while let Some((other, opening)) = stack.pop() {
            open[other as usize] -= 1;
            if other == family {
                found.push(Marked { inner: opening.end..sign.range.start, open: opening, close: sign.range });
                break;
            }
        }
    }
    close_leftovers(stack, paragraph, pending, found);
}

/// Two marks of one family that both looked like openings are a pair; a last one stays open.
fn close_leftovers(
    stack: Vec<(Family, Range<usize>)>,
    paragraph: u32,
    pending: &mut Option<Pending>,
    found: &mut Vec<Marked>,
) {
    let mut left = stack.into_iter().peekable();
    while let Some((family, opening)) = left.next() {
        if let Some((_, closing)) = left.next_if(|(next, _)| *next == family) {
            found.push(Marked { inner: opening.end..closing.start, open: opening, close: closing });
        } else {
            let end = opening.end;
            *pending = Some(Pending { family, number: found.len(), paragraph });
            found.push(Marked { open: opening, inner: end..end, close: end..end });
        }
    }
}

/// A paragraph that opens a speech, opens words inside it and closes only once, at its end: the last
/// mark closes both.
fn close_twice(tokens: &Tokens<'_>, end: usize, found: &mut [Marked]) {
    let Some(open) = found.iter().rposition(|marked| !marked.is_closed()) else { return };
    let start = found[open].open.end;
    let inner = found.iter().filter(|marked| marked.is_closed() && marked.open.start > start);
    let Some(last) = inner.max_by_key(|marked| marked.close.end) else { return };
    let is_last = last.close.end + 1 >= end;
    let is_near = start + MAX_CLOSE_INSIDE_CLAUSE > last.close.start;
    let one_sentence = is_near && !(start..last.close.start).any(|idx| tokens.surface(idx) == ".");
    let same_sign = tokens.surface(found[open].open.start) == tokens.surface(last.open.start);
    if is_last && one_sentence && same_sign {
        let close = last.close.clone();
        let outer = &mut found[open];
        outer.inner = start..close.start;
        outer.close = close;
    }
}

fn at_clause_end(tokens: &Tokens<'_>, idx: usize, end: usize) -> bool {
    idx >= end || matches!(tokens.surface(idx), "." | "," | "\u{060C}" | "\u{061B}")
}

/// The quotation mark at token `idx`: one sign, or two that touch and count as one.
fn sign_at(tokens: &Tokens<'_>, idx: usize, range: &Range<usize>) -> Option<Sign> {
    if !matches!(tokens.kind(idx), Some(TokenKind::Quote | TokenKind::Sign)) {
        return None;
    }
    let surface = tokens.surface(idx);
    let doubled = idx + 1 < range.end && touch(tokens, idx) && tokens.surface(idx + 1) == surface;
    let (family, shape, length) = match surface {
        "\u{AB}" | "\u{2039}" => (Family::Angle, Hint::Opens, 1),
        "\u{BB}" | "\u{203A}" => (Family::Angle, Hint::Closes, 1),
        "<" if doubled => (Family::Angle, Hint::Opens, 2),
        ">" if doubled => (Family::Angle, Hint::Closes, 2),
        "'" | "\u{2018}" | "\u{2019}" if doubled => (Family::Apostrophes, Hint::Unknown, 2),
        "\u{2018}" | "\u{201A}" | "\u{201B}" => (Family::Single, Hint::Opens, 1),
        "\u{2019}" => (Family::Single, Hint::Closes, 1),
        "'" => (Family::Single, Hint::Unknown, 1),
        "/" if doubled && (idx == range.start || tokens.surface(idx - 1) != ":") => {
            (Family::Slashes, Hint::Unknown, 2)
        }
        "(" if doubled => (Family::Brackets, Hint::Opens, 2),
        ")" if doubled => (Family::Brackets, Hint::Closes, 2),
        "\u{201C}" | "\u{201E}" | "\u{201F}" => (Family::Curly, Hint::Opens, 1),
        "\u{201D}" => (Family::Curly, Hint::Closes, 1),
        _ if tokens.kind(idx) == Some(TokenKind::Quote) => (Family::Curly, Hint::Unknown, 1),
        _ => return None,
    };
    let marks = idx..idx + length;
    let before = marks.start > range.start && touches_word_before(tokens, marks.start);
    let after = marks.end < range.end && touches_word_after(tokens, marks.end);
    let hint = match (before, after) {
        (false, true) => Hint::Opens,
        (true, false) => Hint::Closes,
        // A single apostrophe inside a foreign name and slashes inside an address are no marks.
        _ if family == Family::Single => return None,
        (true, true) if family == Family::Slashes => return None,
        _ => shape,
    };
    Some(Sign { range: marks, family, hint })
}

fn touch(tokens: &Tokens<'_>, idx: usize) -> bool {
    matches!((tokens.get(idx), tokens.get(idx + 1)), (Some(a), Some(b)) if a.span.end() == b.span.start())
}

/// Whether the mark is written on to what it might close. A proclitic of one letter before an
/// opening mark ("bi" before a name in marks) does not count.
fn touches_word_before(tokens: &Tokens<'_>, idx: usize) -> bool {
    touch(tokens, idx - 1)
        && match tokens.kind(idx - 1) {
            Some(TokenKind::Arabic) => !is_proclitic(tokens.folded(idx - 1)),
            Some(TokenKind::Foreign | TokenKind::Number | TokenKind::Quote) => true,
            Some(TokenKind::Sign) => {
                matches!(
                    tokens.surface(idx - 1),
                    "." | "!" | "?" | "\u{061F}" | "\u{2026}" | ")" | "]" | "%" | "'"
                )
            }
            None => false,
        }
}

fn touches_word_after(tokens: &Tokens<'_>, idx: usize) -> bool {
    touch(tokens, idx - 1)
        && match tokens.kind(idx) {
            Some(TokenKind::Arabic | TokenKind::Foreign | TokenKind::Number | TokenKind::Quote) => true,
            Some(TokenKind::Sign) => matches!(tokens.surface(idx), "(" | "[" | "#" | "@" | "\u{2026}" | "'"),
            None => false,
        }
}

fn is_proclitic(folded: &str) -> bool {
    // wa, fa, bi, li, ka, al-, bil-, lil-, wa-bi, wa-li.
    matches!(folded, "و" | "ف" | "ب" | "ل" | "ك" | "ال" | "بال" | "لل" | "وب" | "ول")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::clean::Cleaned;
    use crate::text::CleanText;

    fn pair(text: &str) -> (Cleaned, Vec<Marked>) {
        let cleaned = Cleaned { text: CleanText::new(text, &[]), ..Cleaned::default() };
        let marked = Marks::pair(&Article::new(&cleaned)).marked;
        (cleaned, marked)
    }

    /// `expected`: what stands between each pair; "…" for a mark that stays open.
    #[track_caller]
    fn check(text: &str, expected: &[&str]) {
        let (cleaned, marked) = pair(text);
        let article = Article::new(&cleaned);
        let found: Vec<_> = marked
            .iter()
            .map(|marked| match marked.is_closed() {
                true if marked.inner.is_empty() => "",
                true => article.tokens.cover(marked.inner.clone()).of(article.text()),
                false => "…",
            })
            .collect();
        assert_eq!(found, expected, "{text}");
    }

    #[test]
    fn all_shapes() {
        check("قال «نعم» ثم “لا” ثم \"ربما\".", &["نعم", "لا", "ربما"]);
        check("قال ''نعم'' ثم // لا // ثم ((ربما)).", &["نعم", "لا", "ربما"]);
        check("قال <<نعم>> ثم ‘لا’ و„ربما“.", &["نعم", "لا", "ربما"]);
        check("راجع http://example.com/a//b هنا", &[]);
    }

    #[test]
    fn shapes_are_not_trusted() {
        // Swapped, mixed, with spaces inside, after a proclitic.
        check("قال »نعم« و”لا“ و“ربما\".", &["نعم", "لا", "ربما"]);
        check("صحيفة « الغد » نشرت", &["الغد"]);
        check("لقاء بـ”سالم” في “دمشق”", &["سالم", "دمشق"]);
        check("وأضاف\" أن الأمر انتهى\" ثم غادر", &["أن الأمر انتهى"]);
    }

    #[test]
    fn nested() {
        check("قال \"إن الوطن لم \"ينحن\" قط\" أمس", &["إن الوطن لم \"ينحن\" قط", "ينحن"]);
        check("«قال “نعم” لنا»", &["قال “نعم” لنا", "نعم"]);
    }

    #[test]
    fn slips() {
        check("قال «نعم ثم غادر", &["…"]);
        check("قال نعم» ثم غادر.", &["…"]);
        check("قال نعم».", &[]);
        // A closing mark that was set before the next word.
        check("أرسلت \"عشرات الكتب \"إلى المدارس", &["عشرات الكتب"]);
        check("John's and l'an", &[]);
    }

    #[test]
    fn over_paragraphs() {
        check("قال: «الأول.\nوالثاني.\nوالثالث» ثم غادر", &["الأول.\nوالثاني.\nوالثالث"]);
    }

    #[test]
    fn cost_is_linear() {
        // Each of these would take minutes if pairing looked back over all open marks.
        for hostile in ["«", "\" ", "«“", "'' ", "” ", "((", "» ", "« \"ab ", "ab\" «"] {
            let text = hostile.repeat(200_000);
            let (_, marked) = pair(&text);
            assert!(marked.len() <= 400_000);
        }
    }
}
