/** Half-open `[start, end)` in UTF-16 code units of the text exactly as it was given. */
export type Span = [number, number];

export interface Options {
  /** Day of publication, `YYYY-MM-DD`; relative times are resolved against it. */
  date?: string;
}

export type ActorType = "person" | "organisation" | "place";

export type RemovalKind =
  | "crumb" | "byline" | "date_line" | "read_also" | "share" | "caption" | "promo"
  | "tags" | "comments" | "copyright" | "back_to_top" | "markup" | "other";

export type RepairKind =
  | "broken" | "spaced" | "presentation" | "tatweel" | "control" | "mojibake" | "entity" | "break";

export type Stance =
  | "says" | "asserts" | "claims" | "denies" | "warns" | "calls"
  | "promises" | "accuses" | "praises" | "believes" | "reveals" | "hedges";

export interface Mention {
  span: Span;
  form: "name" | "role" | "pronoun";
  /** Between 0 and 1. */
  confidence: number;
  /** What found it. */
  rule: string;
}

export interface Actor {
  id: number;
  name: string;
  type: ActorType;
  /** ISO 3166-1 alpha-2. */
  country: string | null;
  roles: string[];
  /** The roles that name an office, in normal form. */
  offices: Office[];
  aliases: string[];
  mentions: Mention[];
}

export interface Office {
  /** The description, as in `roles`. */
  role: string;
  /** `head_of_state`, `foreign_minister`, `spokesperson`, … */
  office: string;
  /** As the description names it. */
  institution: string | null;
  /** ISO 3166-1 alpha-2; UN and EU for those two. */
  country: string | null;
  status: "former" | "late" | "acting" | "designate" | null;
  /** Evidence from outside the text: the term of the built-in list of office holders, as `2013-08/2021-08`. */
  term: string | null;
}
export type MediumKind =
  | "press_conference"
  | "interview"
  | "statement"
  | "remarks"
  | "speech"
  | "post"
  | "call"
  | "broadcast"
  | "letter"
  | "article"
  | "report"
  | "meeting";

export interface Quote {
  /** The content, without its marks. */
  span: Span;
  kind: "direct" | "indirect" | "mixed";
  cue: { span: Span; lemma: string; stance: Stance } | null;
  /** `id` of an actor; null for a source that is no named actor, or unclear. */
  speaker: number | null;
  /** The words that name the speaker here. */
  speaker_span: Span | null;
  /** `id` of the agency or outlet through which it is reported. */
  via: number | null;
  /** Who is spoken to, where the words beside the cue say it; `actor` is an `id` or null. */
  addressee: { span: Span; actor: number | null } | null;
  /** By which medium or on which occasion it was said, where the words beside the cue say it. */
  medium: { span: Span; kind: MediumKind } | null;
  confidence: number;
  rule: string;
}

export interface Time {
  span: Span;
  type: "DATE" | "TIME" | "DURATION" | "SET";
  /** TIMEX3: 2019-12-19, 2018-W12, P3M, PRESENT_REF, … */
  value: string;
  /** TIMEX3: START, MID, END, APPROX, … */
  mod?: string;
  edtf?: string;
}

export type EventStatus = "happened" | "reported" | "expected" | "conditional" | "denied";

export interface EventRelation {
  kind: "after" | "before" | "during";
  /** The words that name the other event. */
  event: Span;
  /** Index in `timeline` of the other event, if it is dated. */
  entry: number | null;
  /** Index in `times` of how far away it is ("two days after"). */
  distance: number | null;
}

export interface TimelineEvent {
  /** ISO 8601, intervals as `2011/..`. */
  value: string;
  /** Index in `times`. */
  time: number;
  span: Span;
  /** The word that names the event. */
  event: Span | null;
  actors: number[];
  label: string;
  /** The article tells it; a source or rumour does; announced; on a condition or possible; not so. */
  status: EventStatus;
  /** Another event before, after or during which it is. */
  relation: EventRelation | null;
  /** Index in `timeline` of the entry whose event is told here once more: show them as one. */
  same_as: number | null;
  /** The words that name the event where it is told elsewhere, as in the title. */
  also: Span[];
}

/** An event that the text orders by another and does not date. */
export interface OrderedEvent {
  span: Span;
  event: Span;
  actors: number[];
  label: string;
  status: EventStatus;
  relation: EventRelation;
}

/** A name and where the source gives it. */
export interface Stated {
  text: string;
  span: Span;
}

export interface Analysis {
  schema: 1;
  date: { value: string | null; origin: "given" | "text" | "none"; span: Span | null };
  title: Span | null;
  outlet: { name: string; span: Span } | null;
  /** Each reaches from its first to its last letter and may hold removed stretches. */
  parts: {
    /** What sums the article up between title and body, or over the title. */
    deck: Span | null;
    body: Span | null;
    /** What stands behind the body: notes, credits, other stories. */
    tail: Span | null;
  };
  /** What the markup or removed lines say about the article. */
  metadata: { authors: Stated[]; place: Stated | null; section: Stated | null; tags: Stated[] };
  removed: { span: Span; kind: RemovalKind }[];
  repairs: { span: Span; plain: string; kind: RepairKind }[];
  clean: {
    text: string;
    /** `[start in this text, start in the source, length]` of every unchanged stretch. */
    map: [number, number, number][];
  };
  sentences: Span[];
  actors: Actor[];
  quotes: Quote[];
  times: Time[];
  timeline: TimelineEvent[];
  /** Events that the text orders by others and does not date, sorted by place. */
  ordered: OrderedEvent[];
  notes: string[];
}

/** Analyses an article. Any string is accepted; throws only if `options.date` is no date. */
export function analyse(text: string, options?: Options): Analysis;

/**
 * Analyses an article given as HTML: a page, an element of one, or what a browser puts on the
 * clipboard. Spans point into the markup as it was given.
 */
export function analyseHtml(html: string, options?: Options): Analysis;
