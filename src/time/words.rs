//! The vocabulary of time and the look-ups that the grammar is made of.

use std::sync::LazyLock;

use super::meaning::{Calendar, Modifier, Part, Reference, Season, Shift, Unit, Zone};
use crate::lexicon::{Entry, Lexicon, lexicon};
use crate::segment::{Split, TokenKind, Tokens};

/// A word of `time_words.tsv`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Word {
    /// A day counted from the day of speech: yesterday is -1.
    Day(i32),
    /// A part of the day.
    Part(Part),
    /// "earlier", "later" before a day or a month.
    Earlier(Reference),
    /// Beginning, middle or end of what follows.
    Edge(Modifier),
    /// "last", "next", … after a noun.
    Shift(Shift),
    /// "before last", "after next".
    Twice(Shift),
    /// "this" before a noun.
    This,
    /// "the same" before a noun.
    Same,
    /// "that" before a noun.
    That,
    /// "about", "more than" before an amount.
    Hedge(Modifier),
    /// A reference without a place on the calendar.
    Vague(Reference),
    Season(Season),
    /// An adverb of repetition, with its period.
    Often(&'static str),
    /// An adjective of repetition, with its period.
    Periodic(&'static str),
    /// "every".
    Every,
    /// "times", "once".
    Times,
    Zone(Zone),
    Era(Era),
    /// "some", "several" before a plural.
    Few,
    /// "few", "many" after a plural.
    Vagueness,
    /// "and a half", "and a quarter": the parts of an hour are its denominator.
    Fraction(u8),
    /// "half", "quarter" before a unit: the denominator.
    LeadingFraction(u8),
    /// "the two days of …" before days.
    DayPair,
    /// "the two months of …".
    MonthPair,
    /// "the two years …", "the years …".
    YearPair,
    /// A decade of a century: 80 for the eighties.
    Decade(u8),
    /// "quarter" of a year.
    Quarter,
    /// "half" of a year.
    Semester,
    /// "weekend".
    Weekend,
    /// "corresponding to" between the halves of a pair of calendars.
    Agree,
    /// "midnight".
    Midnight,
    /// "hour" as "o'clock".
    Clock,
    /// "less" in clock times.
    Minus,
    /// "running", "whole" after a length.
    Consecutive,
    /// "financial", "school", "Hijri" after a year.
    Fiscal,
    /// "blessed", "merry" after a feast.
    Holy,
    /// "holiday of" before a feast.
    Holiday,
    /// "days of" between an ordinal and a feast or month.
    DaysOf,
}

/// The mark after a year.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Era {
    Common,
    Hijri,
    BeforeChrist,
}

impl Entry for Word {
    fn read(columns: &[&str]) -> Self {
        let value = columns.get(1).copied().unwrap_or("");
        let number = || value.parse().unwrap_or(0);
        match columns.first().copied().unwrap_or("") {
            "day" => Self::Day(value.parse().unwrap_or(0)),
            "part" => Self::Part(Part::read(value)),
            "earlier" => Self::Earlier(Reference::read(value)),
            "edge" => Self::Edge(Modifier::read(value)),
            "shift" => Self::Shift(Shift::read(value)),
            "twice" => Self::Twice(Shift::read(value)),
            "this" => Self::This,
            "same" => Self::Same,
            "that" => Self::That,
            "hedge" => Self::Hedge(Modifier::read(value)),
            "vague" => Self::Vague(Reference::read(value)),
            "season" => Self::Season(Season::read(value)),
            "often" => Self::Often(period(value)),
            "periodic" => Self::Periodic(period(value)),
            "every" => Self::Every,
            "times" => Self::Times,
            "zone" => Self::Zone(Zone::read(value)),
            "era" => Self::Era(match value {
                "ce" => Era::Common,
                "hijri" => Era::Hijri,
                _ => Era::BeforeChrist,
            }),
            "few" => Self::Few,
            "vagueness" => Self::Vagueness,
            "half" => Self::Fraction(match value {
                "3" => 4,
                "4" => 3,
                _ => 2,
            }),
            "lead" => Self::LeadingFraction(match value {
                "quarter" => 4,
                "third" => 3,
                _ => 2,
            }),
            "daypair" => Self::DayPair,
            "monthpair" => Self::MonthPair,
            "yearpair" => Self::YearPair,
            "decade" => Self::Decade(number()),
            "quarter" => Self::Quarter,
            "semester" => Self::Semester,
            "weekend" => Self::Weekend,
            "agree" => Self::Agree,
            "midnight" => Self::Midnight,
            "clockword" => Self::Clock,
            "minus" => Self::Minus,
            "consecutive" => Self::Consecutive,
            "fiscal" => Self::Fiscal,
            "holy" => Self::Holy,
            "holiday" => Self::Holiday,
            class => {
                debug_assert_eq!(class, "nth", "a class of time_words.tsv");
                Self::DaysOf
            }
        }
    }
}

/// The period of a repetition; the list has no others.
fn period(value: &str) -> &'static str {
    match value {
        "P1D" => "P1D",
        "P1W" => "P1W",
        "P1M" => "P1M",
        "P3M" => "P3M",
        "P6M" => "P6M",
        "PT1H" => "PT1H",
        value => {
            debug_assert_eq!(value, "P1Y", "a period of time_words.tsv");
            "P1Y"
        }
    }
}

/// A name of a month.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Month {
    pub(super) calendar: Calendar,
    pub(super) number: u8,
    /// How much company it needs, see `time_months.tsv`.
    pub(super) guard: u8,
}

impl Entry for Month {
    fn read(columns: &[&str]) -> Self {
        let number = |i: usize| columns.get(i).and_then(|column| column.parse().ok()).unwrap_or(1);
        let calendar = match columns.first() {
            Some(&"h") => Calendar::Hijri,
            _ => Calendar::Gregorian,
        };
        Self { calendar, number: number(1), guard: number(2) }
    }
}

/// A name of a day of the week.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Weekday {
    /// 1 for Monday.
    pub(super) number: u8,
    /// Whether it lacks the article and so may be a numeral.
    pub(super) bare: bool,
}

impl Entry for Weekday {
    fn read(columns: &[&str]) -> Self {
        Self {
            number: columns.first().and_then(|column| column.parse().ok()).unwrap_or(1),
            bare: columns.get(1) == Some(&"1"),
        }
    }
}

/// A unit of time in one of its forms.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct UnitWord {
    pub(super) unit: Unit,
    /// 1 singular, 2 dual, 0 plural.
    pub(super) count: u8,
    /// Whether it needs a number or a modifier.
    pub(super) guarded: bool,
}

impl Entry for UnitWord {
    fn read(columns: &[&str]) -> Self {
        Self {
            unit: Unit::read(columns.first().copied().unwrap_or("")),
            count: columns.get(1).and_then(|column| column.parse().ok()).unwrap_or(1),
            guarded: columns.get(2) == Some(&"1"),
        }
    }
}

/// A feast, by the rule of `time_feasts.tsv`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Feast(pub(crate) String);

impl Entry for Feast {
    fn read(columns: &[&str]) -> Self {
        Self(columns.first().copied().unwrap_or("").to_owned())
    }
}

static WORDS: LazyLock<Lexicon<Word>> = LazyLock::new(|| lexicon!("time_words"));
static MONTHS: LazyLock<Lexicon<Month>> = LazyLock::new(|| lexicon!("time_months"));
static WEEKDAYS: LazyLock<Lexicon<Weekday>> = LazyLock::new(|| lexicon!("time_weekdays"));
static UNITS: LazyLock<Lexicon<UnitWord>> = LazyLock::new(|| lexicon!("time_units"));
static FEASTS: LazyLock<Lexicon<Feast>> = LazyLock::new(|| lexicon!("time_feasts"));

/// A place where words are read: a token, and how much of its front is proclitics.
#[derive(Clone, Copy, Debug)]
pub(super) struct At {
    pub(super) idx: usize,
    pub(super) split: Split,
}

/// The whole token.
pub(super) const WHOLE: Split =
    Split { stem: 0, restore_alef: false, preposition: false, conjunction: false };

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
}

impl<'a> Reader<'a> {
    /// Whether any lexicon of time has a phrase here, with the article or without, or digits stand
    /// here.
    pub(super) fn knows(self, at: At) -> bool {
        let known = |at: At| {
            let At { idx, split } = at;
            !WORDS.phrases_at(self.tokens, idx, split).is_empty()
                || !UNITS.phrases_at(self.tokens, idx, split).is_empty()
                || !MONTHS.phrases_at(self.tokens, idx, split).is_empty()
                || !WEEKDAYS.phrases_at(self.tokens, idx, split).is_empty()
                || !FEASTS.phrases_at(self.tokens, idx, split).is_empty()
                || self.knows_number(at)
        };
        known(at) || self.without_article(at).is_some_and(known)
    }

    /// The longest word at `at` that `accept` takes.
    pub(super) fn word<T>(self, at: At, accept: impl Fn(Word) -> Option<T>) -> Option<(T, usize)> {
        WORDS.phrases_at(self.tokens, at.idx, at.split).into_iter().rev().find_map(|found| {
            found.entries.iter().find_map(|&word| accept(word)).map(|value| (value, found.end))
        })
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
