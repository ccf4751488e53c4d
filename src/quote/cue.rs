//! Cues: the words that report.
//!
//! Finds finite verbs, adverbial participles and nouns of saying. A form alone proves little: half
//! of all uses of some verbs are other words. So a cue is only a candidate here; it becomes a
//! report once [`complement`](super::complement) finds what it reports. Formulas in which the
//! narrator speaks ("it is worth mentioning that") are left out from the start.

use std::borrow::Cow;
use std::ops::Range;

use super::Stance;
use super::context::Context;
use super::words::{
    Agreement, CueForm, FORMS, FormEntry, Frames, LEMMAS, NOUNS, NounEntry, Number, PHRASES, Person,
    PhraseKind, Tier, ToldBy,
};
use crate::actor::Gender;
use crate::lexicon::Found;
use crate::segment::{Remembered, Split};
use crate::text::{CleanSpan, fold};

/// A word that may report.
#[derive(Clone, Debug)]
pub(super) struct Hit {
    pub(super) idx: usize,
    /// The word without conjunction and future prefix.
    pub(super) span: CleanSpan,
    pub(super) lemma: String,
    pub(super) stance: Stance,
    pub(super) tier: Tier,
    pub(super) adds: bool,
    pub(super) frames: Frames,
    pub(super) form: CueForm,
    pub(super) agreement: Agreement,
    /// A conjunction is written on to it.
    pub(super) conjunction: bool,
    /// An object pronoun is written on to a verb, or a possessive to a noun.
    pub(super) suffix: Option<Agreement>,
    pub(super) negated: bool,
    pub(super) person: Person,
}

impl Hit {
    /// The token after the cue.
    pub(super) fn end(&self) -> usize {
        self.idx + 1
    }

    pub(super) fn is_verb(&self) -> bool {
        matches!(self.form, CueForm::Perfect | CueForm::Imperfect)
    }
}

/// How far from "expressed" what is expressed may stand, in tokens.
const MAX_EXPRESSED: usize = 14;

/// Finds all candidates, sorted by place.
pub(super) fn find(cx: &Context<'_>) -> Vec<Hit> {
    let mut hits = Vec::new();
    let mut idx = 0;
    while idx < cx.tokens.len() {
        if !cx.is_arabic(idx) {
            idx += 1;
        } else if let Some(end) = formula(cx, idx) {
            idx = end;
        } else {
            // A word inside a name is no verb, whatever it looks like.
            if may_report(cx, idx) && !inside_name(cx, idx) {
                hits.extend(verb(cx, idx).or_else(|| noun(cx, idx)));
            }
            idx += 1;
        }
    }
    hits
}

/// Whether the form of token `idx` is one of a cue verb or noun.
fn may_report(cx: &Context<'_>, idx: usize) -> bool {
    thread_local!(static KNOWN: Remembered<bool> = const { Remembered::new() });
    let is_form =
        || verb_forms(cx, idx).iter().any(Option::is_some) || noun_forms(cx, idx).iter().any(Option::is_some);
    KNOWN.with(|known| known.of(cx.tokens, idx, is_form))
}

/// A formula of the narrator at `idx`: the token after it. In the middle of a clause that has a
/// subject of its own the same words report ("the statement mentions that"), so most formulas only
/// count where a clause begins.
fn formula(cx: &Context<'_>, idx: usize) -> Option<usize> {
    if let Some(end) = cx.phrase_at(idx, PhraseKind::Anonymity) {
        return Some(end);
    }
    let end = cx.phrase_at(idx, PhraseKind::Formula)?;
    let verbal = FORMS.contains(cx.after_conjunction(idx));
    (!verbal || starts_clause(cx, idx)).then_some(end)
}

/// Whether a clause begins with token `idx`: at the start of a unit, after a pause or a mark, or
/// with a conjunction.
pub(super) fn starts_clause(cx: &Context<'_>, idx: usize) -> bool {
    idx == 0
        || cx.unit_of(idx).start == idx
        || !cx.is_word(idx - 1)
        || cx.has_conjunction(idx)
        || is_connector(cx, idx - 1)
}

fn is_connector_word(folded: &str) -> bool {
    PHRASES.get(folded).contains(&PhraseKind::Connector)
}

/// Whether token `idx` is one of the words after which a clause begins (as, where, but, that).
pub(super) fn is_connector(cx: &Context<'_>, idx: usize) -> bool {
    cx.phrase_at(idx, PhraseKind::Connector) == Some(idx + 1)
        || (idx > 0 && cx.phrase_at(idx - 1, PhraseKind::Connector) == Some(idx + 1))
}

fn inside_name(cx: &Context<'_>, idx: usize) -> bool {
    cx.mention_at(idx).is_some_and(|mention| {
        mention.form == crate::actor::MentionForm::Name
            && (mention.tokens.start < idx || cx.starts_bare(mention))
    })
}

fn verb(cx: &Context<'_>, idx: usize) -> Option<Hit> {
    let folded = cx.folded(idx);
    let found = cx.tokens.splits(idx).zip(verb_forms(cx, idx));
    found.filter(|(split, _)| !split.preposition).find_map(|(split, found)| {
        let stem = &folded[split.stem..];
        // The feminine ending of a noun is folded to the letter of "him".
        let may_end_in_pronoun = !cx.tokens.surface(idx).ends_with('\u{629}');
        let VerbForm { prefix, suffix, entry } =
            found.filter(|found| found.suffix.is_none() || may_end_in_pronoun)?;
        let lemma = LEMMAS.get(&fold(&entry.lemma)).first()?;
        // "wa-rad" is "and answered" more often than "it stood" unless "in" follows.
        if lemma.frames.has(Frames::DOCUMENT) && cx.folded(idx + 1) != "في" {
            return None;
        }
        if suffix.is_some() && !takes_object_pronoun(lemma.frames) {
            return None;
        }
        // "A spokeswoman for", and "she is 37 years of age", which is written like "she informs".
        let follows =
            |words: &[&str]| words.iter().enumerate().all(|(n, word)| cx.folded(idx + 1 + n) == *word);
        if entry.form == CueForm::Participle && follows(&["باسم"]) || follows(&["من", "العمر"]) {
            return None;
        }
        // "Declared himself the government" says what somebody did.
        if entry.lemma == "أعلن" && matches!(cx.folded(idx + 1), "نفسه" | "نفسها" | "انفسهم")
        {
            return None;
        }
        let before = idx.checked_sub(1).map_or("", |before| cx.after_conjunction(before));
        // "To the amount of", written like "ascribed to him"; "when the private sector sees that" is no
        // report.
        let is_supposed = PHRASES.get(before).contains(&PhraseKind::Supposition);
        if before == "ما" && entry.lemma == "نسب"
            || is_supposed && entry.form == CueForm::Imperfect && lemma.stance == Stance::Believes
        {
            return None;
        }
        if entry.told_by.is_some_and(|told_by| !is_told(cx, idx, split, told_by)) {
            return None;
        }
        let start = split.stem + usize::from(prefix);
        if is_passive(cx, idx, start, entry, lemma.frames) {
            return None;
        }
        // Behind a preposition it is a noun, behind "an" a wish.
        if let Some(before) = idx.checked_sub(1)
            && (governs_noun(cx.folded(before))
                || entry.form == CueForm::Imperfect && cx.folded(before) == "ان")
        {
            return None;
        }
        // "fard" (a person) is no "fa-radd": fa- is believed before clear words of saying only.
        let is_short = lemma.tier == Tier::Weak || stem.chars().count() < 3;
        if is_short && split.conjunction && folded.starts_with('ف') {
            return None;
        }
        Some(Hit {
            idx,
            span: span_from(cx, idx, start),
            lemma: entry.lemma.clone(),
            stance: lemma.stance,
            tier: lemma.tier,
            adds: lemma.adds,
            frames: lemma.frames,
            form: entry.form,
            agreement: entry.agreement,
            conjunction: split.conjunction,
            suffix,
            negated: is_negated(cx, idx),
            person: entry.person,
        })
    })
}

/// Whether token `idx` has what tells its verb from another word that is written alike.
fn is_told(cx: &Context<'_>, idx: usize, split: Split, by: ToldBy) -> bool {
    let next = idx + 1;
    match by {
        ToldBy::Clause => split.conjunction || starts_clause(cx, idx),
        ToldBy::Speaker => {
            cx.mention_at(next).is_some() || cx.source_noun(next).is_some() || cx.folded(next) == "علي"
        }
        ToldBy::An => (next..idx + MAX_EXPRESSED).any(|at| cx.folded(at).starts_with("عن")),
        ToldBy::Hamza => !cx.tokens.surface(idx).ends_with('ا'),
    }
}

/// Whether the vowels that are written show a passive: what "was announced" names nobody who said
/// it. Passing on is reported in the passive, too ("nuqila anhu").
fn is_passive(cx: &Context<'_>, idx: usize, stem: usize, entry: &FormEntry, frames: Frames) -> bool {
    let Some(token) = cx.tokens.get(idx) else { return false };
    let start = cx.tokens.offset_of_folded(idx, stem).min(token.span.end());
    let surface = CleanSpan::new(start, token.span.end()).of(cx.article.text());
    match entry.form {
        // u after the first letter.
        CueForm::Perfect => surface.chars().nth(1) == Some('\u{64F}') && !frames.has(Frames::RELAY),
        // "yudda'a" (is called) is written like "yadda'i" (claims) but for its last letter, which
        // Egyptian papers write alike.
        CueForm::Imperfect => {
            entry.lemma == "ادعى"
                && surface.ends_with('\u{649}')
                && !super::noun_phrase::is_complementiser(cx, idx + 1)
        }
        _ => false,
    }
}

/// Prepositions that take a noun and never a verb.
fn governs_noun(folded: &str) -> bool {
    let bare = folded.strip_prefix('و').unwrap_or(folded);
    super::noun_phrase::is_preposition(bare) && !is_connector_word(bare) || folded == "احد"
}

/// How the verb at token `idx` takes content, with or without a pronoun behind it.
pub(super) fn verb_frames(cx: &Context<'_>, idx: usize) -> Option<Frames> {
    let entry = verb_forms(cx, idx)[0]?.entry;
    Some(LEMMAS.get(&fold(&entry.lemma)).first()?.frames)
}

/// A form of a cue verb.
#[derive(Clone, Copy)]
struct VerbForm {
    /// Bytes before it: the sa- of the future.
    prefix: u8,
    /// The object pronoun behind it.
    suffix: Option<Agreement>,
    entry: &'static FormEntry,
}

/// The cue verb that token `idx` is a form of, under each of its splits.
fn verb_forms(cx: &Context<'_>, idx: usize) -> [Option<VerbForm>; Split::MOST] {
    cx.tokens.by_split(idx, |split| {
        let listed = FORMS.word_at(cx.tokens, idx, split).first();
        verb_form(cx.folded(idx).get(split.stem..)?, listed)
    })
}

/// The form of a cue verb that `stem` is; `listed` is the entry of the stem as it stands.
fn verb_form(stem: &str, listed: Option<&'static FormEntry>) -> Option<VerbForm> {
    let form = |word: &str| FORMS.of(Found::word(word)).first();
    let future = stem.strip_prefix('س').filter(|rest| rest.starts_with(['ي', 'ت']));
    for (prefix, word) in [(0, Some(stem)), ("س".len() as u8, future)] {
        let Some(word) = word else { continue };
        if let Some(entry) = if prefix == 0 { listed } else { form(word) } {
            return Some(VerbForm { prefix, suffix: None, entry });
        }
        let Some((bare, agreement)) = take_pronoun(word).or_else(|| take_me(word)) else { continue };
        // "They described" loses its silent alef before a pronoun.
        let plural = bare.ends_with('و').then(|| format!("{bare}ا"));
        let entry = plural.as_deref().and_then(form);
        // A weak final letter is written as alef before a pronoun.
        let weak = bare.strip_suffix('ا').map(|base| format!("{base}ي"));
        let entry = entry.or_else(|| form(bare));
        let entry = entry.or_else(|| form(weak.as_deref()?));
        if let Some(entry) = entry.filter(|entry| entry.form != CueForm::Participle) {
            return Some(VerbForm { prefix, suffix: Some(agreement), entry });
        }
    }
    None
}

fn takes_object_pronoun(frames: Frames) -> bool {
    frames.has(
        Frames::BI
            .and(Frames::LI)
            .and(Frames::NAMING)
            .and(Frames::DOUBLE)
            .and(Frames::ANY)
            .and(Frames::TELLS),
    )
}

/// Takes a pronoun of the third person off the end of a folded word.
pub(super) fn take_pronoun(word: &str) -> Option<(&str, Agreement)> {
    use Gender::{Feminine, Masculine};
    use Number::{Dual, Plural, Singular};
    // huma, hum, hunna, ha, hu; longer ones first.
    [
        ("هما", Masculine, Dual),
        ("هم", Masculine, Plural),
        ("هن", Feminine, Plural),
        ("ها", Feminine, Singular),
        ("ه", Masculine, Singular),
    ]
    .into_iter()
    .find_map(|(ending, gender, number)| {
        let bare = word.strip_suffix(ending)?;
        (bare.chars().count() >= 2).then_some((bare, Agreement { gender, number }))
    })
}

/// Takes "me" off the end of a verb: "she told me", in the words of somebody.
fn take_me(word: &str) -> Option<(&str, Agreement)> {
    let bare = word.strip_suffix("ني").filter(|bare| bare.chars().count() > 2)?;
    Some((bare, Agreement { gender: Gender::Masculine, number: Number::Singular }))
}

/// A cue noun and the pronoun behind it.
type NounForm = (&'static NounEntry, Option<Agreement>);

/// The cue noun that token `idx` is a form of, under each of its splits.
fn noun_forms(cx: &Context<'_>, idx: usize) -> [Option<NounForm>; Split::MOST] {
    cx.tokens.by_split(idx, |split| {
        if let Some(entry) = NOUNS.word_at(cx.tokens, idx, split).first() {
            return Some((entry, None));
        }
        let stem = cx.folded(idx).get(split.stem..)?;
        let stem = if split.restore_alef { Cow::Owned(format!("ا{stem}")) } else { Cow::Borrowed(stem) };
        let (bare, agreement) = take_pronoun(&stem)?;
        // The feminine ending is written with an open ta before a pronoun.
        let feminine = bare.strip_suffix('ت').map(|base| format!("{base}ه"));
        let entry = NOUNS.get(bare).first().or_else(|| NOUNS.get(feminine.as_deref()?).first())?;
        Some((entry, Some(agreement)))
    })
}

fn noun(cx: &Context<'_>, idx: usize) -> Option<Hit> {
    // The feminine ending of a noun is folded to the letter of "his".
    let may_end_in_pronoun = !cx.tokens.surface(idx).ends_with('\u{629}');
    cx.tokens.splits(idx).zip(noun_forms(cx, idx)).find_map(|(split, found)| {
        let (entry, suffix) = found.filter(|(_, suffix)| suffix.is_none() || may_end_in_pronoun)?;
        Some(Hit {
            idx,
            span: span_from(cx, idx, split.stem),
            lemma: entry.lemma.clone(),
            stance: entry.stance,
            tier: Tier::Weak,
            adds: false,
            frames: entry.frames,
            form: CueForm::Noun,
            agreement: suffix.unwrap_or(Agreement { gender: Gender::Masculine, number: Number::Singular }),
            conjunction: split.conjunction,
            suffix,
            negated: false,
            person: Person::Third,
        })
    })
}

fn span_from(cx: &Context<'_>, idx: usize, folded_start: usize) -> CleanSpan {
    let token = &cx.tokens.as_slice()[idx].span;
    CleanSpan::new(cx.tokens.offset_of_folded(idx, folded_start).min(token.end()), token.end())
}

/// After lam, la, lan, ma ("did not say").
fn is_negated(cx: &Context<'_>, idx: usize) -> bool {
    let Some(before) = idx.checked_sub(1).filter(|&before| cx.is_arabic(before)) else { return false };
    let is_negation = |word: &str| matches!(word, "لم" | "لا" | "لن" | "وما" | "غير");
    is_negation(cx.folded(before)) || is_negation(cx.after_conjunction(before))
}

/// The first candidate at or after token `idx` within `range`.
pub(super) fn first_in(hits: &[Hit], range: Range<usize>) -> usize {
    hits.partition_point(|hit| hit.idx < range.start)
}
