/**
 * The analysis as the worker gives it, offsets in UTF-16 units of the source.
 *
 * @typedef {import("../src/wasm").Span} Span
 * @typedef {import("../src/wasm").ActorType} ActorType
 * @typedef {import("../src/wasm").Mention} Mention
 * @typedef {import("../src/wasm").Actor} Actor
 * @typedef {import("../src/wasm").Quote} Quote
 * @typedef {import("../src/wasm").Stated} Stated
 * @typedef {import("../src/wasm").Time & {confidence?: number, rule?: string}} Time
 * @typedef {import("../src/wasm").TimelineEvent} Event
 * @typedef {import("../src/wasm").EventStatus} EventStatus
 * @typedef {import("../src/wasm").EventRelation} EventRelation
 * @typedef {import("../src/wasm").Analysis} Analysis
 * @typedef {{span: Span, kind: string}} Removal
 * @typedef {{span: Span, plain: string, kind: string}} Repair
 *
 * @module
 */

export {};
