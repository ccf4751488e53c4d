//! Small grammar of noun phrases: which word can begin one, which continues it, which names an act.

use super::context::Context;
use super::cue::take_pronoun;
use super::words::{ACT_NOUNS, ADJUNCTS, Adjunct, SourceNoun};
use crate::actor::MentionForm;
use crate::segment::{Split, TokenKind, splits};

const WHOLE: Split = Split::WHOLE;

/// Whether the token is a preposition or another small word that cannot begin a noun phrase.
pub(super) fn is_particle(folded: &str) -> bool {
    is_preposition(folded)
        || matches!(
            folded,
            "ان" | "بان" | "لا" | "لم" | "لن" | "ما" | "قد" | "هل" | "ثم" | "او" | "كي" | "حتي"
        )
}

/// Free prepositions: fi, min, ila, ala, an, ma'a, khilal, abra, hawl, bayna, …
pub(super) fn is_preposition(folded: &str) -> bool {
    matches!(ADJUNCTS.get(folded).first(), Some(Adjunct::Preposition))
}

/// A preposition with a pronoun: "to it", "for them", "about her".
pub(super) fn is_preposition_with_pronoun(folded: &str) -> bool {
    take_pronoun(folded).is_some_and(|(bare, _)| matches!(bare, "الي" | "علي" | "عن" | "من" | "في"))
        || matches!(folded, "به" | "بها" | "بهم" | "بهما" | "له" | "لها" | "لهم")
}

/// "During it", "after them": when something is said, with a pronoun.
pub(super) fn is_circumstance_with_pronoun(folded: &str) -> bool {
    take_pronoun(folded)
        .is_some_and(|(bare, _)| matches!(bare, "خلال" | "اثناء" | "عقب" | "بعد" | "قبل" | "حول" | "مع"))
}

/// Complementiser: an, anna, inna, bi-anna, with or without a pronoun. Not one with a conjunction:
/// that one goes on with a clause.
pub(super) fn is_complementiser(cx: &Context<'_>, idx: usize) -> bool {
    let folded = cx.folded(idx);
    let core = folded.strip_prefix('ب').unwrap_or(folded);
    let Some(rest) = core.strip_prefix("ان") else { return false };
    // -hu, -ha, -hum, -huma, -hunna, -na, -ni, -nana, -nani, -ka, -kum
    let is_ending =
        matches!(rest, "" | "ه" | "ها" | "هم" | "هما" | "هن" | "نا" | "ني" | "نني" | "ك" | "كم" | "ي");
    is_ending && rest != "ي" && !inside_name(cx, idx)
}

fn inside_name(cx: &Context<'_>, idx: usize) -> bool {
    cx.mention_at(idx).is_some_and(|mention| mention.tokens.len() > 1)
}

/// Whether the word has the article, behind proclitics or not.
pub(super) fn is_definite(folded: &str) -> bool {
    splits(folded).any(|split| split.restore_alef || folded[split.stem..].starts_with("ال"))
        && folded.chars().count() > 3
}

/// Whether the word looks like an adjective with the article: "the Russian", "the former".
pub(super) fn is_definite_adjective(folded: &str) -> bool {
    let Some(stem) = folded.strip_prefix("ال") else { return false };
    let relative = ["ي", "يه", "يين", "يون", "يان", "يتين", "يات"]
        .iter()
        .any(|ending| stem.len() > ending.len() + 2 && stem.ends_with(ending));
    relative || matches!(ADJUNCTS.get(folded).first(), Some(Adjunct::Adjective))
}

/// Whether the word names an act or a state: from the list, or by the shape of a verbal noun.
/// A pronoun behind it is taken off; the article rules it out.
pub(super) fn is_act_noun(surface: &str, folded: &str) -> bool {
    // A verbal noun of a root with lam looks as if it had the article ("iltizam"): the list knows
    // some, and a hamza below the alef shows others ("ilgha'").
    let has_article = folded.starts_with("ال") && !surface.starts_with('\u{0625}');
    let has_shape = |word: &str| ACT_NOUNS.contains(word) || !has_article && is_verbal_noun(surface, word);
    // The accusative of an indefinite noun is written with alef.
    let accusative = folded.strip_suffix('ا').filter(|bare| bare.chars().count() > 2);
    if has_shape(folded) || accusative.is_some_and(|bare| ACT_NOUNS.contains(bare)) {
        return true;
    }
    take_pronoun(folded).is_some_and(|(bare, _)| {
        has_shape(bare) || bare.strip_suffix('ت').is_some_and(|stem| has_shape(&format!("{stem}ه")))
    })
}

/// Shapes of verbal nouns of the derived stems, on folded letters.
fn is_verbal_noun(surface: &str, folded: &str) -> bool {
    let mut letters = ['\0'; 8];
    let mut n = 0;
    for c in folded.chars() {
        if n == letters.len() {
            return false;
        }
        letters[n] = c;
        n += 1;
    }
    match letters[..n] {
        // istif'al, ifti'al, infi'al, taf'il, tafa'ul, mufa'ala
        ['ا', 'س', 'ت', _, _, 'ا', _]
        | ['ا', 'س', 'ت', _, 'ا', _, 'ه']
        | ['ا', _, 'ت', _, 'ا', _]
        | ['ا', 'ن', _, _, 'ا', _]
        | ['ت', _, _, 'ي', _]
        | ['ت', _, 'ا', _, _]
        | ['م', _, 'ا', _, _, 'ه'] => true,
        // if'al: only where the hamza below shows that it is no broken plural.
        ['ا', _, _, 'ا', _] => surface.starts_with('\u{0625}'),
        _ => false,
    }
}

/// Whether token `idx` opens content that bi- is written on to: "by forming a committee".
pub(super) fn opens_with_bi(cx: &Context<'_>, idx: usize) -> bool {
    opens_with(cx, idx, 'ب')
}

/// The same for li-.
pub(super) fn opens_with_li(cx: &Context<'_>, idx: usize) -> bool {
    opens_with(cx, idx, 'ل')
}

fn opens_with(cx: &Context<'_>, idx: usize, letter: char) -> bool {
    if cx.tokens.kind(idx) != Some(TokenKind::Arabic) {
        return false;
    }
    let folded = cx.folded(idx);
    let Some(stem) = folded.strip_prefix(letter) else { return false };
    // "In a statement": behind a preposition the letter is the noun's own.
    if idx > 0 && is_preposition(cx.folded(idx - 1)) {
        return false;
    }
    if stem.is_empty() {
        // The letter stands alone before a mark, a number or a foreign word.
        return cx.is_mark(idx + 1) || !cx.is_arabic(idx + 1);
    }
    if stem.chars().count() < 3 && stem != "ما" || is_complementiser(cx, idx) {
        return false;
    }
    // A name behind bi- is no act: "recognises Jerusalem".
    let is_name = cx.mention_at(idx).is_some_and(|mention| {
        mention.tokens.start < idx || cx.starts_bare(mention) || mention.form == MentionForm::Name
    });
    let is_adjunct = matches!(cx.adjunct(idx), Some(Adjunct::Phrase | Adjunct::Root))
        || ADJUNCTS.longest_at(cx.tokens, idx, WHOLE).is_some_and(|found| found.end > idx + 1);
    let is_source = matches!(cx.source_noun(idx), Some(SourceNoun::Outlet)) && letter == 'ل';
    !is_name && !is_adjunct && !is_source
}

/// An adjective of origin behind an indefinite noun: "Belgian papers" is no "by …".
pub(super) fn is_nisba(cx: &Context<'_>, idx: usize) -> bool {
    let folded = cx.folded(idx);
    let is_adjective = ["ي", "يه", "يين", "يون"].iter().any(|ending| folded.ends_with(ending));
    is_adjective
        && !folded.starts_with("بال")
        && cx.is_arabic(idx - 1)
        && !is_definite(cx.folded(idx - 1))
        && cx.mention_at(idx - 1).is_none()
}

/// The end of an adverbial of several words or of one word of time or manner at token `idx`.
pub(super) fn adverbial(cx: &Context<'_>, idx: usize) -> Option<usize> {
    cx.adverbial(idx)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::fold;

    #[test]
    fn verbal_nouns_by_shape() {
        // Continuation, withdrawal, completion, suspension, retreat, participation, closing.
        for word in
            ["استمرار", "انسحاب", "اكتمال", "تعليق", "تراجع", "مشاركة", "إغلاق", "التزامها", "استقالتهم"]
        {
            assert!(is_act_noun(word, &fold(word)), "{word}");
        }
        // Children, the president, Ahmad, prices, a house.
        for word in ["أطفال", "الرئيس", "أحمد", "أسعار", "بيت"] {
            assert!(!is_act_noun(word, &fold(word)), "{word}");
        }
    }
}
