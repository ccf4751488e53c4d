//! What speaks for and against a word as the trigger of a time expression.
//!
//! A feature is a template filled with values, such as "how many verbs stand between, for a noun
//! before the expression"; `weights` gives each its weight. What is looked at: on which side and
//! how far away the candidate stands; what stands between, above all what opens another clause;
//! which preposition governs the expression and how fine it is; which shape the candidate has and
//! how such nouns are used elsewhere; and whether the candidate reports a statement in which the
//! expression stands.

use std::ops::Range;

use super::weights::{BUCKETS, Template};
use super::words::{LightVerb, Tense, Word, Words, bare, has_object, is_first, stem, tense};
use crate::article::Article;
use crate::quote::Quote;
use crate::text::CleanSpan;
use crate::time::{Governor, Timex};

/// An expression with what all its candidates share.
pub(super) struct Place<'a> {
    pub(super) article: &'a Article<'a>,
    pub(super) words: &'a Words<'a>,
    pub(super) quotes: &'a [Quote],
    pub(super) time: &'a Timex,
    /// The tokens among which its trigger is looked for.
    pub(super) sentence: Range<usize>,
    /// Its tokens.
    pub(super) tokens: Range<usize>,
    /// Whether it lies after the day of publication.
    pub(super) to_come: bool,
}

/// How many words of each sort stand between candidate and expression.
#[derive(Default)]
struct Between {
    verbs: usize,
    nouns: usize,
    commas: usize,
    breaks: usize,
    relatives: usize,
    complementisers: usize,
    subordinators: usize,
    times: usize,
}

impl Between {
    fn count(words: impl Iterator<Item = Word>) -> Self {
        let mut n = Self::default();
        for word in words {
            match word {
                Word::Comma => n.commas += 1,
                Word::Break => n.breaks += 1,
                Word::Relative => n.relatives += 1,
                Word::Complementiser => n.complementisers += 1,
                Word::Subordinator => n.subordinators += 1,
                Word::Time => n.times += 1,
                _ => {
                    n.verbs += usize::from(word.is_verb());
                    n.nouns += usize::from(word.is_noun());
                }
            }
        }
        n
    }
}

impl Place<'_> {
    /// Shows `add` each feature of the candidate at `idx`.
    pub(super) fn features(&self, idx: usize, add: &mut dyn FnMut(Template, &[usize])) {
        let words = self.words;
        let word = words.at(idx);
        let class = class(word);
        let side = usize::from(idx >= self.tokens.end);
        let between = if side == 0 { idx + 1..self.tokens.start } else { self.tokens.end..idx };
        let n = Between::count(between.clone().map(|at| words.at(at)));
        let folded = bare(self.article.tokens.folded(idx));
        let previous = idx.checked_sub(1).map_or(Word::Break, |at| words.at(at));
        let bucket = BUCKETS.iter().rposition(|&(least, _)| least <= between.len()).unwrap_or(0);
        let found = |n: usize| n.min(1);

        add(Template::Kind, &[side, kind(word)]);
        add(Template::Distance, &[side, class, bucket]);
        add(Template::VerbsBetween, &[side, class, n.verbs.min(2)]);
        add(Template::NounsBetween, &[side, class, n.nouns.min(2)]);
        add(Template::CommasBetween, &[side, class, n.commas.min(2)]);
        add(Template::BreaksBetween, &[side, found(n.breaks)]);
        add(Template::RelativesBetween, &[side, class, found(n.relatives)]);
        add(Template::ComplementisersBetween, &[side, class, found(n.complementisers)]);
        add(Template::SubordinatorsBetween, &[side, class, found(n.subordinators)]);
        add(Template::TimesBetween, &[side, class, found(n.times)]);
        add(Template::Governed, &[side, class, governor(self.time.governor)]);
        add(Template::Grain, &[side, class, grain(&self.time.value)]);
        match previous {
            Word::Relative => add(Template::AfterRelative, &[class]),
            Word::Complementiser => add(Template::AfterComplementiser, &[class]),
            Word::Subordinator => add(Template::AfterSubordinator, &[class]),
            before if before.is_verb() => add(Template::AfterVerb, &[class]),
            // The second term of a genitive: "the signing of the agreement".
            before if before.is_noun() => add(Template::AfterNoun, &[class]),
            _ => {}
        }
        if is_first(self.article, idx) {
            add(Template::First, &[class]);
        }
        if self.opens_clause() {
            add(Template::Opens, &[side, class, found(n.commas)]);
        }
        let comma = |at: Option<usize>| at.is_some_and(|at| words.at(at) == Word::Comma);
        if comma(self.tokens.start.checked_sub(1)) && comma(Some(self.tokens.end)) {
            add(Template::Parenthetical, &[side, class]);
        }
        if side == 1 && self.article.tokens.folded(idx).starts_with('و') && word.is_verb() {
            add(Template::Coordinated, &[]);
        }
        self.quoted(idx, class, add);
        if word.is_verb() {
            let tense = match tense(folded) {
                Tense::Perfect => 0,
                Tense::Imperfect => 1,
                Tense::Future => 2,
            };
            add(Template::Tense, &[usize::from(self.to_come), tense]);
            // "the meeting that brought him together with …", "a study she published".
            if has_object(stem(self.article, idx)) {
                add(Template::WithObject, &[side]);
            }
            if let Word::Light(light @ (LightVerb::NounAfter(_) | LightVerb::Copula)) = word {
                let after = (idx + 1..idx + CARRIED)
                    .map(|at| words.at(at))
                    .take_while(|&word| !word.is_verb() && word != Word::Break)
                    .any(Word::is_noun);
                add(Template::LightWithNoun, &[usize::from(light == LightVerb::Copula), usize::from(after)]);
            }
        } else {
            add(Template::ToCome, &[class, usize::from(self.to_come)]);
        }
        if let Some(noun) = word.noun() {
            let near = usize::from(between.len() > 2);
            add(Template::Eventive, &[noun.eventive.into()]);
            add(Template::Dated, &[side, near, noun.dated.into()]);
            self.noun(idx, &between, add);
        }
    }

    /// What stands around an event noun.
    fn noun(&self, idx: usize, between: &Range<usize>, add: &mut dyn FnMut(Template, &[usize])) {
        let (words, tokens) = (self.words, &self.article.tokens);
        let folded = bare(tokens.folded(idx));
        // The verb that carries the noun, unless another noun stands between.
        let carrier = (idx.saturating_sub(CARRIED)..idx)
            .rev()
            .find(|&at| words.at(at).is_verb() || words.at(at).is_noun() || words.at(at) == Word::Break);
        match carrier.map(|at| (words.at(at), idx - at <= 4)) {
            Some((Word::Light(LightVerb::NounAfter(_)), near)) => {
                add(Template::NounOfLightVerb, &[usize::from(near)]);
            }
            Some((Word::Announcing, true)) => add(Template::NounOfAnnouncing, &[]),
            _ => {}
        }
        if carrier.is_some_and(|at| self.is_cue(at)) {
            add(Template::NounOfCue, &[]);
        }
        // "the meeting that was held on Thursday", "the meeting planned for Thursday".
        if idx < self.tokens.start {
            let relative = between.clone().any(|at| {
                words.at(at) == Word::Relative
                    && matches!(words.at(at + 1), Word::Light(LightVerb::NounBefore))
            });
            if relative {
                add(Template::HeadOfLightVerb, &[]);
            }
            if between.clone().any(|at| is_scheduled(bare(tokens.folded(at)))) {
                add(Template::Scheduled, &[]);
            }
        }
        if folded.starts_with("ال") {
            add(Template::NounWithArticle, &[]);
        }
        if folded.starts_with(['ب', 'ل']) {
            add(Template::NounWithPreposition, &[]);
        }
        let preposition = match idx.checked_sub(1).map_or("", |at| bare(tokens.folded(at))) {
            "في" => 0,
            "خلال" => 1,
            "علي" => 2,
            "عن" => 3,
            "الي" => 4,
            "من" => 5,
            _ => return,
        };
        add(Template::NounIn, &[preposition]);
    }

    /// Whether the word reports a statement.
    fn is_cue(&self, idx: usize) -> bool {
        let Some(place) = self.article.tokens.get(idx).map(|token| token.span) else { return false };
        near_quotes(self.quotes, place)
            .iter()
            .any(|quote| quote.cue.as_ref().is_some_and(|cue| cue.span.overlaps(place)))
    }

    /// How candidate and expression stand to the statements of the article.
    fn quoted(&self, idx: usize, class: usize, add: &mut dyn FnMut(Template, &[usize])) {
        let Some(place) = self.article.tokens.get(idx).map(|token| token.span) else { return };
        let Some(time) = self.time.clean else { return };
        let holds = |quote: &Quote, span: CleanSpan| {
            quote.span.start() <= span.start() && span.end() <= quote.span.end()
        };
        let near = near_quotes(self.quotes, if time < place { place } else { time });
        let cue = near.iter().find(|quote| quote.cue.as_ref().is_some_and(|cue| cue.span.overlaps(place)));
        if let Some(quote) = cue {
            add(Template::Cue, &[usize::from(holds(quote, time))]);
        }
        let (told, dated) =
            (near.iter().any(|quote| holds(quote, place)), near.iter().any(|quote| holds(quote, time)));
        add(Template::Quoted, &[class, usize::from(told), usize::from(dated)]);
    }

    /// Whether the expression opens its clause, a preposition before it aside.
    fn opens_clause(&self) -> bool {
        let start = self.tokens.start;
        let preposed = start > 0 && is_time_preposition(bare(self.article.tokens.folded(start - 1)));
        let start = start - usize::from(preposed);
        let sentence = self
            .article
            .sentence_of(start)
            .map_or(0, |sentence| self.article.sentences[sentence].tokens.start);
        start == sentence || matches!(self.words.at(start - 1), Word::Comma | Word::Break)
    }
}

/// How far a verb may stand before the noun that it carries.
const CARRIED: usize = 8;

/// How many statements around an expression are looked at.
const NEAR_QUOTES: usize = 4;

/// The statements around `place`: they are sorted by place, and few reach over others.
pub(super) fn near_quotes(quotes: &[Quote], place: CleanSpan) -> &[Quote] {
    let near = quotes.partition_point(|quote| quote.span.start() <= place.end());
    &quotes[near.saturating_sub(NEAR_QUOTES)..(near + 1).min(quotes.len())]
}

/// Verb, event noun, other.
fn class(word: Word) -> usize {
    if word.is_verb() {
        0
    } else if word.is_noun() {
        1
    } else {
        2
    }
}

fn kind(word: Word) -> usize {
    match word {
        Word::Announcing => 1,
        Word::Light(LightVerb::NounAfter(_)) => 2,
        Word::Light(LightVerb::NounBefore) => 3,
        Word::Light(LightVerb::Copula) => 9,
        Word::EventNoun(_) => 4,
        Word::DatedNoun(_) => 5,
        Word::Verb => 0,
        Word::Either => 7,
        Word::Feast => 8,
        _ => 6,
    }
}

fn governor(governor: Governor) -> usize {
    match governor {
        Governor::None => 0,
        Governor::In => 1,
        Governor::Since | Governor::AsOf => 2,
        Governor::Until => 3,
        Governor::By => 4,
        Governor::Before => 5,
        Governor::After => 6,
        Governor::Elapsed => 7,
        Governor::During => 8,
        Governor::Lasting => 9,
        Governor::Between => 10,
        Governor::From => 11,
        Governor::Age => 12,
    }
}

/// How fine a value is: a year and coarser, a part of a year, a day, a part of a day, a length or
/// a range.
fn grain(value: &str) -> usize {
    if value.starts_with('P') || value.contains('/') {
        4
    } else if value.contains('T') {
        3
    } else {
        match value.len() {
            ..=4 => 0,
            10 if value.bytes().filter(|&byte| byte == b'-').count() == 2 => 2,
            _ => 1,
        }
    }
}

/// Whether the word says that what stands before it is planned: al-muqarrar, al-muzma'.
fn is_scheduled(word: &str) -> bool {
    let word = word.strip_prefix("ال").unwrap_or(word);
    matches!(word, "مقرر" | "مقرره" | "مزمع" | "مرتقب" | "مرتقبه" | "منتظر" | "منتظره")
}

/// Whether the word is a preposition that belongs to the expression after it.
pub(super) fn is_time_preposition(word: &str) -> bool {
    matches!(word, "في" | "منذ" | "خلال" | "بحلول" | "حتي" | "قبل" | "بعد" | "الي" | "قبيل" | "عقب")
}
