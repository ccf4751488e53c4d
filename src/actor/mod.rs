//! Actors: one person, organisation or place with all its names, titles and roles.

use crate::article::Article;
use crate::confidence::Confidence;
use crate::names::{EntityKind, NameMention};
use crate::text::CleanSpan;
use crate::time::Date;

/// Number of an actor in [`Actors`], in the order of the output.
pub(crate) type ActorId = u32;

/// By what means a mention points to its actor.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum MentionForm {
    /// A name: "Erdogan".
    Name,
    /// A description: "the Turkish president".
    Role,
    /// A pronoun.
    Pronoun,
}

/// Grammatical gender, where name or title tell it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Gender {
    Masculine,
    Feminine,
}

/// One place in the text that points to an actor.
#[derive(Clone, Debug)]
pub(crate) struct Mention {
    pub(crate) span: CleanSpan,
    pub(crate) form: MentionForm,
    pub(crate) confidence: Confidence,
    pub(crate) rule: &'static str,
}

/// Somebody or something that acts.
#[derive(Clone, Debug)]
pub(crate) struct Actor {
    /// The fullest name in the text, without titles.
    pub(crate) name: String,
    pub(crate) kind: EntityKind,
    /// ISO 3166-1 code of the country that it belongs to or is.
    pub(crate) country: Option<String>,
    pub(crate) gender: Option<Gender>,
    /// Descriptions used for it, as they stand in the text, each once.
    pub(crate) roles: Vec<String>,
    /// Other names used for it, each once.
    pub(crate) aliases: Vec<String>,
    /// Sorted by place.
    pub(crate) mentions: Vec<Mention>,
}

/// All actors of an article.
#[derive(Clone, Debug, Default)]
pub(crate) struct Actors {
    actors: Vec<Actor>,
    by_place: Vec<(CleanSpan, ActorId, MentionForm)>,
}

impl Actors {
    /// Numbers `actors` in the order given.
    pub(crate) fn new(actors: Vec<Actor>) -> Self {
        let mut by_place: Vec<_> = actors
            .iter()
            .zip(0..)
            .flat_map(|(actor, id)| {
                actor.mentions.iter().map(move |mention| (mention.span, id, mention.form))
            })
            .collect();
        by_place.sort_unstable();
        Self { actors, by_place }
    }

    pub(crate) fn as_slice(&self) -> &[Actor] {
        &self.actors
    }

    pub(crate) fn get(&self, id: ActorId) -> Option<&Actor> {
        self.actors.get(id as usize)
    }

    /// All mentions, sorted by place.
    pub(crate) fn mentions(&self) -> &[(CleanSpan, ActorId, MentionForm)] {
        &self.by_place
    }

    /// The mentions that start inside `span`, sorted by place.
    pub(crate) fn mentions_in(&self, span: CleanSpan) -> &[(CleanSpan, ActorId, MentionForm)] {
        let start = self.by_place.partition_point(|(place, ..)| place.start() < span.start());
        let end = self.by_place.partition_point(|(place, ..)| place.start() < span.end());
        &self.by_place[start..end.max(start)]
    }
}

/// Gathers the names of the article, finds the descriptions that go with them, and says which of
/// them are one actor. `date` tells which of several holders of an office is meant.
pub(crate) fn gather(_article: &Article<'_>, _names: &[NameMention], _date: Option<Date>) -> Actors {
    Actors::new(Vec::new())
}
