//! Who held which office when: `office_holders.tsv`.
//!
//! The list never makes an actor. It only tells whether somebody whom the article names held the
//! office that the article speaks of on the day of the article, and which names are one person.

use std::sync::LazyLock;

use super::Gender;
use super::people::Person;
use super::scene::Scene;
use super::word_class::without_article;
use crate::lexicon::{Entry, Lexicon, lexicon};
use crate::text::fold;
use crate::time::Date;

/// A term of office.
#[derive(Debug)]
pub(super) struct Term {
    pub(super) holder: Box<str>,
    pub(super) office: Box<str>,
    pub(super) country: Box<str>,
    /// The words of the organisation, folded, without article; none for offices of states.
    pub(super) body: Vec<String>,
    pub(super) feminine: bool,
    from: (i32, u8),
    to: (i32, u8),
}

impl Entry for Term {
    fn read(columns: &[&str]) -> Self {
        let column = |n: usize| columns.get(n).copied().unwrap_or("");
        Self {
            holder: column(0).into(),
            office: column(1).into(),
            country: column(2).into(),
            body: match column(3) {
                "-" => Vec::new(),
                body => fold(body).split_whitespace().map(|word| without_article(word).to_owned()).collect(),
            },
            feminine: column(4) == "f",
            from: month(column(5)).unwrap_or((0, 1)),
            to: month(column(6)).unwrap_or((i32::MAX, 12)),
        }
    }
}

/// The year and month of `YYYY[-MM[-DD]]`; without a month a term ends with its year.
fn month(date: &str) -> Option<(i32, u8)> {
    let mut parts = date.split('-');
    let year = parts.next()?.parse().ok()?;
    Some((year, parts.next().and_then(|month| month.parse().ok()).unwrap_or(12)))
}

static HOLDERS: LazyLock<Lexicon<Term>> = LazyLock::new(|| lexicon!("office_holders"));

/// The terms of everybody who goes by this folded name.
pub(super) fn terms_of(folded: &str) -> &'static [Term] {
    HOLDERS.get(folded)
}

/// The one holder that a folded name means, if the list knows only one.
pub(super) fn holder_of(folded: &str) -> Option<&'static str> {
    let mut holders = terms_of(folded).iter().map(|term| &*term.holder);
    let first = holders.next()?;
    holders.all(|holder| holder == first).then_some(first)
}

/// Terms of office that the persons of the article hold on its day.
pub(super) fn terms_on(scene: &Scene<'_>, people: &[Person], date: Option<Date>) -> Vec<Vec<&'static Term>> {
    let Some(date) = date else { return vec![Vec::new(); people.len()] };
    people
        .iter()
        .map(|person| {
            let mut found: Vec<&'static Term> = Vec::new();
            for &name in person.names.iter().take(8) {
                for term in terms_of(&scene.folded_name(name)) {
                    let fits =
                        term.covers(date) && (!term.feminine || person.gender != Some(Gender::Masculine));
                    if fits && !found.iter().any(|known| std::ptr::eq(*known, term)) {
                        found.push(term);
                    }
                }
            }
            found
        })
        .collect()
}

impl Term {
    /// Whether the term runs on `date`; its ends are only sure to about a month.
    pub(super) fn covers(&self, date: Date) -> bool {
        let day = (date.year(), date.month());
        self.from <= day && day <= self.to
    }

    /// The term as an interval of months; an end that is not known stays open.
    pub(super) fn interval(&self) -> String {
        let end = |(year, month): (i32, u8), open: bool| {
            if open { "..".to_owned() } else { format!("{year:04}-{month:02}") }
        };
        format!("{}/{}", end(self.from, self.from.0 == 0), end(self.to, self.to.0 == i32::MAX))
    }

    /// Whether the words of a description name the organisation whose head this is.
    pub(super) fn is_office_of(&self, words: &[String]) -> bool {
        let mut rest = words.iter();
        self.body.len() > 1
            && matches!(&*self.office, "head_of_body" | "party_leader")
            && self.body.iter().all(|word| rest.by_ref().any(|other| other == word))
    }

    /// Whether it is a term of the office that a text calls `office` of `country`.
    pub(super) fn is(&self, office: &str, country: &str) -> bool {
        let state = match office {
            "head" | "monarch" | "emir" | "sultan" | "emperor" | "leader" => "head_of_state",
            "adviser" if matches!(country, "DE" | "AT") => "head_of_government",
            other => other,
        };
        *self.country == *country && *self.office == *state
    }
}
