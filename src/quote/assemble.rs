//! Statements from reports: content, kind, speaker, source and confidence put together in the
//! order of the text.

use std::ops::Range;

use super::attribution::{self, Attribution};
use super::complement::{Opening, is_name, is_speech};
use super::context::Context;
use super::cue::Hit;
use super::extent::{Content, Extents};
use super::interview::Answer;
use super::noun_phrase::is_complementiser;
use super::report::Report;
use super::rule::{Rule, Shape};
use super::setting::{self, Zone};
use super::source;
use super::speaker::{Path, Resolved, Speaker, Speakers};
use super::subject::{Subject, Who};
use super::words::{AttributionKind, CueForm, Person, PhraseKind, SourceNoun, Tier};
use super::{Cue, Quote, QuoteKind, Stance};
use crate::actor::ActorId;
use crate::confidence::Confidence;
use crate::text::CleanSpan;

/// How far from the start of a sentence an attribution may be put into it, in tokens.
const MAX_BEFORE: usize = 8;

/// A statement that others may be nested in.
struct Outer {
    tokens: Range<usize>,
    speaker: Option<ActorId>,
    /// Whether it is an answer in an interview, in which others are quoted freely.
    is_answer: bool,
}

/// All statements with a cue, in no order.
pub(super) fn statements(
    cx: &Context<'_>,
    hits: &[Hit],
    reports: &[Report],
    answers: &[Answer],
) -> Vec<Quote> {
    let attributions = attributions(cx, hits);
    let mut extents = Extents::new(cx, hits, reports, &attributions);
    let mut quotes = Vec::new();
    let mut speakers = Speakers::default();
    let mut outer: Vec<Outer> = Vec::new();
    let mut next_attribution = 0;
    let mut next_answer = 0;
    let mut used_marks = None;
    for (n, report) in reports.iter().enumerate() {
        while attributions.get(next_attribution).is_some_and(|found| found.cue.start < report.clause_start) {
            frame(cx, reports, &attributions[next_attribution..], &mut speakers, &mut quotes);
            next_attribution += 1;
        }
        let hit = &hits[report.hit];
        // The verb of an attribution is no report of its own.
        if attributions[..next_attribution].iter().rev().take(2).any(|found| found.cue.contains(&hit.idx)) {
            continue;
        }
        while let Some(answer) =
            answers.get(next_answer).filter(|answer| answer.tokens.start <= report.clause_start)
        {
            outer.clear();
            outer.push(Outer { tokens: answer.tokens.clone(), speaker: answer.speaker, is_answer: true });
            next_answer += 1;
        }
        let Some(content) = extents.content(n) else { continue };
        if used_marks == Some(content.tokens.start) && content.marked {
            continue;
        }
        while outer.last().is_some_and(|outer| outer.tokens.end <= report.clause_start) {
            outer.pop();
        }
        let nested = outer.last().filter(|outer| outer.tokens.contains(&report.clause_start));
        if nested.is_some_and(|outer| !speaks_inside(hit, report, outer)) {
            continue;
        }
        let resolved = match nested {
            // "I said": the speaker speaks of himself.
            _ if hit.person == Person::First => {
                let Some(speaker) = nested.and_then(|outer| outer.speaker) else { continue };
                let speaker = Speaker { actor: Some(speaker), words: None };
                Resolved { speaker, explicit: false, path: Path::Participle }
            }
            // Who has not been named in the answer is nobody who spoke outside of it.
            Some(outer) if outer.is_answer && report.subject.is_none() => Resolved::unclear(),
            // What others say inside a statement does not change who speaks outside.
            Some(_) => speakers.look(cx, hit, report),
            // Nor does what a noun sums up.
            None if hit.form == CueForm::Noun && !report.relayed => speakers.look(cx, hit, report),
            None => speakers.resolve(cx, hit, report),
        };
        // A participle belongs to a verb with a subject, and a phrase alone may say something of a thing.
        let is_phrase = matches!(report.complement.opening, Opening::Phrase | Opening::Object);
        // "I believe" and "he believed" are written alike.
        let is_author = hit.is_verb() && hit.stance == Stance::Believes && report.subject.is_none();
        // "The slogans stress X and reject Y": in the middle of a sentence in which nobody has spoken the
        // verb goes on with another one, rather than with somebody without a name before.
        let goes_on = hit.conjunction
            && hit.is_verb()
            && hit.idx > cx.unit_of(hit.idx).start
            && report.subject.is_none()
            && is_phrase
            && resolved.path == Path::Carried
            && resolved.speaker.actor.is_none();
        if goes_on {
            continue;
        }
        if resolved.path == Path::Unclear && (hit.form == CueForm::Participle || is_phrase || is_author) {
            continue;
        }
        let own = resolved.speaker.actor;
        let zone = Zone::of(cx, hit, report);
        let addressee = setting::addressee(cx, hit, report, &zone)
            .filter(|addressee| own.is_none() || addressee.actor != own)
            .filter(|addressee| resolved.speaker.words.is_none_or(|words| !words.overlaps(addressee.span)));
        let via = if let Some(outer) = nested {
            outer.speaker
        } else {
            let beside = source::Beside {
                resolved: &resolved,
                zone: &zone,
                addressee: addressee.as_ref(),
                attributions: &attributions,
                quotes: &quotes,
            };
            source::via(cx, hit, report, &beside)
        };
        let via = via.filter(|&actor| Some(actor) != own);
        if content.marked {
            used_marks = Some(content.tokens.start);
        }
        let Some(mut quote) = quote(cx, hit, report, &content, &resolved) else { continue };
        quote.via = via;
        if let Some(source) = passed_on(cx, report, &attributions, own) {
            quote.via = own;
            quote.speaker = source.who.actor();
            quote.speaker_span = cx.source_span(source.words.clone());
        }
        quote.medium = setting::medium(cx, report, &zone);
        quote.addressee = addressee;
        outer.push(Outer { tokens: content.tokens, speaker: own, is_answer: false });
        quotes.push(quote);
    }
    for n in next_attribution..attributions.len() {
        frame(cx, reports, &attributions[n..], &mut speakers, &mut quotes);
    }
    quotes
}

/// Whether a cue inside `outer` reports a statement of its own.
fn speaks_inside(hit: &Hit, report: &Report, outer: &Outer) -> bool {
    let clear = report.complement.opening.is_clear();
    let freely = outer.is_answer && clear && hit.tier > Tier::Weak && hit.form == CueForm::Perfect;
    freely || hit.person == Person::First && clear || speaks_for_itself(hit, report)
}

/// Whether a cue inside another statement has a claim of its own: a speaker beside it and clear
/// words of saying.
fn speaks_for_itself(hit: &Hit, report: &Report) -> bool {
    let Some(subject) = &report.subject else { return false };
    let named = matches!(subject.who, Who::Actor(_));
    let clear = report.complement.opening.is_clear();
    (named || clear) && (hit.tier > Tier::Weak || hit.form == CueForm::Noun && named)
}

fn attributions(cx: &Context<'_>, hits: &[Hit]) -> Vec<Attribution> {
    let mut found: Vec<Attribution> = Vec::new();
    let mut idx = 0;
    while idx < cx.tokens.len() {
        // What stands in marks is the speaker's, not the narrator's.
        match cx.marks.around(idx) {
            Some(marked) if !is_name(cx, marked) => {
                idx = marked.close.end;
                continue;
            }
            _ => {}
        }
        match attribution::at(cx, hits, idx) {
            Some(attribution) => {
                idx = attribution.end.max(idx + 1);
                found.push(attribution);
            }
            None => idx += 1,
        }
    }
    found
}

fn quote(
    cx: &Context<'_>,
    hit: &Hit,
    report: &Report,
    content: &Content,
    resolved: &Resolved,
) -> Option<Quote> {
    let span = cx.span(content.tokens.clone())?;
    let stance = match hit.stance {
        Stance::Denies if hit.negated => Stance::Hedges,
        stance => stance,
    };
    Some(Quote {
        span,
        kind: kind(cx, content, report.complement.opening == Opening::Colon),
        cue: Some(Cue { span: hit.span, lemma: hit.lemma.clone(), stance }),
        speaker: resolved.speaker.actor,
        speaker_span: if resolved.explicit || resolved.speaker.actor.is_none() {
            resolved.speaker.words
        } else {
            None
        },
        via: None,
        addressee: None,
        medium: None,
        confidence: confidence(hit, report, resolved),
        rule: Rule::Report(report.complement.opening, resolved.path),
    })
}

/// Whose words an outlet passes on: "the television said, quoting the committee, that".
fn passed_on<'a>(
    cx: &Context<'_>,
    report: &Report,
    attributions: &'a [Attribution],
    own: Option<ActorId>,
) -> Option<&'a Subject> {
    // "The newspaper", whichever it is.
    let is_outlet = own.map_or_else(
        || {
            let subject = report.subject.as_ref();
            subject.is_some_and(|subject| cx.source_noun(subject.words.start) == Some(SourceNoun::Outlet))
        },
        |own| cx.is_outlet(own),
    );
    if !is_outlet {
        return None;
    }
    let first = attributions.partition_point(|found| found.cue.start < report.clause_start);
    let quoting = attributions[first..]
        .iter()
        .take_while(|found| found.cue.start < report.complement.start)
        .find(|found| cx.after_conjunction(found.cue.start) == "نقلا")?;
    quoting.subject.as_ref()
}

/// Direct where marks hold everything, mixed where they hold some of the speaker's words; marks
/// around a name say nothing.
fn kind(cx: &Context<'_>, content: &Content, after_colon: bool) -> QuoteKind {
    if content.marked || after_colon {
        return QuoteKind::Direct;
    }
    let marked = cx.marks.as_slice();
    let first = marked.partition_point(|marked| marked.open.start < content.tokens.start);
    let has_wording = marked[first..]
        .iter()
        .take_while(|marked| marked.open.start < content.tokens.end)
        .any(|marked| marked.is_closed() && !is_name(cx, marked));
    if has_wording { QuoteKind::Mixed } else { QuoteKind::Indirect }
}

/// A statement whose source is named outside it by the first of `attributions`: "…, according to the
/// ministry".
fn frame(
    cx: &Context<'_>,
    reports: &[Report],
    attributions: &[Attribution],
    speakers: &mut Speakers,
    quotes: &mut Vec<Quote>,
) {
    let Some(found) = attributions.first() else { return };
    let unit = cx.unit_of(found.cue.start);
    let first = reports.partition_point(|report| report.clause_start < unit.start);
    let reported = reports[first..]
        .iter()
        .take_while(|report| report.clause_start < unit.end)
        .any(|report| !found.cue.contains(&report.clause_start));
    if reported {
        // "…, according to a military source": nobody's statement but his, if he speaks again.
        if let Some(subject) = found.subject.as_ref().filter(|subject| subject.who == Who::Unnamed) {
            speakers.note_aside(cx, cx.source_span(subject.words.clone()), found.cue.start);
        }
        return;
    }
    // "…, according to officials, the agency reported": the first says who, the second through whom.
    if let Some(last) = quotes.last_mut().filter(|last| {
        matches!(last.rule, Rule::Shape(Shape::AttributionBefore | Shape::AttributionAfter))
            && unit.contains(&cx.tokens.within(last.span).start)
    }) {
        last.via = last.via.or_else(|| attributed(found).filter(|&actor| Some(actor) != last.speaker));
        return;
    }
    let before = unit.start..found.cue.start;
    let after = found.end..unit.end;
    let leads = !before.clone().any(|idx| cx.is_word(idx) && !super::cue::is_connector(cx, idx));
    // In the middle of a clause it belongs to what goes on behind it, but for "in his words".
    let closes = found.end >= unit.end || !cx.is_word(found.end);
    let is_inside = found.is_put_in(cx);
    if !leads && !closes && !is_inside {
        return;
    }
    // Between pauses it is put into the statement: "the country, according to X, has".
    let next_follows = attributions.get(1).is_some_and(|next| next.cue.start <= found.end + 1);
    let put_in = !leads
        && !next_follows
        && (cx.is_pause(found.end) || is_inside)
        && (found.end..unit.end).filter(|&idx| cx.is_word(idx)).take(3).count() == 3
        && before.len() < MAX_BEFORE;
    let mut tokens = match (leads, put_in) {
        (true, _) => after,
        (false, true) => unit.clone(),
        (false, false) => before,
    };
    while tokens.start < tokens.end
        && (!cx.is_word(tokens.start) && !cx.is_mark(tokens.start)
            || matches!(cx.folded(tokens.start), "فان" | "فقد" | "وقد" | "والتي" | "و" | "فانه" | "فانها"))
    {
        tokens.start += 1;
    }
    // "It is mentioned", "noted", "worth" saying that: the narrator's opening; what is expected is a part
    // of the statement.
    let notes = matches!(cx.after_conjunction(tokens.start), "يذكر" | "يشار" | "تجدر" | "جدير" | "الجدير");
    if notes
        && let Some(end) = cx.phrase_at(tokens.start, PhraseKind::Formula).filter(|&end| end < tokens.end)
    {
        tokens.start = if is_complementiser(cx, end) { end + 1 } else { end };
    }
    while tokens.start < tokens.end
        && (!cx.is_word(tokens.end - 1) && !cx.is_mark(tokens.end - 1) || cx.folded(tokens.end - 1) == "وذلك")
    {
        tokens.end -= 1;
    }
    if tokens.clone().filter(|&idx| cx.is_word(idx)).take(4).count() < 4 {
        return;
    }
    let who = found.subject.as_ref().map(|subject| speakers.name(cx, subject, &unit));
    let resolved = match who {
        Some(resolved) => resolved,
        // "As he put it" goes on with the last speaker.
        None if leads => return,
        None => match speakers.last_turn(cx, &unit) {
            Some(speaker) => Resolved { speaker, explicit: false, path: Path::Carried },
            None => return,
        },
    };
    let speech = last_mark(cx, &tokens).filter(|_| !leads);
    let content = match speech {
        Some(inner) => Content { tokens: inner, marked: true },
        None => Content { tokens, marked: false },
    };
    let (Some(span), Some(cue)) = (cx.span(content.tokens.clone()), cue_span(cx, found)) else { return };
    speakers.note(cx, resolved.speaker.clone(), found.cue.start);
    // "As Reuters quoted a source": the outlet stands between the cue and its source.
    let between = found.subject.as_ref().map_or(0..0, |subject| found.cue.end..subject.words.start);
    let passes_on =
        cx.mentions_in(between).iter().map(|mention| mention.actor).find(|&actor| cx.is_outlet(actor));
    let lemma = cx.tokens.surface(found.cue.start).trim_start_matches('\u{0648}').to_owned();
    quotes.push(Quote {
        span,
        kind: kind(cx, &content, false),
        cue: Some(Cue { span: cue, lemma, stance: found.stance }),
        speaker: resolved.speaker.actor,
        speaker_span: resolved.speaker.words.filter(|_| resolved.explicit),
        via: source::channel(cx, found.cue.start..found.end, resolved.speaker.actor).or(passes_on),
        addressee: None,
        medium: setting::in_words(cx, found.cue.end..found.end),
        confidence: Confidence::new(if found.kind == AttributionKind::Tail { 55 } else { 75 }),
        rule: Rule::Shape(if leads { Shape::AttributionBefore } else { Shape::AttributionAfter }),
    });
}

fn cue_span(cx: &Context<'_>, found: &Attribution) -> Option<CleanSpan> {
    let whole = cx.span(found.cue.clone())?;
    let skip = cx.folded(found.cue.start).len() - cx.after_conjunction(found.cue.start).len();
    let start =
        if cx.folded(found.cue.start).starts_with('و') && !cx.folded(found.cue.start).starts_with("وفق") {
            cx.tokens.offset_of_folded(found.cue.start, skip)
        } else {
            whole.start()
        };
    Some(CleanSpan::new(start.min(whole.end()), whole.end()))
}

/// Marks that end a clause and hold speech: only they are the statement.
fn last_mark(cx: &Context<'_>, tokens: &Range<usize>) -> Option<Range<usize>> {
    let marked = cx.marks.closed_before(tokens.end)?;
    (marked.open.start >= tokens.start && is_speech(cx, marked, false)).then(|| marked.inner.clone())
}

/// The product of what is known about cue, opening and speaker, in hundredths; the factors are the
/// shares of right statements that `tests/quote_rates.rs` measures.
fn confidence(hit: &Hit, report: &Report, resolved: &Resolved) -> Confidence {
    let opening = match report.complement.opening {
        Opening::Marks | Opening::Clause => 98,
        Opening::Colon => 96,
        Opening::Question => 90,
        Opening::Phrase => 89,
        Opening::Object => 88,
    };
    let tier = match (hit.form, hit.tier) {
        (CueForm::Noun, _) => 88,
        (_, Tier::Strong) => 100,
        (_, Tier::Medium) => 97,
        (_, Tier::Weak) => 90,
    };
    // Who has no name may have one that was not found.
    let is_named = resolved.speaker.actor.is_some();
    let path = match (resolved.path, is_named) {
        (Path::Participle, true) => 97,
        (Path::Subject, true) => 96,
        (Path::Coordinated, true) => 87,
        (Path::Carried | Path::Again, true) => 82,
        (Path::Subject, false) => 72,
        (Path::Possessive, true) => 60,
        (Path::Again | Path::Participle | Path::Possessive, false) => 58,
        (Path::Coordinated | Path::Carried, false) => 52,
        (Path::Unclear, _) => 40,
    };
    Confidence::new((opening * tier * path / 10_000_u32).min(99) as u8)
}

/// The actor of an attribution, if it names one.
pub(super) fn attributed(found: &Attribution) -> Option<ActorId> {
    match found.subject.as_ref()?.who {
        Who::Actor(actor) => Some(actor),
        _ => None,
    }
}
