//! Cleaning, measured on lists of real dirt: lines of furniture, broken words and words that only
//! look broken.
//!
//! The lists are facts about other people's pages and no part of the project: they lie in
//! `../shared/data/news`, or where `RASID_NEWS_LISTS` says. Without them the tests say so and pass.

use std::path::PathBuf;
use std::{env, fs};

use rasid::{Analysis, OffsetUnit, Options, analyse};

/// Paragraphs of our own around a line; see `tests/clean.rs`.
const TITLE: &str = "موسم الحصاد يبدأ في المناطق الشمالية";
const BODY: [&str; 4] = [
    "أعلنت وزارة الزراعة، اليوم، أن موسم الحصاد بدأ في معظم المناطق الشمالية، وأن الإنتاج هذا العام يفوق ما كان متوقعا في الخطة.",
    "وقال المتحدث باسم الوزارة إن المزارعين تسلموا الدفعة الأولى من المستحقات، مضيفا أن بقية المبالغ تصرف تباعا في الأسابيع القادمة.",
    "وأضاف أن الوزارة تدرس فتح مراكز جديدة لتسلم المحصول في القرى البعيدة لتخفيف كلفة النقل على أصحاب الحقول الصغيرة.",
    "وكانت الوزارة قد وعدت في وقت سابق بدعم أسعار البذور والسماد، غير أن جمعيات المزارعين طالبت بخطوات أسرع.",
];

#[expect(clippy::print_stdout, reason = "a skipped test says so")]
fn list(name: &str) -> Option<String> {
    let folder = env::var_os("RASID_NEWS_LISTS")
        .map_or_else(|| PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../shared/data/news"), PathBuf::from);
    let path = folder.join(name);
    let text = fs::read_to_string(&path).ok();
    if text.is_none() {
        println!("skipped: {} is not there", path.display());
    }
    text
}

fn read(text: &str) -> Analysis {
    analyse(text, &Options::default().with_offsets(OffsetUnit::Byte))
}

/// Where a line of the kind stands on a page.
#[derive(Clone, Copy)]
enum Place {
    Menu,
    Top,
    Lead,
    Middle,
    Bottom,
}

fn places(kind: &str) -> &'static [Place] {
    match kind {
        "date_time" => &[Place::Top],
        "byline" | "agency_credit" => &[Place::Top, Place::Bottom],
        "dateline" => &[Place::Top, Place::Lead],
        "read_also" => &[Place::Middle, Place::Bottom],
        "nav_menu" | "section_label" => &[Place::Menu],
        _ => &[Place::Bottom, Place::Menu],
    }
}

/// The line in its place, and where it starts.
fn page(place: Place, line: &str) -> (String, usize) {
    let [a, b, c, d] = BODY;
    let (before, after) = match place {
        Place::Menu => (String::new(), format!("\n{TITLE}\n{a}\n{b}\n{c}\n{d}")),
        Place::Top => (format!("{TITLE}\n"), format!("\n{a}\n{b}\n{c}\n{d}")),
        Place::Lead => (format!("{TITLE}\n"), format!(" {a}\n{b}\n{c}\n{d}")),
        Place::Middle => (format!("{TITLE}\n{a}\n{b}\n"), format!("\n{c}\n{d}")),
        Place::Bottom => (format!("{TITLE}\n{a}\n{b}\n{c}\n{d}\n"), String::new()),
    };
    (format!("{before}{line}{after}"), before.len())
}

/// Removed bytes of the line, and whether anything else was removed.
fn removed(place: Place, line: &str) -> (usize, bool) {
    let (article, start) = page(place, line);
    let end = start + line.len();
    let analysis = read(&article);
    let mut inside = 0;
    let mut outside = false;
    for removal in &analysis.removed {
        let (from, to) = (removal.span[0] as usize, removal.span[1] as usize);
        inside += to.min(end).saturating_sub(from.max(start));
        outside |= [&article[from..to.min(start).max(from)], &article[from.max(end).min(to)..to]]
            .iter()
            .any(|part| !part.trim().is_empty());
    }
    (inside, outside)
}

#[test]
#[expect(clippy::print_stdout, reason = "figures are for reading")]
fn furniture_goes_and_what_looks_like_it_stays() {
    let Some(rows) = list("boilerplate.tsv") else { return };
    let (mut n_lines, mut n_gone, mut lost) = (0, 0, Vec::new());
    for row in rows.lines() {
        let mut columns = row.split('\t');
        let (Some(kind), Some(line)) = (columns.next(), columns.next()) else { continue };
        if kind == "LOOKALIKE_keep" {
            // Headlines that begin like a reference stand where headlines stand.
            let place = if line.starts_with("شاهد") { Place::Menu } else { Place::Middle };
            if removed(place, line) != (0, false) {
                lost.push(line);
            }
        } else if !line.contains('…') && !line.starts_with('(') {
            // Rows with an ellipsis or in brackets describe a pattern, they are no line.
            n_lines += 1;
            n_gone += usize::from(places(kind).iter().any(|&place| {
                let (inside, outside) = removed(place, line);
                inside * 10 >= line.trim().len() * 9 && !outside
            }));
        }
    }
    println!("furniture removed: {n_gone} of {n_lines}; lookalikes lost: {lost:?}");
    assert!(n_gone * 100 >= n_lines * 93, "{n_gone} of {n_lines} lines are removed");
    assert!(lost.is_empty(), "{lost:?}");
}

#[test]
#[expect(clippy::print_stdout, reason = "figures are for reading")]
fn broken_words_are_restored() {
    let Some(list) = list("obfuscated.tsv") else { return };
    let (mut n_words, mut n_right, mut n_wild, mut n_wild_right) = (0, 0, 0, 0);
    for row in list.lines() {
        let columns: Vec<_> = row.split('\t').collect();
        let [broken, plain, source] = columns[..] else { continue };
        let around = ["تحدث المصدر أمس عن ", " في المنطقة."];
        let right = read(&around.join(broken)).clean.text == around.join(plain);
        n_words += 1;
        n_right += usize::from(right);
        if source.starts_with("wild:") {
            n_wild += 1;
            n_wild_right += usize::from(right);
        }
    }
    println!("restored: {n_right} of {n_words}; seen in the wild: {n_wild_right} of {n_wild}");
    assert!(n_right * 100 >= n_words * 85);
    assert!(n_wild_right * 100 >= n_wild * 95);
}

#[test]
#[expect(clippy::print_stdout, reason = "figures are for reading")]
fn words_that_look_broken_are_left_alone() {
    let Some(list) = list("obfuscated_negatives.tsv") else { return };
    let mut touched = Vec::new();
    let mut n_words = 0;
    for row in list.lines() {
        let Some(word) = row.split('\t').next() else { continue };
        let around = ["تحدث المصدر أمس عن ", " في المنطقة."];
        let text = around.join(word);
        let analysis = read(&text);
        n_words += 1;
        // Tatweel inside a word may go.
        let strip = |text: &str| text.replace('\u{640}', "");
        if strip(&analysis.clean.text) != strip(&text) {
            touched.push(word);
        }
    }
    println!("touched: {} of {n_words}: {touched:?}", touched.len());
    assert!(touched.len() * 100 <= n_words);
}
