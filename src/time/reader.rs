//! The look-ups that the grammar is made of.

use std::cell::Cell;
use std::sync::LazyLock;

use super::meaning::{Calendar, Part, Shift};
use super::numbers::{NUMBERS, ORDINALS};
use super::words::{Era, Feast, Month, UnitWord, Weekday, Word};
use crate::lexicon::{Found, Lexicon, Lists, lexicon};
use crate::segment::{Split, TokenKind, Tokens};

static WORDS: LazyLock<Lexicon<Word>> = LazyLock::new(|| lexicon!("time_words"));
static MONTHS: LazyLock<Lexicon<Month>> = LazyLock::new(|| lexicon!("time_months"));
static WEEKDAYS: LazyLock<Lexicon<Weekday>> = LazyLock::new(|| lexicon!("time_weekdays"));
static UNITS: LazyLock<Lexicon<UnitWord>> = LazyLock::new(|| lexicon!("time_units"));
static FEASTS: LazyLock<Lexicon<Feast>> = LazyLock::new(|| lexicon!("time_feasts"));

/// All that can start an expression.
static LISTS: LazyLock<Lists> = LazyLock::new(|| {
    [UNITS.set(), MONTHS.set(), WEEKDAYS.set(), FEASTS.set(), NUMBERS.set(), ORDINALS.set()]
        .into_iter()
        .fold(WORDS.set(), Lists::with)
});

/// A place where words are read: a token, and how much of its front is proclitics.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct At {
    pub(super) idx: usize,
    pub(super) split: Split,
}

/// The whole token.
pub(super) const WHOLE: Split = Split::WHOLE;

impl At {
    /// Token `idx` as a whole.
    pub(super) const fn token(idx: usize) -> Self {
        Self { idx, split: WHOLE }
    }
}

/// Tokens with the look-ups of the time lexicons.
///
/// Every look-up gives what it found and the token after it.
#[derive(Clone, Copy)]
pub(super) struct Reader<'a> {
    pub(super) tokens: &'a Tokens<'a>,
    recent: &'a Recent,
}

/// What [`WORDS`] has at the places that were asked for last: the rules ask some forty times for the
/// same.
#[derive(Debug, Default)]
pub(super) struct Recent([Cell<Option<WordsAt>>; N_RECENT]);

const N_RECENT: usize = 8;

/// The words and phrases at one place, shorter ones first: what they mean, and the token after them.
#[derive(Clone, Copy, Debug)]
struct WordsAt {
    at: At,
    found: [(&'static [Word], usize); MOST_WORDS],
    n: usize,
}

/// More phrases of [`WORDS`] do not start with the same words.
const MOST_WORDS: usize = 4;

impl<'a> Reader<'a> {
    pub(super) fn new(tokens: &'a Tokens<'a>, recent: &'a Recent) -> Self {
        Self { tokens, recent }
    }

    /// Whether any lexicon of time may have a phrase at word `idx`, or it may be an article alone before
    /// digits.
    pub(super) fn may_know(self, idx: usize) -> bool {
        LISTS.may_start_at(self.tokens, idx) || self.tokens.kind(idx + 1) == Some(TokenKind::Number)
    }

    /// Whether any lexicon of time has a phrase here, with the article or without, or digits stand
    /// here.
    pub(super) fn knows(self, at: At) -> bool {
        let known = |At { idx, split }: At| {
            let word = Found::token(self.tokens, idx, split);
            self.tokens.kind(idx) == Some(TokenKind::Number)
                || word.is_in(*LISTS)
                || word.starts_in(*LISTS)
                    && (WORDS.has_phrase_at(self.tokens, idx, split)
                        || UNITS.has_phrase_at(self.tokens, idx, split)
                        || MONTHS.has_phrase_at(self.tokens, idx, split)
                        || WEEKDAYS.has_phrase_at(self.tokens, idx, split)
                        || FEASTS.has_phrase_at(self.tokens, idx, split)
                        || NUMBERS.has_phrase_at(self.tokens, idx, split)
                        || ORDINALS.has_phrase_at(self.tokens, idx, split))
        };
        known(at) || self.without_article(at).is_some_and(known)
    }

    /// The longest word at `at` that `accept` takes.
    pub(super) fn word<T>(self, at: At, accept: impl Fn(Word) -> Option<T>) -> Option<(T, usize)> {
        let WordsAt { found, n, .. } = self.words(at);
        let mut known = found.iter().take(n).rev();
        known.find_map(|&(words, end)| words.iter().find_map(|&word| Some((accept(word)?, end))))
    }

    fn words(self, at: At) -> WordsAt {
        let place = (2 * at.idx + usize::from(at.split.stem > 0)) % N_RECENT;
        let recent = &self.recent.0[place];
        if let Some(known) = recent.get().filter(|known| known.at == at) {
            return known;
        }
        let mut words = WordsAt { at, found: [(&[], 0); MOST_WORDS], n: 0 };
        for found in WORDS.phrases_at(self.tokens, at.idx, at.split) {
            debug_assert!(words.n < MOST_WORDS, "more phrases of time_words.tsv in each other");
            let Some(room) = words.found.get_mut(words.n) else { break };
            *room = (found.entries, found.end);
            words.n += 1;
        }
        recent.set(Some(words));
        words
    }

    /// The token after the word `word`, if it stands at `at`.
    pub(super) fn is(self, at: At, word: Word) -> Option<usize> {
        self.word(at, |found| (found == word).then_some(())).map(|((), end)| end)
    }

    pub(super) fn shift(self, at: At) -> Option<(Shift, usize)> {
        self.word(at, |word| if let Word::Shift(shift) = word { Some(shift) } else { None })
    }

    /// A shift with its number of steps: two for "before last".
    pub(super) fn steps(self, at: At) -> Option<((Shift, i32), usize)> {
        self.word(at, |word| match word {
            Word::Shift(shift) => Some((shift, 1)),
            Word::Twice(shift) => Some((shift, 2)),
            _ => None,
        })
    }

    pub(super) fn part(self, at: At) -> Option<(Part, usize)> {
        self.word(at, |word| if let Word::Part(part) = word { Some(part) } else { None })
    }

    pub(super) fn era(self, at: At) -> Option<(Era, usize)> {
        self.word(at, |word| if let Word::Era(era) = word { Some(era) } else { None })
    }

    pub(super) fn month(self, at: At) -> Option<(Month, usize)> {
        MONTHS
            .longest_at(self.tokens, at.idx, at.split)
            .and_then(|found| found.entries.first().map(|&month| (month, found.end)))
    }

    /// Months of another name at the same place, such as another calendar's.
    pub(super) fn month_of(self, at: At, calendar: Calendar) -> Option<(Month, usize)> {
        let found = MONTHS.longest_at(self.tokens, at.idx, at.split)?;
        found.entries.iter().find(|month| month.calendar == calendar).map(|&month| (month, found.end))
    }

    pub(super) fn weekday(self, at: At) -> Option<(Weekday, usize)> {
        WEEKDAYS
            .longest_at(self.tokens, at.idx, at.split)
            .and_then(|found| found.entries.first().map(|&weekday| (weekday, found.end)))
    }

    /// A unit, and whether it has the article.
    pub(super) fn unit(self, at: At) -> Option<(UnitWord, bool, usize)> {
        let look = |at: At| {
            UNITS
                .longest_at(self.tokens, at.idx, at.split)
                .and_then(|found| found.entries.first().map(|&unit| (unit, found.end)))
        };
        if let Some((unit, end)) = look(at) {
            return Some((unit, false, end));
        }
        look(self.without_article(at)?).map(|(unit, end)| (unit, true, end))
    }

    pub(super) fn feast(self, at: At) -> Option<(&'static Feast, usize)> {
        FEASTS
            .longest_at(self.tokens, at.idx, at.split)
            .and_then(|found| found.entries.first().map(|feast| (feast, found.end)))
    }

    /// The same place behind the article, if there is one.
    pub(super) fn without_article(self, at: At) -> Option<At> {
        let stem = self.tokens.folded(at.idx).get(at.split.stem..)?;
        let article = if at.split.restore_alef { "ل" } else { "ال" };
        let rest = stem.strip_prefix(article)?;
        if rest.is_empty() {
            // An article that stands alone before digits.
            return (self.tokens.kind(at.idx + 1) == Some(TokenKind::Number)).then(|| At::token(at.idx + 1));
        }
        let split = Split { stem: at.split.stem + article.len(), restore_alef: false, ..at.split };
        Some(At { idx: at.idx, split })
    }

    /// The place behind "and" at token `idx`, be it written on to the next word or not.
    pub(super) fn after_and(self, idx: usize) -> Option<At> {
        let rest = self.tokens.folded(idx).strip_prefix('و')?;
        if rest.is_empty() {
            return (idx + 1 < self.tokens.len()).then(|| At::token(idx + 1));
        }
        Some(At { idx, split: Split { stem: 'و'.len_utf8(), conjunction: true, ..WHOLE } })
    }

    /// The place behind "of" (min), the glued li- or bi-, or the article alone before digits.
    pub(super) fn after_of(self, idx: usize) -> Option<At> {
        let word = self.tokens.folded(idx);
        if matches!(word, "من" | "في" | "ل" | "ب" | "ال") {
            return (idx + 1 < self.tokens.len()).then(|| At::token(idx + 1));
        }
        let rest = word.strip_prefix('ل')?;
        // li- and the article together are written "ll".
        let restore_alef = rest.starts_with('ل');
        Some(At {
            idx,
            split: Split { stem: 'ل'.len_utf8(), restore_alef, preposition: true, conjunction: false },
        })
    }

    /// What is left of the word after its proclitics, folded. An article that lost its alef to li-
    /// is given without it.
    pub(super) fn stem(self, at: At) -> &'a str {
        self.tokens.folded(at.idx).get(at.split.stem..).unwrap_or("")
    }

    /// Whether tokens `idx` and `idx + 1` touch.
    pub(super) fn touches_next(self, idx: usize) -> bool {
        match (self.tokens.get(idx), self.tokens.get(idx + 1)) {
            (Some(left), Some(right)) => left.span.end() == right.span.start(),
            _ => false,
        }
    }

    /// Whether a line ends between tokens `idx - 1` and `idx`.
    pub(super) fn new_line_before(self, idx: usize) -> bool {
        let (Some(left), Some(right)) =
            (idx.checked_sub(1).and_then(|left| self.tokens.get(left)), self.tokens.get(idx))
        else {
            return true;
        };
        self.tokens
            .text()
            .get(left.span.end() as usize..right.span.start() as usize)
            .is_some_and(|gap| gap.contains('\n'))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::fold;

    #[test]
    fn there_is_room_for_all_words_at_one_place() {
        let list = include_str!("../data/time/time_words.tsv");
        let surfaces = list.lines().filter(|line| !line.starts_with('#'));
        for phrase in surfaces.filter_map(|line| line.split('\t').next()).map(fold) {
            let tokens = Tokens::new(&phrase);
            let n = WORDS.phrases_at(&tokens, 0, WHOLE).count();
            assert!(n <= MOST_WORDS, "{n} phrases start with {phrase}");
        }
    }
}
