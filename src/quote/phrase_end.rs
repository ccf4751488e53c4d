//! Where the words for a source end: titles, names, appositions, and phrases that say more of an
//! unnamed source.

use super::context::{Context, TokenMention};
use super::head::{can_begin, is_time};
use super::noun_phrase::{
    adverbial, is_act_noun, is_complementiser, is_definite, is_definite_adjective, is_nisba, is_particle,
    opens_with_bi,
};
use super::words::{PhraseKind, SourceNoun};
use crate::actor::MentionForm;
use crate::names::{EntityKind, NISBAS};

/// Where the noun phrase that starts at `start` ends, at `limit` at the latest.
pub(super) fn extent(cx: &Context<'_>, start: usize, limit: usize) -> usize {
    let mut idx = start;
    let mut named = false;
    let mut name = None;
    let mut definite = false;
    // A plural in -un, or a noun with a nationality without the article, governs nothing definite.
    let head = cx.folded(start);
    let mut free = is_people(cx, start) && !is_definite(head) && head.ends_with("ون");
    while idx < limit {
        if let Some(mention) = cx.mention_at(idx) {
            // "Activists told the organisation": it belongs to "told".
            if idx > start && !named && tells(cx, start) && is_told(cx, mention) {
                break;
            }
            // An institution behind people is no name of theirs.
            if definite && !named && !is_person(cx, idx) {
                break;
            }
            // Another name behind a name is no part of it.
            if name.is_some_and(|name| name != mention.actor) && mention.tokens.start == idx {
                break;
            }
            if mention.form == MentionForm::Name {
                name = Some(mention.actor);
            }
            idx = mention.tokens.end.max(idx + 1);
            named = true;
            continue;
        }
        if cx.is_mark(idx) {
            match cx.marks.opened_at(idx) {
                Some(marked) if marked.is_closed() && marked.inner.len() <= 4 && !named => {
                    idx = marked.close.end;
                    named = true;
                }
                // The marks of a name that was just read.
                _ if named && idx > start && cx.marks.closed_before(idx + 1).is_some() => idx += 1,
                _ if idx == start || cx.mention_at(idx + 1).is_some() => idx += 1,
                _ => break,
            }
            continue;
        }
        let surface = cx.tokens.surface(idx);
        if surface == "(" && cx.tokens.surface(idx + 2) == ")" {
            idx += 3;
            continue;
        }
        if !cx.is_word(idx) {
            // An apposition: "the minister, Sami al-Hadi,".
            if cx.is_pause(idx) && idx + 1 < limit && begins_apposition(cx, idx + 1) {
                idx += 1;
                continue;
            }
            break;
        }
        let folded = cx.folded(idx);
        let first = idx == start;
        if !first
            && (is_particle(folded)
                || is_complementiser(cx, idx)
                // "Informed" is written like "the beginning of".
                || adverbial(cx, idx).is_some() && !(folded == "مطلع" && idx == start + 1)
                || is_act_noun(surface, folded) && !(idx == start + 1 && is_construct(cx, start))
                // "A statement that the agency carried".
                || cx.phrase_at(idx, PhraseKind::Occasion).is_some() && is_document(cx, start)
                || opens_with_bi(cx, idx) && !is_nisba(cx, idx))
        {
            break;
        }
        // "Told the reporters": they are spoken to.
        if named && folded.starts_with("ال") && (is_audience(cx, idx) || is_plural(folded)) {
            break;
        }
        // "Accused the president the Westerners": the plural of an adjective says nothing of one man.
        if idx == start + 1 && folded.ends_with("يين") && is_one_person(cx, start) {
            break;
        }
        let is_definite_word = is_definite(folded);
        if free && !first && is_definite_word && !is_of_origin(folded) {
            break;
        }
        free |= !first && !definite && !is_definite_word && is_nationality(folded);
        if named && !is_definite_adjective(folded) && cx.source_noun(idx) != Some(SourceNoun::Anonymous) {
            break;
        }
        // "Told reporters": those who are spoken to.
        if !first && folded.starts_with('ل') && is_audience(cx, idx) {
            break;
        }
        if definite && !is_definite_adjective(folded) {
            // A name may follow the title.
            let name_follows = (idx..limit.min(idx + 3)).any(|next| is_person(cx, next));
            if !name_follows {
                break;
            }
        }
        definite |= is_definite_word;
        idx += 1;
    }
    idx
}

fn is_document(cx: &Context<'_>, idx: usize) -> bool {
    cx.source_noun(idx) == Some(SourceNoun::Document)
}

/// Whether the noun is one for people without names.
fn is_people(cx: &Context<'_>, idx: usize) -> bool {
    cx.source_noun(idx) == Some(SourceNoun::Anonymous)
}

/// Whether the noun is a title of one person.
fn is_one_person(cx: &Context<'_>, idx: usize) -> bool {
    cx.source_noun(idx) == Some(SourceNoun::Honorific)
        && !["ون", "ين", "اء"].iter().any(|ending| cx.folded(idx).ends_with(ending))
}

/// Whether people in the plural, a source or a witness may tell something to whoever follows with li-;
/// a spokesman or an adviser of the same form belongs to him.
fn tells(cx: &Context<'_>, idx: usize) -> bool {
    let folded = cx.folded(idx);
    let plural = folded.ends_with("ون") || folded.ends_with("اء") || folded.contains("مصادر");
    let one = ["مصدر", "شاهد", "ناشط"].iter().any(|noun| folded.contains(noun));
    is_people(cx, idx) && !is_definite(folded) && (plural || one)
        || matches!(folded, "شهود" | "سكان" | "اهالي" | "نشطاء")
}

/// Whether a mention is an organisation behind li-.
fn is_told(cx: &Context<'_>, mention: &TokenMention) -> bool {
    let organisation =
        cx.actors.get(mention.actor).is_some_and(|actor| actor.kind == EntityKind::Organisation);
    organisation && !cx.starts_bare(mention) && cx.folded(mention.tokens.start).starts_with('ل')
}

fn is_nationality(folded: &str) -> bool {
    NISBAS.get(folded).iter().any(|nisba| nisba.country.is_some())
}

/// Whether the words are for kin or followers of somebody, who is not one of them: "the family of".
pub(super) fn is_kin(cx: &Context<'_>, idx: usize) -> bool {
    matches!(cx.folded(idx), "عائله" | "اسره" | "اهل" | "اهالي" | "ذوو" | "ذوي" | "اقارب" | "انصار")
}

/// "Of nationality", "of origin": definite behind an adjective that is not ("American of nationality").
fn is_of_origin(folded: &str) -> bool {
    matches!(folded, "الجنسيه" | "الاصل" | "المولد" | "المنشا")
}

/// Over phrases that say more of an unnamed source: "of the ministry", "in the name of the army".
pub(super) fn widen(cx: &Context<'_>, from: usize, limit: usize) -> usize {
    let mut idx = from;
    for _ in 0..3 {
        let links = cx.folded(idx) == "باسم" || matches!(cx.folded(idx), "من" | "في" | "عن" | "لدي" | "علي");
        let is_other = cx.phrase_at(idx + 1, PhraseKind::Occasion).is_some()
            || matches!(cx.source_noun(idx + 1), Some(SourceNoun::Document))
            || super::setting::is_medium(cx, idx + 1)
            || is_time(cx, idx + 1)
            || adverbial(cx, idx).is_some() && cx.folded(idx) != "باسم";
        if idx + 1 >= limit || !links || is_other || !can_begin(cx, idx + 1) {
            break;
        }
        idx = extent(cx, idx + 1, limit).max(idx + 1);
    }
    idx.min(limit)
}

/// Sound plurals, and broken ones of the shape fu''al ("the residents", "the workers"): no apposition
/// to a name.
fn is_plural(folded: &str) -> bool {
    ["ون", "ين"].iter().any(|ending| folded.ends_with(ending)) && !is_definite_adjective(folded)
        || folded.chars().rev().nth(1) == Some('ا')
}

/// Whether the noun at `idx` is a body of people without the article: a genitive follows it ("the
/// media", "security forces").
pub(super) fn is_construct(cx: &Context<'_>, idx: usize) -> bool {
    cx.source_noun(idx) == Some(SourceNoun::Collective) && !is_definite(cx.folded(idx))
}

/// "To reporters", "to the agency": with li- before a noun for the press.
fn is_audience(cx: &Context<'_>, idx: usize) -> bool {
    let folded = cx.folded(idx);
    let is_press = ["صحفي", "صحافي", "اعلام", "مراسل"].iter().any(|stem| folded.contains(stem));
    is_press || cx.source_noun(idx) == Some(SourceNoun::Outlet) && !cx.is_mark(idx)
}

fn is_person(cx: &Context<'_>, idx: usize) -> bool {
    let actor = cx.mention_at(idx).and_then(|mention| cx.actors.get(mention.actor));
    actor.is_some_and(|actor| actor.kind == EntityKind::Person)
}

fn begins_apposition(cx: &Context<'_>, idx: usize) -> bool {
    let idx = if cx.is_mark(idx) { idx + 1 } else { idx };
    cx.mention_at(idx).is_some_and(|mention| {
        mention.tokens.start == idx
            && cx.starts_bare(mention)
            && cx.actors.get(mention.actor).is_some_and(|actor| actor.kind == EntityKind::Person)
    })
}
