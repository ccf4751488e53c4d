//! From what the passes found to what callers see.

use super::{
    Actor, Analysis, CleanView, Cue, Event, Mention, Outlet, PublicationDate, Quote, Removal, Repair, SCHEMA,
    Span, Time, labels,
};
use crate::actor;
use crate::article::Article;
use crate::quote;
use crate::text::{CleanSpan, OffsetUnit, SourceSpan};
use crate::time::{Published, Timex};
use crate::timeline;

/// Brings the layers into the form of the output, with offsets in `unit`.
#[expect(clippy::too_many_arguments, reason = "one argument for each layer, called from one place")]
#[inline(never)]
pub(crate) fn assemble(
    source: &str,
    unit: OffsetUnit,
    article: &Article<'_>,
    published: &Published,
    times: &[Timex],
    actors: &actor::Actors,
    quotes: &[quote::Quote],
    events: &[timeline::Event],
) -> Analysis {
    let cleaned = article.cleaned;
    let place = |span: CleanSpan| bytes(cleaned.text.to_source(span));
    let mut analysis = Analysis {
        schema: SCHEMA,
        date: date(published),
        title: cleaned.title.map(place),
        outlet: cleaned
            .outlet
            .as_ref()
            .map(|outlet| Outlet { name: outlet.name.clone(), span: bytes(outlet.span) }),
        removed: cleaned
            .removed
            .iter()
            .map(|removed| Removal { span: bytes(removed.span), kind: labels::removal_kind(removed.kind) })
            .collect(),
        repairs: cleaned
            .repairs
            .iter()
            .map(|repair| Repair {
                span: bytes(repair.span),
                plain: repair.plain.clone(),
                kind: labels::repair_kind(repair.kind),
            })
            .collect(),
        clean: CleanView {
            text: cleaned.text.as_str().to_owned(),
            // The third number is an end until the offsets are converted.
            map: cleaned
                .text
                .unchanged()
                .map(|(clean, source)| [clean.start(), source.start(), source.end()])
                .collect(),
        },
        sentences: article.sentences.iter().map(|sentence| place(sentence.span)).collect(),
        actors: actors
            .as_slice()
            .iter()
            .zip(0..)
            .map(|(actor, id)| output_actor(id, actor, &place))
            .collect(),
        quotes: quotes.iter().map(|quote| output_quote(quote, &place)).collect(),
        times: times.iter().map(output_time).collect(),
        timeline: events.iter().map(|event| output_event(event, &place)).collect(),
        notes: cleaned.notes.iter().chain(&published.notes).cloned().collect(),
    };
    analysis.convert_offsets(source, unit);
    analysis
}

fn date(published: &Published) -> PublicationDate {
    PublicationDate {
        value: published.date.map(|date| date.to_string()),
        origin: labels::origin(published.origin),
        span: published.span.map(bytes),
    }
}

fn output_actor(id: u32, actor: &actor::Actor, place: &impl Fn(CleanSpan) -> Span) -> Actor {
    Actor {
        id,
        name: actor.name.clone(),
        kind: labels::entity_kind(actor.kind),
        country: actor.country.clone(),
        roles: actor.roles.clone(),
        aliases: actor.aliases.clone(),
        mentions: actor
            .mentions
            .iter()
            .map(|mention| Mention {
                span: place(mention.span),
                form: labels::mention_form(mention.form),
                confidence: mention.confidence.value(),
                rule: mention.rule,
            })
            .collect(),
    }
}

fn output_quote(quote: &quote::Quote, place: &impl Fn(CleanSpan) -> Span) -> Quote {
    Quote {
        span: place(quote.span),
        kind: labels::quote_kind(quote.kind),
        cue: quote.cue.as_ref().map(|cue| Cue {
            span: place(cue.span),
            lemma: cue.lemma.clone(),
            stance: labels::stance(cue.stance),
        }),
        speaker: quote.speaker,
        speaker_span: quote.speaker_span.map(place),
        via: quote.via,
        confidence: quote.confidence.value(),
        rule: quote.rule,
    }
}

fn output_time(time: &Timex) -> Time {
    Time {
        span: bytes(time.source),
        kind: labels::timex_kind(time.kind),
        value: time.value.clone(),
        modifier: time.modifier,
        edtf: time.edtf.clone(),
    }
}

fn output_event(event: &timeline::Event, place: &impl Fn(CleanSpan) -> Span) -> Event {
    Event {
        value: event.value.clone(),
        time: event.time,
        span: place(event.span),
        event: event.trigger.map(place),
        actors: event.actors.clone(),
        label: event.label.clone(),
    }
}

fn bytes(span: SourceSpan) -> Span {
    [span.start(), span.end()]
}
