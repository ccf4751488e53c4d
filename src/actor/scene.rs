//! The article with its names laid over the tokens.

use std::collections::BTreeSet;
use std::ops::Range;

use super::nation::{Nation, capital_named, country_named, nationality, needs_name};
use super::title::{Head, find_head};
use crate::article::Article;
use crate::names::{EntityKind, NameMention};
use crate::segment::TokenKind;
use crate::text::{CleanSpan, fold};

/// What every step of this layer reads.
pub(super) struct Scene<'a> {
    pub(super) article: &'a Article<'a>,
    pub(super) names: &'a [NameMention],
    /// For each token the number of the name on it, plus one.
    name_on: Vec<u32>,
    /// For each name its tokens.
    name_tokens: Vec<Range<usize>>,
    /// Names that start with a lam and stand somewhere without "li-", folded.
    plain_names: BTreeSet<String>,
    /// The title nouns in order; every step asks for them.
    pub(super) heads: Vec<Head>,
    /// Countries that the article names, by name or capital.
    countries: BTreeSet<&'static str>,
}

impl<'a> Scene<'a> {
    pub(super) fn new(article: &'a Article<'a>, names: &'a [NameMention]) -> Self {
        let mut name_on = vec![0; article.tokens.len()];
        let mut name_tokens = Vec::with_capacity(names.len());
        for (number, name) in (1..).zip(names) {
            let tokens = article.tokens.within(name.span);
            name_on[tokens.clone()].fill(number);
            name_tokens.push(tokens);
        }
        let mut scene = Self {
            article,
            names,
            name_on,
            name_tokens,
            plain_names: BTreeSet::new(),
            heads: Vec::new(),
            countries: BTreeSet::new(),
        };
        scene.plain_names = (0..names.len())
            .filter(|&name| scene.proclitics_of(name).is_empty() && scene.name_text(name).starts_with('ل'))
            .map(|name| fold(scene.name_text(name)))
            .collect();
        scene.countries = (0..names.len())
            .filter(|&name| names[name].kind == EntityKind::Place)
            .filter_map(|name| {
                let folded = scene.folded_name(name);
                country_named(&folded).or_else(|| capital_named(&folded))
            })
            .collect();
        scene.heads = (0..article.tokens.len()).filter_map(|idx| find_head(&scene, idx)).collect();
        scene
    }

    /// The number of the name that token `idx` is part of.
    pub(super) fn name_at(&self, idx: usize) -> Option<usize> {
        self.name_on.get(idx).filter(|&&number| number > 0).map(|&number| number as usize - 1)
    }

    /// The number of the name that starts with token `idx`, if it is of this kind.
    pub(super) fn name_starting(&self, idx: usize, kinds: &[EntityKind]) -> Option<usize> {
        let name = self.name_at(idx)?;
        (self.name_tokens[name].start == idx && kinds.contains(&self.names[name].kind)).then_some(name)
    }

    /// The tokens of name number `name`; the first may carry proclitics.
    pub(super) fn tokens_of(&self, name: usize) -> Range<usize> {
        self.name_tokens.get(name).cloned().unwrap_or(0..0)
    }

    /// The words of a name as they stand, without the proclitics of the first.
    pub(super) fn name_text(&self, name: usize) -> &'a str {
        self.names.get(name).map_or("", |name| name.span.of(self.article.text()))
    }

    /// The folded words of a name, the article made whole: after the preposition li- its alef is not
    /// written, and the name seems to start with a bare lam.
    pub(super) fn folded_name(&self, name: usize) -> String {
        let folded = without_hashtags(fold(self.name_text(name)));
        let lam = self.lost_article(self.proclitics_of(name), &folded);
        match folded.strip_prefix('ل').filter(|_| lam) {
            Some(rest) => format!("ال{rest}"),
            None => folded,
        }
    }

    /// The words of a name as they are shown, the article made whole.
    pub(super) fn shown_name(&self, name: usize) -> String {
        self.names.get(name).map_or_else(String::new, |name| self.shown(name.span))
    }

    /// A stretch as it is shown: one that starts in the middle of "lil-", with its article made whole.
    pub(super) fn shown(&self, span: CleanSpan) -> String {
        let text = span.of(self.article.text());
        let token = self.article.tokens.get(self.article.tokens.within(span).start);
        let before = token.map_or("", |token| {
            self.article.text().get(token.span.start() as usize..span.start() as usize).unwrap_or("")
        });
        let lam = self.lost_article(before, &fold(text));
        let shown = match text.strip_prefix('ل').filter(|_| lam) {
            Some(rest) => format!("ال{rest}"),
            None => text.to_owned(),
        };
        without_hashtags(shown)
    }

    /// Whether what stands behind "li-" and starts with a lam has lost the alef of its article; not so
    /// names that start with a lam themselves, like London and Libya.
    fn lost_article(&self, before: &str, folded: &str) -> bool {
        let own = || {
            country_named(folded).is_some()
                || capital_named(folded).is_some()
                || self.plain_names.contains(folded)
        };
        before.ends_with('ل') && folded.starts_with('ل') && !own()
    }

    /// The proclitics on the first token of name number `name`, folded.
    pub(super) fn proclitics_of(&self, name: usize) -> &str {
        let tokens = self.tokens_of(name);
        let Some(token) = self.article.tokens.get(tokens.start) else { return "" };
        let start = self.names[name].span.start();
        let len = start.saturating_sub(token.span.start()) as usize;
        // Proclitics are plain letters, so folding keeps their length but for signs between them.
        self.article.tokens.folded(tokens.start).get(..len).unwrap_or("")
    }

    /// The nationality that a folded adjective without article says in this article.
    pub(super) fn nationality(&self, stem: &str) -> Option<Nation> {
        nationality(stem).filter(|nation| !needs_name(nation.iso) || self.countries.contains(nation.iso))
    }

    /// Whether the article names a country, by name or capital.
    pub(super) fn names_country(&self, iso: &str) -> bool {
        self.countries.contains(iso)
    }

    /// The first token from `idx` on that is no quotation mark or bracket.
    pub(super) fn skip_marks(&self, mut idx: usize) -> usize {
        while self.is_mark(idx) {
            idx += 1;
        }
        idx
    }

    /// Whether token `idx` is a quotation mark, an opening or closing bracket or the sign of a hashtag.
    pub(super) fn is_mark(&self, idx: usize) -> bool {
        let tokens = &self.article.tokens;
        tokens.kind(idx) == Some(TokenKind::Quote)
            || matches!(tokens.surface(idx), "'" | "`" | "\u{B4}" | "(" | ")" | "[" | "]" | "#")
    }

    /// Whether token `idx` is a quotation mark.
    pub(super) fn is_quote(&self, idx: usize) -> bool {
        self.article.tokens.kind(idx) == Some(TokenKind::Quote)
    }

    /// Whether token `idx` is the comma of either script.
    pub(super) fn is_comma(&self, idx: usize) -> bool {
        matches!(self.article.tokens.surface(idx), "\u{60C}" | ",")
    }

    /// Whether `a` and `b` lie in one sentence.
    pub(super) fn same_sentence(&self, a: usize, b: usize) -> bool {
        self.article.sentence_of(a) == self.article.sentence_of(b)
    }

    /// The span from byte `stem` of the folded first token to the end of the range.
    pub(super) fn span_from(&self, range: Range<usize>, stem: usize) -> CleanSpan {
        let tokens = &self.article.tokens;
        let whole = tokens.cover(range.clone());
        let start = if stem == 0 { whole.start() } else { tokens.offset_of_folded(range.start, stem) };
        CleanSpan::new(start.min(whole.end()), whole.end())
    }
}

/// The words of a name that is written as a hashtag, in whole or in part.
fn without_hashtags(name: String) -> String {
    if name.contains(['#', '_']) { name.replace('#', "").replace('_', " ") } else { name }
}
