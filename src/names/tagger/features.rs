//! What the tagger sees of a token: numbers of vectors that are summed into one.
//!
//! A token is described by itself alone; its neighbours come in by the network. Numbers below
//! [`Vocabulary::len`] are words, those behind it pieces of words, marks and lists, hashed.
//! Training reads tokens by this same function, so the two cannot drift apart.

use super::clues::N_CLUES;
use super::vocabulary::{Vocabulary, hash};
use crate::segment::{Split, TokenKind, Tokens, splits};

/// Rows that are neither words nor hashed pieces: clues of the lists, then shapes.
const N_SHAPES: u32 = 25;
pub(super) const N_MARKS: u32 = N_CLUES + N_SHAPES;

/// Number of hashed pieces of words; a power of two.
pub(super) const N_PIECES: u32 = 1 << 13;

/// Writes the numbers of the vectors of token `idx` to `rows`: words first. `clues` are what the
/// lists say of it. They depend on its surface, on `clues` and on whether it [`adjoins`].
pub(super) fn rows_of(
    tokens: &Tokens<'_>,
    idx: usize,
    clues: u32,
    vocabulary: &Vocabulary,
    rows: &mut Vec<u32>,
) {
    rows.clear();
    let Some(token) = tokens.get(idx) else { return };
    let folded = tokens.folded(idx);
    let marks = vocabulary.len();
    let shapes = marks + N_CLUES;
    let pieces = marks + N_MARKS;

    let (split, known) = look_up(folded, vocabulary);
    rows.extend(known);
    rows.extend((0..N_CLUES).filter(|clue| clues >> clue & 1 == 1).map(|clue| marks + clue));
    let n_letters = folded.chars().count().min(9) as u32;
    let shape = match token.kind {
        TokenKind::Arabic => n_letters,
        TokenKind::Foreign => 10 + n_letters.min(4),
        TokenKind::Number => 14 + n_letters.min(4),
        TokenKind::Quote => 19,
        TokenKind::Sign => 20,
    };
    rows.push(shapes + shape);
    if adjoins(tokens, idx) {
        rows.push(shapes + 21);
    }
    if split.stem > 0 {
        rows.push(shapes + 21 + u32::from(split.conjunction) + 2 * u32::from(split.preposition));
    }
    match token.kind {
        TokenKind::Arabic | TokenKind::Foreign => {
            push_pieces(folded, pieces, rows);
            push_spelling(tokens.surface(idx), pieces, rows);
        }
        TokenKind::Sign if known.is_none() => rows.push(pieces + piece(9, folded)),
        TokenKind::Sign | TokenKind::Number | TokenKind::Quote => {}
    }
}

/// Whether no space stands before token `idx`.
pub(super) fn adjoins(tokens: &Tokens<'_>, idx: usize) -> bool {
    let before = idx.checked_sub(1).and_then(|before| tokens.get(before));
    before.zip(tokens.get(idx)).is_some_and(|(before, token)| before.span.end() == token.span.start())
}

/// The first way to take off proclitics that leaves a known word, and its number.
pub(super) fn look_up(folded: &str, vocabulary: &Vocabulary) -> (Split, Option<u32>) {
    let mut restored = String::new();
    for split in splits(folded) {
        let stem = if split.restore_alef {
            restored.clear();
            restored.push('ا');
            restored.push_str(&folded[split.stem..]);
            &restored
        } else {
            &folded[split.stem..]
        };
        if let Some(number) = vocabulary.get(stem) {
            return (split, Some(number));
        }
    }
    (Split { stem: 0, restore_alef: false, preposition: false, conjunction: false }, None)
}

/// A number that occurrences of one word share, whatever their proclitics; 0 for what is no word.
pub(super) fn identity(tokens: &Tokens<'_>, idx: usize, vocabulary: &Vocabulary) -> u32 {
    let folded = tokens.folded(idx);
    if !matches!(tokens.kind(idx), Some(TokenKind::Arabic | TokenKind::Foreign)) {
        return 0;
    }
    // The article that lost its alef to a preposition is one sign shorter, and another word here.
    let (split, _) = look_up(folded, vocabulary);
    hash(0, &folded[split.stem..]).max(1)
}

/// Beginnings and ends of one to four letters, and all runs of three letters.
fn push_pieces(folded: &str, pieces: u32, rows: &mut Vec<u32>) {
    let mut ends = [0usize; 4];
    let mut n = 0;
    for (at, c) in folded.char_indices() {
        let end = at + c.len_utf8();
        n += 1;
        if n <= 4 {
            rows.push(pieces + piece(n as u32, &folded[..end]));
        } else if n > MAX_LETTERS {
            break;
        }
        if n >= 3 {
            // The starts of the last three letters: the ring holds the ends of those before.
            let start = if n == 3 { 0 } else { ends[(n - 4) % 4] };
            rows.push(pieces + piece(10, &folded[start..end]));
        }
        ends[(n - 1) % 4] = end;
    }
    let mut start = folded.len();
    for (n, c) in folded.chars().rev().take(4).enumerate() {
        start -= c.len_utf8();
        rows.push(pieces + piece(5 + n as u32, &folded[start..]));
    }
}

/// Runs of letters are read up to here: longer tokens are no words.
const MAX_LETTERS: usize = 24;

/// What folding took away: how the word starts and ends as it is printed.
fn push_spelling(surface: &str, pieces: u32, rows: &mut Vec<u32>) {
    let mut ends = surface.chars();
    for (salt, end) in [(11, ends.next()), (12, ends.next_back())] {
        if let Some(end) = end {
            rows.push(pieces + piece(salt, end.encode_utf8(&mut [0; 4])));
        }
    }
}

fn piece(salt: u32, text: &str) -> u32 {
    hash(salt, text) % N_PIECES
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::names::tagger::vocabulary::key;

    fn rows(text: &str, idx: usize) -> Vec<u32> {
        // "Turkey", "the nations".
        let mut words = vec![key("تركيا"), key("الامم")];
        words.sort_unstable();
        let vocabulary = Vocabulary::new(&words);
        let mut rows = Vec::new();
        rows_of(&Tokens::new(text), idx, 1 << (N_CLUES - 1), &vocabulary, &mut rows);
        rows
    }

    #[test]
    fn a_word_is_known_behind_its_proclitics() {
        let plain = rows("تركيا", 0);
        assert!(plain[0] < 2);
        assert_eq!(rows("وتركيا", 0)[0], plain[0]);
        assert_eq!(rows("ولتركيا", 0)[0], plain[0]);
        assert_eq!(rows("للأمم", 0)[0], rows("الأمم", 0)[0]);
        assert!(rows("سوريا", 0)[0] >= 2);
    }

    #[test]
    fn all_rows_are_in_the_table() {
        let size = 2 + N_MARKS + N_PIECES;
        for text in ["تركيا", "a", "BBC2", "12.5", "«", "%", "و", "للأمم", "كلمةطويلةجدابلافراغاتفيهاابدا"]
        {
            assert!(rows(text, 0).iter().all(|&row| row < size), "{text}");
            assert!(!rows(text, 0).is_empty(), "{text}");
        }
        assert!(rows("", 0).is_empty());
    }

    #[test]
    fn equal_spellings_share_their_pieces() {
        let (a, b) = (rows("أنقرة", 0), rows("انقره", 0));
        let shared = a.iter().filter(|row| b.contains(row)).count();
        // All but the two rows of the letters as printed.
        assert_eq!(shared, a.len() - 2);
    }
}
