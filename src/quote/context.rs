//! What every step of this layer reads.

use std::ops::Range;

use super::facts::{Facts, after_conjunction, is_source_noun};
use super::marks::Marks;
use super::words::{Adjunct, PHRASES, PhraseKind, SourceNoun};
use crate::actor::{ActorId, Actors, MentionForm, RolePhrase};
use crate::article::Article;
use crate::names::EntityKind;
use crate::segment::{TokenKind, Tokens};
use crate::sort;
use crate::text::CleanSpan;

/// A mention in tokens.
#[derive(Clone, Debug)]
pub(super) struct TokenMention {
    pub(super) tokens: Range<usize>,
    pub(super) span: CleanSpan,
    pub(super) actor: ActorId,
    pub(super) form: MentionForm,
}

/// The article with its actors, marks and units.
#[derive(Debug)]
pub(super) struct Context<'a> {
    pub(super) article: &'a Article<'a>,
    pub(super) tokens: &'a Tokens<'a>,
    pub(super) actors: &'a Actors,
    pub(super) marks: Marks,
    /// Sentences, joined where marks run on over their ends.
    pub(super) units: Vec<Range<usize>>,
    /// For each token one more than the number of the longest mention that covers it, or 0.
    mention_of: Vec<u32>,
    mentions: Vec<TokenMention>,
    /// For each actor whether it is an agency, a newspaper, a broadcaster or a platform.
    outlets: Vec<bool>,
    facts: Facts,
}

impl<'a> Context<'a> {
    pub(super) fn new(article: &'a Article<'a>, actors: &'a Actors) -> Self {
        let tokens = &article.tokens;
        let marks = Marks::pair(article);
        let units = join(article, &marks);
        let mut mentions: Vec<_> = actors
            .mentions()
            .iter()
            .filter(|(.., form)| *form != MentionForm::Pronoun)
            .map(|&(span, actor, form)| TokenMention { tokens: tokens.within(span), span, actor, form })
            .filter(|mention| !mention.tokens.is_empty())
            .collect();
        sort::by(&mut mentions, |mention| (mention.tokens.start, mention.tokens.end));
        let mut mention_of = vec![0; tokens.len()];
        for (mention, number) in mentions.iter().zip(1..) {
            // Names win over the roles around them; among names the first is the longest seen.
            for idx in mention.tokens.clone() {
                if mention_of[idx] == 0 || mention.form == MentionForm::Name {
                    mention_of[idx] = number;
                }
            }
        }
        let outlets = vec![false; actors.as_slice().len()];
        let mut cx = Self {
            article,
            tokens,
            actors,
            marks,
            units,
            mention_of,
            mentions,
            outlets,
            facts: Facts::new(tokens),
        };
        cx.outlets = cx.find_outlets();
        cx
    }

    /// An organisation is an outlet if it is on the list, or if an outlet noun stands in or before
    /// one of its names.
    fn find_outlets(&self) -> Vec<bool> {
        let mut outlets = self.outlets.clone();
        // The outlet of the article itself.
        if let Some(own) = &self.article.cleaned.outlet {
            for (outlet, actor) in outlets.iter_mut().zip(self.actors.as_slice()) {
                let is_own = own.name.contains(&actor.name) || actor.name.contains(&own.name);
                *outlet |= is_own && actor.kind == EntityKind::Organisation;
            }
        }
        for mention in &self.mentions {
            let is_organisation =
                self.actors.get(mention.actor).is_some_and(|actor| actor.kind == EntityKind::Organisation);
            let Some(known) = outlets.get_mut(mention.actor as usize).filter(|_| is_organisation) else {
                continue;
            };
            let start = mention.tokens.start;
            let before = (0..start).rev().take(3).find(|&idx| !self.is_mark(idx));
            *known |= self.source_noun(start) == Some(SourceNoun::Outlet)
                || before.is_some_and(|before| self.source_noun(before) == Some(SourceNoun::Outlet))
                || self.is_outlet_name(start);
        }
        outlets
    }

    fn is_outlet_name(&self, idx: usize) -> bool {
        self.tokens.splits(idx).any(|split| {
            let mut found = PHRASES.phrases_at(self.tokens, idx, split);
            found.any(|found| found.entries.contains(&PhraseKind::OutletName))
        })
    }

    pub(super) fn kind(&self, actor: ActorId) -> Option<EntityKind> {
        self.actors.get(actor).map(|actor| actor.kind)
    }

    /// Whether `actor` is an agency, a newspaper, a broadcaster or a platform.
    pub(super) fn is_outlet(&self, actor: ActorId) -> bool {
        self.outlets.get(actor as usize).is_some_and(|&outlet| outlet)
    }

    pub(super) fn folded(&self, idx: usize) -> &str {
        self.tokens.folded(idx)
    }

    pub(super) fn is_word(&self, idx: usize) -> bool {
        matches!(self.tokens.kind(idx), Some(TokenKind::Arabic | TokenKind::Foreign | TokenKind::Number))
    }

    pub(super) fn is_arabic(&self, idx: usize) -> bool {
        self.tokens.kind(idx) == Some(TokenKind::Arabic)
    }

    /// Whether token `idx` is or belongs to a quotation mark.
    pub(super) fn is_mark(&self, idx: usize) -> bool {
        self.tokens.kind(idx) == Some(TokenKind::Quote) || self.marks.is_sign(idx)
    }

    /// A comma, semicolon or dash.
    pub(super) fn is_pause(&self, idx: usize) -> bool {
        matches!(
            self.tokens.surface(idx),
            "," | "\u{060C}"
                | ";"
                | "\u{061B}"
                | "-"
                | "\u{2013}"
                | "\u{2014}"
                | "\u{0640}"
                | "_"
                | "\u{06D4}"
        )
    }

    /// The unit that token `idx` belongs to.
    pub(super) fn unit_of(&self, idx: usize) -> Range<usize> {
        let n = self.units.partition_point(|unit| unit.end <= idx);
        self.units.get(n).cloned().unwrap_or(idx..self.tokens.len())
    }

    /// The unit before the one that starts at token `start`; empty at the start of the text.
    pub(super) fn unit_before(&self, start: usize) -> Range<usize> {
        start.checked_sub(1).map_or(0..0, |before| self.unit_of(before))
    }

    pub(super) fn paragraph_of(&self, idx: usize) -> u32 {
        self.article.sentence_of(idx).map_or(0, |n| self.article.sentences[n].paragraph)
    }

    /// The mention that covers token `idx`; names win over roles.
    pub(super) fn mention_at(&self, idx: usize) -> Option<&TokenMention> {
        let number = *self.mention_of.get(idx)?;
        self.mentions.get((number as usize).checked_sub(1)?)
    }

    /// The mentions that start in `range`, sorted by place.
    pub(super) fn mentions_in(&self, range: Range<usize>) -> &[TokenMention] {
        let start = self.mentions.partition_point(|mention| mention.tokens.start < range.start);
        let end = self.mentions.partition_point(|mention| mention.tokens.start < range.end);
        &self.mentions[start..end.max(start)]
    }

    /// The description of a person that starts with token `idx`, whoever is meant.
    pub(super) fn role_phrase_at(&self, idx: usize) -> Option<&RolePhrase> {
        let phrases = self.actors.role_phrases();
        let n = phrases.partition_point(|phrase| phrase.tokens.start < idx);
        phrases.get(n).filter(|phrase| phrase.tokens.start == idx && !phrase.preposition)
    }

    /// Whether the mention starts with its token, not after a proclitic.
    pub(super) fn starts_bare(&self, mention: &TokenMention) -> bool {
        self.tokens.get(mention.tokens.start).is_some_and(|token| token.span.start() == mention.span.start())
    }

    /// A fixed phrase of kind `kind` at token `idx`, with or without a conjunction before it: the
    /// token after it.
    pub(super) fn phrase_at(&self, idx: usize, kind: PhraseKind) -> Option<usize> {
        self.facts.phrase_at(idx, kind)
    }

    /// What kind of source noun token `idx` is, its proclitics taken off.
    pub(super) fn source_noun(&self, idx: usize) -> Option<SourceNoun> {
        self.facts.source_noun(idx)
    }

    /// What kind of adjunct token `idx` is, the conjunction taken off.
    pub(super) fn adjunct(&self, idx: usize) -> Option<Adjunct> {
        self.facts.adjunct(idx)
    }

    /// The end of an adverbial at token `idx`.
    pub(super) fn adverbial(&self, idx: usize) -> Option<usize> {
        self.facts.adverbial(idx)
    }

    /// The folded word without wa- or fa-, if something is left.
    pub(super) fn after_conjunction(&self, idx: usize) -> &str {
        after_conjunction(self.folded(idx))
    }

    /// Whether token `idx` begins with a letter that may be wa- or fa-.
    pub(super) fn has_conjunction(&self, idx: usize) -> bool {
        self.folded(idx).starts_with(['و', 'ف'])
    }

    /// The span of the words for a source, without a preposition written on to the first.
    pub(super) fn source_span(&self, words: Range<usize>) -> Option<CleanSpan> {
        let first = words.start;
        let span = self.span(words)?;
        let folded = self.folded(first);
        let bare = self.tokens.splits(first).find(|split| is_source_noun(&folded[split.stem..]));
        let start = self.tokens.offset_of_folded(first, bare.map_or(0, |split| split.stem));
        Some(CleanSpan::new(start.min(span.end()), span.end()))
    }

    /// The span from the first to the last token of `range`; `None` for an empty range.
    pub(super) fn span(&self, range: Range<usize>) -> Option<CleanSpan> {
        (range.start < range.end && range.end <= self.tokens.len()).then(|| self.tokens.cover(range))
    }
}

fn join(article: &Article<'_>, marks: &Marks) -> Vec<Range<usize>> {
    let mut units: Vec<Range<usize>> = Vec::new();
    for sentence in &article.sentences {
        let range = sentence.tokens.clone();
        let runs_on = marks.around(range.start).is_some_and(|marked| marked.open.start < range.start);
        match units.last_mut() {
            Some(last) if runs_on => last.end = range.end,
            _ => units.push(range),
        }
    }
    units
}
