//! What holds for every text: no panic, spans that lie in the text, nothing lost, the same twice.

use std::path::Path;

use proptest::prelude::*;
use rasid::{Analysis, OffsetUnit, Options, Span, analyse, analyse_html};

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
        check(&text, analyse);
    }

    #[test]
    fn any_markup_gives_a_sound_analysis(pieces in prop::collection::vec(prop_oneof![
        prop::sample::select(TAGS).prop_map(str::to_owned),
        prop::sample::select(PIECES).prop_map(str::to_owned),
    ], 0..80)) {
        check(&pieces.concat(), analyse_html);
    }
}

#[test]
fn every_article_gives_a_sound_analysis() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/articles/text");
    for entry in std::fs::read_dir(folder).expect("the articles are part of the project") {
        let path = entry.expect("the folder can be read").path();
        if path.extension().is_some_and(|extension| extension == "txt") {
            check(&std::fs::read_to_string(&path).expect("articles are UTF-8"), analyse);
        }
    }
}

#[track_caller]
fn check(text: &str, analyse: fn(&str, &Options) -> Analysis) {
    let bytes = analyse(text, &Options::default().with_offsets(OffsetUnit::Byte));
    assert_eq!(bytes, analyse(text, &Options::default().with_offsets(OffsetUnit::Byte)), "the same twice");

    for [start, end] in spans(&bytes) {
        assert!(start <= end, "a span runs forwards");
        assert!(
            text.get(start as usize..end as usize).is_some(),
            "{start}..{end} lies on character boundaries"
        );
    }
    nothing_is_lost(text, &bytes);
    layers_agree(&bytes);

    // The other units are the same analysis, converted.
    for unit in [OffsetUnit::Utf16, OffsetUnit::Codepoint] {
        let count = |until: u32| {
            let stretch = &text[..until as usize];
            match unit {
                OffsetUnit::Utf16 => stretch.encode_utf16().count() as u32,
                _ => stretch.chars().count() as u32,
            }
        };
        let converted = analyse(text, &Options::default().with_offsets(unit));
        let expected: Vec<_> = spans(&bytes).into_iter().map(|span| span.map(count)).collect();
        assert_eq!(spans(&converted), expected);
    }
}

/// Every byte of the source is unchanged, removed or repaired, exactly once, and the cleaned text
/// is made of the unchanged stretches and the repairs.
fn nothing_is_lost(text: &str, analysis: &Analysis) {
    let mut stretches: Vec<(Span, Option<&str>)> = Vec::new();
    stretches.extend(analysis.removed.iter().map(|removed| (removed.span, Some(""))));
    stretches.extend(analysis.repairs.iter().map(|repair| (repair.span, Some(repair.plain.as_str()))));
    stretches.extend(analysis.clean.map.iter().map(|&[_, start, length]| ([start, start + length], None)));
    stretches.sort_unstable();
    let mut clean = String::new();
    let mut done = 0;
    for ([start, end], plain) in stretches {
        assert_eq!(start, done, "stretches neither overlap nor leave gaps");
        clean.push_str(plain.unwrap_or(&text[start as usize..end as usize]));
        done = end;
    }
    assert_eq!(done as usize, text.len(), "stretches reach the end");
    assert_eq!(clean, analysis.clean.text);

    for &[clean_start, start, length] in &analysis.clean.map {
        let clean = &analysis.clean.text[clean_start as usize..(clean_start + length) as usize];
        assert_eq!(clean, &text[start as usize..(start + length) as usize], "unchanged stretches are equal");
    }
}

/// References between layers lead somewhere, and lists are in the order that is promised.
fn layers_agree(analysis: &Analysis) {
    let n_actors = analysis.actors.len() as u32;
    for (id, actor) in (0..).zip(&analysis.actors) {
        assert_eq!(actor.id, id);
        assert!(actor.mentions.is_sorted_by_key(|mention| mention.span));
        assert!(!actor.mentions.is_empty(), "an actor is mentioned");
    }
    for quote in &analysis.quotes {
        assert!(quote.speaker.is_none_or(|id| id < n_actors));
        assert!(quote.via.is_none_or(|id| id < n_actors));
        assert!((0.01..=0.99).contains(&quote.confidence));
    }
    assert!(analysis.quotes.is_sorted_by_key(|quote| quote.span));
    assert!(analysis.times.is_sorted_by_key(|time| time.span));
    assert!(analysis.sentences.is_sorted());
    for event in &analysis.timeline {
        assert!((event.time as usize) < analysis.times.len());
        assert!(event.actors.iter().all(|&id| id < n_actors));
    }
}

fn spans(analysis: &Analysis) -> Vec<Span> {
    let mut spans = Vec::new();
    spans.extend(analysis.date.span);
    spans.extend(analysis.title);
    spans.extend(analysis.outlet.iter().map(|outlet| outlet.span));
    spans.extend([analysis.parts.deck, analysis.parts.body, analysis.parts.tail].into_iter().flatten());
    let metadata = &analysis.metadata;
    let stated =
        metadata.authors.iter().chain(&metadata.place).chain(&metadata.section).chain(&metadata.tags);
    spans.extend(stated.map(|stated| stated.span));
    spans.extend(analysis.removed.iter().map(|removed| removed.span));
    spans.extend(analysis.repairs.iter().map(|repair| repair.span));
    spans.extend(&analysis.sentences);
    spans.extend(analysis.actors.iter().flat_map(|actor| &actor.mentions).map(|mention| mention.span));
    for quote in &analysis.quotes {
        spans.push(quote.span);
        spans.extend(quote.cue.iter().map(|cue| cue.span));
        spans.extend(quote.speaker_span);
    }
    spans.extend(analysis.times.iter().map(|time| time.span));
    for event in &analysis.timeline {
        spans.push(event.span);
        spans.extend(event.event);
    }
    spans
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
