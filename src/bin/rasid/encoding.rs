//! Bytes to text: Unicode where they are Unicode, else the encoding that is declared, else the one that
//! they look like. Arabic files that are not Unicode are mostly Windows-1256.

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, UTF_8};

/// A web page declares its encoding within so many bytes.
const DECLARED_WITHIN: usize = 1024;

/// The text that `bytes` are; `declared` is what was said of their encoding, if anything.
///
/// # Errors
/// If they are no text.
pub(crate) fn decode(bytes: Vec<u8>, declared: Option<&str>) -> Result<String, String> {
    // Unicode is taken as it is, a mark before it included: spans point into what was given.
    let bytes = match String::from_utf8(bytes) {
        Ok(text) => return Ok(text),
        Err(error) => error.into_bytes(),
    };
    if let Some((encoding, _)) = Encoding::for_bom(&bytes) {
        return Ok(encoding.decode(&bytes).0.into_owned());
    }
    if bytes.contains(&0) {
        return Err("this is no text: it holds zero bytes".to_owned());
    }
    if is_damaged_utf8(&bytes) {
        return Ok(String::from_utf8_lossy(&bytes).into_owned());
    }
    let declared = declared.map(str::as_bytes).or_else(|| declaration(&bytes));
    // A page that says UTF-8 and is not lies as often as not.
    let declared = declared.and_then(Encoding::for_label).filter(|&encoding| encoding != UTF_8);
    if let Some(text) =
        declared.and_then(|encoding| encoding.decode_without_bom_handling_and_without_replacement(&bytes))
    {
        return Ok(text.into_owned());
    }
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(&bytes, true);
    // Where the letters leave it open, what Egyptian sites were written in decides.
    let encoding = detector.guess(Some(b"eg"), Utf8Detection::Deny);
    Ok(encoding.decode_without_bom_handling(&bytes).0.into_owned())
}

/// Whether this is UTF-8 with a few broken bytes in it, as cut or joined files have them.
fn is_damaged_utf8(bytes: &[u8]) -> bool {
    let (mut n_whole, mut n_broken) = (0, 0);
    for chunk in bytes.utf8_chunks() {
        n_whole += chunk.valid().chars().filter(|letter| !letter.is_ascii()).count();
        n_broken += usize::from(!chunk.invalid().is_empty());
    }
    n_broken * 10 < n_whole
}

/// The label behind `charset=` at the beginning of a web page.
fn declaration(bytes: &[u8]) -> Option<&[u8]> {
    let begin = &bytes[..bytes.len().min(DECLARED_WITHIN)];
    let at = begin.windows(8).position(|it| it.eq_ignore_ascii_case(b"charset="))?;
    let label = begin[at + 8..].trim_ascii_start();
    let label = label.strip_prefix(b"\"").or_else(|| label.strip_prefix(b"'")).unwrap_or(label);
    let end = label.iter().position(|byte| !byte.is_ascii_alphanumeric() && !b"-_:".contains(byte));
    Some(&label[..end.unwrap_or(label.len())])
}

#[cfg(test)]
mod tests {
    use super::*;

    /// "The minister of finance said that the road is open."
    const SENTENCE: &str = "قال وزير المالية إن الطريق مفتوح.";

    #[track_caller]
    fn check(bytes: impl AsRef<[u8]>, declared: Option<&str>, expected: &str) {
        assert_eq!(decode(bytes.as_ref().to_vec(), declared).as_deref(), Ok(expected));
    }

    fn encoded(text: &str, label: &str) -> Vec<u8> {
        let encoding = Encoding::for_label(label.as_bytes()).expect("the label is known");
        encoding.encode(text).0.into_owned()
    }

    #[test]
    fn unicode_is_read_whatever_is_declared() {
        check(SENTENCE, None, SENTENCE);
        check(SENTENCE, Some("windows-1256"), SENTENCE);
        check("", None, "");
        check("\u{FEFF}abc", None, "\u{FEFF}abc");
        let utf16: Vec<u8> = "\u{FEFF}سلام".encode_utf16().flat_map(u16::to_le_bytes).collect();
        check(utf16, None, "سلام");
    }

    #[test]
    fn arabic_encodings_are_recognised() {
        check(encoded(SENTENCE, "windows-1256"), None, SENTENCE);
        check(encoded("سلام", "windows-1256"), None, "سلام");
        check(encoded("الوزير «أحمد»، قال: “نعم”", "windows-1256"), None, "الوزير «أحمد»، قال: “نعم”");
        check(encoded(&SENTENCE.repeat(3), "iso-8859-6"), None, &SENTENCE.repeat(3));
    }

    #[test]
    fn a_declaration_decides_between_bytes_that_fit_several() {
        let cyrillic = encoded("мир", "windows-1251");
        check(&cyrillic, Some("windows-1251"), "мир");
        let page = [b"<meta charset='windows-1251'>".as_slice(), &cyrillic].concat();
        check(page, None, "<meta charset='windows-1251'>мир");
        // A page that is Windows-1256 and says UTF-8.
        check(encoded(SENTENCE, "windows-1256"), Some("utf-8"), SENTENCE);
    }

    #[test]
    fn a_few_broken_bytes_do_not_make_another_encoding() {
        let mut cut = SENTENCE.as_bytes().to_vec();
        cut.pop();
        cut.pop();
        check(&cut[..cut.len()], None, "قال وزير المالية إن الطريق مفتو\u{FFFD}");
    }

    #[test]
    fn what_is_no_text_is_said_so() {
        assert!(decode(vec![0x89, b'P', 0, 0xFF], None).is_err_and(|reason| reason.contains("no text")));
    }
}
