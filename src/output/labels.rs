//! The words by which the output names kinds.

use crate::actor::MentionForm;
use crate::clean::{RemovalKind, RepairKind};
use crate::names::EntityKind;
use crate::quote::{MediumKind, QuoteKind, Stance};
use crate::time::{DateOrigin, TimexKind};
use crate::timeline::{RelationKind, Status};

pub(super) fn origin(origin: DateOrigin) -> &'static str {
    match origin {
        DateOrigin::Given => "given",
        DateOrigin::Text => "text",
        DateOrigin::None => "none",
    }
}

pub(super) fn entity_kind(kind: EntityKind) -> &'static str {
    match kind {
        EntityKind::Person => "person",
        EntityKind::Organisation => "organisation",
        EntityKind::Place => "place",
    }
}

pub(super) fn mention_form(form: MentionForm) -> &'static str {
    match form {
        MentionForm::Name => "name",
        MentionForm::Role => "role",
        MentionForm::Pronoun => "pronoun",
    }
}

pub(super) fn quote_kind(kind: QuoteKind) -> &'static str {
    match kind {
        QuoteKind::Direct => "direct",
        QuoteKind::Indirect => "indirect",
        QuoteKind::Mixed => "mixed",
    }
}

pub(super) fn medium_kind(kind: MediumKind) -> &'static str {
    match kind {
        MediumKind::PressConference => "press_conference",
        MediumKind::Interview => "interview",
        MediumKind::Statement => "statement",
        MediumKind::Remarks => "remarks",
        MediumKind::Speech => "speech",
        MediumKind::Post => "post",
        MediumKind::Call => "call",
        MediumKind::Broadcast => "broadcast",
        MediumKind::Letter => "letter",
        MediumKind::Article => "article",
        MediumKind::Report => "report",
        MediumKind::Meeting => "meeting",
    }
}

pub(super) fn timex_kind(kind: TimexKind) -> &'static str {
    match kind {
        TimexKind::Date => "DATE",
        TimexKind::Time => "TIME",
        TimexKind::Duration => "DURATION",
        TimexKind::Set => "SET",
    }
}

pub(super) fn removal_kind(kind: RemovalKind) -> &'static str {
    match kind {
        RemovalKind::Crumb => "crumb",
        RemovalKind::Byline => "byline",
        RemovalKind::DateLine => "date_line",
        RemovalKind::ReadAlso => "read_also",
        RemovalKind::Share => "share",
        RemovalKind::Caption => "caption",
        RemovalKind::Promo => "promo",
        RemovalKind::Tags => "tags",
        RemovalKind::Comments => "comments",
        RemovalKind::Copyright => "copyright",
        RemovalKind::BackToTop => "back_to_top",
        RemovalKind::Markup => "markup",
        RemovalKind::Other => "other",
    }
}

pub(super) fn repair_kind(kind: RepairKind) -> &'static str {
    match kind {
        RepairKind::Broken => "broken",
        RepairKind::Spaced => "spaced",
        RepairKind::Presentation => "presentation",
        RepairKind::Tatweel => "tatweel",
        RepairKind::Control => "control",
        RepairKind::Mojibake => "mojibake",
        RepairKind::Entity => "entity",
        RepairKind::Break => "break",
    }
}

pub(super) fn stance(stance: Stance) -> &'static str {
    match stance {
        Stance::Says => "says",
        Stance::Asserts => "asserts",
        Stance::Claims => "claims",
        Stance::Denies => "denies",
        Stance::Warns => "warns",
        Stance::Calls => "calls",
        Stance::Promises => "promises",
        Stance::Accuses => "accuses",
        Stance::Praises => "praises",
        Stance::Believes => "believes",
        Stance::Reveals => "reveals",
        Stance::Hedges => "hedges",
    }
}

pub(super) fn status(status: Status) -> &'static str {
    match status {
        Status::Happened => "happened",
        Status::Reported => "reported",
        Status::Expected => "expected",
        Status::Conditional => "conditional",
        Status::Denied => "denied",
    }
}

pub(super) fn relation_kind(kind: RelationKind) -> &'static str {
    match kind {
        RelationKind::After => "after",
        RelationKind::Before => "before",
        RelationKind::During => "during",
    }
}
