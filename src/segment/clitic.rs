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
    /// The word as it is.
    pub(crate) const WHOLE: Self =
        Self { stem: 0, restore_alef: false, preposition: false, conjunction: false };

    /// The same without the alef that the article lost.
    pub(crate) const fn as_written(self) -> Self {
        Self { restore_alef: false, ..self }
    }

    /// The same with `letters` more taken off, of two bytes each.
    pub(crate) const fn without(self, letters: usize) -> Self {
        Self { stem: self.stem + 2 * letters, restore_alef: false, ..self }
    }
}

/// All ways to take proclitics off `folded`, the whole word first, longest stems before shorter.
///
/// Stems keep at least two letters. The article is part of the stem.
pub(crate) fn splits(folded: &str) -> impl Iterator<Item = Split> + use<> {
    // This is asked of every token some ten times, so letters are compared as bytes; those that may
    // be proclitics have two each.
    let bytes = folded.as_bytes();
    let leaves = |at: usize, n: usize| folded[at..].chars().nth(n - 1).is_some();
    // wa-, fa-
    let conjunction = matches!(bytes, [0xD9, 0x88 | 0x81, ..]) && leaves(2, 2);
    let from = if conjunction { 2 } else { 0 };
    // bi-, li-, ka-
    let preposition =
        matches!(bytes.get(from..), Some([0xD8, 0xA8, ..] | [0xD9, 0x83 | 0x84, ..])) && leaves(from + 2, 2);
    // li- + al- is written "ll": what is left starts with the lam of the article.
    let article = preposition && folded[from..].starts_with("لل") && leaves(from + 2, 3);

    let mut step = 0;
    std::iter::from_fn(move || {
        loop {
            step += 1;
            match step {
                1 => return Some(Split::WHOLE),
                2 if conjunction => return Some(Split { stem: 2, conjunction, ..Split::WHOLE }),
                3 if !preposition => return None,
                3 => return Some(Split { stem: from + 2, restore_alef: false, preposition, conjunction }),
                4 if article => {
                    return Some(Split { stem: from + 2, restore_alef: true, preposition, conjunction });
                }
                2 => {}
                _ => return None,
            }
        }
    })
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
