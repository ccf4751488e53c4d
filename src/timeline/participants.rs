//! Who takes part in an event.

use super::trigger::Clause;
use crate::actor::{ActorId, Actors, MentionForm};
use crate::article::Article;
use crate::names::EntityKind;

/// How many tokens after a verb its subject may begin, when it is a place.
const SUBJECT_REACH: usize = 2;

/// The actors named in the clause, each once, in the order of the text.
///
/// A place takes part where it acts, that is, where it stands as the subject right after the
/// trigger; elsewhere it is where things happen.
pub(super) fn of(article: &Article<'_>, actors: &Actors, clause: &Clause) -> Vec<ActorId> {
    let mut participants = Vec::new();
    for &(span, id, form) in actors.mentions_in(clause.span) {
        let Some(actor) = actors.get(id) else { continue };
        let takes_part = match actor.kind {
            EntityKind::Person | EntityKind::Organisation => true,
            EntityKind::Place => {
                let start = article.tokens.within(span).start;
                form == MentionForm::Name
                    && clause.trigger_token.is_some_and(|idx| idx < start && start - idx <= SUBJECT_REACH)
                    && article.tokens.get(start).is_some_and(|token| token.span.start() == span.start())
            }
        };
        if takes_part && !participants.contains(&id) {
            participants.push(id);
        }
    }
    participants
}
