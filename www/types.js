/**
 * The analysis as the worker gives it (see src/output.rs); offsets in UTF-16 units of the source.
 *
 * @typedef {[number, number]} Span
 * @typedef {"person" | "organisation" | "place"} ActorType
 * @typedef {{span: Span, kind: string}} Removal
 * @typedef {{span: Span, plain: string, kind: string}} Repair
 * @typedef {{span: Span, form: "name" | "role" | "pronoun", confidence: number, rule: string}} Mention
 * @typedef {{id: number, name: string, type: ActorType, country: string | null, roles: string[],
 *     aliases: string[], mentions: Mention[]}} Actor
 * @typedef {{span: Span, lemma: string, stance: string}} Cue
 * @typedef {{span: Span, kind: "direct" | "indirect" | "mixed", cue: Cue | null,
 *     speaker: number | null, speaker_span: Span | null, via: number | null,
 *     confidence: number, rule: string}} Quote
 * @typedef {{span: Span, type: "DATE" | "TIME" | "DURATION" | "SET", value: string, mod?: string,
 *     edtf?: string, confidence?: number, rule?: string}} Time
 * @typedef {{value: string, time: number, span: Span, event: Span | null, actors: number[],
 *     label: string}} Event
 * @typedef {{schema: number,
 *     date: {value: string | null, origin: "given" | "text" | "none", span: Span | null},
 *     title: Span | null, outlet: {name: string, span: Span} | null,
 *     removed: Removal[], repairs: Repair[],
 *     clean: {text: string, map: [number, number, number][]}, sentences: Span[],
 *     actors: Actor[], quotes: Quote[], times: Time[], timeline: Event[],
 *     notes: string[]}} Analysis
 *
 * @module
 */

export {};
