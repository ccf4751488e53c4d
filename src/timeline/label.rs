//! A few words that tell an event, taken from the text.

use super::features::is_time_preposition;
use super::status::is_negation;
use super::trigger::Clause;
use super::words::{Words, bare};
use crate::article::Article;
use crate::segment::TokenKind;
use crate::text::CleanSpan;

/// As many words as fit beside a date.
const MAX_WORDS: usize = 12;

/// The words of the clause from its trigger on, without the time expression at `place` and
/// without the signs around them.
pub(super) fn of(article: &Article<'_>, words: &Words<'_>, clause: &Clause, place: CleanSpan) -> String {
    let tokens = &article.tokens;
    // "The revolution of 14 July" without its day would be another, or none.
    let named_by_time = clause.trigger_token.is_some_and(|idx| {
        words.at(idx).is_noun() && tokens.get(idx + 1).is_some_and(|next| next.span.start() == place.start())
    });
    let mut start = clause.trigger_token.unwrap_or(clause.tokens.start);
    // Without its negation the label would say the opposite.
    if start > clause.tokens.start && is_negation(bare(tokens.folded(start - 1))) {
        start -= 1;
    }
    let mut label = String::new();
    let mut n_words = 0;
    for idx in start..clause.tokens.end {
        let token = &tokens.as_slice()[idx];
        // The preposition of the expression goes with it.
        let governs = tokens.get(idx + 1).is_some_and(|next| next.span.start() == place.start())
            && is_preposition(bare(tokens.folded(idx)));
        let is_time = token.span.overlaps(place) && !named_by_time;
        // "by 5 %" without its sign would be five of something.
        if n_words > 0 && matches!(token.span.of(article.text()), "%" | "\u{66A}") {
            label.push('%');
        }
        if is_time || governs || matches!(token.kind, TokenKind::Sign | TokenKind::Quote) {
            continue;
        }
        if n_words == MAX_WORDS {
            label.push('…');
            break;
        }
        if n_words > 0 {
            label.push(' ');
        }
        let stem = clause.trigger.filter(|trigger| token.span.overlaps(*trigger)).unwrap_or(token.span);
        label.push_str(stem.of(article.text()));
        n_words += 1;
    }
    label
}

/// Whether the word before an expression of time goes with it.
fn is_preposition(word: &str) -> bool {
    is_time_preposition(word) || matches!(word, "من" | "مع" | "علي" | "عن")
}
