//! Cleaning, case by case: lines at their place in an article, words on their own.

use std::fmt::Write;
use std::fs;
use std::path::Path;

use rasid::{Analysis, OffsetUnit, Options, Span, analyse, analyse_html};

const LINES: &str = include_str!("cases/clean_lines.tsv");
const WORDS: &str = include_str!("cases/clean_words.tsv");

/// The article around the lines; "the harvest season starts in the north" ...
const TITLE: &str = "موسم الحصاد يبدأ في المناطق الشمالية";
const BODY: [&str; 4] = [
    "أعلنت وزارة الزراعة، اليوم، أن موسم الحصاد بدأ في معظم المناطق الشمالية، وأن الإنتاج هذا العام يفوق ما كان متوقعا في الخطة.",
    "وقال المتحدث باسم الوزارة إن المزارعين تسلموا الدفعة الأولى من المستحقات، مضيفا أن بقية المبالغ تصرف تباعا في الأسابيع القادمة.",
    "وأضاف أن الوزارة تدرس فتح مراكز جديدة لتسلم المحصول في القرى البعيدة لتخفيف كلفة النقل على أصحاب الحقول الصغيرة.",
    "وكانت الوزارة قد وعدت في وقت سابق بدعم أسعار البذور والسماد، غير أن جمعيات المزارعين طالبت بخطوات أسرع.",
];

fn rows(table: &str) -> impl Iterator<Item = Vec<&str>> {
    table.lines().filter(|line| !line.starts_with('#')).map(|line| line.split('\t').collect())
}

fn read(text: &str) -> Analysis {
    analyse(text, &Options::default().with_offsets(OffsetUnit::Byte))
}

/// The article with `line` at `place`, and where the line starts.
fn place(place: &str, line: &str) -> (String, usize) {
    let [a, b, c, d] = BODY;
    let before = match place {
        "menu" | "title" => String::new(),
        "top" | "lead" => format!("{TITLE}\n"),
        "middle" => format!("{TITLE}\n{a}\n{b}\n"),
        "inline" => format!("{TITLE}\n{a}\n{b} "),
        "bottom" => format!("{TITLE}\n{a}\n{b}\n{c}\n{d}\n"),
        "tail" => format!("{TITLE}\n{a}\n{b}\n{c}\n{d} "),
        _ => panic!("no such place: {place}"),
    };
    let after = match place {
        "menu" => format!("\n{TITLE}\n{a}\n{b}\n{c}\n{d}\n"),
        "title" | "top" => format!("\n{a}\n{b}\n{c}\n{d}\n"),
        "lead" => format!(" {a}\n{b}\n{c}\n{d}\n"),
        "middle" => format!("\n{c}\n{d}\n"),
        "inline" => format!(" {c}\n{d}\n"),
        _ => "\n".to_owned(),
    };
    let start = before.len();
    (format!("{before}{line}{after}"), start)
}

#[test]
fn lines_in_an_article() {
    let mut wrong = Vec::new();
    let mut n_cases = 0;
    for row in rows(LINES) {
        let &[at, expected, line] = row.as_slice() else { panic!("three columns: {row:?}") };
        n_cases += 1;
        let (text, start) = place(at, line);
        let end = start + line.len();
        let analysis = read(&text);
        let touching: Vec<_> = analysis
            .removed
            .iter()
            .filter(|removal| (removal.span[0] as usize) < end && removal.span[1] as usize > start)
            .collect();
        let covered = touching.iter().any(|removal| {
            (removal.span[0] as usize) <= start && removal.span[1] as usize >= end && removal.kind == expected
        });
        // Nothing but the line goes, white space aside.
        let harm = analysis.removed.iter().any(|removal| {
            let (from, to) = (removal.span[0] as usize, removal.span[1] as usize);
            let outside = [&text[from..to.min(start).max(from)], &text[from.max(end).min(to)..to]];
            outside.iter().any(|part| !part.trim().is_empty())
        });
        let right = if expected == "keep" { touching.is_empty() } else { covered };
        if !right || harm {
            let found: Vec<_> = touching.iter().map(|removal| removal.kind).collect();
            wrong.push(format!("{at}: {line}: expected {expected}, found {found:?}, harm {harm}"));
        }
    }
    assert!(n_cases >= 200, "the table has {n_cases} cases");
    assert!(wrong.is_empty(), "{} of {n_cases} wrong:\n{}", wrong.len(), wrong.join("\n"));
}

/// Resolves the escapes of invisible characters.
fn visible(text: &str) -> String {
    let mut plain = String::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once("\\u{") {
        let (code, after) = after.split_once('}').expect("an escape is closed");
        plain.push_str(before);
        plain.extend(u32::from_str_radix(code, 16).ok().and_then(char::from_u32));
        rest = after;
    }
    plain + rest
}

#[test]
fn words_in_a_sentence() {
    let mut wrong = Vec::new();
    for row in rows(WORDS) {
        let &[given, plain] = row.as_slice() else { panic!("two columns: {row:?}") };
        let given = &visible(given);
        // "The witness spoke yesterday of ... in the area."
        let around = ["تحدث الشاهد أمس عن ", " في تلك المنطقة من البلاد."];
        let analysis = read(&around.join(given.as_str()));
        let expected = around.join(plain);
        if analysis.clean.text != expected {
            wrong.push(format!("{given}: expected {plain}, found {}", analysis.clean.text));
        }
    }
    assert!(wrong.is_empty(), "{} wrong:\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn a_page_and_its_text_say_the_same() {
    let [a, b, c, d] = BODY;
    let page = format!(
        "<!DOCTYPE html><html><head><title>x</title><script>if (a < b) {{}}</script></head><body>\
         <nav><a href='/'>الرئيسية</a><a href='/n'>أخبار</a></nav>\
         <h1>{TITLE}</h1><p>{a}</p><p>{b}</p>\
         <div class='related-posts'><h3>اقرأ أيضا</h3><ul><li><a href='/1'>خبر آخر عن الأسعار</a></li></ul></div>\
         <p>{c}</p><p>{d}</p><footer>© 2021 جميع الحقوق محفوظة</footer></body></html>"
    );
    let analysis = read(&page);
    let expected = [TITLE, a, b, c, d];
    let found: Vec<&str> =
        analysis.clean.text.lines().map(str::trim).filter(|line| !line.is_empty()).collect();
    assert_eq!(found, expected);
    for removal in &analysis.removed {
        assert!(page.is_char_boundary(removal.span[0] as usize));
    }
}

/// What a page in `tests/cases/pages` comes to: fields, an empty line, the clean text.
fn summary(source: &str, analysis: &Analysis) -> String {
    let clean = |span: Span| -> String {
        let mut cover = None;
        for [from, start, length] in analysis.clean.map.iter().copied() {
            let (first, last) = (start.max(span[0]), (start + length).min(span[1]));
            if first < last {
                let (first, last) = (from + first - start, from + last - start);
                cover = Some((cover.map_or(first, |(start, _)| start), last));
            }
        }
        let text = cover.map_or("", |(start, end)| &analysis.clean.text[start as usize..end as usize]);
        text.split_whitespace().collect::<Vec<_>>().join(" ")
    };
    let mut lines = String::new();
    let mut field = |name: &str, value: &str| {
        let _ = writeln!(lines, "{name}: {value}");
    };
    if let Some(title) = analysis.title {
        field("title", &clean(title));
    }
    if let Some(date) = &analysis.date.value {
        field("date", date);
    }
    if let Some(outlet) = &analysis.outlet {
        field("outlet", &outlet.name);
    }
    if let Some(deck) = analysis.parts.deck {
        field("deck", &clean(deck));
    }
    let metadata = &analysis.metadata;
    let authors = metadata.authors.iter().map(|author| ("author", author));
    let place = metadata.place.iter().map(|place| ("place", place));
    let section = metadata.section.iter().map(|section| ("section", section));
    let tags = metadata.tags.iter().map(|tag| ("tag", tag));
    for (name, stated) in authors.chain(place).chain(section).chain(tags) {
        field(name, &stated.text);
        // What is written without escapes stands where its span says.
        let raw = &source[stated.span[0] as usize..stated.span[1] as usize];
        assert!(raw.contains(['\\', '&']) || raw.contains(&stated.text), "{name}: {raw}");
    }
    if let Some(tail) = analysis.parts.tail {
        field("tail", source[tail[0] as usize..tail[1] as usize].lines().next().unwrap_or(""));
    }
    lines.push('\n');
    for line in analysis.clean.text.lines().map(str::trim).filter(|line| !line.is_empty()) {
        let _ = writeln!(lines, "{line}");
    }
    lines
}

#[test]
fn pages_and_pastes() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases/pages");
    let mut wrong = String::new();
    let mut n_pages = 0;
    for entry in fs::read_dir(&folder).expect("the cases are part of the project") {
        let path = entry.expect("the folder can be read").path();
        let options = Options::default().with_offsets(OffsetUnit::Byte);
        let analyse = match path.extension().and_then(|ending| ending.to_str()) {
            Some("html") => analyse_html,
            Some("text") => analyse,
            _ => continue,
        };
        n_pages += 1;
        let source = fs::read_to_string(&path).expect("cases are UTF-8");
        let found = summary(&source, &analyse(&source, &options));
        let expected =
            fs::read_to_string(path.with_extension("txt")).expect("each page has its expected text");
        if found != expected {
            let _ = writeln!(wrong, "=== {}\n{found}--- expected\n{expected}", path.display());
        }
    }
    assert!(n_pages >= 11, "{n_pages} pages");
    assert!(wrong.is_empty(), "{wrong}");
}
