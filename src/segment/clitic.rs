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
    /// A word has so many at most.
    pub(crate) const MOST: usize = 4;

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

/// The proclitics that a folded word may begin with: which of [`SPLITS`] are its.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Proclitics(u8);

impl Proclitics {
    /// wa-, fa-
    const CONJUNCTION: u8 = 1;
    /// bi-, li-, ka-, alone or behind a conjunction.
    const PREPOSITION: u8 = 2;
    /// The article behind li-, without its alef; 2 and 4 are both set.
    const ARTICLE: u8 = 4;

    pub(super) fn of(folded: &str) -> Self {
        // Letters are compared as bytes; those that may be proclitics have two each.
        let bytes = folded.as_bytes();
        let leaves = |at: usize, n: usize| folded[at..].chars().nth(n - 1).is_some();
        let conjunction = matches!(bytes, [0xD9, 0x88 | 0x81, ..]) && leaves(2, 2);
        let from = if conjunction { 2 } else { 0 };
        let preposition = matches!(bytes.get(from..), Some([0xD8, 0xA8, ..] | [0xD9, 0x83 | 0x84, ..]))
            && leaves(from + 2, 2);
        // li- + al- is written "ll": what is left starts with the lam of the article.
        let article = preposition && folded[from..].starts_with("لل") && leaves(from + 2, 3);
        let bit = |condition: bool, bit: u8| if condition { bit } else { 0 };
        Self(
            bit(conjunction, Self::CONJUNCTION)
                | bit(preposition, Self::PREPOSITION)
                | bit(article, Self::ARTICLE),
        )
    }

    /// All ways to take them off, see [`splits`].
    pub(super) fn splits(self) -> impl Iterator<Item = Split> {
        SPLITS[usize::from(self.0)].iter().copied()
    }
}

/// The ways to take off the proclitics of a word, by its [`Proclitics`].
static SPLITS: [&[Split]; 8] = {
    const fn split(conjunction: bool, preposition: bool, restore_alef: bool) -> Split {
        let stem = 2 * (conjunction as usize + preposition as usize);
        Split { stem, restore_alef, preposition, conjunction }
    }
    const WHOLE: Split = Split::WHOLE;
    const AND: Split = split(true, false, false);
    const FOR: Split = split(false, true, false);
    const FOR_THE: Split = split(false, true, true);
    const AND_FOR: Split = split(true, true, false);
    const AND_FOR_THE: Split = split(true, true, true);
    [
        &[WHOLE],
        &[WHOLE, AND],
        &[WHOLE, FOR],
        &[WHOLE, AND, AND_FOR],
        &[WHOLE],
        &[WHOLE, AND],
        &[WHOLE, FOR, FOR_THE],
        &[WHOLE, AND, AND_FOR, AND_FOR_THE],
    ]
};

/// All ways to take proclitics off `folded`, the whole word first, longest stems before shorter.
///
/// Stems keep at least two letters. The article is part of the stem. Of a token, which knows them,
/// they are had from [`Tokens::splits`](super::Tokens::splits).
pub(crate) fn splits(folded: &str) -> impl Iterator<Item = Split> + use<> {
    Proclitics::of(folded).splits()
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
