//! Classes of characters that the passes ask for.

/// Whether `c` is a letter of an Arabic-script word (not a vowel sign, digit or tatweel).
#[must_use]
pub(crate) const fn is_arabic_letter(c: char) -> bool {
    matches!(c,
        '\u{0620}'..='\u{063F}'
        | '\u{0641}'..='\u{064A}'
        | '\u{066E}'..='\u{066F}'
        | '\u{0671}'..='\u{06D3}'
        | '\u{06D5}'
        | '\u{06EE}'..='\u{06EF}'
        | '\u{06FA}'..='\u{06FC}'
        | '\u{06FF}'
        | '\u{0750}'..='\u{077F}'
        | '\u{FB50}'..='\u{FBB1}'
        | '\u{FBD3}'..='\u{FD3D}'
        | '\u{FD50}'..='\u{FDC7}'
        | '\u{FDF0}'..='\u{FDFB}'
        | '\u{FE70}'..='\u{FEFC}')
}

/// Whether `c` sits on or between letters without ending a word: vowel signs, tatweel, joiners,
/// bidi controls, soft hyphen.
#[must_use]
pub(crate) const fn is_mark_above(c: char) -> bool {
    matches!(c,
        '\u{0610}'..='\u{061A}'
        | '\u{0640}'
        | '\u{064B}'..='\u{065F}'
        | '\u{0670}'
        | '\u{06D6}'..='\u{06DC}'
        | '\u{06DF}'..='\u{06E8}'
        | '\u{06EA}'..='\u{06ED}'
        | '\u{00AD}'
        | '\u{061C}'
        | '\u{200B}'..='\u{200F}'
        | '\u{202A}'..='\u{202E}'
        | '\u{2060}'..='\u{2069}'
        | '\u{FEFF}')
}

/// Whether `c` is one of the signs that Arabic news uses around quotations and names. Which of
/// them opens and which closes is not a property of the sign: both are used both ways.
#[must_use]
pub(crate) const fn is_quotation_mark(c: char) -> bool {
    matches!(c,
        '"' | '\u{00AB}' | '\u{00BB}' | '\u{2018}'..='\u{201F}' | '\u{2033}' | '\u{2036}'
        | '\u{2039}' | '\u{203A}' | '\u{301D}'..='\u{301F}' | '\u{FF02}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn signs_are_not_letters() {
        for c in ['\u{0640}', '\u{064B}', '\u{0660}', '\u{060C}', '\u{061F}', 'a', ' '] {
            assert!(!is_arabic_letter(c), "{c:?}");
        }
        assert!("أبتثپچژگیکﻻ".chars().all(is_arabic_letter));
    }
}
