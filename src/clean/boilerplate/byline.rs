//! Credits: who wrote, where, for whom. Lines of their own, and prefixes of the first sentence.
//!
//! A credit is a short chain of parts with signs between them: places, agencies and outlets,
//! names, dates, roles ("Beirut - Reuters:", "written by: ...", "Snack Syrian _ follow-up"). A
//! headline may have the same shape ("Iran: no talks"), so a chain needs a part that only credits
//! have, or a place in the text where credits stand.

use std::ops::Range;
use std::sync::LazyLock;

use super::date_line;
use super::furniture::{Phrase, Scope, WHOLE, phrases_at};
use super::line::{FUNCTION_WORDS, Line, is_word};
use crate::clean::vocabulary::listed;
use crate::lexicon::{Entry, Lexicon, lexicon};
use crate::names::{COUNTRIES, FAMILY_NAMES, GIVEN_NAMES, PLACES};
use crate::segment::{TokenKind, Tokens};

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
static ROLES: LazyLock<Lexicon<()>> = LazyLock::new(|| lexicon!("author_roles"));
static VERBS: LazyLock<Lexicon<()>> = LazyLock::new(|| lexicon!("lead_verbs"));

/// The longest place at token `idx`: its end and kind.
fn place_at(tokens: &Tokens<'_>, idx: usize) -> Option<(usize, Place)> {
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

/// Longer lines are no credits.
const MAX_CHARS: usize = 90;
/// Bytes of a paragraph in which a credit before its first sentence is looked for.
const PREFIX_LIMIT: usize = 400;
/// Names have no more words.
const MAX_NAME: usize = 5;

/// One part of a credit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Part {
    Place(Place),
    Outlet,
    Generic,
    Date,
    Cue,
    /// Words that are none of these: a name, if anything.
    Words(usize),
}

/// Where credits stand: between headline and body, or behind the last paragraph.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Zone {
    First,
    Top,
    Middle,
    Bottom,
}

/// Whether `line` is a credit.
///
/// `is_all`: the text has no other line; a bare name of an outlet may then be any word.
pub(super) fn is_byline(line: &Line<'_>, zone: Zone, is_all: bool) -> bool {
    if !line.is_read_whole
        || line.n_chars > MAX_CHARS
        || line.n_words == 0
        || line.text.contains(['?', '\u{61F}', '!', '#'])
    {
        return false;
    }
    let tokens = &line.tokens;
    if is_footnote(line, zone) {
        return true;
    }
    let Parts { list: parts, n_separators, has_function_word } = parts(tokens, line.first_word());
    let has = |wanted: fn(&Part) -> bool| parts.iter().any(wanted);
    let n_words: usize = parts.iter().map(|part| if let Part::Words(n) = part { *n } else { 0 }).sum();
    let has_imprint = has(|part| matches!(part, Part::Outlet | Part::Generic));
    if has_function_word && !has_imprint {
        return false;
    }
    if n_words > 8 || parts.iter().any(|part| matches!(part, Part::Words(n) if *n > MAX_NAME + 1)) {
        return false;
    }
    let is_edge = zone != Zone::Middle;
    match parts.first() {
        Some(Part::Cue) => {
            let after = cue_end(tokens, line.first_word());
            let separated = !is_word(tokens, after);
            let is_sure = is_sure_cue(tokens, line.first_word());
            return n_words + usize::from(has_imprint) > 0
                && n_words <= 8
                && (separated || is_sure && n_words <= MAX_NAME && !line.ends_with_stop)
                && (is_edge || separated && n_words <= 6)
                && !starts_with_verb(tokens, after);
        }
        None => return false,
        Some(_) => {}
    }
    if starts_with_verb(tokens, line.first_word()) || has_inner_stop(tokens) {
        return false;
    }
    if parts.len() == 1 {
        return is_edge
            && match parts[0] {
                Part::Outlet => {
                    !is_all || n_separators > 0 || names_nobody_known(tokens) && !line.text.contains('.')
                }
                Part::Generic => true,
                _ => false,
            };
    }
    let colon_only = line.text.contains(':')
        && !line
            .text
            .trim_end_matches([' ', ':'])
            .contains(['-', '\u{2013}', '\u{2014}', '/', '_', '\u{640}', '(', '|'])
        && line.text.trim_end().find(':').is_some_and(|at| at + 1 < line.text.trim_end().len());
    if parts.contains(&Part::Words(1)) && (0..tokens.len()).any(|idx| is_lone_letter(tokens, idx)) {
        return false;
    }
    if has_imprint && n_words <= 5 {
        // Before anything else a headline may stand: "Foreign Policy": secret wars ..
        let is_headline = zone == Zone::First
            && (n_words > 3
                || line.text.contains("..")
                || line.text.contains('\u{2026}')
                || n_words > 0 && !has_dash(line.text));
        return is_edge && !is_headline;
    }
    if has(|part| *part == Part::Date) && has(|part| matches!(part, Part::Place(_))) && n_words <= 4 {
        return is_edge;
    }
    let has_place = has(|part| matches!(part, Part::Place(_)));
    has_place
        && is_edge
        && (1..=4).contains(&n_words)
        && (!colon_only || zone == Zone::Top && !line.ends_with_stop && names_nobody_known(tokens))
}

/// Whether one of the signs that part a credit stands in `text`.
fn has_dash(text: &str) -> bool {
    text.contains(['-', '\u{2013}', '\u{2014}', '/', '_', '|', ':', '(', '\u{640}'])
}

/// Whether a full stop stands between two words of more than one letter.
fn has_inner_stop(tokens: &Tokens<'_>) -> bool {
    (1..tokens.len()).any(|idx| {
        let behind_word =
            tokens.kind(idx - 1) == Some(TokenKind::Arabic) && tokens.folded(idx - 1).chars().count() > 1;
        tokens.surface(idx) == "."
            && is_word(tokens, idx + 1)
            && (behind_word || tokens.surface(idx - 1) == ".")
    })
}

/// "* Syrian writer", "*quoting Al-Hayat", "* service of ...".
fn is_footnote(line: &Line<'_>, zone: Zone) -> bool {
    let first = line.first_word();
    let starred = line.text.starts_with(['*', '\u{2022}']);
    let found = ROLES.longest_at(&line.tokens, first, WHOLE);
    let is_quoting = line.tokens.folded(first) == "نقلا" && line.tokens.folded(first + 1).starts_with("عن")
        || line.tokens.folded(first) == "نقلا" && line.tokens.folded(first + 2) == "عن";
    is_quoting && line.n_words <= 10
        || starred && found.is_some() && zone != Zone::First && line.n_words <= 14
        || starred && found.is_some() && line.n_words <= 9
}

/// Whether `line` names the voice of an outlet: "the opinion of Al-Watan".
pub(super) fn is_editorial(line: &Line<'_>) -> bool {
    let first = line.first_word();
    matches!(line.tokens.folded(first), "راي" | "كلمه" | "افتتاحيه")
        && OUTLETS
            .longest_at(&line.tokens, first + 1, WHOLE)
            .is_some_and(|found| super::furniture::is_rest_without_words(line, found.end))
}

/// Whether `line` may be a name and nothing else: two to four words, none of them of sentences.
/// With `is_sure` its first word is a first name and its last one is no everyday word.
pub(super) fn is_name(line: &Line<'_>, is_sure: bool) -> bool {
    let tokens = &line.tokens;
    let words: Vec<usize> = (0..tokens.len())
        .filter(|&idx| tokens.kind(idx) == Some(TokenKind::Arabic) && tokens.surface(idx + 1) != ".")
        .collect();
    let (Some(&first), Some(&last)) = (words.first(), words.last()) else { return false };
    if !(2..=4).contains(&words.len())
        || line.ends_with_stop
        || line.has_function_word(0)
        || line.text.contains(|c: char| c.is_numeric() || matches!(c, ':' | '"' | '\u{AB}' | '\u{201C}'))
    {
        return false;
    }
    let given = GIVEN_NAMES.get(tokens.folded(first)).first();
    let is_given = given.is_some();
    let is_family = |idx: usize| {
        let word = tokens.folded(idx);
        FAMILY_NAMES.contains(word) || GIVEN_NAMES.contains(word) || listed(word).is_none_or(|band| band < 6)
    };
    if is_sure {
        let is_listed = given.is_some_and(|name| name.sure) || FAMILY_NAMES.contains(tokens.folded(last));
        return is_given && is_listed && is_family(last) && !line.text.starts_with('*');
    }
    is_given || !starts_with_verb(tokens, first) && (names_nobody_known(tokens) || line.text.starts_with('-'))
}

/// Whether no word of the line is an everyday one: then it may be a name.
fn names_nobody_known(tokens: &Tokens<'_>) -> bool {
    let unknown = (0..tokens.len())
        .filter(|&idx| tokens.kind(idx) == Some(TokenKind::Arabic))
        .filter(|&idx| listed(tokens.folded(idx)).is_none_or(|band| band < 6))
        .count();
    unknown > 0
}

/// The end of the cue at token `first`, or `first` if there is none.
fn cue_end(tokens: &Tokens<'_>, first: usize) -> usize {
    let is_cue = |phrase: &Phrase| matches!(phrase.scope, Scope::Cue | Scope::Author);
    phrases_at(tokens, first).iter().find(|(_, phrase)| is_cue(phrase)).map_or(first, |&(end, _)| end)
}

/// Whether the cue at token `first` needs no sign behind it: "written by", "prepared by".
fn is_sure_cue(tokens: &Tokens<'_>, first: usize) -> bool {
    phrases_at(tokens, first).iter().any(|(_, phrase)| phrase.scope == Scope::Author)
}

/// The outlet or agency at token `idx` that ends before a sign: its end, and whether it names
/// none ("agencies"). Unknown ones are told by a word that only names of outlets have.
fn outlet_at(tokens: &Tokens<'_>, idx: usize) -> Option<(usize, bool)> {
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

/// A letter that is no word: a proclitic before a mark.
fn is_lone_letter(tokens: &Tokens<'_>, idx: usize) -> bool {
    tokens.kind(idx) == Some(TokenKind::Arabic)
        && tokens.folded(idx).chars().count() == 1
        && tokens.kind(idx + 1) == Some(TokenKind::Quote)
}

fn starts_with_verb(tokens: &Tokens<'_>, idx: usize) -> bool {
    let word = tokens.folded(idx);
    let bare = word.strip_prefix('و').filter(|rest| is_lead_verb(rest)).unwrap_or(word);
    is_lead_verb(bare) && OUTLETS.longest_at(tokens, idx, WHOLE).is_none()
}

/// Whether a folded word is a verb that opens a story.
pub(super) fn is_lead_verb(folded: &str) -> bool {
    VERBS.contains(folded)
}

/// The parts of a short line.
struct Parts {
    list: Vec<Part>,
    n_separators: usize,
    /// Some words are no name: a word of sentences is among them.
    has_function_word: bool,
}

/// Splits a short line in its parts.
fn parts(tokens: &Tokens<'_>, first: usize) -> Parts {
    let mut parts = Vec::new();
    let mut n_separators = 0;
    let mut idx = first;
    let mut words = 0;
    let mut has_function_word = false;
    let cue = cue_end(tokens, first);
    if cue > first && (cue..tokens.len()).any(|idx| is_word(tokens, idx)) {
        parts.push(Part::Cue);
        idx = cue;
    }
    let mut after_known = false;
    while idx < tokens.len() {
        if !is_word(tokens, idx) {
            if !matches!(tokens.surface(idx), "." | "," | "'") {
                if words > 0 {
                    parts.push(Part::Words(words));
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
            words = 0;
            n_separators += 1;
        }
        let is_break = after_known || is_dashed || idx == first || !is_word(tokens, idx - 1);
        let known = is_break.then(|| known_part(tokens, idx)).flatten();
        after_known = matches!(known, Some((_, Part::Place(_) | Part::Date)));
        if let Some((end, part)) = known {
            if words > 0 {
                parts.push(Part::Words(words));
                words = 0;
            }
            parts.push(part);
            idx = end;
        } else {
            words += 1;
            has_function_word |= tokens.surface(idx) != "علي" && FUNCTION_WORDS.contains(tokens.folded(idx));
            idx += 1;
        }
    }
    if words > 0 {
        parts.push(Part::Words(words));
    }
    Parts { list: parts, n_separators, has_function_word }
}

/// Whether a tatweel stands alone before token `idx`, in the place of a dash.
fn has_long_dash(tokens: &Tokens<'_>, idx: usize) -> bool {
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

/// Length in bytes of the credit that a paragraph starts with, if it does.
///
/// The sentence behind it stays: only the prefix is no part of the article.
pub(super) fn prefix(paragraph: &str) -> Option<usize> {
    let limit = (0..=PREFIX_LIMIT.min(paragraph.len())).rev().find(|&n| paragraph.is_char_boundary(n))?;
    let tokens = &Tokens::new(&paragraph[..limit]);
    let first = (0..tokens.len()).find(|&idx| is_word(tokens, idx))?;
    if first > 2 {
        return None;
    }
    let mut state = Credit::default();
    let mut idx = first;
    // The end of the credit so far, taken when a sign closes it; a tatweel that does so is no token.
    let mut end = None;
    let mut dashed_at = None;
    let limit = first + 26;
    let cue = cue_end(tokens, first);
    if cue > first && is_sure_cue(tokens, first) {
        return cue_prefix(tokens, cue);
    }
    while idx < tokens.len().min(limit) {
        if !is_word(tokens, idx) {
            match tokens.surface(idx) {
                "\u{60C}" | "," | "(" | "/" | "|" | "." => {}
                ")" => {
                    if state.has_imprint {
                        end = Some(idx + 1);
                    }
                }
                "-" | "\u{2013}" | "\u{2014}" | ":" | "_" | "\u{2015}" | "\u{2212}" => {
                    if state.is_complete() {
                        end = Some(idx + 1);
                    }
                }
                _ => break,
            }
            idx += 1;
            continue;
        }
        let is_dashed = idx > first && has_long_dash(tokens, idx);
        if is_dashed && state.is_complete() {
            end = Some(idx);
            dashed_at = Some(idx);
        }
        if idx > first && is_word(tokens, idx - 1) && !state.after_date_or_place && !is_dashed {
            break;
        }
        if let Some((outlet_end, is_generic)) = outlet_at(tokens, idx) {
            state.has_imprint = true;
            state.has_outlet |= !is_generic;
            state.after_date_or_place = false;
            idx = outlet_end;
            continue;
        }
        if let Some(stamp) = date_line::stamp(tokens, idx).filter(|stamp| stamp.end > idx) {
            state.has_date = true;
            state.after_date_or_place = true;
            idx = stamp.end;
            continue;
        }
        if let Some((place_end, place)) = place_at(tokens, idx) {
            state.n_places += 1;
            state.is_city |= place == Place::City;
            state.after_date_or_place = true;
            idx = place_end;
            continue;
        }
        // A name of up to three words between signs: "Al-Watan - Salem al-Hadi -".
        if state.has_imprint || state.n_places > 0 && idx > first && (is_dashed || !is_word(tokens, idx - 1))
        {
            let name_end = (idx..tokens.len()).find(|&at| !is_word(tokens, at)).unwrap_or(tokens.len());
            if name_end - idx <= 3 && !starts_with_verb(tokens, idx) && !state.has_name {
                state.has_name = true;
                state.after_date_or_place = false;
                idx = name_end;
                continue;
            }
        }
        break;
    }
    let end = end?;
    // Further dashes behind the closing sign belong to it.
    let mut end = end;
    while matches!(tokens.surface(end), "-" | "\u{2013}" | "\u{2014}" | ":" | "." | "\u{2015}") {
        end += 1;
    }
    let rest_words = (end..tokens.len()).filter(|&idx| is_word(tokens, idx)).count();
    let length = if dashed_at == Some(end) {
        tokens.as_slice().get(end)?.span.start()
    } else {
        tokens.as_slice()[end - 1].span.end()
    };
    (rest_words >= 4 && state.fits(tokens, end)).then_some(length as usize)
}

/// What the start of a paragraph held so far.
#[derive(Default)]
#[expect(clippy::struct_excessive_bools, reason = "each is a kind of part that was seen")]
struct Credit {
    has_imprint: bool,
    has_outlet: bool,
    has_date: bool,
    has_name: bool,
    is_city: bool,
    n_places: usize,
    after_date_or_place: bool,
}

impl Credit {
    /// Whether a dash or colon may close it.
    fn is_complete(&self) -> bool {
        self.has_imprint || self.n_places > 0
    }

    /// Whether this is a credit and no part of the sentence.
    fn fits(&self, tokens: &Tokens<'_>, end: usize) -> bool {
        let closing = tokens.surface(end - 1);
        let next = tokens.folded(end);
        let opens_sentence = is_lead_verb(next);
        if self.has_imprint && self.n_places > 0 {
            return true;
        }
        if self.has_imprint {
            // An outlet alone: "Reuters - ", not "Al-Watan: an interview".
            return self.has_outlet && (opens_sentence || self.has_name || self.has_date) && closing != ")"
                || self.has_date;
        }
        // A place alone needs a sentence that opens with its verb behind it.
        // With a date between them the dash closes a dateline whatever follows.
        let is_dated = self.has_date && self.n_places > 0;
        is_dated
            || self.n_places > 0 && (self.is_city || self.n_places > 1) && opens_sentence && closing != ")"
    }
}

/// "Written by - Hasan Abdulnabi: the head ... confirmed".
fn cue_prefix(tokens: &Tokens<'_>, cue: usize) -> Option<usize> {
    let mut idx = cue;
    let mut words = 0;
    while idx < tokens.len() && idx < cue + 10 {
        if is_word(tokens, idx) {
            words += 1;
            if words > MAX_NAME {
                return None;
            }
        } else if words > 0 {
            let closes = matches!(tokens.surface(idx), ":" | "-" | "\u{2013}" | "\u{2014}");
            let separated = !is_word(tokens, cue);
            let rest = (idx..tokens.len()).filter(|&at| is_word(tokens, at)).count();
            return (closes && rest >= 4 && (separated || is_lead_verb(tokens.folded(idx + 1))))
                .then(|| tokens.as_slice()[idx].span.end() as usize);
        }
        idx += 1;
    }
    None
}

/// Start in bytes of the credit that `line` ends with: "(Reuters)" behind the last stop.
pub(super) fn suffix(line: &str) -> Option<usize> {
    let tail_start =
        (0..=line.len().saturating_sub(90)).rev().find(|&at| line.is_char_boundary(at)).unwrap_or(0);
    let tail = &line[tail_start..];
    let trimmed = tail.trim_end_matches(['.', ' ', '\u{A0}']);
    let open = trimmed.strip_suffix(')')?.rfind('(')?;
    let inside = &trimmed[open + 1..trimmed.len() - 1];
    let tokens = Tokens::new(inside);
    let Parts { list: parts, .. } = parts(&tokens, 0);
    let is_credit =
        !parts.is_empty() && parts.iter().all(|part| matches!(part, Part::Outlet | Part::Generic));
    let before = tail[..open].trim_end_matches(['-', '\u{2013}', '\u{2014}', ' ', '\u{A0}']);
    let after_stop = before.ends_with(['.', '"', '\u{BB}', '\u{201D}', '\u{61F}', '!']) && before.len() > 1;
    (is_credit && after_stop && tail_start + before.len() > 0).then(|| tail_start + before.len())
}

/// The first outlet named in a credit: its place and its usual name.
pub(super) fn imprint(credit: &str) -> Option<(Range<usize>, String)> {
    let tokens = Tokens::new(credit);
    let mut idx = 0;
    while idx < tokens.len() {
        if let Some(found) = OUTLETS.longest_at(&tokens, idx, WHOLE) {
            if let Some(imprint) = found.entries.iter().find(|imprint| !imprint.is_generic) {
                let span = tokens.cover(idx..found.end);
                return Some((span.start() as usize..span.end() as usize, imprint.name.to_string()));
            }
            idx = found.end;
        } else if (idx == 0 || !is_word(&tokens, idx - 1))
            && is_word(&tokens, idx)
            && let Some((end, false)) = outlet_at(&tokens, idx)
        {
            let span = tokens.cover(idx..end);
            return Some((span.start() as usize..span.end() as usize, span.of(credit).to_owned()));
        } else {
            idx += 1;
        }
    }
    None
}

/// The outlet that a paragraph names as its own observer: "as X observed".
pub(super) fn self_reference(text: &str) -> Option<(Range<usize>, String)> {
    let at = OBSERVED.iter().find_map(|verb| text.find(verb).map(|at| at + verb.len()))?;
    let rest = &text[at..];
    let limit = (0..=PREFIX_LIMIT.min(rest.len())).rev().find(|&n| rest.is_char_boundary(n))?;
    let tokens = Tokens::new(&rest[..limit]);
    let found = OUTLETS.longest_at(&tokens, 0, WHOLE)?;
    let imprint = found.entries.iter().find(|imprint| !imprint.is_generic)?;
    let span = tokens.cover(0..found.end);
    Some((at + span.start() as usize..at + span.end() as usize, imprint.name.to_string()))
}

/// "which ... observed", masculine and feminine.
const OBSERVED: [&str; 2] = ["رصدته ", "رصدتها "];
