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
  aliases: string[];
  mentions: Mention[];
}

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

export interface Analysis {
  schema: 1;
  date: { value: string | null; origin: "given" | "text" | "none"; span: Span | null };
  title: Span | null;
  outlet: { name: string; span: Span } | null;
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
