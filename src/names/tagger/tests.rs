//! Tags of own sentences, and agreement of the parts with what they should compute.

use super::{Label, tag};
use crate::segment::{Tokens, sentences};

#[track_caller]
fn check(text: &str, expected: &[(Label, &str)]) {
    let tokens = Tokens::new(text);
    let found: Vec<_> = tag(
        &tokens,
        &crate::names::clues(&tokens),
        sentences(&tokens).into_iter().map(|sentence| sentence.tokens),
    )
    .into_iter()
    .map(|tagged| {
        let start = tokens.offset_of_folded(tagged.tokens.start, tagged.stem) as usize;
        let end = tokens.cover(tagged.tokens).end() as usize;
        (tagged.label, &text[start..end])
    })
    .collect();
    assert_eq!(found, expected);
}

#[test]
fn names_and_titles() {
    use Label::{Organisation, Person, Place, Title};
    // "The Turkish president Recep Tayyip Erdogan said in Ankara that the Syrian army withdrew
    // from Idlib."
    check(
        "قال الرئيس التركي رجب طيب أردوغان في أنقرة إن الجيش السوري انسحب من إدلب.",
        &[
            (Person, "رجب طيب أردوغان"),
            (Place, "أنقرة"),
            (Organisation, "الجيش السوري"),
            (Place, "إدلب"),
            (Title, "الرئيس التركي"),
        ],
    );
}

#[test]
fn proclitics_are_left_out() {
    use Label::{Organisation, Place};
    // "And to Turkey and Egypt the delegation carried a letter from the United Nations."
    check(
        "ونقل الوفد رسالة إلى الأمم المتحدة ولتركيا ومصر وببغداد.",
        &[(Organisation, "الأمم المتحدة"), (Place, "تركيا"), (Place, "مصر"), (Place, "بغداد")],
    );
}

#[test]
fn odd_texts_are_read() {
    check("", &[]);
    check("...", &[]);
    check("12 « ? »", &[]);
    let long = "كلمة ".repeat(3000); // "word"
    check(&long, &[]);
}

#[test]
fn findings_do_not_depend_on_what_was_read_before() {
    // "Salem al-Hadi arrived in Cairo." twice.
    let once = "وصل سالم الهادي إلى القاهرة.";
    let text = format!("{once}\n{once}");
    let tokens = Tokens::new(&text);
    let found = tag(
        &tokens,
        &crate::names::clues(&tokens),
        sentences(&tokens).into_iter().map(|sentence| sentence.tokens),
    );
    let (first, second) = found.split_at(found.len() / 2);
    assert!(!first.is_empty());
    for (a, b) in first.iter().zip(second) {
        assert_eq!((a.label, a.stem, a.confidence), (b.label, b.stem, b.confidence));
    }
}
