//! One event that is told more than once: in the title, the lead and the body.
//!
//! Two tellings are of one event if their triggers are forms of one word ("ightiyal", "ughtila"),
//! their times do not contradict each other and the same actors take part. Statements are never
//! gathered: who speaks twice on a day says two things.

use std::collections::BTreeMap;

use super::Event;
use super::features::near_quotes;
use super::words::{Word, Words, bare, skeleton};
use crate::article::Article;
use crate::quote::Quote;
use crate::sort;

/// How many tellings back an event is looked for, so that the cost stays linear.
const MEMORY: usize = 60;

/// Fills in `same_as` and `also` of events that stand in the order of the timeline.
pub(super) fn gather(article: &Article<'_>, words: &Words<'_>, quotes: &[Quote], events: &mut [Event]) {
    let keys: Vec<Option<String>> = events.iter().map(|event| key(article, words, quotes, event)).collect();
    for idx in 0..events.len() {
        let Some(key) = &keys[idx] else { continue };
        let earlier = (idx.saturating_sub(MEMORY)..idx).rev().find(|&other| {
            keys[other].as_ref() == Some(key)
                && events[other].same_as.is_none()
                && times_agree(&events[other].value, &events[idx].value)
                && tell_of_one(article, &events[other], &events[idx])
        });
        let Some(earlier) = earlier else { continue };
        events[idx].same_as = Some(earlier as u32);
        let told = events[idx].trigger.unwrap_or(events[idx].span);
        events[earlier].also.push(told);
    }
    in_title(article, words, events, &keys);
    for event in events {
        sort::by(&mut event.also, |&span| span);
        event.also.dedup();
    }
}

/// The title tells an event of the text without its date.
fn in_title(article: &Article<'_>, words: &Words<'_>, events: &mut [Event], keys: &[Option<String>]) {
    let Some(title) = article.cleaned.title else { return };
    let mut told: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for (at, (event, key)) in events.iter().zip(keys).enumerate() {
        let outside = event.trigger.is_some_and(|trigger| !trigger.overlaps(title));
        if let Some(key) = key.as_deref().filter(|_| event.same_as.is_none() && outside) {
            told.entry(key).or_default().push(at);
        }
    }
    for idx in article.tokens.within(title) {
        if !(words.at(idx).is_verb() || words.at(idx).is_noun()) {
            continue;
        }
        // A title that fits two events says which of them no more than its words do.
        if let Some([at]) = told.get(skeleton(article, idx).as_str()).map(Vec::as_slice) {
            events[*at].also.push(article.tokens.as_slice()[idx].span);
        }
    }
}

/// What tellings of one event share; none for what is never gathered.
fn key(article: &Article<'_>, words: &Words<'_>, quotes: &[Quote], event: &Event) -> Option<String> {
    let trigger = event.trigger?;
    let idx = article.tokens.within(trigger).start;
    let speaks = near_quotes(quotes, trigger)
        .iter()
        .any(|quote| quote.cue.as_ref().is_some_and(|cue| cue.span.overlaps(trigger)));
    if speaks || matches!(words.at(idx), Word::Announcing | Word::Light(_)) {
        return None;
    }
    let skeleton = skeleton(article, idx);
    (skeleton.chars().count() >= 2).then_some(skeleton)
}

/// The same time, or a part of the day and its day.
fn times_agree(one: &str, other: &str) -> bool {
    let day = |value: &str| value.split_once('T').map_or(value.to_owned(), |(day, _)| day.to_owned());
    one == other
        || one.contains('T') != other.contains('T')
            && !one.contains('/')
            && !other.contains('/')
            && day(one) == day(other)
}

/// Whether two events of one word and time are one: the same actors take part, or nobody is named
/// in either and they happen on one day and share another word. Of a year there is more to tell.
fn tell_of_one(article: &Article<'_>, one: &Event, other: &Event) -> bool {
    if one.actors.iter().any(|actor| other.actors.contains(actor)) {
        return true;
    }
    let named_in_both = !one.actors.is_empty() && !other.actors.is_empty();
    let one_day = one.value.len() >= DAY && !one.value.contains("..");
    !named_in_both && one_day && share_word(article, one, other)
}

/// Letters of a date to the day.
const DAY: usize = 10;

/// Whether both clauses have a longer word that is not the trigger of either.
fn share_word(article: &Article<'_>, one: &Event, other: &Event) -> bool {
    let tokens = &article.tokens;
    let words = |event: &Event| {
        let trigger = event.trigger;
        tokens
            .within(event.span)
            .take(WORDS)
            .filter(|&idx| trigger.is_none_or(|trigger| !tokens.as_slice()[idx].span.overlaps(trigger)))
            .map(|idx| bare(tokens.folded(idx)))
            .filter(|word| word.chars().count() >= 4)
            .collect::<Vec<_>>()
    };
    let known = words(one);
    words(other).iter().any(|word| known.contains(word))
}

/// How many words of a clause are compared.
const WORDS: usize = 40;
