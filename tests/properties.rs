//! What holds for every text: no panic, spans that lie in the text, nothing lost, the same twice.

use std::path::Path;

use proptest::prelude::*;
use rasid::{OffsetUnit, Options, analyse, analyse_html};

mod sound;

use sound::{check, nothing_is_lost};

/// Pieces that news pastes are made of, and pieces that no one would paste.
const PIECES: &[&str] = &[
    "قال",
    "وأضاف",
    "الرئيس",
    "التركي",
    "رجب طيب أردوغان",
    "بوتين",
    "في",
    "دمشق",
    "وزارة الخارجية",
    "أمس",
    "الخميس",
    "19 كانون الأول 2019",
    "٢٠١٩",
    "إن",
    "أن",
    "بـ",
    "وقصـ.ف",
    "تصعـ.يداً",
    "اقرأ أيضاً:",
    "الرئيسية",
    "زر الذهاب إلى الأعلى",
    "”",
    "“",
    "«",
    "»",
    "\"",
    "'",
    "(",
    ")",
    "[",
    "،",
    ".",
    "؟",
    "…",
    ":",
    "-",
    "_",
    "*",
    "#",
    " ",
    "  ",
    "\n",
    "\n\n",
    "\r\n",
    "\t",
    "\u{A0}",
    "\u{640}",
    "\u{640}\u{640}",
    "\u{64B}",
    "\u{651}",
    "\u{200C}",
    "\u{200F}",
    "\u{202B}",
    "\u{202C}",
    "\u{FEFF}",
    "\u{FEFB}",
    "\u{FE8D}",
    "\u{0}",
    "\u{FFFD}",
    "\u{1F4F0}",
    "e\u{301}",
    "<p>",
    "</p>",
    "<script>",
    "<!--",
    "&amp;",
    "&#1575;",
    "&",
    "http://example.org/a?b=c",
    "BBC",
    "3.5",
    "12/4/2019",
    "20:30",
    "ﷺ",
    "ا",
    "ل",
    "ك",
    "١٢٣٤٥٦٧٨٩٠١٢٣٤٥٦٧٨٩",
    "99999999999999999999",
];

/// Pieces of markup, whole and broken.
const TAGS: &[&str] = &[
    "<p>",
    "</p>",
    "<div class='content-body'>",
    "<div class=related>",
    "</div>",
    "<a href='/x'>",
    "<a href=\"",
    "</a>",
    "<h1>",
    "</h1>",
    "<ul><li>",
    "<li>",
    "</ul>",
    "<table><tr><td>",
    "<td>",
    "</table>",
    "<article>",
    "</article>",
    "<nav>",
    "</nav>",
    "<b>",
    "</b>",
    "<br>",
    "<pre>",
    "<x-y>",
    "<p hidden>",
    "<time datetime='2019-12-19T10:00'>",
    "<meta property=og:title content='بوتين في دمشق'>",
    "<meta name=keywords content='a،b,&amp;c'>",
    "<span itemprop=author>",
    "<title>",
    "</title>",
    "<script type='application/ld+json'>{\"@type\":\"NewsArticle\",\"author\":{\"name\":\"\\u0633\"}}</script>",
    "<script type='application/ld+json'>{\"a\":[",
    "<![CDATA[",
    "<!-- x -->",
    "&nbsp",
    "&#x633;",
];

fn pasted() -> impl Strategy<Value = String> {
    let piece = prop_oneof![9 => prop::sample::select(PIECES).prop_map(str::to_owned), 1 => any::<char>().prop_map(String::from)];
    prop::collection::vec(piece, 0..80).prop_map(|pieces| pieces.concat())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_paste_gives_a_sound_analysis(text in pasted()) {
        check(&text);
    }

    #[test]
    fn any_markup_gives_a_sound_analysis(pieces in prop::collection::vec(prop_oneof![
        prop::sample::select(TAGS).prop_map(str::to_owned),
        prop::sample::select(PIECES).prop_map(str::to_owned),
    ], 0..80)) {
        check(&pieces.concat());
    }
}

fn articles() -> Vec<String> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/articles/text");
    let paths = std::fs::read_dir(folder).expect("the articles are part of the project");
    let mut paths: Vec<_> = paths.map(|entry| entry.expect("the folder can be read").path()).collect();
    paths.retain(|path| path.extension().is_some_and(|extension| extension == "txt"));
    paths.sort();
    paths.iter().map(|path| std::fs::read_to_string(path).expect("articles are UTF-8")).collect()
}

#[test]
fn every_article_gives_a_sound_analysis() {
    for text in articles() {
        check(&text);
    }
}

/// What is known of words is kept from text to text on each thread, up to a limit, and begun anew.
#[test]
fn an_analysis_does_not_depend_on_what_was_read_before() {
    let analysed =
        |text: &str| serde_json::to_string(&analyse(text, &Options::default())).expect("it is data");
    let articles = articles();
    let alone: Vec<_> = articles
        .iter()
        .map(|text| std::thread::scope(|scope| scope.spawn(|| analysed(text)).join().expect("it returns")))
        .collect();
    // More different words than are kept, and than have room.
    for n_words in [0, 9_000, 140_000] {
        let mut many = String::new();
        for n in 0..n_words {
            let sign = char::from_u32(0x4E00 + n % 0x5000).expect("it is in the block");
            many.extend(["كلمة ", sign.to_string().as_str(), &(n / 0x5000).to_string(), " "]); // "word"
        }
        analysed(&many);
        for (text, alone) in articles.iter().zip(&alone) {
            assert!(analysed(text) == *alone, "behind {n_words} words: {text}");
        }
    }
}

/// The seeds of the fuzz targets, and every text that fuzzing once found to break a promise.
#[test]
fn every_seed_gives_a_sound_analysis() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fuzz/seeds");
    let mut n_seeds = 0;
    for entry in std::fs::read_dir(folder).expect("the seeds are part of the project") {
        let bytes = std::fs::read(entry.expect("the folder can be read").path()).expect("seeds can be read");
        check(&String::from_utf8_lossy(&bytes));
        n_seeds += 1;
    }
    assert!(n_seeds >= 20, "{n_seeds} seeds");
}

/// Inputs that make careless code slow, deep or wrong. Each must come back at once.
#[test]
fn hostile_inputs_come_back() {
    // Enough for quadratic code to take minutes.
    let n = 200_000;
    let started = std::time::Instant::now();
    for text in [
        "ا".repeat(n),
        "\"".repeat(n),
        "“".repeat(n),
        "ـ".repeat(n),
        "1-".repeat(n / 2),
        "\u{64B}".repeat(n),
        "\u{202E}".repeat(n),
        "<div>".repeat(n / 5),
        "ا\n".repeat(n / 2),
        "و".repeat(40) + &" و".repeat(n / 3),
        "قال «".repeat(n / 10),
        "قال إن ".repeat(n / 12),
        "الرئيس ".repeat(n / 13),
        "12/".repeat(n / 3),
        "قبل ".repeat(n / 7),
        ". ".repeat(n / 2),
        "ق.".repeat(n / 3),
        "&amp".repeat(n / 4),
        "قبل أمس الأول ".repeat(n / 25),
        "محمد علي ".repeat(n / 16),
        "قال زيد إن العمل جيد، ".repeat(n / 38),
    ] {
        let analysis = analyse(&text, &Options::default());
        assert_eq!(analysis.schema, rasid::SCHEMA);
    }
    // Generous, for tests run on busy machines; a linear analysis takes some seconds.
    assert!(started.elapsed().as_secs() < 120, "took {:?}", started.elapsed());
}

/// Pages that make careless code slow, deep or wrong: nesting, ends that are missing, attributes
/// without end, scripts that are no JSON.
#[test]
fn hostile_pages_come_back() {
    let n = 200_000;
    let started = std::time::Instant::now();
    let paragraph = "<p>قال الوزير إن الطريق مفتوح.";
    for page in [
        "<div>".repeat(n / 5),
        "<div>".repeat(n / 10) + "نص" + &"</div>".repeat(n / 10),
        "<b><p>".repeat(n / 6),
        "<p>ا".repeat(n / 5),
        "<li>ا".repeat(n / 5),
        "<ul><li>".repeat(n / 8),
        "<table><tr><td>".repeat(n / 15),
        "<a href=x>ا".repeat(n / 12),
        "<h1>ا</h1>".repeat(n / 11),
        "<h2>عنوان طويل من كلمات".repeat(n / 40),
        "<article>نص".repeat(n / 13),
        "<nav>ا".repeat(n / 7),
        "<x-y>".repeat(n / 5),
        "</div>".repeat(n / 6),
        "<span class='date author related'>ا</span>".repeat(n / 44),
        format!("<div class='{}'>نص</div>", "related ".repeat(n / 8)),
        format!("<div {}>نص</div>", "a=b ".repeat(n / 4)),
        format!("<p title='{}'>نص</p>", "<p>".repeat(n / 3)),
        format!("<title>{}</title>", "ا - ".repeat(n / 5)),
        format!("<meta name=keywords content='{}'>", "ا،".repeat(n / 4)),
        "<meta property=article:tag content='وسم'>".repeat(n / 45),
        "<script type='application/ld+json'>".to_owned() + &"[{\"a\":".repeat(n / 6),
        "<script type='application/ld+json'>".to_owned() + &"\"a\" ".repeat(n / 4),
        format!(
            "<script type='application/ld+json'>{{\"@type\":\"Article\",{}",
            "\"author\":{\"@id\":\"x\"},".repeat(n / 24)
        ),
        "<script>".repeat(n / 8),
        "<!--".repeat(n / 4),
        "<!-- -->".repeat(n / 8),
        "<![CDATA[".repeat(n / 9),
        "&amp".repeat(n / 4),
        "&".repeat(n),
        "<".repeat(n),
        "\n".repeat(n),
        format!("<h1>قال الوزير إن الطريق مفتوح</h1>{}", paragraph.repeat(n / 50)),
    ] {
        let analysis = analyse_html(&page, &Options::default().with_offsets(OffsetUnit::Byte));
        nothing_is_lost(&page, &analysis);
    }
    assert!(started.elapsed().as_secs() < 120, "took {:?}", started.elapsed());
}
