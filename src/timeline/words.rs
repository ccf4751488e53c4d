//! What the words of an article can be to a time expression: verbs, event nouns, particles.

use std::cell::Cell;
use std::sync::LazyLock;

use crate::actor::{Actors, MentionForm};
use crate::article::Article;
use crate::lexicon::{Entry, Found, Lexicon, lexicon};
use crate::segment::{Remembered, Split, TokenKind, Tokens, splits};
use crate::text::CleanSpan;
use crate::time::Timex;

static VERBS: LazyLock<Lexicon<Verb>> = LazyLock::new(|| lexicon!("verbs"));
static LIGHT_VERBS: LazyLock<Lexicon<LightVerb>> = LazyLock::new(|| lexicon!("light_verbs"));
static ANNOUNCING_VERBS: LazyLock<Lexicon<()>> = LazyLock::new(|| lexicon!("announcing_verbs"));
static EVENT_NOUNS: LazyLock<Lexicon<Noun>> = LazyLock::new(|| lexicon!("event_nouns"));
static NOT_EVENTS: LazyLock<Lexicon<()>> = LazyLock::new(|| lexicon!("not_events"));
static SUBORDINATORS: LazyLock<Lexicon<()>> = LazyLock::new(|| lexicon!("subordinators"));
static EVENT_PREPOSITIONS: LazyLock<Lexicon<()>> = LazyLock::new(|| lexicon!("event_prepositions"));

/// How sure it is that a form is a verb.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Verb {
    Always,
    /// A noun, too.
    AtTheStart,
}

impl Entry for Verb {
    fn read(columns: &[&str]) -> Self {
        if columns.first() == Some(&"verb") { Self::Always } else { Self::AtTheStart }
    }
}

/// On which side of a light verb the noun stands that names the event.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum LightVerb {
    NounAfter(Carries),
    NounBefore,
    /// "was", "remained": the event is what it says of its subject.
    Copula,
}

/// What the noun is to a light verb that it follows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Carries {
    /// "The signing was done".
    Subject,
    /// "The city witnessed clashes".
    Object,
    /// "He proceeded with a visit".
    With,
}

impl Entry for LightVerb {
    fn read(columns: &[&str]) -> Self {
        match columns.first().copied().unwrap_or("") {
            "after" => Self::NounAfter(Carries::Subject),
            "object" => Self::NounAfter(Carries::Object),
            "with" => Self::NounAfter(Carries::With),
            "before" => Self::NounBefore,
            class => {
                debug_assert_eq!(class, "copula", "a class of light_verbs.tsv");
                Self::Copula
            }
        }
    }
}

/// How a noun is used, in classes from 0 to 3, see `event_nouns.tsv`; 4 where only its shape
/// tells that it names an event.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Noun {
    pub(super) eventive: u8,
    pub(super) dated: u8,
}

impl Noun {
    const UNLISTED: Self = Self { eventive: 4, dated: 4 };
}

impl Entry for Noun {
    fn read(columns: &[&str]) -> Self {
        let class = |idx: usize| columns.get(idx).and_then(|class| class.parse().ok()).unwrap_or(0);
        Self { eventive: class(0), dated: class(1) }
    }
}

/// What a token can be to a time expression.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Word {
    Verb,
    Announcing,
    Light(LightVerb),
    EventNoun(Noun),
    /// An event noun right after a preposition such as "since".
    DatedNoun(Noun),
    /// "which", "who": opens a relative clause.
    Relative,
    /// "that": what follows is said, not done.
    Complementiser,
    /// "when", "while", "but": opens a clause beside.
    Subordinator,
    /// A sign that ends a clause.
    Break,
    Comma,
    /// Part of a time expression.
    Time,
    /// "Eid" within a time expression.
    Feast,
    /// Part of the name of an actor.
    Name,
    /// A verb or a noun, as its place has it.
    Either,
    Other,
}

impl Word {
    pub(super) fn is_verb(self) -> bool {
        matches!(self, Self::Verb | Self::Announcing | Self::Light(_))
    }

    pub(super) fn is_noun(self) -> bool {
        self.noun().is_some()
    }
}

impl Word {
    /// How it is used, if it is an event noun.
    pub(super) fn noun(self) -> Option<Noun> {
        match self {
            Self::EventNoun(noun) | Self::DatedNoun(noun) => Some(noun),
            Self::Feast => Some(Noun { eventive: 3, dated: 3 }),
            _ => None,
        }
    }
}

/// The words of the article by what they can be to a time expression. Each is looked up when it is
/// first asked for: most stand far from all times.
pub(super) struct Words<'a> {
    article: &'a Article<'a>,
    words: Vec<Cell<Option<Word>>>,
}

impl<'a> Words<'a> {
    pub(super) fn read(article: &'a Article<'a>, times: &[Timex], actors: &Actors) -> Self {
        if times.is_empty() {
            return Self { article, words: Vec::new() };
        }
        let tokens = &article.tokens;
        let words = Self { article, words: vec![Cell::new(None); tokens.len()] };
        // A verb or event inside a name is none: "the Ministry of Transport", a man called Yazid.
        for &(place, _, form) in actors.mentions() {
            if form == MentionForm::Name {
                for idx in tokens.within(place) {
                    words.set(idx, Word::Name);
                }
            }
        }
        // "the minister of transport" transports nothing now.
        for phrase in actors.role_phrases().iter().filter(|phrase| phrase.tokens.len() > 1) {
            for idx in phrase.tokens.clone() {
                if words.at(idx).is_noun() {
                    words.set(idx, Word::Name);
                }
            }
        }
        for place in times.iter().filter_map(|time| time.clean) {
            for idx in tokens.within(place) {
                // A feast is an event that another expression may date.
                let feast = matches!(tokens.folded(idx), "عيد" | "العيد");
                words.set(idx, if feast { Word::Feast } else { Word::Time });
            }
        }
        words
    }

    pub(super) fn at(&self, idx: usize) -> Word {
        let Some(cell) = self.words.get(idx) else { return Word::Other };
        let word = cell.get().unwrap_or_else(|| classify(self.article, idx));
        cell.set(Some(word));
        word
    }

    fn set(&self, idx: usize, word: Word) {
        if let Some(cell) = self.words.get(idx) {
            cell.set(Some(word));
        }
    }
}

fn classify(article: &Article<'_>, idx: usize) -> Word {
    let tokens = &article.tokens;
    match tokens.kind(idx) {
        Some(TokenKind::Arabic) => {}
        Some(TokenKind::Sign) => {
            return match tokens.surface(idx) {
                "،" | "," => Word::Comma,
                "؛" | ";" | ":" | "." | "؟" | "!" => Word::Break,
                _ => Word::Other,
            };
        }
        _ => return Word::Other,
    }
    let folded = tokens.folded(idx);
    // Ta marbuta ends nouns only; folded it looks like the object suffix of a verb.
    let surface = tokens.surface(idx);
    let may_be_verb = !surface.ends_with('\u{0629}');
    // Newspapers write the vowel u only to tell a passive from its active form.
    let is_passive = surface.contains('\u{064F}') && !folded.starts_with('م');
    let preposition =
        idx > 0 && EVENT_PREPOSITIONS.has_word_at(tokens, idx - 1, bare_split(tokens.folded(idx - 1)));
    // "Since it announced": the others of them take nouns alone.
    let since = preposition && bare(tokens.folded(idx - 1)) == "منذ";
    // "fa-qad" before a verb is a particle and not "lost".
    let is_particle = folded == "فقد"
        && (uses(tokens, idx + 1)[0].verb == Some(Verb::Always)
            || LIGHT_VERBS.has_word_at(tokens, idx + 1, Split::WHOLE));
    if is_particle || is_no_event(tokens, idx) {
        return if SUBORDINATORS.has_word_at(tokens, idx, bare_split(folded)) {
            Word::Subordinator
        } else {
            Word::Other
        };
    }
    for (split, uses) in tokens.splits(idx).zip(uses(tokens, idx)) {
        let stem = &folded[split.stem..];
        if matches!(stem, "ان" | "انه" | "انها" | "انهم") && folded.starts_with('ب') {
            return Word::Complementiser;
        }
        if may_be_verb && is_purpose(folded, split, uses) {
            return Word::Verb;
        }
        if !split.preposition && may_be_verb {
            match stem {
                // "which" in all its forms.
                "الذي" | "التي" | "الذين" | "اللذين" | "اللتين" | "اللذان" | "اللتان" =>
                {
                    return Word::Relative;
                }
                // "that" in all its forms: an and inna, bare and with a subject.
                "ان" | "انه" | "انها" | "انهم" | "انهما" | "اننا" | "انني" => {
                    return Word::Complementiser;
                }
                _ => {}
            }
            // A form that is a noun, too, is a verb where one is expected: first in its sentence.
            let expected = || is_first(article, idx) || follows_verb_particle(article, idx);
            let is_verb = match uses.verb {
                Some(Verb::Always) => true,
                Some(Verb::AtTheStart) => is_passive || expected(),
                None => is_passive,
            };
            let light = LIGHT_VERBS.get(stem).first();
            // "tamma" is too short to be counted.
            let is_verb = is_verb || uses.verb.is_none() && matches!(light, Some(LightVerb::NounAfter(_)));
            if is_verb && (!preposition || since && uses.verb == Some(Verb::Always) && uses.noun.is_none()) {
                return match light {
                    Some(&light) => Word::Light(light),
                    None if ANNOUNCING_VERBS.contains(stem) => Word::Announcing,
                    None => Word::Verb,
                };
            }
        }
        if let Some(noun) = uses.noun {
            return if preposition { Word::DatedNoun(noun) } else { Word::EventNoun(noun) };
        }
        if !split.preposition && SUBORDINATORS.has_word_at(tokens, idx, split) {
            return Word::Subordinator;
        }
        if !split.preposition && !preposition && may_be_verb && uses.verb.is_some() {
            return Word::Either;
        }
    }
    let stem = bare(folded);
    if !preposition && may_be_verb && is_verb_shaped(stem) { Word::Verb } else { Word::Other }
}

/// "li-" before an imperfect: "so that it reached".
fn is_purpose(folded: &str, split: Split, uses: Uses) -> bool {
    split.preposition
        && !split.restore_alef
        && folded[..split.stem].ends_with('ل')
        && folded[split.stem..].starts_with(['ي', 'ت', 'ن'])
        && uses.verb == Some(Verb::Always)
        && uses.noun.is_none()
}

/// What a stem can be by its form.
#[derive(Clone, Copy, Debug, Default)]
struct Uses {
    verb: Option<Verb>,
    noun: Option<Noun>,
}

/// What token `idx` can be under each of its splits.
fn uses(tokens: &Tokens<'_>, idx: usize) -> [Uses; Split::MOST] {
    thread_local!(static KNOWN: Remembered<[Uses; Split::MOST]> = const { Remembered::new() });
    KNOWN.with(|known| {
        known.of_splits(tokens, idx, |split| {
            let stem = tokens.folded(idx).get(split.stem..).unwrap_or("");
            Uses { verb: verb(stem), noun: event_noun(stem, split) }
        })
    })
}

/// What the form is, with a future prefix or an object suffix.
fn verb(stem: &str) -> Option<Verb> {
    let known = |form: &str| VERBS.of(Found::word(form)).first().copied();
    let n_letters = stem.chars().count();
    known(stem)
        .or_else(|| stem.strip_prefix('س').and_then(known))
        .or_else(|| (n_letters >= 5 && stem.ends_with("وا")).then_some(Verb::Always))
        .or_else(|| {
            // Dual and plural of the imperfect, with the prefix of the future or without.
            let singular = without_suffix(stem, &["ان", "ون"])?;
            let singular = singular.strip_prefix('س').unwrap_or(singular);
            (singular.starts_with(['ي', 'ت']) && known(singular).is_some()).then_some(Verb::Always)
        })
        .or_else(|| {
            without_suffix(stem, &["هما", "ها", "هم", "نا", "ني", "ه"])
                .filter(|form| form.chars().count() >= 3)
                .filter(|form| known(form) == Some(Verb::Always))
                .map(|_| Verb::Always)
        })
}

/// The light verb that token `idx` is, and whether an object pronoun is written on to it.
pub(super) fn light_verb(tokens: &Tokens<'_>, idx: usize) -> Option<(LightVerb, bool)> {
    let folded = tokens.folded(idx);
    tokens.splits(idx).filter(|split| !split.preposition).find_map(|split| {
        let stem = &folded[split.stem..];
        let listed = |form: &str| LIGHT_VERBS.get(form).first().copied();
        let with_object = || listed(without_suffix(stem, &["ها", "هم", "ه"])?).map(|light| (light, true));
        listed(stem).map(|light| (light, false)).or_else(with_object)
    })
}

/// Whether it is known that the word is no event.
pub(super) fn is_no_event(tokens: &Tokens<'_>, idx: usize) -> bool {
    tokens.splits(idx).any(|split| NOT_EVENTS.has_word_at(tokens, idx, split.as_written()))
}

/// Whether the letters can only be those of a feminine perfect: they end in a bare ta.
fn is_verb_shaped(stem: &str) -> bool {
    let mut letters = stem.chars();
    let (first, second) = (letters.next(), letters.next());
    let n_letters = stem.chars().count();
    let mut back = stem.chars().rev();
    back.next() == Some('ت')
        && !matches!(back.next(), Some('ا' | 'و' | 'ي'))
        && (n_letters > 4 || n_letters == 4 && second != Some('ا'))
        && !matches!(first, Some('م' | 'ب' | 'ك'))
        && !stem.starts_with("ال")
}

/// How an event noun is used; none for other words.
fn event_noun(stem: &str, split: Split) -> Option<Noun> {
    let noun =
        if split.restore_alef { stem.strip_prefix('ل') } else { stem.strip_prefix("ال") }.unwrap_or(stem);
    let known = |form: &str| EVENT_NOUNS.of(Found::word(form)).first().copied();
    // Possessors, dual, plural and the alef of the accusative; ta marbuta is t before them.
    let inflected = || {
        let endings = ["هما", "تها", "تهم", "ته", "ها", "هم", "نا", "تين", "تان", "ين", "ان", "ات", "ه", "ا"];
        let form = without_suffix(noun, &endings).filter(|form| form.chars().count() >= 3)?;
        known(form).or_else(|| feminine_event_noun(form))
    };
    known(noun).or_else(inflected).or_else(|| is_masdar_shaped(noun).then_some(Noun::UNLISTED))
}

/// How the word with ta marbuta, which is t before suffixes, is used.
fn feminine_event_noun(form: &str) -> Option<Noun> {
    let mut buffer = [0; 32];
    let feminine = buffer.get_mut(..form.len() + 'ه'.len_utf8())?;
    feminine[..form.len()].copy_from_slice(form.as_bytes());
    'ه'.encode_utf8(&mut feminine[form.len()..]);
    EVENT_NOUNS.get(std::str::from_utf8(feminine).ok()?).first().copied()
}

fn without_suffix<'w>(word: &'w str, suffixes: &[&str]) -> Option<&'w str> {
    suffixes.iter().find_map(|suffix| word.strip_suffix(suffix))
}

/// Letters of the longest shape in [`is_masdar_shaped`].
const MASDAR_LETTERS: usize = 7;

/// Whether the letters have the shape of a verbal noun of a derived form: taf'il, tafa'ul,
/// infi'al, ifti'al, istif'al, mufa'ala.
fn is_masdar_shaped(noun: &str) -> bool {
    let mut letters = ['\0'; MASDAR_LETTERS];
    let mut n_letters = 0;
    for letter in noun.chars() {
        let Some(place) = letters.get_mut(n_letters) else { return false };
        *place = letter;
        n_letters += 1;
    }
    matches!(
        &letters[..n_letters],
        ['ت', _, _, 'ي', _]
            | ['ت', _, 'ا', _, _]
            | ['ا', 'ن', _, _, 'ا', _]
            | ['ا', _, 'ت', _, 'ا', _]
            | ['ا', 'س', 'ت', _, _, 'ا', _]
            | ['م', _, 'ا', _, _, 'ه']
            | ['م', _, 'ا', _, _, 'ا', 'ت']
    )
}

/// The word without a conjunction.
pub(super) fn bare(folded: &str) -> &str {
    &folded[bare_split(folded).stem..]
}

fn bare_split(folded: &str) -> Split {
    splits(folded).find(|split| split.conjunction && !split.preposition).unwrap_or(Split::WHOLE)
}

/// Whether the word is a verb in the future: one that is known without its prefix sa-.
pub(super) fn is_future(folded: &str) -> bool {
    bare(folded)
        .strip_prefix('س')
        .is_some_and(|rest| rest.starts_with(['ي', 'ت', 'ن', 'ا']) && verb(rest).is_some())
}

/// Whether a verb has an object written on to it: known without it.
pub(super) fn has_object(stem: &str) -> bool {
    without_suffix(stem, &["هما", "ها", "هم", "ه"])
        .is_some_and(|form| form.chars().count() >= 3 && verb(form).is_some())
}

/// The form of a verb.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Tense {
    Perfect,
    Imperfect,
    Future,
}

/// The tense of a word that is a verb.
pub(super) fn tense(folded: &str) -> Tense {
    let form = bare(folded);
    if is_future(form) {
        return Tense::Future;
    }
    match form.chars().next() {
        Some('ي') => Tense::Imperfect,
        // A ta may open the feminine imperfect, which ends otherwise than the perfect, or a
        // derived perfect.
        Some('ت') if !form.ends_with('ت') && form.chars().count() <= 5 => Tense::Imperfect,
        _ => Tense::Perfect,
    }
}

/// Whether nothing but quotation marks stands before the token in its sentence.
pub(super) fn is_first(article: &Article<'_>, idx: usize) -> bool {
    let Some(sentence) = article.sentence_of(idx) else { return false };
    let start = article.sentences[sentence].tokens.start;
    idx - start <= 2 && (start..idx).all(|before| article.tokens.kind(before) == Some(TokenKind::Quote))
}

/// Whether the word before says that a verb comes: qad, lam, lan, sawfa, la, relative pronouns.
fn follows_verb_particle(article: &Article<'_>, idx: usize) -> bool {
    idx > 0
        && matches!(
            bare(article.tokens.folded(idx - 1)),
            "قد" | "لقد" | "لم" | "لن" | "سوف" | "لا" | "الذي" | "التي" | "الذين"
        )
}

/// The folded word without its proclitics.
pub(super) fn stem<'a>(article: &'a Article<'_>, idx: usize) -> &'a str {
    let folded = article.tokens.folded(idx);
    &folded[stem_start(folded)..]
}

/// The byte at which the word starts behind its proclitics.
fn stem_start(folded: &str) -> usize {
    let known = |split: &Split| {
        let stem = &folded[split.stem..];
        let is_noun = || event_noun(stem, *split).is_some();
        let is_purpose = || is_purpose(folded, *split, Uses { verb: verb(stem), noun: None });
        !split.preposition && verb(stem).is_some() || is_noun() || split.preposition && is_purpose()
    };
    splits(folded).find(known).map_or(0, |split| split.stem)
}

/// The trigger without its proclitics.
pub(super) fn stem_span(article: &Article<'_>, idx: usize) -> CleanSpan {
    let tokens = &article.tokens;
    let stem = stem_start(tokens.folded(idx));
    CleanSpan::new(tokens.offset_of_folded(idx, stem), tokens.as_slice()[idx].span.end())
}

/// The consonants that forms of one word share, verb and verbal noun: without proclitics, article,
/// prefixes of derivation and of person, long vowels and suffixes. Rough: it is only compared
/// between events of one time.
pub(super) fn skeleton(article: &Article<'_>, idx: usize) -> String {
    let stem = stem(article, idx);
    let stem = stem.strip_prefix("ال").filter(|rest| rest.chars().count() > 2).unwrap_or(stem);
    let stem = if is_future(stem) { stem.strip_prefix('س').unwrap_or(stem) } else { stem };
    let endings = ["هما", "تها", "تهم", "ته", "ها", "هم", "وا", "ات", "ون", "ين", "ان", "ت", "ه"];
    let stem = without_suffix(stem, &endings).filter(|rest| rest.chars().count() >= 3).unwrap_or(stem);
    let mut letters: Vec<char> =
        stem.chars().filter(|letter| !matches!(letter, 'ا' | 'و' | 'ي' | 'ء')).collect();
    while letters.len() > 2 && matches!(letters[0], 'م' | 'ت' | 'ن' | 'س') {
        letters.remove(0);
    }
    letters.into_iter().collect()
}
