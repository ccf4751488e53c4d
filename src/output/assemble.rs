//! From what the passes found to what callers see.

use super::{
    Actor, Addressee, Analysis, CleanView, Cue, Event, Medium, Mention, Metadata, Office, OrderedEvent,
    Outlet, Parts, PublicationDate, Quote, Relation, Removal, Repair, SCHEMA, Span, Stated, Time, labels,
};
use crate::actor;
use crate::article::Article;
use crate::clean;
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
    timeline: &timeline::Timeline,
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
        parts: Parts {
            deck: cleaned.parts.deck.map(bytes),
            body: cleaned.parts.body.map(bytes),
            tail: cleaned.parts.tail.map(bytes),
        },
        metadata: metadata(&cleaned.metadata),
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
        timeline: timeline.events.iter().map(|event| output_event(event, &place)).collect(),
        ordered: timeline.ordered.iter().map(|event| output_ordered(event, &place)).collect(),
        notes: cleaned.notes.iter().chain(&published.notes).cloned().collect(),
    };
    analysis.convert_offsets(source, unit);
    analysis
}

fn metadata(found: &clean::Metadata) -> Metadata {
    let stated = |stated: &clean::Stated| Stated { text: stated.text.clone(), span: bytes(stated.span) };
    Metadata {
        authors: found.authors.iter().map(stated).collect(),
        place: found.place.as_ref().map(stated),
        section: found.section.as_ref().map(stated),
        tags: found.tags.iter().map(stated).collect(),
    }
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
        offices: actor.offices.iter().map(output_office).collect(),
        aliases: actor.aliases.clone(),
        mentions: actor
            .mentions
            .iter()
            .map(|mention| Mention {
                span: place(mention.span),
                form: labels::mention_form(mention.form),
                confidence: mention.confidence.value(),
                rule: mention.rule.name(),
            })
            .collect(),
    }
}

fn output_office(office: &actor::Office) -> Office {
    Office {
        role: office.role.clone(),
        office: office.office.clone(),
        institution: office.institution.clone(),
        country: office.country,
        status: office.status,
        term: office.term.clone(),
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
        addressee: quote
            .addressee
            .as_ref()
            .map(|addressee| Addressee { span: place(addressee.span), actor: addressee.actor }),
        medium: quote
            .medium
            .as_ref()
            .map(|medium| Medium { span: place(medium.span), kind: labels::medium_kind(medium.kind) }),
        confidence: quote.confidence.value(),
        rule: quote.rule.name(),
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
        status: labels::status(event.status),
        relation: event.relation.as_ref().map(|relation| output_relation(relation, place)),
        same_as: event.same_as,
        also: event.also.iter().map(|&span| place(span)).collect(),
    }
}

fn output_ordered(event: &timeline::Ordered, place: &impl Fn(CleanSpan) -> Span) -> OrderedEvent {
    OrderedEvent {
        span: place(event.span),
        event: place(event.trigger),
        actors: event.actors.clone(),
        label: event.label.clone(),
        status: labels::status(event.status),
        relation: output_relation(&event.relation, place),
    }
}

fn output_relation(relation: &timeline::Relation, place: &impl Fn(CleanSpan) -> Span) -> Relation {
    Relation {
        kind: labels::relation_kind(relation.kind),
        event: place(relation.event),
        entry: relation.entry,
        distance: relation.distance,
    }
}

fn bytes(span: SourceSpan) -> Span {
    [span.start(), span.end()]
}
