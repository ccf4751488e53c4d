//! The result as callers see it: plain data, serialisable, offsets in the unit that they chose.
//!
//! These are the only types that are serialised; what stands here is promised to stay.

use serde::Serialize;

use crate::actor::{Actors, MentionForm};
use crate::article::Article;
use crate::clean::{RemovalKind, RepairKind};
use crate::names::EntityKind;
use crate::quote::{self, QuoteKind, Stance};
use crate::text::{CleanSpan, OffsetUnit, Offsets, SourceSpan};
use crate::time::{DateOrigin, Published, Timex, TimexKind};
use crate::timeline;

/// Version of the output format.
pub const SCHEMA: u32 = 1;

/// Half-open `[start, end)` in the source text, in the unit asked for.
pub type Span = [u32; 2];

/// Everything that was found in an article.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Analysis {
    /// Version of this format.
    pub schema: u32,
    /// What relative times are resolved against.
    pub date: PublicationDate,
    /// The title of the article.
    pub title: Option<Span>,
    /// The outlet or agency that it is credited to.
    pub outlet: Option<Outlet>,
    /// What is not part of the article, sorted by place.
    pub removed: Vec<Removal>,
    /// Words that were broken, sorted by place.
    pub repairs: Vec<Repair>,
    /// The cleaned text and the way to it.
    pub clean: CleanView,
    /// Sentences, sorted by place.
    pub sentences: Vec<Span>,
    /// Who and what acts, most important first.
    pub actors: Vec<Actor>,
    /// Who said what, sorted by place.
    pub quotes: Vec<Quote>,
    /// Time expressions, sorted by place.
    pub times: Vec<Time>,
    /// Dated events, sorted by value, then by place.
    pub timeline: Vec<Event>,
    /// What the reader should know about this analysis.
    pub notes: Vec<String>,
}

/// The day that relative times are resolved against.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct PublicationDate {
    /// `YYYY-MM-DD`, if known.
    pub value: Option<String>,
    /// `given`, `text` or `none`.
    pub origin: &'static str,
    /// Where the text states it.
    pub span: Option<Span>,
}

/// An outlet or agency.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Outlet {
    /// Its name.
    pub name: String,
    /// Where it stands.
    pub span: Span,
}

/// A stretch that does not belong to the article.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Removal {
    /// Where it stands.
    pub span: Span,
    /// `crumb`, `byline`, `date_line`, `read_also`, …
    pub kind: &'static str,
}

/// A word that stands for another.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Repair {
    /// Where it stands.
    pub span: Span,
    /// What it stands for.
    pub plain: String,
    /// `broken`, `spaced`, `presentation`, …
    pub kind: &'static str,
}

/// The cleaned text.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct CleanView {
    /// The text.
    pub text: String,
    /// `[start in this text, start in the source, length]` of every unchanged stretch, sorted.
    pub map: Vec<[u32; 3]>,
}

/// A person, organisation or place.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Actor {
    /// Its number, used by quotes and events.
    pub id: u32,
    /// Its fullest name in the text.
    pub name: String,
    /// `person`, `organisation` or `place`.
    #[serde(rename = "type")]
    pub kind: &'static str,
    /// ISO 3166-1 alpha-2 code.
    pub country: Option<String>,
    /// Descriptions used for it.
    pub roles: Vec<String>,
    /// Other names used for it.
    pub aliases: Vec<String>,
    /// Where the text points to it, sorted by place.
    pub mentions: Vec<Mention>,
}

/// A place in the text that points to an actor.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Mention {
    /// Where it stands.
    pub span: Span,
    /// `name`, `role` or `pronoun`.
    pub form: &'static str,
    /// Between 0 and 1.
    pub confidence: f64,
    /// What found it.
    pub rule: &'static str,
}

/// A reported statement.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Quote {
    /// The content, without its marks.
    pub span: Span,
    /// `direct`, `indirect` or `mixed`.
    pub kind: &'static str,
    /// The words that report.
    pub cue: Option<Cue>,
    /// Number of the actor who speaks.
    pub speaker: Option<u32>,
    /// The words that name the speaker here.
    pub speaker_span: Option<Span>,
    /// Number of the agency or outlet through which it is reported.
    pub via: Option<u32>,
    /// Between 0 and 1.
    pub confidence: f64,
    /// What found it.
    pub rule: &'static str,
}

/// The words that report a statement.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Cue {
    /// Where they stand.
    pub span: Span,
    /// Dictionary form.
    pub lemma: String,
    /// `says`, `asserts`, `denies`, …
    pub stance: &'static str,
}

/// A time expression.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Time {
    /// Where it stands.
    pub span: Span,
    /// `DATE`, `TIME`, `DURATION` or `SET`.
    #[serde(rename = "type")]
    pub kind: &'static str,
    /// TIMEX3 value.
    pub value: String,
    /// TIMEX3 modifier.
    #[serde(rename = "mod", skip_serializing_if = "Option::is_none")]
    pub modifier: Option<&'static str>,
    /// EDTF, where it says more than the value.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub edtf: Option<String>,
}

/// A dated event.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Event {
    /// ISO 8601, intervals as `2011/..`.
    pub value: String,
    /// Index in `times`.
    pub time: u32,
    /// The clause that tells it.
    pub span: Span,
    /// The word that names it.
    pub event: Option<Span>,
    /// Numbers of the actors that take part.
    pub actors: Vec<u32>,
    /// A few words of the text.
    pub label: String,
}

/// Brings what the passes found into the form above.
#[expect(clippy::too_many_arguments, reason = "one argument for each layer, called from one place")]
pub(crate) fn assemble(
    source: &str,
    unit: OffsetUnit,
    article: &Article<'_>,
    published: &Published,
    times: &[Timex],
    actors: &Actors,
    quotes: &[quote::Quote],
    events: &[timeline::Event],
) -> Analysis {
    let cleaned = article.cleaned;
    let clean = |span: CleanSpan| bytes(cleaned.text.to_source(span));
    let mut analysis = Analysis {
        schema: SCHEMA,
        date: PublicationDate {
            value: published.date.map(|date| date.to_string()),
            origin: match published.origin {
                DateOrigin::Given => "given",
                DateOrigin::Text => "text",
                DateOrigin::None => "none",
            },
            span: published.span.map(bytes),
        },
        title: cleaned.title.map(clean),
        outlet: cleaned
            .outlet
            .as_ref()
            .map(|outlet| Outlet { name: outlet.name.clone(), span: bytes(outlet.span) }),
        removed: cleaned
            .removed
            .iter()
            .map(|removed| Removal { span: bytes(removed.span), kind: removal_kind(removed.kind) })
            .collect(),
        repairs: cleaned
            .repairs
            .iter()
            .map(|repair| Repair {
                span: bytes(repair.span),
                plain: repair.plain.clone(),
                kind: repair_kind(repair.kind),
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
        sentences: article.sentences.iter().map(|sentence| clean(sentence.span)).collect(),
        actors: actors
            .as_slice()
            .iter()
            .zip(0..)
            .map(|(actor, id)| Actor {
                id,
                name: actor.name.clone(),
                kind: match actor.kind {
                    EntityKind::Person => "person",
                    EntityKind::Organisation => "organisation",
                    EntityKind::Place => "place",
                },
                country: actor.country.clone(),
                roles: actor.roles.clone(),
                aliases: actor.aliases.clone(),
                mentions: actor
                    .mentions
                    .iter()
                    .map(|mention| Mention {
                        span: clean(mention.span),
                        form: match mention.form {
                            MentionForm::Name => "name",
                            MentionForm::Role => "role",
                            MentionForm::Pronoun => "pronoun",
                        },
                        confidence: mention.confidence.value(),
                        rule: mention.rule,
                    })
                    .collect(),
            })
            .collect(),
        quotes: quotes
            .iter()
            .map(|quote| Quote {
                span: clean(quote.span),
                kind: match quote.kind {
                    QuoteKind::Direct => "direct",
                    QuoteKind::Indirect => "indirect",
                    QuoteKind::Mixed => "mixed",
                },
                cue: quote.cue.as_ref().map(|cue| Cue {
                    span: clean(cue.span),
                    lemma: cue.lemma.clone(),
                    stance: stance(cue.stance),
                }),
                speaker: quote.speaker,
                speaker_span: quote.speaker_span.map(clean),
                via: quote.via,
                confidence: quote.confidence.value(),
                rule: quote.rule,
            })
            .collect(),
        times: times
            .iter()
            .map(|time| Time {
                span: bytes(time.source),
                kind: match time.kind {
                    TimexKind::Date => "DATE",
                    TimexKind::Time => "TIME",
                    TimexKind::Duration => "DURATION",
                    TimexKind::Set => "SET",
                },
                value: time.value.clone(),
                modifier: time.modifier,
                edtf: time.edtf.clone(),
            })
            .collect(),
        timeline: events
            .iter()
            .map(|event| Event {
                value: event.value.clone(),
                time: event.time,
                span: clean(event.span),
                event: event.trigger.map(clean),
                actors: event.actors.clone(),
                label: event.label.clone(),
            })
            .collect(),
        notes: cleaned.notes.iter().chain(&published.notes).cloned().collect(),
    };
    analysis.convert_offsets(source, unit);
    analysis
}

impl Analysis {
    /// Turns byte offsets into `unit`: once through all of them to learn which are wanted, one
    /// pass over each text, and once more to replace them.
    fn convert_offsets(&mut self, source: &str, unit: OffsetUnit) {
        let (mut in_source, mut in_clean) = (Vec::new(), Vec::new());
        self.visit_offsets(&mut |offset| in_source.push(*offset), &mut |offset| in_clean.push(*offset));
        let in_source = Offsets::new(source, unit, in_source);
        let in_clean = Offsets::new(&self.clean.text, unit, in_clean);
        self.visit_offsets(&mut |offset| *offset = in_source.get(*offset), &mut |offset| {
            *offset = in_clean.get(*offset)
        });
        for [_, source_start, length] in &mut self.clean.map {
            *length -= *source_start;
        }
    }

    /// Shows every offset into the source and into the cleaned text.
    fn visit_offsets(&mut self, source: &mut dyn FnMut(&mut u32), clean: &mut dyn FnMut(&mut u32)) {
        let mut spans: Vec<&mut Span> = Vec::new();
        spans.extend(&mut self.date.span);
        spans.extend(&mut self.title);
        spans.extend(self.outlet.as_mut().map(|outlet| &mut outlet.span));
        spans.extend(self.removed.iter_mut().map(|removed| &mut removed.span));
        spans.extend(self.repairs.iter_mut().map(|repair| &mut repair.span));
        spans.extend(&mut self.sentences);
        spans.extend(
            self.actors.iter_mut().flat_map(|actor| &mut actor.mentions).map(|mention| &mut mention.span),
        );
        for quote in &mut self.quotes {
            spans.push(&mut quote.span);
            spans.extend(quote.cue.as_mut().map(|cue| &mut cue.span));
            spans.extend(&mut quote.speaker_span);
        }
        spans.extend(self.times.iter_mut().map(|time| &mut time.span));
        for event in &mut self.timeline {
            spans.push(&mut event.span);
            spans.extend(&mut event.event);
        }
        for [start, end] in spans {
            source(start);
            source(end);
        }
        for [clean_start, source_start, source_end] in &mut self.clean.map {
            clean(clean_start);
            source(source_start);
            source(source_end);
        }
    }
}

fn bytes(span: SourceSpan) -> Span {
    [span.start(), span.end()]
}

fn removal_kind(kind: RemovalKind) -> &'static str {
    match kind {
        RemovalKind::Crumb => "crumb",
        RemovalKind::Byline => "byline",
        RemovalKind::DateLine => "date_line",
        RemovalKind::ReadAlso => "read_also",
        RemovalKind::Share => "share",
        RemovalKind::Caption => "caption",
        RemovalKind::Promo => "promo",
        RemovalKind::Tags => "tags",
        RemovalKind::Comments => "comments",
        RemovalKind::Copyright => "copyright",
        RemovalKind::BackToTop => "back_to_top",
        RemovalKind::Markup => "markup",
        RemovalKind::Other => "other",
    }
}

fn repair_kind(kind: RepairKind) -> &'static str {
    match kind {
        RepairKind::Broken => "broken",
        RepairKind::Spaced => "spaced",
        RepairKind::Presentation => "presentation",
        RepairKind::Tatweel => "tatweel",
        RepairKind::Control => "control",
        RepairKind::Mojibake => "mojibake",
        RepairKind::Entity => "entity",
    }
}

fn stance(stance: Stance) -> &'static str {
    match stance {
        Stance::Says => "says",
        Stance::Asserts => "asserts",
        Stance::Claims => "claims",
        Stance::Denies => "denies",
        Stance::Warns => "warns",
        Stance::Calls => "calls",
        Stance::Promises => "promises",
        Stance::Accuses => "accuses",
        Stance::Praises => "praises",
        Stance::Believes => "believes",
        Stance::Reveals => "reveals",
        Stance::Hedges => "hedges",
    }
}
