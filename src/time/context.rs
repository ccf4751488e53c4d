//! What the sentence around an expression tells: past or future, what bounds it, what it measures.

use std::sync::LazyLock;

use super::guard::{self, Governor};
use super::reader::{At, Reader};
use crate::lexicon::{Entry, Lexicon, lexicon};
use crate::segment::TokenKind;

/// Where an expression stands, as far as it may be the publication date.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Place {
    Body,
    /// In the first sentences.
    Lead,
    /// At the start of a paragraph near the top, before the agency or the text.
    Dateline,
    /// A line of its own near the top.
    TopLine,
    /// In a removed date line or byline.
    Removed,
}

/// Whether the clause speaks of what is past or to come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Tense {
    Unknown,
    Past,
    Future,
    /// Looks like a future verb and is none.
    NoVerb,
}

impl Entry for Tense {
    fn read(columns: &[&str]) -> Self {
        match columns.first().copied().unwrap_or("") {
            "past" => Self::Past,
            "future" => Self::Future,
            class => {
                debug_assert_eq!(class, "not", "a class of time_cues.tsv");
                Self::NoVerb
            }
        }
    }
}

/// What the surroundings say of an expression.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(clippy::struct_excessive_bools, reason = "independent observations, not states")]
pub(crate) struct Context {
    pub(crate) governor: Governor,
    pub(crate) tense: Tense,
    /// A negation before it in its clause: "not before 2019".
    pub(crate) negated: bool,
    /// Followed by "of" or "since": measured from an event, not from the day of speech.
    pub(crate) measured: bool,
    /// In brackets by itself, as ages are.
    pub(crate) bracketed: bool,
    /// With its governor a line of its own, as the labels are that a page computes.
    pub(crate) alone: bool,
    /// Joined to the next expression as the start of a range.
    pub(crate) opens_range: bool,
    /// Number of its sentence; none outside of the cleaned text.
    pub(crate) sentence: Option<usize>,
    pub(crate) place: Place,
}

static CUES: LazyLock<Lexicon<Tense>> = LazyLock::new(|| lexicon!("time_cues"));

/// How far a cue of tense may stand away, in tokens.
const LEFT: usize = 9;
const RIGHT: usize = 4;

/// Reads the surroundings of the expression from `at` to `end`.
pub(super) fn read(reader: Reader<'_>, at: At, end: usize) -> Context {
    let (governor, start) = guard::governor(reader, at);
    let word = |idx: usize| reader.tokens.folded(idx);
    let before = at.idx.wrapping_sub(1);
    let tense = tense(reader, start, end);
    Context {
        governor,
        tense,
        negated: left_of(reader, start)
            .any(|idx| matches!(word(idx), "لا" | "لن" | "لم" | "ولن" | "ولا" | "ليس" | "الا")),
        measured: matches!(word(end), "من" | "علي" | "لاحقه") && !is_vague_of(reader, end)
            // "after a week at sea" is spent there.
            || governor == Governor::After && word(end) == "في" && tense != Tense::Future,
        bracketed: word(before) == "(" && word(end) == ")",
        alone: guard::is_alone(reader, start, end),
        opens_range: false,
        sentence: None,
        place: Place::Body,
    }
}

/// "of now", "of today": not an event.
fn is_vague_of(reader: Reader<'_>, end: usize) -> bool {
    matches!(reader.tokens.folded(end + 1), "الان" | "اليوم" | "الزمن")
}

/// The tokens before `idx` in its clause, nearest first.
fn left_of(reader: Reader<'_>, idx: usize) -> impl Iterator<Item = usize> + '_ {
    (idx.saturating_sub(LEFT)..idx)
        .rev()
        .take_while(move |&idx| !ends_clause(reader, idx) && !reader.new_line_before(idx + 1))
}

fn ends_clause(reader: Reader<'_>, idx: usize) -> bool {
    matches!(reader.tokens.folded(idx), "." | "،" | "," | "؛" | ";" | ":" | "؟" | "!" | "…")
}

/// The nearest cue, to the left rather than to the right.
fn tense(reader: Reader<'_>, start: usize, end: usize) -> Tense {
    let right = (end..(end + RIGHT).min(reader.tokens.len())).take_while(|&idx| {
        // What is said behind "that" has a tense of its own.
        let said = matches!(reader.tokens.folded(idx), "ان" | "انه" | "انها" | "بان" | "بانه" | "بانها");
        !said && !ends_clause(reader, idx) && !reader.new_line_before(idx)
    });
    let mut cues =
        left_of(reader, start).enumerate().chain(right.enumerate()).filter_map(|(distance, idx)| {
            let tense = cue(reader, idx)?;
            Some((distance, tense))
        });
    let Some(mut best) = cues.next() else { return Tense::Unknown };
    for cue in cues {
        if cue.0 < best.0 {
            best = cue;
        }
    }
    best.1
}

fn cue(reader: Reader<'_>, idx: usize) -> Option<Tense> {
    if reader.tokens.kind(idx) != Some(TokenKind::Arabic) {
        return None;
    }
    let word = reader.tokens.folded(idx);
    let plain = word.strip_prefix(['و', 'ف']).unwrap_or(word);
    let known = CUES.get(word).first().or_else(|| CUES.get(plain).first()).copied();
    match known {
        Some(Tense::NoVerb) => None,
        Some(tense) => Some(tense),
        // sa- with an imperfect: "sa-yaqul", "sa-taqum".
        // "sa-" of the first person shows its hamza; "sa'ala", he asked, does too.
        None if reader.tokens.surface(idx).trim_start_matches(['و', 'ف']).starts_with("سأ") => {
            (!plain.starts_with("سال") && plain.chars().count() >= 5).then_some(Tense::Future)
        }
        None => (["سي", "ست", "سن"].iter().any(|prefix| plain.starts_with(prefix))
            && plain.chars().count() >= 5)
            .then_some(Tense::Future),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::segment::Tokens;
    use crate::time::reader::Recent;

    /// The tense around the word in square brackets.
    #[track_caller]
    fn check(text: &str, expected: Tense) {
        let marked = text.split_whitespace().position(|word| word.starts_with('[')).expect("a mark");
        let plain = text.replace(['[', ']'], "");
        let tokens = Tokens::new(&plain);
        assert_eq!(
            read(Reader::new(&tokens, &Recent::default()), At::token(marked), marked + 1).tense,
            expected,
            "{text}"
        );
    }

    #[test]
    fn the_nearest_cue_decides() {
        check("وصل الوزير [الخميس]", Tense::Past);
        check("سيصل الوزير [الخميس]", Tense::Future);
        check("قال إن الوزير سيصل [الخميس]", Tense::Future);
        check("الزيارة المقررة [الخميس]", Tense::Future);
        check("سأزور المدينة [الخميس]", Tense::Future);
    }

    #[test]
    fn nouns_that_look_like_the_future() {
        // "car", "politics", "he asked" begin as a future verb would.
        check("سيارة الوزير [الخميس]", Tense::Unknown);
        check("سياسة الوزير [الخميس]", Tense::Unknown);
        check("سألته عنها [الخميس]", Tense::Unknown);
    }

    #[test]
    fn a_cue_in_another_clause_says_nothing() {
        check("سيصل الوزير، والوفد [الخميس]", Tense::Unknown);
    }
}
