//! Proclitics: the one-letter words that Arabic writes on to the next word.
//!
//! Whether a first letter is a proclitic cannot be told from the word alone: "wa-rida" and the
//! name "Warda" look alike. So a word has several [`splits`], and the lexicon that knows a stem
//! decides.

/// One way to take proclitics off a folded word.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Split {
    /// Byte of the folded word at which the stem starts.
    pub(crate) stem: usize,
    /// Whether the article lost its alef to the preposition li-: the stem of "lil-umam" is then
    /// looked up with the alef put back.
    pub(crate) restore_alef: bool,
    /// Whether a preposition (bi-, li-, ka-) was taken off: what follows is then no verb and in
    /// the genitive.
    pub(crate) preposition: bool,
    /// Whether a conjunction (wa-, fa-) was taken off.
    pub(crate) conjunction: bool,
}

impl Split {
    /// The whole word, nothing taken off.
    pub(crate) const WHOLE: Self =
        Self { stem: 0, restore_alef: false, preposition: false, conjunction: false };
}

/// All ways to take proclitics off `folded`, the whole word first, longest stems before shorter.
///
/// Stems keep at least two letters. The article is part of the stem.
pub(crate) fn splits(folded: &str) -> impl Iterator<Item = Split> {
    let whole = Split::WHOLE;
    let after_conjunction = strip(folded, 0, |c| matches!(c, 'و' | 'ف'));
    let prepositions = |from: usize, conjunction: bool| {
        let stem = strip(folded, from, |c| matches!(c, 'ب' | 'ل' | 'ك'));
        let plain = stem.map(|stem| Split { stem, restore_alef: false, preposition: true, conjunction });
        // li- + al- is written "ll": what is left starts with the lam of the article.
        let article = stem
            .filter(|&stem| folded[from..].starts_with("لل") && folded[stem..].chars().count() > 2)
            .map(|stem| Split { stem, restore_alef: true, preposition: true, conjunction });
        plain.into_iter().chain(article)
    };
    let conjunction = after_conjunction.map(|stem| Split {
        stem,
        restore_alef: false,
        preposition: false,
        conjunction: true,
    });
    std::iter::once(whole)
        .chain(conjunction)
        .chain(prepositions(0, false))
        .chain(after_conjunction.into_iter().flat_map(move |stem| prepositions(stem, true)))
}

fn strip(folded: &str, from: usize, is_clitic: impl Fn(char) -> bool) -> Option<usize> {
    let mut chars = folded[from..].chars();
    let first = chars.next().filter(|&c| is_clitic(c))?;
    chars.nth(1)?;
    Some(from + first.len_utf8())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(word: &str, stems: &[&str]) {
        let found: Vec<_> = splits(word)
            .map(|split| format!("{}{}", if split.restore_alef { "ا" } else { "" }, &word[split.stem..]))
            .collect();
        assert_eq!(found, stems);
    }

    #[test]
    fn conjunctions_and_prepositions() {
        check("تركيا", &["تركيا"]); // Turkey
        check("وبالرئيس", &["وبالرئيس", "بالرئيس", "الرئيس"]); // and with the president
        check("للامم", &["للامم", "لامم", "الامم"]); // for the nations
        check("وللامم", &["وللامم", "للامم", "لامم", "الامم"]);
        check("لليبيا", &["لليبيا", "ليبيا", "اليبيا"]); // for Libya
    }

    #[test]
    fn short_words_stay_whole() {
        check("ول", &["ول"]);
        check("بن", &["بن"]); // son of
        check("", &[""]);
    }
}
