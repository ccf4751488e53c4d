//! What holds for every text: spans lie in it, nothing is lost, layers agree, the same twice.

use rasid::{Analysis, OffsetUnit, Options, Span, analyse, analyse_html};

/// An analysis of a text or of a page.
pub(crate) type Analyse = fn(&str, &Options) -> Analysis;

/// Analyses `text`, as text and as HTML, and panics where a promise is broken.
#[track_caller]
pub(crate) fn check(text: &str) {
    for analyse in [analyse as Analyse, analyse_html] {
        check_analysis(analyse, text);
        units_agree(analyse, text);
    }
}

/// What one analysis promises: the same twice, spans in the text, nothing lost.
#[track_caller]
pub(crate) fn check_analysis(analyse: Analyse, text: &str) {
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
}

/// The other units are the same analysis, converted.
#[track_caller]
pub(crate) fn units_agree(analyse: Analyse, text: &str) {
    let bytes = analyse(text, &Options::default().with_offsets(OffsetUnit::Byte));
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
pub(crate) fn nothing_is_lost(text: &str, analysis: &Analysis) {
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

/// Every span of an analysis.
pub(crate) fn spans(analysis: &Analysis) -> Vec<Span> {
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
