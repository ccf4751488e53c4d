//! The different words of the texts read so far, and what is known of each for good.
//!
//! Texts repeat their words, and each other's. What a folded word means to the lists, and what the
//! layers work out from the word alone, is worked out once and kept from text to text. It is nothing
//! but functions of the word, so an analysis does not depend on what was read before it.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use super::Tokens;
use super::clitic::{Proclitics, Split};
use crate::hash::{WordMap, hash};
use crate::lexicon::{Found, Holders, Stems};

/// A folded word, with what it may begin with and what the lists know of it.
#[derive(Debug)]
pub(super) struct Form {
    /// The word lies beside what is known of it: what is far apart in memory is slow to reach.
    bytes: [u8; MAX_BYTES],
    len: u8,
    pub(super) proclitics: Proclitics,
    /// Number of its holders.
    pub(super) holders: u16,
    pub(super) stems: Stems,
}

/// Longer words, of more than fifteen Arabic letters, are not remembered.
const MAX_BYTES: usize = 30;

/// Forms by number, and an open-addressed table to find them.
#[derive(Debug, Default)]
pub(super) struct Forms {
    /// Of the same number the same forms, see [`Remembered`].
    pub(super) edition: u32,
    list: Vec<Form>,
    holders: AllHolders,
    /// 0, or one more than the number of a form in the low bits and a part of its hash above.
    slots: Vec<u32>,
}

/// The different holders of forms, by number; many forms have the same.
#[derive(Debug)]
struct AllHolders {
    list: Vec<Holders>,
    numbers: WordMap<Holders, u16>,
}

impl Default for AllHolders {
    fn default() -> Self {
        Self { list: vec![Holders::ALL], numbers: WordMap::default() }
    }
}

impl AllHolders {
    /// The number of holders, or where there are too many the number of all lists.
    fn number(&mut self, holders: Holders) -> u16 {
        if let Some(&number) = self.numbers.get(&holders) {
            return number;
        }
        let Ok(next) = u16::try_from(self.list.len()) else { return UNKNOWN };
        self.list.push(holders);
        self.numbers.insert(holders, next);
        next
    }
}

/// Number of the holders of what is no remembered form.
pub(super) const UNKNOWN: u16 = 0;

/// Bits of a slot that number a form.
const NUMBER: u32 = (1 << 20) - 1;
/// So many forms are kept from text to text: those of some twenty articles, 800 kB. More would be no
/// faster, as they would lie too far off.
const MAX_KEPT: usize = 1 << 13;
/// So many have room in one text; those behind them are looked up wherever they stand.
const MAX_IN_TEXT: usize = 1 << 17;

impl Forms {
    /// The number of a form, which is known from now on if there is room.
    pub(super) fn number(&mut self, folded: &str) -> Option<u32> {
        let word = folded.as_bytes();
        let hash = hash_of(word);
        if self.slots.len() < 2 * self.list.len() + 2 {
            self.grow();
        }
        let slot = match find(&self.slots, hash, |number| same(self.list[number as usize].word(), word)) {
            Ok(number) => return Some(number),
            Err(slot) => slot,
        };
        if word.len() > MAX_BYTES || self.list.len() >= MAX_IN_TEXT {
            return None;
        }
        self.list.push(Form::new(folded, &mut self.holders));
        self.slots[slot] = hash & !NUMBER | self.list.len() as u32;
        Some(self.list.len() as u32 - 1)
    }

    /// The form of this number.
    pub(super) fn get(&self, number: u32) -> Option<&Form> {
        self.list.get(number as usize)
    }

    /// The holders of this number.
    pub(super) fn holders(&self, number: u16) -> Holders {
        self.holders.list.get(usize::from(number)).copied().unwrap_or(Holders::ALL)
    }

    fn grow(&mut self) {
        let mut slots = vec![0; (self.slots.len() * 2).max(256)];
        for (number, form) in (1..).zip(&self.list) {
            let hash = hash_of(form.word());
            if let Err(slot) = find(&slots, hash, |_| false) {
                slots[slot] = hash & !NUMBER | number;
            }
        }
        self.slots = slots;
    }
}

/// The number of the form of this hash that `is_it` says of, or the slot that is free for it.
fn find(slots: &[u32], hash: u32, is_it: impl Fn(u32) -> bool) -> Result<u32, usize> {
    let mask = slots.len() - 1;
    let mut slot = hash as usize & mask;
    // Half of the slots are empty, so the walk ends.
    while let Some(number) = (slots[slot] & NUMBER).checked_sub(1) {
        if (slots[slot] ^ hash) & !NUMBER == 0 && is_it(number) {
            return Ok(number);
        }
        slot = (slot + 1) & mask;
    }
    Err(slot)
}

impl Form {
    fn new(folded: &str, all: &mut AllHolders) -> Self {
        let word = folded.as_bytes();
        let mut bytes = [0; MAX_BYTES];
        bytes[..word.len()].copy_from_slice(word);
        let proclitics = Proclitics::of(folded);
        let (stems, holders) = Stems::new(folded);
        Self { bytes, len: word.len() as u8, proclitics, holders: all.number(holders), stems }
    }

    fn word(&self) -> &[u8] {
        &self.bytes[..usize::from(self.len)]
    }
}

/// Whether two words are one: eight letters at a time, where the standard comparison of WebAssembly is
/// a call that goes byte by byte.
fn same(a: &[u8], b: &[u8]) -> bool {
    if a.len() != b.len() {
        return false;
    }
    let (Some(end_a), Some(end_b)) = (a.last_chunk::<8>(), b.last_chunk::<8>()) else {
        return a.iter().zip(b).all(|(a, b)| a == b);
    };
    let number = |eight: &[u8; 8]| u64::from_le_bytes(*eight);
    number(end_a) == number(end_b)
        && a.as_chunks::<8>().0.iter().zip(b.as_chunks::<8>().0).all(|(a, b)| number(a) == number(b))
}

fn hash_of(word: &[u8]) -> u32 {
    (hash(word) >> 32) as u32
}

thread_local! {
    static FORMS: RefCell<Rc<RefCell<Forms>>> = RefCell::default();
}

/// The forms that all texts of a thread share.
pub(super) fn forms() -> Rc<RefCell<Forms>> {
    FORMS.with_borrow_mut(|forms| {
        // Numbers must hold as long as there is a text that has some.
        let has_texts = Rc::strong_count(forms) > 1;
        if !has_texts && forms.borrow().list.len() > MAX_KEPT {
            let edition = forms.borrow().edition.wrapping_add(1);
            forms.replace(Forms { edition, ..Forms::default() });
        }
        Rc::clone(forms)
    })
}

/// What the lists know a folded word as, remembered for when it comes again.
pub(crate) fn found(folded: &str) -> Found {
    let forms = forms();
    let mut forms = forms.borrow_mut();
    match forms.number(folded).and_then(|number| forms.get(number)) {
        Some(form) => form.stems.found(folded, Split::WHOLE),
        None => Found::word(folded),
    }
}

/// What a layer works out from forms alone, kept as long as they are.
#[derive(Debug)]
pub(crate) struct Remembered<T> {
    edition: Cell<Option<u32>>,
    by_form: RefCell<Vec<Option<T>>>,
}

impl<T: Clone> Remembered<T> {
    pub(crate) const fn new() -> Self {
        Self { edition: Cell::new(None), by_form: RefCell::new(Vec::new()) }
    }

    /// What `work_out` gives for token `idx`, which must depend on its folded form alone.
    pub(crate) fn of(&self, tokens: &Tokens<'_>, idx: usize, work_out: impl FnOnce() -> T) -> T {
        let Some(number) = tokens.form(idx).map(|number| number as usize) else { return work_out() };
        if self.edition.replace(Some(tokens.edition())) != Some(tokens.edition()) {
            self.by_form.take();
        }
        if let Some(known) = self.by_form.borrow().get(number).and_then(Clone::clone) {
            return known;
        }
        let new = work_out();
        let mut by_form = self.by_form.borrow_mut();
        if by_form.len() <= number {
            by_form.resize(number + 1, None);
        }
        by_form[number] = Some(new.clone());
        new
    }
}

impl<T: Clone + Default> Remembered<[T; Split::MOST]> {
    /// The same for each way to take proclitics off token `idx`, in the order of its splits.
    pub(crate) fn of_splits(
        &self,
        tokens: &Tokens<'_>,
        idx: usize,
        work_out: impl Fn(Split) -> T,
    ) -> [T; Split::MOST] {
        self.of(tokens, idx, || tokens.by_split(idx, work_out))
    }
}
