//! Time expressions of whole sentences: `cases/time.tsv` says what must be found, and
//! `cases/time_traps.tsv` holds sentences in which nothing may be; `cases/time_events.tsv` says what
//! times date, and whether it happened.

use rasid::{Analysis, Options, Relation, analyse};

/// Value of an expression that has no place on the calendar.
fn is_vague(value: &str) -> bool {
    value.ends_with("_REF")
}

fn read(text: &str, date: &str) -> Analysis {
    let options = match date {
        "-" => Options::default(),
        date => Options::default().with_date(date.parse().expect("a date")),
    };
    analyse(text, &options.with_offsets(rasid::OffsetUnit::Byte))
}

/// The expressions as the case files write them.
fn found(text: &str, analysis: &Analysis, vague: bool) -> Vec<String> {
    let times = analysis.times.iter().filter(|time| vague || !is_vague(&time.value));
    times
        .map(|time| format!("{} = {}", &text[time.span[0] as usize..time.span[1] as usize], time.value))
        .collect()
}

fn lines(file: &str) -> impl Iterator<Item = (usize, Vec<&str>)> {
    let numbered = file.lines().enumerate().map(|(idx, line)| (idx + 1, line));
    numbered
        .filter(|(_, line)| !line.is_empty() && !line.starts_with('#'))
        .map(|(number, line)| (number, line.split('\t').collect()))
}

#[test]
fn expressions_are_found_and_resolved() {
    let mut failures = Vec::new();
    let mut n_cases = 0;
    for (number, columns) in lines(include_str!("cases/time.tsv")) {
        let [date, text, expected] = columns[..] else { panic!("line {number} has not three columns") };
        let expected: Vec<&str> = expected.split(" | ").collect();
        let vague = expected.iter().any(|expected| is_vague(expected));
        let found = found(text, &read(text, date), vague);
        if found != expected {
            failures.push(format!("line {number}: {text}\n  expected {expected:?}\n  found    {found:?}"));
        }
        n_cases += 1;
    }
    assert!(failures.is_empty(), "{}\n{} of {n_cases} cases", failures.join("\n"), failures.len());
    assert!(n_cases >= 150, "only {n_cases} cases");
}

#[test]
fn traps_hold_no_time() {
    let mut failures = Vec::new();
    let mut n_cases = 0;
    for (number, columns) in lines(include_str!("cases/time_traps.tsv")) {
        let [why, text] = columns[..] else { panic!("line {number} has not two columns") };
        let found = found(text, &read(text, "2021-06-01"), false);
        if !found.is_empty() {
            failures.push(format!("line {number} ({why}): {text}\n  found {found:?}"));
        }
        n_cases += 1;
    }
    assert!(failures.is_empty(), "{}\n{} of {n_cases} traps", failures.join("\n"), failures.len());
    assert!(n_cases >= 80, "only {n_cases} traps");
}

/// The entries of the timeline as the case file writes them.
fn events(text: &str, analysis: &Analysis) -> String {
    let of = |span: [u32; 2]| &text[span[0] as usize..span[1] as usize];
    let relation = |relation: &Relation| {
        let entry = relation.entry.map(|entry| format!("@{entry}")).unwrap_or_default();
        format!(" {} {}{entry}", relation.kind, of(relation.event))
    };
    let dated = analysis.timeline.iter().map(|event| {
        let same = event.same_as.map(|entry| format!(" ={entry}")).unwrap_or_default();
        let trigger = event.event.map_or("-", of);
        let order = event.relation.as_ref().map(relation).unwrap_or_default();
        format!("{} {trigger} {}{order}{same}", event.value, event.status)
    });
    let ordered = analysis
        .ordered
        .iter()
        .map(|event| format!("~ {} {}{}", of(event.event), event.status, relation(&event.relation)));
    dated.chain(ordered).collect::<Vec<_>>().join(" | ")
}

#[test]
fn events_are_told_from_plans_and_denials() {
    let mut failures = Vec::new();
    for (number, columns) in lines(include_str!("cases/time_events.tsv")) {
        let [date, text, expected] = columns[..] else { panic!("line {number} has not three columns") };
        let found = events(text, &read(text, date));
        if found != expected {
            failures.push(format!("line {number}: {text}\n  expected {expected}\n  found    {found}"));
        }
    }
    assert!(failures.is_empty(), "{}\n{} cases", failures.join("\n"), failures.len());
}

/// Dates at the ends of the calendar lose values, not more.
#[test]
fn any_date_of_publication_will_do() {
    let texts: Vec<&str> = lines(include_str!("cases/time.tsv")).map(|(_, columns)| columns[1]).collect();
    let text = texts.join("\n");
    for date in ["0001-01-01", "0622-07-19", "1600-02-29", "9999-12-31"] {
        let times = read(&text, date).times;
        assert!(times.len() > texts.len() / 2, "{date}");
        for time in times {
            assert!(text.get(time.span[0] as usize..time.span[1] as usize).is_some(), "{date}");
            assert!(!time.value.is_empty(), "{date}");
        }
    }
}

#[test]
fn another_date_of_publication_gives_other_days() {
    let text = "وصل الوزير أمس."; // The minister arrived yesterday.
    let day = |date: &str| read(text, date).times[0].value.clone();
    assert_eq!(day("2020-03-01"), "2020-02-29");
    assert_eq!(day("2021-03-01"), "2021-02-28");
}

#[test]
fn the_text_tells_its_date() {
    #[track_caller]
    fn check(text: &str, expected: Option<&str>) {
        let analysis = read(text, "-");
        assert_eq!(analysis.date.value.as_deref(), expected, "{text}");
    }
    let body = "\nقال الوزير أمس إن الطريق مفتوح أمام الجميع.\n"; // The minister said yesterday …
    check(&format!("عنوان الخبر\nالخميس، 19-12-2019{body}"), Some("2019-12-19"));
    check(&format!("عنوان الخبر\nتونس 11 ديسمبر 2016 (وات) - أكد البيان ذلك.{body}"), Some("2016-12-11"));
    check(&format!("اليوم الخميس 19 كانون الأول 2019 افتتح المعرض.{body}"), Some("2019-12-19"));
    check(&format!("التقى الرئيسان، الخميس 19 كانون الأول 2019، في العاصمة.{body}"), Some("2019-12-19"));
    check(&format!("عنوان الخبر\nالأربعاء 18 جويلية 2012 الساعة 11:01:56{body}"), Some("2012-07-18"));
    // What is to come with its weekday is no date of publication.
    check(&format!("تجرى الانتخابات المقررة يوم الخميس 4 تموز 2019 في موعدها.{body}"), None);
    // A full date in the story is not the date of the article, and neither is an old one.
    check(&format!("وقع الاتفاق في 5 نيسان 2018 ودخل حيز التنفيذ.{body}"), None);
    check(body, None);
}

#[test]
fn contradictions_are_told() {
    // Thursday 20 December 2019, which was a Friday; and nothing to resolve "yesterday" against.
    let wrong = read("عقد الاجتماع يوم الخميس 20 كانون الأول 2019.", "2019-12-21");
    assert_eq!(wrong.notes.len(), 1, "{:?}", wrong.notes);
    let unknown = read("وصل الوزير أمس.", "-");
    assert_eq!(unknown.notes.len(), 1, "{:?}", unknown.notes);
    let fine = read("عقد الاجتماع يوم الخميس 19 كانون الأول 2019.", "2019-12-21");
    assert!(fine.notes.is_empty(), "{:?}", fine.notes);
}
