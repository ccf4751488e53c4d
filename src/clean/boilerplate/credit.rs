//! The parts of a credit: places, agencies and outlets, names, dates, cues, with signs between
//! them ("Beirut - Reuters:", "written by: ...", "Snack Syrian _ follow-up").

use std::ops::Range;
use std::sync::LazyLock;

use super::date_line;
use super::furniture::{Phrase, Scope, WHOLE, phrases_at};
use super::line::{FUNCTION_WORDS, is_word};
use crate::lexicon::{Entry, Lexicon, lexicon};
use crate::names::{COUNTRIES, PLACES};
use crate::segment::Tokens;

/// An agency, a paper, a site, as it signs.
#[derive(Debug)]
pub(super) struct Imprint {
    pub(super) name: Box<str>,
    pub(super) is_generic: bool,
}

impl Entry for Imprint {
    fn read(columns: &[&str]) -> Self {
        Self { name: columns[0].into(), is_generic: columns[1] == "generic" }
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Place {
    City,
    Other,
}

impl Entry for Place {
    fn read(columns: &[&str]) -> Self {
        if columns[0] == "city" { Self::City } else { Self::Other }
    }
}

pub(super) static OUTLETS: LazyLock<Lexicon<Imprint>> = LazyLock::new(|| lexicon!("outlets"));
static DATELINE_PLACES: LazyLock<Lexicon<Place>> = LazyLock::new(|| lexicon!("dateline_places"));
static OUTLET_WORDS: LazyLock<Lexicon<()>> = LazyLock::new(|| lexicon!("outlet_words"));
static VERBS: LazyLock<Lexicon<()>> = LazyLock::new(|| lexicon!("lead_verbs"));

/// One part of a credit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Part {
    Place(Place),
    Outlet,
    Generic,
    Date,
    Cue,
    /// Words that are none of these: a name, if anything.
    Words(usize),
}

/// The parts of a short line.
pub(super) struct Parts {
    pub(super) list: Vec<Part>,
    /// The tokens of each.
    pub(super) tokens: Vec<Range<usize>>,
    pub(super) n_separators: usize,
    /// Some words are no name: a word of sentences is among them.
    pub(super) has_function_word: bool,
}

/// Splits a short line in its parts.
pub(super) fn parts(tokens: &Tokens<'_>, first: usize) -> Parts {
    let mut parts = Vec::new();
    let mut places = Vec::new();
    let mut n_separators = 0;
    let mut idx = first;
    let mut words = 0;
    let mut words_start = first;
    let mut has_function_word = false;
    let cue = cue_end(tokens, first);
    if cue > first && (cue..tokens.len()).any(|idx| is_word(tokens, idx)) {
        parts.push(Part::Cue);
        places.push(first..cue);
        idx = cue;
    }
    let mut after_known = false;
    while idx < tokens.len() {
        if !is_word(tokens, idx) {
            if !matches!(tokens.surface(idx), "." | "," | "'") {
                if words > 0 {
                    parts.push(Part::Words(words));
                    places.push(words_start..idx);
                    words = 0;
                }
                n_separators += 1;
            }
            idx += 1;
            continue;
        }
        let is_dashed = idx > first && has_long_dash(tokens, idx);
        if is_dashed && words > 0 {
            parts.push(Part::Words(words));
            places.push(words_start..idx);
            words = 0;
            n_separators += 1;
        }
        let is_break = after_known || is_dashed || idx == first || !is_word(tokens, idx - 1);
        let known = is_break.then(|| known_part(tokens, idx)).flatten();
        after_known = matches!(known, Some((_, Part::Place(_) | Part::Date)));
        if let Some((end, part)) = known {
            if words > 0 {
                parts.push(Part::Words(words));
                places.push(words_start..idx);
                words = 0;
            }
            parts.push(part);
            places.push(idx..end);
            idx = end;
        } else {
            if words == 0 {
                words_start = idx;
            }
            words += 1;
            has_function_word |= tokens.surface(idx) != "علي" && FUNCTION_WORDS.contains(tokens.folded(idx));
            idx += 1;
        }
    }
    if words > 0 {
        parts.push(Part::Words(words));
        places.push(words_start..tokens.len());
    }
    Parts { list: parts, tokens: places, n_separators, has_function_word }
}

/// Whether a tatweel stands alone before token `idx`, in the place of a dash.
pub(super) fn has_long_dash(tokens: &Tokens<'_>, idx: usize) -> bool {
    let before = tokens.as_slice()[idx - 1].span.end() as usize;
    tokens.text()[before..tokens.as_slice()[idx].span.start() as usize].contains('\u{640}')
}

/// A place, imprint or date at token `idx` that ends before a sign or the end of the line.
fn known_part(tokens: &Tokens<'_>, idx: usize) -> Option<(usize, Part)> {
    let ends_part = |end: usize| !is_word(tokens, end);
    if let Some((end, is_generic)) = outlet_at(tokens, idx) {
        return Some((end, if is_generic { Part::Generic } else { Part::Outlet }));
    }
    // "Beirut 25 Shawwal 1436": a date may stand right behind the place.
    if let Some((end, place)) = place_at(tokens, idx)
        && (ends_part(end) || date_line::stamp(tokens, end).is_some())
    {
        return Some((end, Part::Place(place)));
    }
    date_line::stamp(tokens, idx).map(|stamp| (stamp.end, Part::Date))
}

/// The longest place at token `idx`: its end and kind.
pub(super) fn place_at(tokens: &Tokens<'_>, idx: usize) -> Option<(usize, Place)> {
    let own = DATELINE_PLACES.longest_at(tokens, idx, WHOLE).map(|found| (found.end, found.entries[0]));
    let listed = PLACES.longest_at(tokens, idx, WHOLE).map(|found| {
        let is_city = found
            .entries
            .iter()
            .any(|place| matches!(&*place.kind, "capital" | "city" | "town" | "camp" | "-"));
        (found.end, if is_city { Place::City } else { Place::Other })
    });
    let country = COUNTRIES.longest_at(tokens, idx, WHOLE).map(|found| (found.end, Place::Other));
    [own, listed, country].into_iter().flatten().max_by_key(|&(end, place)| (end, place == Place::City))
}

/// The outlet or agency at token `idx` that ends before a sign: its end, and whether it names
/// none ("agencies"). Unknown ones are told by a word that only names of outlets have.
pub(super) fn outlet_at(tokens: &Tokens<'_>, idx: usize) -> Option<(usize, bool)> {
    let listed = OUTLETS.longest_at(tokens, idx, WHOLE).filter(|found| !is_word(tokens, found.end));
    if let Some(found) = listed {
        return Some((found.end, found.entries.iter().any(|imprint| imprint.is_generic)));
    }
    let end = (idx..tokens.len()).find(|&at| !is_word(tokens, at)).unwrap_or(tokens.len());
    let n_words = end - idx;
    let has_mark = (idx..end).any(|at| OUTLET_WORDS.contains(tokens.folded(at)));
    let is_name = (idx..end).all(|at| !FUNCTION_WORDS.contains(tokens.folded(at)));
    ((2..=4).contains(&n_words) && has_mark && is_name && !is_lead_verb(tokens.folded(idx)))
        .then_some((end, false))
}

/// The end of the cue at token `first`, or `first` if there is none.
pub(super) fn cue_end(tokens: &Tokens<'_>, first: usize) -> usize {
    let is_cue = |phrase: &Phrase| matches!(phrase.scope, Scope::Cue | Scope::Author);
    phrases_at(tokens, first).iter().find(|(_, phrase)| is_cue(phrase)).map_or(first, |&(end, _)| end)
}

/// Whether the cue at token `first` needs no sign behind it: "written by", "prepared by".
pub(super) fn is_sure_cue(tokens: &Tokens<'_>, first: usize) -> bool {
    phrases_at(tokens, first).iter().any(|(_, phrase)| phrase.scope == Scope::Author)
}

pub(super) fn starts_with_verb(tokens: &Tokens<'_>, idx: usize) -> bool {
    let word = tokens.folded(idx);
    let bare = word.strip_prefix('و').filter(|rest| is_lead_verb(rest)).unwrap_or(word);
    is_lead_verb(bare) && OUTLETS.longest_at(tokens, idx, WHOLE).is_none()
}

/// Whether a folded word is a verb that opens a story.
pub(super) fn is_lead_verb(folded: &str) -> bool {
    VERBS.contains(folded)
}
