//! What the words of an article can be to a time expression: verbs, event nouns, particles.

use std::sync::LazyLock;

use crate::actor::{Actors, MentionForm};
use crate::article::Article;
use crate::lexicon::{Entry, Lexicon, lexicon};
use crate::segment::{Split, TokenKind, splits};
use crate::text::CleanSpan;
use crate::time::Timex;

static VERBS: LazyLock<Lexicon<Verb>> = LazyLock::new(|| lexicon!("verbs"));
static LIGHT_VERBS: LazyLock<Lexicon<LightVerb>> = LazyLock::new(|| lexicon!("light_verbs"));
static ANNOUNCING_VERBS: LazyLock<Lexicon<()>> = LazyLock::new(|| lexicon!("announcing_verbs"));
static EVENT_NOUNS: LazyLock<Lexicon<()>> = LazyLock::new(|| lexicon!("event_nouns"));
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
    NounAfter,
    NounBefore,
}

impl Entry for LightVerb {
    fn read(columns: &[&str]) -> Self {
        if columns.first() == Some(&"after") { Self::NounAfter } else { Self::NounBefore }
    }
}

/// What a token can be to a time expression.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Word {
    Verb,
    Announcing,
    Light(LightVerb),
    EventNoun,
    /// An event noun right after a preposition such as "since".
    DatedNoun,
    /// "which", "who": opens a relative clause.
    Relative,
    /// "that": what follows is said, not done.
    Complementiser,
    /// A sign that ends a clause.
    Break,
    Comma,
    /// Part of a time expression.
    Time,
    Other,
}

impl Word {
    pub(super) fn is_verb(self) -> bool {
        matches!(self, Self::Verb | Self::Announcing | Self::Light(_))
    }

    pub(super) fn is_noun(self) -> bool {
        matches!(self, Self::EventNoun | Self::DatedNoun)
    }
}

/// The words of the article by what they can be to a time expression, looked up once.
pub(super) struct Words(Vec<Word>);

impl Words {
    pub(super) fn read(article: &Article<'_>, times: &[Timex], actors: &Actors) -> Self {
        if times.is_empty() {
            return Self(Vec::new());
        }
        let tokens = &article.tokens;
        let mut words: Vec<_> = (0..tokens.len()).map(|idx| classify(article, idx)).collect();
        // A verb or event inside a name is none: "the Ministry of Transport", a man called Yazid.
        for &(place, _, form) in actors.mentions() {
            if form == MentionForm::Name {
                for idx in tokens.within(place) {
                    words[idx] = Word::Other;
                }
            }
        }
        for place in times.iter().filter_map(|time| time.clean) {
            for idx in tokens.within(place) {
                words[idx] = Word::Time;
            }
        }
        Self(words)
    }

    pub(super) fn at(&self, idx: usize) -> Word {
        self.0.get(idx).copied().unwrap_or(Word::Other)
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
    let preposition = idx > 0 && EVENT_PREPOSITIONS.contains(bare(tokens.folded(idx - 1)));
    for split in splits(folded) {
        let stem = &folded[split.stem..];
        if matches!(stem, "ان" | "انه" | "انها" | "انهم") && folded.starts_with('ب') {
            return Word::Complementiser;
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
            let is_verb = match verb(stem) {
                Some(Verb::Always) => true,
                Some(Verb::AtTheStart) => is_passive || expected(),
                None => is_passive,
            };
            if !preposition && is_verb {
                return match LIGHT_VERBS.get(stem).first() {
                    Some(&light) => Word::Light(light),
                    None if ANNOUNCING_VERBS.contains(stem) => Word::Announcing,
                    None => Word::Verb,
                };
            }
        }
        if is_event_noun(stem, split) {
            return if preposition { Word::DatedNoun } else { Word::EventNoun };
        }
    }
    Word::Other
}

/// What the form is, with a future prefix or an object suffix.
fn verb(stem: &str) -> Option<Verb> {
    let known = |form: &str| VERBS.get(form).first().copied();
    let n_letters = stem.chars().count();
    known(stem)
        .or_else(|| stem.strip_prefix('س').and_then(known))
        .or_else(|| (n_letters >= 5 && stem.ends_with("وا")).then_some(Verb::Always))
        .or_else(|| {
            without_suffix(stem, &["هما", "ها", "هم", "نا", "ني", "ه"])
                .filter(|form| form.chars().count() >= 3)
                .filter(|form| known(form) == Some(Verb::Always))
                .map(|_| Verb::Always)
        })
}

fn is_event_noun(stem: &str, split: Split) -> bool {
    let noun =
        if split.restore_alef { stem.strip_prefix('ل') } else { stem.strip_prefix("ال") }.unwrap_or(stem);
    let known = |form: &str| EVENT_NOUNS.contains(form);
    // Possessors, dual, plural and the alef of the accusative; ta marbuta is t before them.
    let inflected = || {
        let form = without_suffix(
            noun,
            &["هما", "تها", "تهم", "ته", "ها", "هم", "نا", "تين", "تان", "ين", "ان", "ات", "ه", "ا"],
        )?;
        Some(form.chars().count() >= 3 && (known(form) || is_feminine_event_noun(form)))
    };
    known(noun) || inflected().unwrap_or(false) || is_masdar_shaped(noun)
}

/// Whether the list has the word with ta marbuta, which is t before suffixes.
fn is_feminine_event_noun(form: &str) -> bool {
    let mut buffer = [0; 32];
    let end = form.len() + 'ه'.len_utf8();
    let Some(feminine) = buffer.get_mut(..end) else { return false };
    feminine[..form.len()].copy_from_slice(form.as_bytes());
    'ه'.encode_utf8(&mut feminine[form.len()..]);
    std::str::from_utf8(feminine).is_ok_and(|feminine| EVENT_NOUNS.contains(feminine))
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
    folded.strip_prefix(['و', 'ف']).filter(|rest| rest.chars().count() > 1).unwrap_or(folded)
}

/// Whether the word is a verb in the future: one that is known without its prefix sa-.
pub(super) fn is_future(folded: &str) -> bool {
    bare(folded)
        .strip_prefix('س')
        .is_some_and(|rest| rest.starts_with(['ي', 'ت', 'ن', 'ا']) && verb(rest).is_some())
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

/// The trigger without its proclitics.
pub(super) fn stem_span(article: &Article<'_>, idx: usize) -> CleanSpan {
    let tokens = &article.tokens;
    let folded = tokens.folded(idx);
    let known = |split: &Split| {
        let stem = &folded[split.stem..];
        !split.preposition && verb(stem).is_some() || is_event_noun(stem, *split)
    };
    let stem = splits(folded).find(known).map_or(0, |split| split.stem);
    CleanSpan::new(tokens.offset_of_folded(idx, stem), tokens.as_slice()[idx].span.end())
}

/// The consonants that forms of one word share, verb and verbal noun: without proclitics, article,
/// prefixes of derivation and of person, long vowels and suffixes. Rough: it is only compared
/// between events of one time.
pub(super) fn skeleton(article: &Article<'_>, idx: usize) -> String {
    let span = stem_span(article, idx);
    let token = article.tokens.as_slice()[idx].span;
    let folded = article.tokens.folded(idx);
    let skip = folded.chars().count().saturating_sub(span.of(article.text()).chars().count());
    let stem = if span.start() == token.start() {
        folded
    } else {
        folded.char_indices().nth(skip).map_or(folded, |(at, _)| &folded[at..])
    };
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
