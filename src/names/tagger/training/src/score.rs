//! Entity F1 over whole tokens.

use std::collections::HashSet;

use crate::data::{Doc, N_NAMES, N_STRIPS, N_TITLES, UNKNOWN};
use crate::net::{N_OUT, Net, Tape};

#[derive(Default, Clone, Copy)]
pub struct Tally {
    right: usize,
    found: usize,
    gold: usize,
}

impl Tally {
    pub fn f1(self) -> f64 {
        200.0 * self.right as f64 / (self.found + self.gold).max(1) as f64
    }
    fn precision(self) -> f64 {
        100.0 * self.right as f64 / self.found.max(1) as f64
    }
    fn recall(self) -> f64 {
        100.0 * self.right as f64 / self.gold.max(1) as f64
    }
}

/// PER, ORG, LOC, TTL, and proclitics of found names right.
#[derive(Default)]
pub struct Report {
    pub kinds: [Tally; 4],
    strips: (usize, usize),
}

impl Report {
    pub fn all(&self) -> Tally {
        self.kinds[..3].iter().fold(Tally::default(), |a, b| Tally {
            right: a.right + b.right,
            found: a.found + b.found,
            gold: a.gold + b.gold,
        })
    }
}

impl std::fmt::Display for Report {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let all = self.all();
        write!(f, "F1 {:.2} (P {:.1} R {:.1})", all.f1(), all.precision(), all.recall())?;
        for (name, tally) in ["PER", "ORG", "LOC", "TTL"].iter().zip(self.kinds) {
            write!(f, "  {name} {:.1}", tally.f1())?;
        }
        write!(f, "  strip {:.2}", 100.0 * self.strips.0 as f64 / self.strips.1.max(1) as f64)
    }
}

/// First token, token after the last, kind.
pub fn entities(labels: &[u8]) -> HashSet<(usize, usize, u8)> {
    let mut found = HashSet::new();
    let mut start = 0;
    for (i, &label) in labels.iter().enumerate() {
        if label == 0 || label == UNKNOWN {
            continue;
        }
        match (label - 1) % 4 {
            0 => start = i,
            2 => drop(found.insert((start, i + 1, (label - 1) / 4))),
            3 => drop(found.insert((i, i + 1, (label - 1) / 4))),
            _ => {}
        }
    }
    found
}

pub fn evaluate<'d>(net: &Net, docs: impl Iterator<Item = &'d Doc>) -> Report {
    evaluate_many(std::slice::from_ref(net), docs, false)
}

/// The same for the mean of several networks' scores, with or without the echo of a word's other
/// places.
pub fn evaluate_many<'d>(nets: &[Net], docs: impl Iterator<Item = &'d Doc>, echo: bool) -> Report {
    let net = &nets[0];
    let mut report = Report::default();
    let mut tape = Tape::default();
    for doc in docs {
        let batch = doc.batch();
        if batch.is_empty() {
            continue;
        }
        let mut scores = Vec::new();
        for net in nets {
            net.forward(&batch, &mut tape, None);
            if echo {
                net.echo(doc, &mut tape);
            }
            scores.resize(tape.scores.len(), 0.0);
            scores.iter_mut().zip(&tape.scores).for_each(|(a, b)| *a += b / nets.len() as f32);
        }
        tape.scores = scores;
        let mut names = Vec::new();
        let mut titles = Vec::new();
        for &(start, len) in &tape.pieces {
            names.extend(net.names.decode(&tape.scores[start * N_OUT..], N_OUT, len));
            titles.extend(net.titles.decode(&tape.scores[start * N_OUT + N_NAMES..], N_OUT, len));
        }
        let first = doc.sentences[0].start;
        let gold = entities(&doc.names[first..first + names.len()]);
        let found = entities(&names);
        for kind in 0..3 {
            let of = |set: &HashSet<(usize, usize, u8)>| set.iter().filter(|e| e.2 == kind).count();
            let tally = &mut report.kinds[kind as usize];
            tally.gold += of(&gold);
            tally.found += of(&found);
            tally.right += gold.intersection(&found).filter(|e| e.2 == kind).count();
        }
        for entity in gold.intersection(&found) {
            let wanted = doc.strips[first + entity.0];
            if wanted != UNKNOWN {
                let scores = &tape.scores[entity.0 * N_OUT + N_NAMES + N_TITLES..][..N_STRIPS];
                let best = (0..N_STRIPS).max_by(|&a, &b| scores[a].total_cmp(&scores[b])).unwrap_or(0);
                report.strips.1 += 1;
                report.strips.0 += usize::from(best == wanted as usize);
            }
        }
        if doc.corpus == 0 {
            let gold = entities(&doc.titles[first..first + titles.len()]);
            let found = entities(&titles);
            let tally = &mut report.kinds[3];
            tally.gold += gold.len();
            tally.found += found.len();
            tally.right += gold.intersection(&found).count();
        }
    }
    report
}
