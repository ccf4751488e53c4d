//! The statistical tagger: names and titles, wherever their words and neighbours give them away.
//!
//! A small neural network, trained on labelled news (`training/README.md`), reads each sentence
//! and labels its tokens; see `features`, `network` and `chain` for its three steps. Its weights
//! are data of their own (`src/data/model`). Spans lie in the cleaned text and leave out
//! proclitics.

use std::cell::RefCell;
use std::ops::Range;

use crate::confidence::Confidence;
use crate::segment::Tokens;

mod clues;
mod features;
mod vocabulary;

mod chain;
mod echo;
mod matrix;
mod network;

mod model;

#[cfg(feature = "_training")]
mod reader;

#[cfg(test)]
mod tests;

#[cfg(feature = "_training")]
pub use reader::{N_CLUES, N_MARKS, N_OTHER_ROWS, Reader, Tagging, Weights, Words};

pub(super) use clues::clues;

use chain::{Lattice, Stretch};
use model::{Model, N_KNOTS, N_NAMES, N_OUT, N_STRIPS, N_TITLES};
use network::Workspace;
use vocabulary::Vocabulary;

/// What the tagger takes a stretch of the text for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Label {
    Person,
    Organisation,
    Place,
    /// A definite description of one person or office ("the Turkish president"), without the name.
    Title,
}

/// A name or title that the tagger sees.
#[derive(Clone, Debug)]
pub(crate) struct Tagged {
    /// Its tokens, the first with its proclitics.
    pub(crate) tokens: Range<usize>,
    pub(crate) label: Label,
    /// Byte of the first token's folded form at which the name starts, behind the proclitics.
    pub(crate) stem: usize,
    /// Calibrated: of findings with this confidence, about so many are right.
    pub(crate) confidence: Confidence,
}

/// Longer sentences are read in parts.
const MAX_TOKENS: usize = 512;
/// So many sentences are held in memory, and speak for each other, at a time: more than articles
/// have.
const MAX_SENTENCES: usize = 1000;
/// And so many tokens: of a text that is one sentence without end no more is held than of another.
const MAX_TOGETHER: usize = 50_000;

/// Labels the tokens of sentences, given as ranges of tokens; [`clues()`] are had from the lists.
/// Names come sorted by place and do not overlap, neither do
/// titles; but a title may hold names.
///
/// # Complexity
/// Linear in the number of tokens.
pub(crate) fn tag(
    tokens: &Tokens<'_>,
    clues: &[u32],
    sentences: impl Iterator<Item = Range<usize>>,
) -> Vec<Tagged> {
    thread_local!(static WORKSPACE: RefCell<Workspace> = RefCell::default());
    let model = Model::get();
    // Taken and put back, so that what a panic leaves behind is not used again.
    let mut workspace = WORKSPACE.take();
    let found = decode(model, &mut workspace, tokens, clues, sentences);
    WORKSPACE.set(workspace);
    found
        .into_iter()
        .map(|Found { tokens, label, stem, probability }| {
            let curve = &model.calibration[usize::from(label == Label::Title)];
            Tagged { tokens, label, stem, confidence: calibrated(probability, curve) }
        })
        .collect()
}

/// What is tagged before its confidence is calibrated.
#[derive(Clone, Debug)]
struct Found {
    tokens: Range<usize>,
    label: Label,
    stem: usize,
    probability: f32,
}

/// `workspace` must have worked for this model only.
fn decode(
    model: &Model,
    workspace: &mut Workspace,
    tokens: &Tokens<'_>,
    clues: &[u32],
    sentences: impl Iterator<Item = Range<usize>>,
) -> Vec<Found> {
    let sentences: Vec<_> = sentences.flat_map(parts).filter(|sentence| !sentence.is_empty()).collect();
    let mut lattice = Lattice::default();
    let mut found = Vec::new();
    for sentences in together(&sentences) {
        let mut scores = Vec::new();
        let mut words = Vec::new();
        for sentence in sentences {
            workspace.score(model, tokens, clues, sentence.clone());
            scores.extend_from_slice(&workspace.scores);
            words.extend(workspace.identities());
        }
        echo::add(model, &words, sentences, &mut scores, &mut lattice);
        read_off(model, tokens, sentences, &scores, &mut lattice, &mut found);
    }
    found
}

/// Neighbouring sentences that are held together.
fn together(sentences: &[Range<usize>]) -> impl Iterator<Item = &[Range<usize>]> {
    let mut rest = sentences;
    std::iter::from_fn(move || {
        let start = rest.first()?.start;
        let fits = |sentence: &&Range<usize>| sentence.end <= start + MAX_TOGETHER;
        let n_sentences = rest.iter().take(MAX_SENTENCES).take_while(fits).count().max(1);
        let (sentences, behind) = rest.split_at(n_sentences);
        rest = behind;
        Some(sentences)
    })
}

/// Adds the best reading of `sentences`, whose scores lie behind each other.
fn read_off(
    model: &Model,
    tokens: &Tokens<'_>,
    sentences: &[Range<usize>],
    scores: &[f32],
    lattice: &mut Lattice,
    found: &mut Vec<Found>,
) {
    let mut rest = scores;
    for sentence in sentences {
        let (scores, behind) = rest.split_at(sentence.len() * N_OUT);
        rest = behind;
        let names = model.names.decode(scores, N_OUT, lattice);
        let titles = model.titles.decode(&scores[N_NAMES..], N_OUT, lattice);
        let titles = titles.into_iter().map(|stretch| Stretch { kind: 3, ..stretch });
        for Stretch { tokens: stretch, kind, probability } in names.into_iter().chain(titles) {
            let label = [Label::Person, Label::Organisation, Label::Place, Label::Title][kind];
            let strips = &scores[stretch.start * N_OUT + N_NAMES + N_TITLES..][..N_STRIPS];
            let first = sentence.start + stretch.start;
            let stem =
                if label == Label::Title { 0 } else { stem(tokens.folded(first), strips, &model.vocabulary) };
            found.push(Found { tokens: first..sentence.start + stretch.end, label, stem, probability });
        }
    }
}

/// A sentence in parts of bounded length.
fn parts(sentence: Range<usize>) -> impl Iterator<Item = Range<usize>> {
    let end = sentence.end;
    sentence.step_by(MAX_TOKENS).map(move |start| start..end.min(start + MAX_TOKENS))
}

/// Where the name starts in its first token: the best of the ways in which proclitics can be
/// taken off. Two of them before a name are rare in news, so where the network sees one and a
/// known word stands behind two, it is two.
fn stem(folded: &str, strips: &[f32], vocabulary: &Vocabulary) -> usize {
    let mut best = (0, strips[0]);
    for split in crate::segment::splits(folded) {
        let n_letters = folded[..split.stem].chars().count();
        if let Some(&score) = strips.get(n_letters)
            && score > best.1
        {
            best = (split.stem, score);
        }
    }
    let known = features::look_up(folded, vocabulary).0.stem;
    if best.0 > 0 { best.0.max(known) } else { 0 }
}

#[expect(clippy::cast_precision_loss, clippy::cast_sign_loss, reason = "small numbers, none below zero")]
fn calibrated(probability: f32, curve: &[f32; N_KNOTS]) -> Confidence {
    let at = probability.clamp(0.0, 1.0) * (N_KNOTS - 1) as f32;
    let knot = (at as usize).min(N_KNOTS - 2);
    let part = at - knot as f32;
    let precision = curve[knot] + part * (curve[knot + 1] - curve[knot]);
    Confidence::new((precision * 100.0 + 0.5) as u8)
}
