//! Credits in the line of a sentence: before the first one ("Beirut - Reuters: ..."), behind the
//! last one ("... (Reuters)").
//!
//! The sentence itself stays. Its start may look the same ("Lebanon is small: ..."), so a place
//! alone counts only before a verb that opens a story.

use super::byline::MAX_NAME;
use super::credit::{
    Part, Parts, Place, cue_end, has_long_dash, is_lead_verb, is_sure_cue, outlet_at, parts, place_at,
    starts_with_verb,
};
use super::date_line;
use super::line::is_word;
use crate::names::given_name;
use crate::segment::Tokens;

/// Bytes of a paragraph in which a credit before its first sentence is looked for.
const PREFIX_LIMIT: usize = 400;

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
    // The end of the credit so far, taken when a sign closes it; a tatweel that does so is no token.
    let mut end = None;
    let mut dashed_at = None;
    let limit = first + 26;
    let cue = cue_end(tokens, first);
    if cue > first && is_sure_cue(tokens, first) {
        return cue_prefix(tokens, cue);
    }
    if let Some(length) = name_prefix(tokens, first) {
        return Some(length);
    }
    let mut idx = town_before_country(tokens, first).unwrap_or(first);
    state.after_date_or_place = idx > first;
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
        // "(CNN)--" before anything else.
        if self.has_outlet && tokens.surface(0) == "(" && closing != ")" {
            return true;
        }
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
            || self.is_city && tokens.is_dash(end - 1) && opens_story(tokens, end)
    }
}

/// Fewest words of a paragraph that is no headline.
const STORY: usize = 20;
/// How far a second dash stands that closes an insertion: "Jerusalem - the city of peace - lives", in
/// tokens.
const INSERTION: usize = 8;

/// Whether so much stands behind token `end` that a city and a dash before it are no headline.
fn opens_story(tokens: &Tokens<'_>, end: usize) -> bool {
    let n_words = (end..tokens.len()).filter(|&idx| is_word(tokens, idx)).take(STORY).count();
    n_words == STORY && !(end..end + INSERTION).any(|idx| tokens.is_dash(idx) || has_long_dash(tokens, idx))
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
            let closes = tokens.surface(idx) == ":" || tokens.is_dash(idx);
            let separated = !is_word(tokens, cue) || has_long_dash(tokens, cue);
            let rest = (idx..tokens.len()).filter(|&at| is_word(tokens, at)).count();
            return (closes && rest >= 4 && (separated || is_lead_verb(tokens.folded(idx + 1))))
                .then(|| tokens.as_slice()[idx].span.end() as usize);
        }
        idx += 1;
    }
    None
}

/// "Salem al-Hadi (Dubai) - the centre drew", "Salem al-Hadi - diesel was sold": a known first name, up to
/// four words, and a dash; without a place only before a sentence that opens with its verb.
fn name_prefix(tokens: &Tokens<'_>, first: usize) -> Option<usize> {
    let end = (first..tokens.len()).find(|&idx| !is_word(tokens, idx))?;
    let is_sure = |idx: usize| given_name(tokens.folded(idx)).is_some_and(|name| name.sure);
    // Ali is written like "on": another first name behind it tells.
    let is_named = is_sure(first) || tokens.folded(first) == "علي" && is_sure(first + 1);
    if !(2..=4).contains(&(end - first)) || !is_named || (first..end).any(|idx| starts_with_verb(tokens, idx))
    {
        return None;
    }
    let place = (tokens.surface(end) == "(").then(|| place_at(tokens, end + 1)).flatten();
    let dash = match place {
        Some((closing, _)) if tokens.surface(closing) == ")" => closing + 1,
        _ => end,
    };
    let next = dash + 1;
    let opens =
        dash > end || is_lead_verb(tokens.folded(next)) || matches!(tokens.folded(next), "كان" | "كانت");
    let rest = (next..tokens.len()).filter(|&idx| is_word(tokens, idx)).count();
    let closes = tokens.is_dash(dash) || tokens.surface(dash) == "_";
    (closes && opens && rest >= 4).then(|| tokens.as_slice()[dash].span.end() as usize)
}

/// "Guwahati - India (agencies)": where the country stands, behind a town that no list knows.
fn town_before_country(tokens: &Tokens<'_>, first: usize) -> Option<usize> {
    let mut next = first + 1..tokens.len().min(first + 4);
    let country = next.find(|&idx| has_long_dash(tokens, idx) || tokens.is_dash(idx - 1))?;
    let (end, _) = place_at(tokens, country).filter(|_| place_at(tokens, first).is_none())?;
    let agency = (tokens.surface(end) == "(").then(|| outlet_at(tokens, end + 1)).flatten();
    agency.is_some_and(|(closing, _)| tokens.surface(closing) == ")").then_some(country)
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
