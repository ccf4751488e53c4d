//! From persons, bodies and descriptions to numbered actors, the most important first.

use std::cmp::Reverse;

use super::anaphora::BodyMention;
use super::bind::Binding;
use super::bodies::Body;
use super::holders::Term;
use super::joint::{Member, Pair};
use super::nation::nisba_at;
use super::office::{Office, office_of};
use super::people::Person;
use super::pronoun::{Antecedent, pronouns};
use super::refer::Reference;
use super::role::Role;
use super::rule::{MentionRule, Rule};
use super::scene::Scene;
use super::word_class::is_intransitive_speech;
use super::{Actor, ActorId, Actors, Gender, Mention, MentionForm, Number, RoleClass, RolePhrase};
use crate::confidence::Confidence;
use crate::names::EntityKind;
use crate::sort;
use crate::text::CleanSpan;

/// What the steps before found.
#[derive(Clone, Copy)]
pub(super) struct Findings<'f> {
    pub(super) roles: &'f [Role],
    pub(super) bindings: &'f [Binding],
    pub(super) references: &'f [Reference],
    pub(super) people: &'f [Person],
    /// The person whom each name names.
    pub(super) person_of: &'f [Option<usize>],
    pub(super) terms: &'f [Vec<&'static Term>],
    pub(super) bodies: &'f [Body],
    pub(super) generics: &'f [BodyMention],
    pub(super) pairs: &'f [Pair],
}

/// An actor with what its place in the order depends on.
struct Draft {
    actor: Actor,
    weight: u32,
}

/// Makes the actors and puts them in order.
pub(super) fn actors(scene: &Scene<'_>, found: &Findings<'_>) -> Actors {
    let mut drafts: Vec<Draft> = Vec::with_capacity(found.people.len() + found.bodies.len());
    for (number, person) in found.people.iter().enumerate() {
        let country = country_of(&found.terms[number]).or_else(|| nationality_of(scene, found.roles, person));
        drafts.push(draft(scene, EntityKind::Person, &person.names, country, person.gender));
    }
    for body in found.bodies {
        drafts.push(draft(scene, body.kind, &body.names, body.country, None));
    }

    let mut phrases: Vec<RolePhrase> = found.roles.iter().map(phrase).collect();
    for binding in found.bindings {
        let (Some(role), Some(person)) = (found.roles.get(binding.role), found.person_of[binding.name])
        else {
            continue;
        };
        let actor = &mut drafts[person].actor;
        let office = role.names_an_office() || role.title.class == RoleClass::Relation;
        if office && actor.country.is_none() && !speaks_of_another(scene, role) {
            actor.country = known_country(binding.country);
        }
        let owner = role.inner.as_deref().zip(role.person.and_then(|name| found.person_of[name]));
        if let Some((inner, owner)) =
            owner.filter(|&(_, owner): &(_, usize)| drafts[owner].actor.country.is_none())
        {
            drafts[owner].actor.country = known_country(inner.country);
        }
        let actor = &mut drafts[person].actor;
        if binding.whole {
            phrases[binding.role].actor = Some(person as ActorId);
            if role.definite && is_mention(role) {
                let shown = mention(scene, actor, role, (binding.rule, binding.confidence));
                add_office(actor, office_of(scene, role, &shown, binding.country, &found.terms[person]));
            }
        } else if let Some(title) = shared_title(scene, role, binding) {
            add_role(actor, &title);
            add_office(actor, office_of(scene, role, &title, binding.country, &found.terms[person]));
        }
    }
    for reference in found.references {
        let role = &found.roles[reference.role];
        phrases[reference.role].actor = Some(reference.person as ActorId);
        let actor = &mut drafts[reference.person].actor;
        let shown = mention(scene, actor, role, (reference.rule, reference.confidence));
        add_office(actor, office_of(scene, role, &shown, role.country, &found.terms[reference.person]));
        if role.names_an_office() && actor.country.is_none() && !speaks_of_another(scene, role) {
            actor.country = known_country(role.country);
        }
    }
    let countries: Vec<_> =
        drafts[..found.people.len()].iter().map(|draft| draft.actor.country.clone()).collect();
    for pronoun in pronouns(scene, found.roles, found.references, found.people, found.bodies, &countries) {
        let (number, confidence, rule) = match pronoun.means {
            Antecedent::Person(number) => (number, 60, Rule::SuffixOfSentence),
            Antecedent::Country(number) => (found.people.len() + number, 55, Rule::HisCountry),
        };
        drafts[number].actor.mentions.push(Mention {
            span: pronoun.span,
            form: MentionForm::Pronoun,
            confidence: Confidence::new(confidence),
            rule: MentionRule::Reference(rule),
        });
    }
    for generic in found.generics {
        let actor = &mut drafts[found.people.len() + generic.body].actor;
        add_role(actor, &scene.shown(generic.span));
        actor.mentions.push(Mention {
            span: generic.span,
            form: MentionForm::Role,
            confidence: Confidence::new(generic.confidence),
            rule: MentionRule::Reference(generic.rule),
        });
    }
    for pair in found.pairs {
        for member in &pair.members {
            let number = match *member {
                Member::Person(number) => number,
                Member::Body(number) => found.people.len() + number,
            };
            drafts[number].actor.mentions.push(Mention {
                span: pair.span,
                form: MentionForm::Pronoun,
                confidence: Confidence::new(pair.confidence),
                rule: MentionRule::Reference(pair.rule),
            });
        }
    }
    number(scene, drafts, phrases)
}

/// Sorts the drafts by weight and renumbers what points to them.
fn number(scene: &Scene<'_>, mut drafts: Vec<Draft>, mut phrases: Vec<RolePhrase>) -> Actors {
    for draft in &mut drafts {
        sort::by(&mut draft.actor.mentions, |mention| mention.span);
        draft.weight = weigh(scene, &draft.actor);
    }
    let mut order: Vec<usize> = (0..drafts.len()).collect();
    let first = |draft: &Draft| draft.actor.mentions.first().map(|mention| mention.span);
    sort::by(&mut order, |&n| (Reverse(drafts[n].weight), first(&drafts[n])));
    let mut id_of = vec![0; drafts.len()];
    for (id, &n) in (0..).zip(&order) {
        id_of[n] = id;
    }
    for phrase in &mut phrases {
        phrase.actor = phrase.actor.map(|n| id_of[n as usize]);
    }
    let mut actors: Vec<(ActorId, Actor)> =
        drafts.into_iter().zip(id_of).map(|(draft, id)| (id, draft.actor)).collect();
    sort::by(&mut actors, |&(id, _)| id);
    Actors::new(actors.into_iter().map(|(_, actor)| actor).collect()).with_role_phrases(phrases)
}

/// How much of the article an actor is: its mentions (descriptions less than names, as most stand beside
/// one; places less, as much happens in them without them), more for those that speak, for the title and
/// the first sentence, and a little more for persons, who carry a story. `tests/salience.rs` measures it.
fn weigh(scene: &Scene<'_>, actor: &Actor) -> u32 {
    let title = scene.article.cleaned.title;
    let lead = scene
        .article
        .sentences
        .iter()
        .find(|sentence| title.is_none_or(|title| title.end() <= sentence.span.start()));
    let inside = |span: Option<CleanSpan>| {
        actor.mentions.iter().any(|mention| span.is_some_and(|span| span.contains(mention.span)))
    };
    let place = actor.kind == EntityKind::Place;
    let mentions: u32 = actor
        .mentions
        .iter()
        .map(|mention| match mention.form {
            MentionForm::Name => 12 - 2 * u32::from(place),
            MentionForm::Role => 9 - u32::from(place),
            MentionForm::Pronoun => 0,
        })
        .sum();
    let speaks = actor.mentions.iter().filter(|mention| speaks(scene, mention.span)).count() as u32;
    mentions
        + 16 * speaks
        + 44 * u32::from(inside(title))
        + 16 * u32::from(inside(lead.map(|sentence| sentence.span)))
        + 6 * u32::from(actor.kind == EntityKind::Person)
}

/// Whether a verb of speech stands right before a mention.
fn speaks(scene: &Scene<'_>, span: CleanSpan) -> bool {
    let tokens = &scene.article.tokens;
    let first = tokens.within(span).start;
    let before = (first.saturating_sub(2)..first).rev().find(|&at| !scene.is_mark(at));
    before.is_some_and(|at| {
        let word = tokens.folded(at);
        let stem = word.strip_prefix('و').unwrap_or(word);
        is_intransitive_speech(word) || is_intransitive_speech(stem)
    })
}

fn draft(
    scene: &Scene<'_>,
    kind: EntityKind,
    names: &[usize],
    country: Option<&'static str>,
    gender: Option<Gender>,
) -> Draft {
    let mut forms: Vec<(String, usize)> = Vec::new();
    for &name in names {
        let shown = scene.shown_name(name);
        match forms.iter().position(|(form, _)| *form == shown) {
            Some(at) => forms[at].1 += 1,
            // Many different spellings of one actor only occur in broken text; a few are enough.
            None if forms.len() < 24 => forms.push((shown, 1)),
            None => {}
        }
    }
    // The fullest, and of its spellings the one that the text prefers.
    let size = |form: &str| (form.split_whitespace().count(), form.chars().count());
    let (words, letters) = forms.iter().map(|(form, _)| size(form)).max().unwrap_or_default();
    let spellings = forms.iter().filter(|(form, _)| size(form) >= (words, letters.saturating_sub(1)));
    let name = spellings.max_by_key(|(form, count)| (*count, size(form)));
    let name = name.map(|(form, _)| form.clone()).unwrap_or_default();
    let aliases = forms.into_iter().map(|(form, _)| form).filter(|form| *form != name).collect();
    let mentions = names
        .iter()
        .map(|&name| {
            let found = &scene.names[name];
            Mention {
                span: found.span,
                form: MentionForm::Name,
                confidence: found.confidence,
                rule: MentionRule::Name(found.rule),
            }
        })
        .collect();
    let country = known_country(country);
    let actor =
        Actor { name, kind, country, gender, roles: Vec::new(), offices: Vec::new(), aliases, mentions };
    Draft { actor, weight: 0 }
}

/// The country of a person's offices, if it is one.
pub(super) fn country_of(terms: &[&'static Term]) -> Option<&'static str> {
    let mut countries = terms.iter().map(|term| &*term.country).filter(|country| *country != "-");
    let first = countries.next()?;
    countries.all(|country| country == first).then_some(first)
}

/// The nationality that stands right before a name: "the Tunisian Salem al-Hadi"; not that of a title,
/// which may be somebody else's ("the wife of the American president").
fn nationality_of(scene: &Scene<'_>, roles: &[Role], person: &Person) -> Option<&'static str> {
    person.names.iter().take(8).find_map(|&name| {
        let start = scene.tokens_of(name).start;
        let before = (start.saturating_sub(2)..start).rev().find(|&at| !scene.is_mark(at))?;
        let role = roles.get(roles.partition_point(|role| role.tokens.end <= before));
        let plain = scene.proclitics_of(name).is_empty()
            && scene.same_sentence(before, start)
            && role.is_none_or(|role| role.tokens.start > before);
        let (nation, _) = nisba_at(scene, before, 0, true).filter(|_| plain)?;
        (nation.number == Number::Singular).then_some(nation.iso)
    })
}

/// Whether the adjective of a country says what somebody knows of, or for whom he works: "the expert in
/// Egyptian affairs", "the head of the Dutch bank".
fn speaks_of_another(scene: &Scene<'_>, role: &Role) -> bool {
    // Affair, affairs in two spellings, file, history; bank in two words, company, institute.
    const NOUNS: [&str; 9] = ["شان", "شؤون", "شئون", "ملف", "تاريخ", "بنك", "مصرف", "شركه", "معهد"];
    role.tokens.clone().any(|idx| {
        let word = scene.article.tokens.folded(idx);
        NOUNS.iter().any(|noun| word.ends_with(noun)) && nisba_at(scene, idx + 1, 0, true).is_some()
    })
}

/// Leaves out the codes that are no countries.
fn known_country(code: Option<&str>) -> Option<String> {
    code.filter(|code| !matches!(*code, "UN" | "EU" | "SU" | "-")).map(str::to_owned)
}

/// Whether a description is a mention of the person beside it. A rank or a princely title alone is
/// an address, like "mister".
fn is_mention(role: &Role) -> bool {
    let address = role.is_bare() && (role.title.class == RoleClass::Rank || &*role.title.office == "emir");
    let silent = matches!(role.title.class, RoleClass::Honorific | RoleClass::Group | RoleClass::Source);
    !address && !silent
}

/// Adds the description to the roles and mentions of its bearer; its words as they are shown.
fn mention(scene: &Scene<'_>, actor: &mut Actor, role: &Role, evidence: (Rule, u8)) -> String {
    let span = scene.span_from(role.tokens.clone(), role.head.split.stem);
    let shown = scene.shown(span);
    add_role(actor, &shown);
    actor.mentions.push(Mention {
        span,
        form: MentionForm::Role,
        confidence: Confidence::new(evidence.1),
        rule: MentionRule::Reference(evidence.0),
    });
    shown
}

/// His own part of a shared title: "the president, the Syrian" of "the two presidents, the Russian A
/// and the Syrian B".
fn shared_title(scene: &Scene<'_>, role: &Role, binding: &Binding) -> Option<String> {
    let text = scene.article.text();
    let head = scene.span_from(role.head.start..role.head.end, role.head.split.stem).of(text);
    // After li- the article has lost its alef.
    let head = if role.head.split.restore_alef { format!("ا{head}") } else { head.to_owned() };
    let head = match role.title.number {
        Number::Singular => head,
        Number::Dual => {
            let stem = head.strip_suffix("ان").or_else(|| head.strip_suffix("ين"))?;
            stem.strip_suffix('ت').map_or_else(|| stem.to_owned(), |stem| format!("{stem}ة"))
        }
        Number::Plural => return None,
    };
    let own = binding.own.clone()?;
    let stem = if scene.article.tokens.folded(own.start).starts_with('و') { "و".len() } else { 0 };
    Some(format!("{head} {}", scene.span_from(own, stem).of(text)))
}

fn add_role(actor: &mut Actor, text: &str) {
    if actor.roles.len() < 24 && !actor.roles.iter().any(|role| role == text) {
        actor.roles.push(text.to_owned());
    }
}

fn add_office(actor: &mut Actor, office: Option<Office>) {
    let Some(office) = office.filter(|_| actor.offices.len() < 24) else { return };
    if !actor.offices.iter().any(|known| known.role == office.role) {
        actor.offices.push(office);
    }
}

fn phrase(role: &Role) -> RolePhrase {
    RolePhrase { tokens: role.tokens.clone(), preposition: role.head.split.preposition, actor: None }
}
