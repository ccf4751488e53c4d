//! The result as callers see it: plain data, serialisable, offsets in the unit that they chose.
//!
//! These are the only types that are serialised; what stands here is promised to stay.

mod assemble;
mod convert;
mod labels;
#[cfg(test)]
mod rules;

use serde::Serialize;

pub(crate) use assemble::assemble;

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
    /// Which stretches of the source are what.
    pub parts: Parts,
    /// What is said about the article beside its text.
    pub metadata: Metadata,
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
    /// Events without a date that the text orders by others, sorted by place.
    pub ordered: Vec<OrderedEvent>,
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

/// The parts of the article beside its title. Each reaches from its first to its last letter and may
/// hold removed stretches.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize)]
pub struct Parts {
    /// What sums the article up between title and body, or over the title.
    pub deck: Option<Span>,
    /// The article itself.
    pub body: Option<Span>,
    /// What stands behind it: notes, credits, other stories.
    pub tail: Option<Span>,
}

/// What is said about the article, by its markup or in lines that are not part of it.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Metadata {
    /// Who wrote it.
    pub authors: Vec<Stated>,
    /// Where it was written.
    pub place: Option<Stated>,
    /// The section of the outlet that it stands in.
    pub section: Option<Stated>,
    /// What it is filed under.
    pub tags: Vec<Stated>,
}

/// A name and where the source gives it.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Stated {
    /// The name, entities and escapes resolved.
    pub text: String,
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
    /// The same in normal form, where they name an office.
    pub offices: Vec<Office>,
    /// Other names used for it.
    pub aliases: Vec<String>,
    /// Where the text points to it, sorted by place.
    pub mentions: Vec<Mention>,
}

/// What a description says of an office.
#[expect(clippy::struct_field_names, reason = "the office in one word is what callers look for")]
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Office {
    /// The description, as in `roles`.
    pub role: String,
    /// The office in one word: `head_of_state`, `foreign_minister`, `spokesperson`, …
    pub office: String,
    /// The institution, as the description names it.
    pub institution: Option<String>,
    /// ISO 3166-1 alpha-2 code of the country that the description speaks of; UN and EU for those two.
    pub country: Option<&'static str>,
    /// `former`, `late`, `acting` or `designate`, where the description says so.
    pub status: Option<&'static str>,
    /// The term of the built-in list of office holders that runs on the day of the article, as
    /// `2013-08/2021-08`: evidence from outside the text. Missing where the text alone speaks.
    pub term: Option<String>,
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

/// Who is spoken to.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Addressee {
    /// The words that name them.
    pub span: Span,
    /// Number of the actor, if it is a named one.
    pub actor: Option<u32>,
}

/// A medium or an occasion of speaking.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Medium {
    /// The words for it.
    pub span: Span,
    /// `press_conference`, `interview`, `statement`, `remarks`, `speech`, `post`, `call`, `broadcast`,
    /// `letter`, `article`, `report` or `meeting`.
    pub kind: &'static str,
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
    /// Who is spoken to, where the words beside the cue say it.
    pub addressee: Option<Addressee>,
    /// By which medium or on which occasion it was said, where the words beside the cue say it.
    pub medium: Option<Medium>,
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
    /// `happened`, `reported`, `expected`, `conditional` or `denied`.
    pub status: &'static str,
    /// Another event before, after or during which it is.
    pub relation: Option<Relation>,
    /// Index in `timeline` of the event that is told here once more.
    pub same_as: Option<u32>,
    /// The words that name it where it is told elsewhere, sorted by place.
    pub also: Vec<Span>,
}

/// An event that the text orders by another and does not date.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct OrderedEvent {
    /// The clause that tells it.
    pub span: Span,
    /// The word that names it.
    pub event: Span,
    /// Numbers of the actors that take part.
    pub actors: Vec<u32>,
    /// A few words of the text.
    pub label: String,
    /// As in [`Event`].
    pub status: &'static str,
    /// The event that orders it.
    pub relation: Relation,
}

/// An event's place beside another.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Relation {
    /// `after`, `before` or `during`.
    pub kind: &'static str,
    /// The words that name the other event.
    pub event: Span,
    /// Index in `timeline` of the other event, if it is dated.
    pub entry: Option<u32>,
    /// Index in `times` of how far away it is.
    pub distance: Option<u32>,
}
