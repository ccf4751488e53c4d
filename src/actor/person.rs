//! Names of persons by their parts, and when two of them may be one person.
//!
//! An Arabic name is a chain of first name, father's names (after "ibn"), a name of honour ("father
//! of"), a family name or a name of origin. Newspapers shorten it to almost any part of the chain,
//! in order; what they never do is to swap parts or to call a man by his father's name.

use super::Gender;
use crate::names::GIVEN_NAMES;
use crate::text::fold;

/// A name in parts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct PersonName {
    pub(super) units: Vec<Unit>,
}

/// One part: a word, or words that only mean something together ("abd al-", "abu", "ibn").
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Unit {
    /// Folded, without the article, words joined.
    pub(super) word: String,
    pub(super) kind: UnitKind,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum UnitKind {
    Plain,
    /// "ibn", "bint", "ould" and a name.
    Nasab,
    /// "abu", "umm" and a name.
    Kunya,
    /// "al" (house of) and a name.
    House,
}

/// How alike two parts are.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Likeness {
    Different,
    Variant,
    Same,
}

impl PersonName {
    /// Reads a name as it stands in the text.
    pub(super) fn new(text: &str) -> Self {
        let folded = fold(text);
        let words: Vec<&str> =
            folded.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
        let mut units: Vec<Unit> = Vec::with_capacity(words.len());
        let mut at = 0;
        while let Some(&word) = words.get(at) {
            let next = words.get(at + 1).copied();
            let join =
                |kind, prefix: &str, next: &str| Unit { word: format!("{prefix}{}", bare(next)), kind };
            let (unit, used) = match (word, next) {
                ("عبد", Some(next)) => (Unit { word: format!("عبد{next}"), kind: UnitKind::Plain }, 2),
                ("بن" | "ابن" | "بنت" | "ولد", Some("عبد")) => {
                    let name = words.get(at + 2).copied().unwrap_or("");
                    (join(UnitKind::Nasab, "بن عبد", name), 3)
                }
                ("بن" | "ابن" | "بنت" | "ولد", Some(next)) => {
                    (join(UnitKind::Nasab, "بن ", next), 2)
                }
                ("ابو" | "ابي" | "ابا", Some(next)) => (join(UnitKind::Kunya, "ابو ", next), 2),
                ("ام", Some(next)) if at == 0 => (join(UnitKind::Kunya, "ام ", next), 2),
                ("ال", Some(next)) => (join(UnitKind::House, "ال ", next), 2),
                (word, Some(second @ ("الدين" | "الله" | "الحق" | "الاسلام"))) if !word.starts_with("ال") => {
                    (Unit { word: format!("{word}{second}"), kind: UnitKind::Plain }, 2)
                }
                (word, _) => (plain(word), 1),
            };
            units.push(unit);
            at += used;
        }
        Self { units }
    }

    pub(super) fn is_single(&self) -> bool {
        self.units.len() == 1
    }

    /// The gender that the first name tells.
    pub(super) fn gender(&self) -> Option<Gender> {
        let first = self.units.first()?;
        match first.kind {
            // Alone, "Abu Aqla" may be the family name of a woman.
            UnitKind::Kunya if self.is_single() => None,
            UnitKind::Kunya if first.word.starts_with("ابو") => Some(Gender::Masculine),
            UnitKind::Kunya => Some(Gender::Feminine),
            UnitKind::Plain => GIVEN_NAMES.get(&first.word).first()?.gender,
            _ => None,
        }
    }

    /// The parts joined by spaces; equal for spellings that folding makes equal.
    pub(super) fn key(&self) -> String {
        self.units.iter().map(|unit| unit.word.as_str()).collect::<Vec<_>>().join(" ")
    }

    /// Whether `short` may be a shorter form or a variant of this name: its parts stand in this
    /// name in order, from the first one on or at the end.
    pub(super) fn covers(&self, short: &Self) -> bool {
        // "Mansur Hadi" run together.
        let joined = |name: &Self| name.units.iter().map(|unit| unit.word.as_str()).collect::<String>();
        if self.units.len() != short.units.len() && joined(self) == joined(short) {
            return true;
        }
        let (Some(first), Some(last)) = (short.units.first(), short.units.last()) else { return false };
        if short.units.len() > self.units.len() || short.is_single() {
            return false;
        }
        if self.is_child_of(short) {
            return false;
        }
        let mut rest = self.units.iter();
        let mut variants = 0;
        for part in &short.units {
            match rest.by_ref().map(|unit| part.likeness(unit)).find(|&found| found > Likeness::Different) {
                None => return false,
                Some(found) => variants += usize::from(found == Likeness::Variant),
            }
        }
        let starts = self.units.first().is_some_and(|unit| first.likeness(unit) > Likeness::Different);
        let ends = self.units.last().is_some_and(|unit| last.likeness(unit) > Likeness::Different);
        // At least one part must be the same word, or two strangers of like sounding names meet.
        variants < short.units.len() && (starts || ends && self.ends_with(short))
    }

    /// Whether this is the name of a child of `parent`: a first name before three plain ones that are all of
    /// the other ("Ahmad Ali Abdallah Salih").
    fn is_child_of(&self, parent: &Self) -> bool {
        let plain = |name: &Self| name.units.iter().all(|unit| unit.kind == UnitKind::Plain);
        let Some((first, rest)) = self.units.split_first() else { return false };
        let own = GIVEN_NAMES.contains(&first.word);
        own && parent.units.len() >= 3
            && rest.len() == parent.units.len()
            && plain(self)
            && self.ends_with(parent)
    }

    fn ends_with(&self, short: &Self) -> bool {
        self.units
            .iter()
            .rev()
            .zip(short.units.iter().rev())
            .all(|(unit, part)| part.likeness(unit) > Likeness::Different)
    }

    /// How strongly a single part points to this name: 3 for the family name or a name of honour,
    /// 1 for the first name, 0 for anything else (a father's name is another person's).
    pub(super) fn pull(&self, part: &Unit) -> u8 {
        let Some((last, before)) = self.units.split_last() else { return 0 };
        // A house is many people; only another mention of the house is the same.
        if part.kind == UnitKind::House && !self.is_single() {
            return 0;
        }
        let exact = |unit: &Unit, strength: u8| match part.likeness(unit) {
            Likeness::Same => strength + 1,
            Likeness::Variant => strength,
            Likeness::Different => 0,
        };
        let by_last = exact(last, 5);
        if by_last > 0 {
            return by_last;
        }
        before
            .iter()
            .enumerate()
            .map(|(n, unit)| match unit.kind {
                UnitKind::Nasab | UnitKind::Kunya => exact(unit, 5),
                // "Muhammad bin Salman Al Saud": the house is seldom said, the rest is the name.
                _ if n == 0 => exact(unit, 1),
                _ => 0,
            })
            .max()
            .unwrap_or(0)
    }
}

fn plain(word: &str) -> Unit {
    // "abumazin" in one word.
    if let Some(name) = word.strip_prefix("ابو").filter(|name| name.chars().count() > 2) {
        return Unit { word: format!("ابو {}", bare(name)), kind: UnitKind::Kunya };
    }
    Unit { word: bare(word).to_owned(), kind: UnitKind::Plain }
}

/// A folded word without the article.
fn bare(word: &str) -> &str {
    match word.strip_prefix("ال") {
        Some(stem) if stem.chars().count() > 2 => stem,
        _ => word,
    }
}

impl Unit {
    /// How alike this part and `other` are.
    pub(super) fn likeness(&self, other: &Self) -> Likeness {
        if self.kind != other.kind {
            return Likeness::Different;
        }
        if self.word == other.word {
            return Likeness::Same;
        }
        // "S. al-Hadi" is Salem, Saad or Samir.
        let initial = |short: &Self, long: &Self| {
            let mut letters = short.word.chars();
            let letter = letters.next().filter(|_| letters.next().is_none());
            letter.is_some_and(|letter| long.word.starts_with(letter))
        };
        if initial(self, other) || initial(other, self) {
            return Likeness::Variant;
        }
        // "Hasan" and "Husayn" differ by a vowel and are two men; so are all common first names.
        let common = |word: &str| GIVEN_NAMES.get(word).iter().any(|given| given.common);
        if common(&self.word) && common(&other.word) {
            return Likeness::Different;
        }
        let (a, b) = (skeleton(&self.word), skeleton(&other.word));
        let letters = self.word.chars().count().min(other.word.chars().count());
        let difference = self.word.chars().count().abs_diff(other.word.chars().count());
        let sounds = a.chars().count();
        // A final alef and a final ha are one foreign vowel.
        let stems = [&self.word, &other.word].map(|word| word.trim_end_matches(['ا', 'ه']));
        if stems[0] == stems[1] && stems[0].chars().count() >= 3 {
            return Likeness::Variant;
        }
        let alike = a == b && letters >= 4 && (sounds >= 4 || sounds == 3 && difference == 1);
        if alike { Likeness::Variant } else { Likeness::Different }
    }
}

/// The consonants of a word, with those letters made equal that stand for one foreign sound.
pub(super) fn skeleton(word: &str) -> String {
    let mut skeleton = String::with_capacity(word.len());
    let mut previous = None;
    for (n, c) in word.chars().enumerate() {
        let sound = match c {
            'ا' | 'و' | 'ي' | 'ه' | 'ؤ' | 'ئ' | 'ء' if n > 0 => continue,
            'غ' | 'گ' => 'ج',
            'ڤ' | 'ڥ' => 'ف',
            'پ' => 'ب',
            'چ' => 'ش',
            'ظ' => 'ز',
            'ث' | 'ط' => 'ت',
            _ => c,
        };
        if previous != Some(sound) {
            skeleton.push(sound);
        }
        previous = Some(sound);
    }
    skeleton
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn covers(full: &str, short: &str, expected: bool) {
        assert_eq!(PersonName::new(full).covers(&PersonName::new(short)), expected, "{full} / {short}");
    }

    #[test]
    fn short_forms_keep_the_order() {
        covers("رجب طيب أردوغان", "رجب أردوغان", true);
        covers("رجب طيب أردوغان", "طيب أردوغان", true);
        covers("رجب طيب أردوغان", "أردوغان رجب", false);
        covers("تميم بن حمد آل ثاني", "تميم بن حمد", true);
        covers("عبد الفتاح السيسي", "عبدالفتاح السيسى", true);
        covers("عبد ربه منصور هادي", "عبدربه منصور هادي", true);
    }

    #[test]
    fn spellings_of_foreign_names() {
        covers("ميخائيل بوغدانوف", "ميخائيل بوجدانوف", true);
        covers("دونالد ترامب", "دونالد ترمب", true);
        covers("فلاديمير بوتين", "فلاديمير بوتن", true);
        covers("بنيامين نتنياهو", "بنيامين نتانياهو", true);
    }

    #[test]
    fn two_persons_stay_two() {
        covers("بشار الأسد", "ماهر الأسد", false);
        covers("أحمد علي عبد الله صالح", "علي عبدالله صالح", false); // the son
        covers("حسن روحاني", "حسين روحاني", false);
        covers("سالم الهادي", "سليم الهادي", false);
        covers("محمد محمود", "محمد حامد", false);
        // The father of somebody is not he.
        covers("أبو محمد الجولاني", "محمد الجولاني", false);
    }

    #[test]
    fn single_parts() {
        let pull = |full, part: &str| {
            let part = PersonName::new(part);
            PersonName::new(full).pull(&part.units[0])
        };
        assert!(pull("محمد بن سلمان آل سعود", "بن سلمان") > 3);
        assert_eq!(pull("محمد بن سلمان", "سلمان"), 0);
        assert!(pull("علي خامنئي", "خامنئي") > pull("علي خامنئي", "علي"));
        assert_eq!(pull("سالم كريم الهادي", "كريم"), 0);
        assert_eq!(pull("شيرين أبو عاقلة", "أبو عاقلة"), 6);
    }
}
