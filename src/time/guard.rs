//! What stands beside a reading: the preposition that governs it, and the neighbours in whose
//! company the same words tell no time.

use std::sync::LazyLock;

use super::grammar::{Found, Needs};
use super::meaning::{Core, Year};
use super::reader::{At, Reader, WHOLE};
use crate::lexicon::{Entry, Lexicon, lexicon};
use crate::segment::{Split, TokenKind};

/// How the words before an expression bound an event by it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Governor {
    /// Nothing that the lexicon knows.
    None,
    /// "in", "on", and all else after which a month or a year is one.
    In,
    Since,
    /// "as of", "starting from".
    AsOf,
    Until,
    By,
    Before,
    After,
    /// "after the passing of".
    Elapsed,
    During,
    /// "for the length of".
    Lasting,
    Between,
    From,
    /// "aged".
    Age,
}

impl Entry for Governor {
    fn read(columns: &[&str]) -> Self {
        match columns.first().copied().unwrap_or("") {
            "since" => Self::Since,
            "as-of" => Self::AsOf,
            "until" => Self::Until,
            "by" => Self::By,
            "before" => Self::Before,
            "after" => Self::After,
            "elapsed" => Self::Elapsed,
            "during" => Self::During,
            "lasting" => Self::Lasting,
            "between" => Self::Between,
            "from" => Self::From,
            "age" => Self::Age,
            class => {
                debug_assert_eq!(class, "in", "a class of time_governors.tsv");
                Self::In
            }
        }
    }
}

/// A neighbour that forbids a reading.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Trap {
    before: bool,
    what: String,
}

impl Entry for Trap {
    fn read(columns: &[&str]) -> Self {
        Self {
            before: columns.first() == Some(&"before"),
            what: columns.get(1).copied().unwrap_or("").to_owned(),
        }
    }
}

static GOVERNORS: LazyLock<Lexicon<Governor>> = LazyLock::new(|| lexicon!("time_governors"));
static TRAPS: LazyLock<Lexicon<Trap>> = LazyLock::new(|| lexicon!("time_traps"));

/// The most words of a governor.
const MOST_WORDS: usize = 3;

/// The governor before `at`, and the token that it starts with.
pub(super) fn governor(reader: Reader<'_>, at: At) -> (Governor, usize) {
    if at.split.preposition {
        return (Governor::In, at.idx);
    }
    if at.split.stem > 0 && !at.split.conjunction {
        return (Governor::None, at.idx);
    }
    for words in (1..=MOST_WORDS).rev() {
        let Some(start) = at.idx.checked_sub(words) else { continue };
        for split in reader.tokens.splits(start).filter(|split| !split.restore_alef) {
            let mut found = GOVERNORS.phrases_at(reader.tokens, start, split);
            if let Some(found) = found.find(|found| found.end == at.idx)
                && let Some(&governor) = found.entries.first()
            {
                return (governor, start);
            }
        }
    }
    (Governor::None, at.idx)
}

/// Whether the words before `at` open a range: "between", "from".
pub(super) fn opens_range(reader: Reader<'_>, at: At) -> bool {
    matches!(governor(reader, at).0, Governor::Between | Governor::From)
}

/// Whether token `idx` is what is counted by the number before it.
pub(super) fn is_counted(reader: Reader<'_>, idx: usize) -> bool {
    matches!(reader.tokens.folded(idx), "%" | "$" | "€" | "٪") || forbids(reader, idx, false, "year")
}

/// "As August" is nothing that news says; the name Kab, written alike, is.
fn is_like_a_month(reader: Reader<'_>, at: At) -> bool {
    at.split.preposition
        && reader.tokens.folded(at.idx).trim_start_matches(['و', 'ف']).starts_with('ك')
        && reader.month(at).is_some()
}

/// Whether a reading counts in its place. `follows` says that another expression ends right
/// before it, so that a list goes on.
pub(super) fn accepts(reader: Reader<'_>, at: At, found: &Found, follows: bool) -> bool {
    let before = at.idx.wrapping_sub(1);
    let forbidden = |what: &str| at.split.stem == 0 && forbids(reader, before, true, what);
    let (governor, start) = governor(reader, at);
    let alone = is_alone(reader, start, found.end);
    if is_like_a_month(reader, at) || is_office(reader, at, found) || tells_age(reader, found) {
        return false;
    }
    match found.needs {
        Needs::Nothing => true,
        Needs::NoMedium => {
            !forbidden("day")
                && !forbids(reader, found.end, false, "day")
                && !is_touched(reader, at)
                && !is_rate(reader, at, found)
                && !ends_name(reader, at, found)
        }
        Needs::NoWeekdayTrap => {
            let dual = reader.tokens.folded(before).starts_with("ال")
                && ["ين", "ان"].iter().any(|dual| reader.tokens.folded(before).ends_with(dual));
            // "between the two": no list of days follows.
            let between = governor == Governor::Between && reader.after_and(found.end).is_none();
            let both = (dual || between) && reader.stem(at) == "الاثنين";
            let trap = forbidden("weekday") || forbids(reader, found.end, false, "weekday");
            !(both || trap || is_partitive(reader, at))
        }
        Needs::NoPlace => !forbidden("date"),
        Needs::MonthGuard(guard) => {
            let governor =
                if matches!(governor, Governor::Lasting | Governor::Age) { Governor::None } else { governor };
            !forbidden("date")
                && match guard {
                    0 => true,
                    1 => governor != Governor::None || follows,
                    // The preposition glued to a short name makes another word of it.
                    2 => governor != Governor::None && !at.split.preposition || follows,
                    _ => false,
                }
        }
        Needs::YearGuard => alone || is_year(reader, at, found, governor, follows),
        Needs::NoLaw => !cites_law(reader, at.idx) && !forbids(reader, before, true, "year"),
        Needs::DateWord => alone || is_date_in_digits(reader, at.idx, found),
        Needs::TimePreposition => {
            // "since the day of the oath" is no length.
            let of_event = reader.stem(at) == "يوم" && noun_follows(reader, found.end);
            (alone || tells_length(reader, at, governor)) && !is_repeated(reader, at, start) && !of_event
        }
        Needs::TimePrepositionAndEnd => {
            tells_length(reader, at, governor) && !noun_follows(reader, found.end)
        }
        Needs::During => governor == Governor::During,
        Needs::Season => {
            let word = reader.tokens.folded(before);
            (governor == Governor::During || matches!(word, "في" | "وفي" | "ففي"))
                && !forbids(reader, found.end, false, "season")
        }
        Needs::Noun => follows_noun(reader, at),
        Needs::NoCitation => !forbidden("number") && reader.tokens.folded(at.idx).len() == 2,
    }
}

/// "something of the two", "each of the two": a number, not the Monday that looks like it.
fn is_partitive(reader: Reader<'_>, at: At) -> bool {
    let word = |back: usize| at.idx.checked_sub(back).map_or("", |idx| reader.tokens.folded(idx));
    reader.stem(at) == "الاثنين"
        && word(1) == "من"
        && matches!(word(2), "شيئا" | "اي" | "كل" | "واحد" | "مزيج" | "مزيجا" | "ايا")
}

/// "The former secretary general": the word for "year" is written like "general".
fn is_office(reader: Reader<'_>, at: At, found: &Found) -> bool {
    reader.tokens.folded(at.idx) == "العام"
        && found.end > at.idx + 1
        && matches!(reader.tokens.folded(at.idx + 1), "السابق" | "الحالي" | "الجديد" | "الاسبق")
        && forbids(reader, at.idx.wrapping_sub(1), true, "office")
}

/// "In the eighties of their lives".
fn tells_age(reader: Reader<'_>, found: &Found) -> bool {
    let word = |idx: usize| reader.tokens.folded(idx);
    let decade = ["ينات", "ينيات"].iter().any(|ending| word(found.end - 1).ends_with(ending));
    decade
        && word(found.end) == "من"
        && ["عمر", "العمر", "اعمار"].iter().any(|age| word(found.end + 1).starts_with(age))
}

/// "A dollar a day", but not "on the day that": today is never "in the day".
fn is_rate(reader: Reader<'_>, at: At, found: &Found) -> bool {
    let before = at.idx.checked_sub(1).map_or("", |before| reader.tokens.folded(before));
    let of_a_day = !reader.tokens.folded(found.end).starts_with("الذ");
    reader.tokens.folded(at.idx) == "اليوم"
        && found.end == at.idx + 1
        && matches!(before, "في" | "وفي" | "ففي")
        && of_a_day
}

/// "(News of Today)", the channel "Russia Today": the last word of a name in brackets, or with a first word
/// of such names, of one in marks or behind a noun for a medium.
fn ends_name(reader: Reader<'_>, at: At, found: &Found) -> bool {
    let back = |words: usize| at.idx.checked_sub(words);
    let in_brackets = || {
        reader.tokens.folded(found.end) == ")"
            && (2..=3).filter_map(back).any(|idx| reader.tokens.folded(idx) == "(")
    };
    let named = || {
        let is_mark = |idx: usize| reader.tokens.kind(idx) == Some(TokenKind::Quote);
        back(1).is_some_and(|idx| forbids(reader, idx, true, "today"))
            && (is_mark(found.end) || back(2).is_some_and(|medium| forbids(reader, medium, true, "day")))
    };
    found.end == at.idx + 1 && at.split.stem == 0 && (in_brackets() || named())
}

/// lamasa, "touched", is written like "for yesterday" where the hamza is left out.
fn is_touched(reader: Reader<'_>, at: At) -> bool {
    at.split.preposition
        && reader.stem(at) == "امس"
        && reader.tokens.surface(at.idx).trim_start_matches(['و', 'ف']).starts_with("لا")
}

/// "year after year", "a day after a day": no point in time.
fn is_repeated(reader: Reader<'_>, at: At, start: usize) -> bool {
    let before = start.checked_sub(1).map_or("", |idx| reader.tokens.folded(idx));
    start < at.idx && before.trim_end_matches('ا') == reader.stem(at) && !before.is_empty()
}

/// Whether the tokens from `start` to `end` are a line of their own.
pub(super) fn is_alone(reader: Reader<'_>, start: usize, end: usize) -> bool {
    reader.new_line_before(start) && (end >= reader.tokens.len() || reader.new_line_before(end))
}

/// Whether token `idx` is no word: a sign, the end of the line or of the text.
pub(super) fn ends_phrase(reader: Reader<'_>, idx: usize) -> bool {
    idx >= reader.tokens.len()
        || reader.new_line_before(idx)
        || matches!(reader.tokens.folded(idx), "." | "،" | "," | "؛" | ")" | ":" | "!" | "؟")
}

/// Whether a word follows that a noun in construct would govern.
fn noun_follows(reader: Reader<'_>, idx: usize) -> bool {
    reader.tokens.kind(idx) == Some(TokenKind::Arabic)
        && !reader.new_line_before(idx)
        && !matches!(reader.tokens.folded(idx), "من" | "علي" | "و" | "في" | "تقريبا")
}

/// What a rejected reading at `at` still takes from the text: a date in the name of a street or
/// of a party is no date by its parts either.
pub(super) fn swallows(reader: Reader<'_>, at: At, found: &Found) -> bool {
    let before = at.idx.wrapping_sub(1);
    matches!(found.needs, Needs::NoPlace | Needs::MonthGuard(_))
        && at.split.stem == 0
        && forbids(reader, before, true, "date")
}

/// Whether four digits are a year here.
fn is_year(reader: Reader<'_>, at: At, found: &Found, governor: Governor, follows: bool) -> bool {
    let before = at.idx.wrapping_sub(1);
    // "more than (2000) hotels".
    let closed = reader.tokens.folded(found.end) == ")";
    if is_counted(reader, found.end + usize::from(closed)) {
        return false;
    }
    // "2011/5", "2019-", "2,019": part of something else.
    let glued = |left: usize| {
        reader.touches_next(left) && matches!(reader.tokens.folded(left), "/" | "-" | "+" | "." | ":" | "#")
            || reader.touches_next(left) && reader.tokens.kind(left) == Some(TokenKind::Foreign)
    };
    if at.idx > 0 && glued(before)
        || found.end < reader.tokens.len() && reader.touches_next(found.end - 1) && {
            matches!(reader.tokens.folded(found.end), "/" | "+" | ":" | "#" | "%")
                || reader.tokens.kind(found.end) == Some(TokenKind::Foreign)
        }
    {
        return false;
    }
    if cites_law(reader, at.idx) {
        return false;
    }
    // "and 1949 of the forces" counts.
    if governor == Governor::None
        && reader.tokens.folded(found.end) == "من"
        && reader.tokens.folded(found.end + 1).starts_with("ال")
    {
        return false;
    }
    let in_brackets = reader.tokens.folded(before) == "("
        && (matches!(reader.tokens.folded(found.end), ")" | "،" | "-" | "–")
            || reader.after_and(found.end).is_some_and(|at| reader.digits(at).is_some()));
    if governor != Governor::None || follows || in_brackets {
        return !matches!(governor, Governor::Age | Governor::Lasting)
            && !forbids(reader, before, true, "year");
    }
    // Older years are rarer than other numbers of their size.
    if matches!(found.meaning.core, Core::Date(date) if matches!(date.year, Year::Given(year) if year < 1900))
    {
        return false;
    }
    // "the elections of 2015": a noun before, and what follows is not what would be counted.
    let noun = reader.tokens.kind(before) == Some(TokenKind::Arabic)
        && at.idx > 0
        && !reader.new_line_before(at.idx);
    let round = matches!(found.meaning.core, Core::Date(date) if matches!(date.year, Year::Given(year) if year % 100 == 0));
    // "The kingdom's vision 2030".
    let plan =
        (2..=3).any(|back| at.idx.checked_sub(back).is_some_and(|idx| forbids(reader, idx, true, "plan")));
    noun && !round && !plan && !forbids(reader, before, true, "year")
}

/// Whether a resolution or an article of law is cited by number shortly before.
fn cites_law(reader: Reader<'_>, idx: usize) -> bool {
    (idx.saturating_sub(LAW_DISTANCE)..idx)
        .rev()
        .take_while(|&left| {
            !matches!(reader.tokens.folded(left), "." | "،" | "," | "؛" | ":")
                && !reader.new_line_before(left + 1)
        })
        .any(|left| forbids(reader, left, true, "law"))
}

/// "the two resolutions of the UN Security Council 2254 and 2268".
const LAW_DISTANCE: usize = 7;

/// Whether day and month in digits follow "date" or "day".
fn is_date_in_digits(reader: Reader<'_>, idx: usize, found: &Found) -> bool {
    let before = idx.wrapping_sub(1);
    let word = reader.tokens.folded(before);
    let said = ["تاريخ", "الموافق", "يوم"].iter().any(|head| word.ends_with(head));
    // "in 3/4 of the cases" is a fraction, "in 12/2019" and "in 24/5" are not.
    let has_year = matches!(found.meaning.core, Core::Date(date) if date.year != Year::Unsaid);
    if has_year && !cites_law(reader, idx) && !forbids(reader, before, true, "year") {
        return true;
    }
    said || matches!(word, "في" | "وفي" | "منذ" | "حتي" | "شهر") && reader.tokens.folded(found.end) != "من"
}

/// Whether a length may stand without a number.
fn tells_length(reader: Reader<'_>, at: At, governor: Governor) -> bool {
    match governor {
        Governor::Since
        | Governor::AsOf
        | Governor::Before
        | Governor::After
        | Governor::Elapsed
        | Governor::During
        | Governor::Lasting => true,
        // "for years", "for decades".
        Governor::In => {
            at.split.preposition && reader.tokens.folded(at.idx).trim_start_matches('و').starts_with('ل')
        }
        _ => false,
    }
}

/// Whether an adjective of repetition follows a noun that it can belong to.
fn follows_noun(reader: Reader<'_>, at: At) -> bool {
    let mut before = at.idx.wrapping_sub(1);
    // A name in quotation marks stands between the noun and its adjective.
    if reader.tokens.kind(before) == Some(TokenKind::Quote) {
        before = before.wrapping_sub(1);
    }
    if at.split.stem > 0
        || reader.tokens.kind(before) != Some(TokenKind::Arabic)
        || reader.new_line_before(at.idx)
    {
        return false;
    }
    let noun = reader.tokens.folded(before);
    let definite = reader.stem(at).starts_with("ال");
    let determined =
        noun.contains("ال") || ["ها", "هم", "نا", "ه"].iter().any(|suffix| noun.ends_with(suffix));
    noun.chars().count() >= 3
        && (if definite { determined } else { !noun.starts_with("ال") })
        && !forbids(reader, before, true, "day")
}

/// Whether the token `idx` forbids the reading `what` of its neighbour.
fn forbids(reader: Reader<'_>, idx: usize, before: bool, what: &str) -> bool {
    // The name of a newspaper may stand in quotation marks.
    let quoted = before && reader.tokens.kind(idx) == Some(TokenKind::Quote);
    let idx = if quoted { idx.wrapping_sub(1) } else { idx };
    if reader.tokens.kind(idx) != Some(TokenKind::Arabic) {
        return false;
    }
    let word = reader.tokens.folded(idx);
    // A head in construct has no article: "the city of 6 October", but not "the city, on …".
    // Neither has what is counted: "2012 shares", but "in 2012 the shares".
    let construct = !before || matches!(what, "date" | "day" | "weekday" | "part");
    let listed = |split: Split| {
        let stem = word.get(split.stem..).unwrap_or("");
        let bare = stem.strip_prefix("ال").filter(|bare| bare.chars().count() > 1 && !construct);
        [Some(stem), bare]
            .into_iter()
            .flatten()
            .any(|stem| TRAPS.get(stem).iter().any(|trap| trap.before == before && trap.what == what))
    };
    listed(WHOLE) || before && reader.tokens.splits(idx).any(listed)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::segment::Tokens;
    use crate::time::reader::Recent;

    #[track_caller]
    fn check(text: &str, expected: Governor) {
        let tokens = Tokens::new(text);
        let last = At::token(tokens.len() - 1);
        assert_eq!(governor(Reader::new(&tokens, &Recent::default()), last).0, expected, "{text}");
    }

    #[test]
    fn governors_of_the_last_word() {
        check("منذ 2011", Governor::Since);
        check("ومنذ 2011", Governor::Since);
        check("حتى 2011", Governor::Until);
        check("بحلول 2011", Governor::By);
        check("قبل 2011", Governor::Before);
        check("بعد مرور سنة", Governor::Elapsed);
        check("على مدى سنة", Governor::During);
        check("البالغ من العمر سنة", Governor::Age);
        check("ما بين 2011", Governor::Between);
        check("كتب 2011", Governor::None);
    }
}
