//! Values against suites of others, where these lie beside the checkout (`../shared/data/time`).
//!
//! They are not part of this repository, and nothing here needs them: without them every test
//! says so and passes. What is measured are values of expressions that can stand in news
//! (`expr_news`) and that the suite's own tests check (`trust` A).
//!
//! A value of ours agrees if it is the same, or differs only by a convention that is stated in
//! [`Agreement`]: the suites are of assistants, whose readings look forward, leave open what can
//! be resolved and write intervals in ways of their own. What then still differs is explained one
//! by one in `cases/time_suites.tsv`; rows of suites that the file does not know are printed.

use std::collections::BTreeMap;
use std::fs;
use std::path::PathBuf;

use rasid::{Date, OffsetUnit, Options, Time, analyse};
use serde_json::Value;

/// How our value stands to that of a suite.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Agreement {
    /// Equal, up to minutes of zero and EDTF's X.
    Same,
    /// We resolve what they leave open: XXXX-10-02 and 2016-10-02.
    Resolved,
    /// We look back and they forward: a weekday a week, a date or feast a year.
    Direction,
    /// The bound that a preposition sets: they give ../2013-02-15 to "until Friday", we the day.
    Bound,
    /// Both ends of a range that is two expressions with us.
    TwoEnds,
    /// An interval in another notation: a quarter by its months, half a year as 0.5.
    Notation,
    /// A repetition is a SET with us and the next day with them.
    Set,
    Different,
}

/// The rows of a suite; none if it is not here.
fn suite(name: &str) -> Option<Vec<Value>> {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../shared/data/time").join(name);
    let Ok(text) = fs::read_to_string(&path) else {
        eprintln!("skipped: {} is not here", path.display());
        return None;
    };
    Some(text.lines().map(|line| serde_json::from_str(line).expect("a row is JSON")).collect())
}

fn text<'a>(row: &'a Value, field: &str) -> &'a str {
    row[field].as_str().unwrap_or("")
}

/// The expressions of a row's input that overlap the expected one.
fn overlapping(row: &Value) -> Vec<Time> {
    let (start, end) = (row["start"].as_u64().unwrap_or(0), row["end"].as_u64().unwrap_or(u64::MAX));
    let found = times(text(row, "input"), text(row, "reference_date"));
    found
        .into_iter()
        .filter(|time| u64::from(time.span[0]) < end && start < u64::from(time.span[1]))
        .collect()
}

fn times(input: &str, date: &str) -> Vec<Time> {
    let options = Options::default().with_offsets(OffsetUnit::Codepoint);
    let date: Option<Date> = date.get(..10).and_then(|date| date.parse().ok());
    analyse(input, &date.map_or(options.clone(), |date| options.with_date(date))).times
}

fn agreement(expected: &str, times: &[Time]) -> Agreement {
    let best = times.iter().map(|time| compare(&plain(expected), &plain(&time.value))).min();
    let two_ends = expected.contains('/') && times.len() == 2 && {
        let ends: Vec<&str> = expected.split('/').collect();
        ends.iter()
            .zip(times)
            .all(|(end, time)| compare(&plain(end), &plain(&time.value)) <= Agreement::Direction)
    };
    match best.unwrap_or(Agreement::Different) {
        Agreement::Different if two_ends => Agreement::TwoEnds,
        best => best,
    }
}

/// Without seconds and minutes of zero, qualifiers and the X of a decade.
fn plain(value: &str) -> String {
    let value = value.trim_end_matches(['~', '?', '%']).to_uppercase();
    let value = value.strip_suffix(":00").map_or(value.clone(), str::to_owned);
    if value.len() == 4 && value.ends_with('X') { value[..3].to_owned() } else { value }
}

fn compare(theirs: &str, ours: &str) -> Agreement {
    if theirs == ours {
        return Agreement::Same;
    }
    if let Some(bound) = theirs.strip_prefix("../").or_else(|| theirs.strip_suffix("/..")) {
        return if compare(bound, ours) <= Agreement::Direction {
            Agreement::Bound
        } else {
            Agreement::Different
        };
    }
    if theirs.strip_prefix("XXXX").is_some_and(|open| ours.ends_with(open))
        || ours == format!("XXXX-{theirs}")
    {
        return Agreement::Resolved;
    }
    if notation(theirs).is_some_and(|same| same == ours || ours.contains('/') && ours.starts_with(&same)) {
        return Agreement::Notation;
    }
    if ours.starts_with("XXXX-WXX-") && theirs.parse::<Date>().is_ok() {
        return Agreement::Set;
    }
    let day = |value: &str| value.get(..10)?.parse::<Date>().ok().map(number);
    if let (Some(theirs), Some(ours)) = (day(theirs), day(ours)) {
        // A lunar year is eleven days shorter than a solar one.
        return match theirs - ours {
            7 | 353..=366 => Agreement::Direction,
            0 => Agreement::Notation,
            _ => Agreement::Different,
        };
    }
    let year = |value: &str| value.get(..4)?.parse::<i32>().ok();
    match (year(theirs), year(ours)) {
        (Some(left), Some(right)) if (left - right).abs() == 1 && theirs.get(4..) == ours.get(4..) => {
            Agreement::Direction
        }
        _ => Agreement::Different,
    }
}

/// What an interval in their notation is in ours.
fn notation(theirs: &str) -> Option<String> {
    if let Some(half) = theirs.strip_prefix("P0.5") {
        return (half == "Y").then(|| "P6M".to_owned());
    }
    let inner = theirs.strip_prefix('(')?.strip_suffix(')')?;
    let parts: Vec<&str> = inner.split(',').collect();
    let [begin, end, length] = parts[..] else { return None };
    match length {
        "P3M" => {
            let month: u32 = begin.get(5..7)?.parse().ok()?;
            Some(format!("{}-Q{}", begin.get(..4)?, month / 3 + 1))
        }
        "P10Y" => Some(begin.get(..3)?.to_owned()),
        length if length.len() == 3 => Some(length.to_owned()),
        _ => Some(format!("{begin}/{end}")),
    }
}

/// Days in a count that is good for differences.
fn number(date: Date) -> i32 {
    let (year, month) =
        if date.month() < 3 { (date.year() - 1, date.month() + 9) } else { (date.year(), date.month() - 3) };
    365 * year + year / 4 - year / 100 + year / 400 + (153 * i32::from(month) + 2) / 5 + i32::from(date.day())
}

fn is_news(row: &Value) -> bool {
    row["expr_news"].as_bool() == Some(true) && text(row, "trust") == "A"
}

/// The differences that are explained: row to reason.
fn explained() -> BTreeMap<&'static str, &'static str> {
    let lines = include_str!("cases/time_suites.tsv").lines().filter(|line| !line.starts_with('#'));
    lines.filter_map(|line| line.split_once('\t')).collect()
}

/// Strings that ICU writes: all must be read as what they were written from.
#[test]
fn strings_of_icu() {
    let Some(rows) = suite("cldr_icu.jsonl") else { return };
    let (mut n_rows, mut n_same, mut n_civil) = (0, 0, 0);
    for row in rows.iter().filter(|row| is_news(row)) {
        let values = row["alt_values"].as_array().into_iter().flatten().chain([&row["value"]]);
        let times = overlapping(row);
        let same = values.filter_map(Value::as_str).any(|value| agreement(value, &times) == Agreement::Same);
        // The civil Hijri calendar without a weekday: nothing in the string tells that it is not
        // the Umm al-Qura calendar, which has that day on the day before.
        let civil = text(row, "source").contains("islamic-civil") && !text(row, "input").contains('،');
        if civil && !same {
            n_civil += 1;
            continue;
        }
        n_rows += 1;
        n_same += usize::from(same);
        if !same {
            eprintln!("{}: {:?}, not {}", text(row, "id"), times, row["value"]);
        }
    }
    eprintln!("ICU: {n_same} of {n_rows}, and {n_civil} days of a calendar that the string does not tell");
    assert!(n_same * 100 >= n_rows * 99, "{n_same} of {n_rows}");
}

/// Expressions of assistants that can stand in news.
#[test]
fn peers() {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../shared/data/time");
    let Ok(entries) = fs::read_dir(&folder) else {
        eprintln!("skipped: {} is not here", folder.display());
        return;
    };
    let mut names: Vec<String> = entries
        .filter_map(|entry| entry.ok()?.file_name().into_string().ok())
        .filter(|name| name.ends_with(".jsonl"))
        .collect();
    names.sort();
    let explained = explained();
    let (mut all, mut agreeing, mut unexplained) = (0, 0, 0);
    for name in names.iter().filter(|name| !name.starts_with("cldr") && !name.contains("research")) {
        let mut counts: BTreeMap<Agreement, usize> = BTreeMap::new();
        let rows = suite(name).unwrap_or_default();
        for row in rows.iter().filter(|row| is_news(row) && row["value"].is_string()) {
            let times = overlapping(row);
            let agreement = agreement(text(row, "value"), &times);
            *counts.entry(agreement).or_default() += 1;
            if agreement == Agreement::Different && !explained.contains_key(text(row, "id")) {
                let ours: Vec<&str> = times.iter().map(|time| time.value.as_str()).collect();
                eprintln!("{}: {} is {}, ours {ours:?}", text(row, "id"), text(row, "text"), row["value"]);
                unexplained += 1;
            }
        }
        let n_rows: usize = counts.values().sum();
        let n_different = counts.get(&Agreement::Different).copied().unwrap_or(0);
        eprintln!("{name}: {} of {n_rows} agree, {counts:?}", n_rows - n_different);
        all += n_rows;
        agreeing += n_rows - n_different;
    }
    eprintln!("peers: {agreeing} of {all} agree, {unexplained} differences unexplained");
    assert!(agreeing * 100 >= all * 85, "{agreeing} of {all}");
}

/// Sentences in which words of time mean something else.
#[test]
fn traps_of_the_research() {
    let Some(rows) = suite("traps_research.jsonl") else { return };
    for row in &rows {
        let found = times(text(row, "text"), text(row, "reference_date"));
        let optional = row["entities"].as_array().map_or(0, Vec::len);
        assert!(found.is_empty() || optional > 0, "{}: {found:?}", text(row, "id"));
    }
}
