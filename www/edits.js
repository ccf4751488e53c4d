/**
 * Corrections by the reader: each is one small step, applied to the analysis in order and taken
 * back by leaving it out. Ids of actors stay what they were. Pure.
 * @module
 */

/**
 * @typedef {import("./types.js").Analysis} Analysis
 * @typedef {import("./types.js").ActorType} ActorType
 *
 * `split` gives the mentions with this surface to an actor of their own.
 * @typedef {{op: "rename", actor: number, name: string}
 *     | {op: "retype", actor: number, type: ActorType}
 *     | {op: "merge", actor: number, into: number}
 *     | {op: "split", actor: number, surface: string}
 *     | {op: "dismiss", actor: number}} Edit
 */

/** So many letters from its cue the one is named through whom a statement comes. */
const NEARBY = 80;

/**
 * The analysis with the corrections in it; the one given stays as it is.
 * @param {Analysis} analysis
 * @param {Edit[]} edits
 * @param {(span: import("./types.js").Span) => string} surfaceOf
 * @returns {Analysis}
 */
export function applyEdits(analysis, edits, surfaceOf) {
  if (edits.length === 0) return analysis;
  const { actors, quotes, timeline, ordered } = analysis;
  const edited = { ...analysis, ...structuredClone({ actors, quotes, timeline, ordered }) };
  for (const edit of edits) apply(edited, edit, surfaceOf);
  return edited;
}

/**
 * @param {Analysis} analysis
 * @param {Edit} edit
 * @param {(span: import("./types.js").Span) => string} surfaceOf
 */
function apply(analysis, edit, surfaceOf) {
  const actor = analysis.actors.find(({ id }) => id === edit.actor);
  if (!actor) return;
  switch (edit.op) {
    case "rename":
      actor.aliases = union([actor.name], actor.aliases).filter((name) => name !== edit.name);
      actor.name = edit.name;
      break;
    case "retype":
      actor.type = edit.type;
      break;
    case "merge": {
      const into = analysis.actors.find(({ id }) => id === edit.into);
      if (!into || into === actor) return;
      into.mentions = [...into.mentions, ...actor.mentions].sort((a, b) => a.span[0] - b.span[0]);
      into.aliases = union(into.aliases, [actor.name, ...actor.aliases]).filter((name) => name !== into.name);
      into.roles = union(into.roles, actor.roles);
      into.offices = [...into.offices, ...actor.offices.filter(({ role }) => !into.offices.some((own) => own.role === role))];
      into.country ??= actor.country;
      remove(analysis, actor.id, into.id);
      break;
    }
    case "split": {
      const own = actor.mentions.filter(({ span }) => surfaceOf(span) === edit.surface);
      if (own.length === 0 || own.length === actor.mentions.length) return;
      const id = Math.max(...analysis.actors.map((other) => other.id)) + 1;
      actor.mentions = actor.mentions.filter((mention) => !own.includes(mention));
      actor.aliases = actor.aliases.filter((name) => name !== edit.surface);
      analysis.actors.push({
        id,
        name: edit.surface,
        type: actor.type,
        country: null,
        roles: [],
        offices: [],
        aliases: [],
        mentions: own,
      });
      divide(analysis, actor, own, id);
      break;
    }
    case "dismiss":
      remove(analysis, actor.id, null);
      break;
  }
}

/**
 * What pointed to `actor` and is told with words that are now those of the actor `id` points to that one.
 * @param {Analysis} analysis
 * @param {import("./types.js").Actor} actor
 * @param {import("./types.js").Mention[]} own the mentions of the new actor
 * @param {number} id
 */
function divide(analysis, actor, own, id) {
  const touches = (/** @type {import("./types.js").Mention[]} */ mentions, /** @type {import("./types.js").Span} */ [start, end]) =>
    mentions.some(({ span }) => span[0] < end && span[1] > start);
  for (const quote of analysis.quotes) {
    if (quote.speaker === actor.id && quote.speaker_span && touches(own, quote.speaker_span)) quote.speaker = id;
    if (quote.addressee?.actor === actor.id && touches(own, quote.addressee.span)) quote.addressee.actor = id;
    // Who passes a statement on stands near its cue; where both do, it stays with the first.
    const [start, end] = quote.cue?.span ?? quote.span;
    const nearby = /** @type {import("./types.js").Span} */ ([start - NEARBY, end + NEARBY]);
    if (quote.via === actor.id && touches(own, nearby) && !touches(actor.mentions, nearby)) quote.via = id;
  }
  for (const event of [...analysis.timeline, ...analysis.ordered]) {
    if (!event.actors.includes(actor.id) || !touches(own, event.span)) continue;
    const stays = touches(actor.mentions, event.span);
    event.actors = event.actors.flatMap((one) => (one !== actor.id ? one : stays ? [one, id] : id));
  }
}

/**
 * Takes an actor out; what pointed to it points to `heir`.
 * @param {Analysis} analysis
 * @param {number} gone
 * @param {number | null} heir
 */
function remove(analysis, gone, heir) {
  analysis.actors = analysis.actors.filter(({ id }) => id !== gone);
  for (const quote of analysis.quotes) {
    if (quote.speaker === gone) quote.speaker = heir;
    if (quote.via === gone) quote.via = heir;
    if (quote.addressee?.actor === gone) quote.addressee.actor = heir;
  }
  for (const event of [...analysis.timeline, ...analysis.ordered]) {
    const actors = event.actors.map((id) => (id === gone ? heir : id));
    event.actors = /** @type {number[]} */ ([...new Set(actors)].filter((id) => id !== null));
  }
}

/**
 * @param {string[]} first
 * @param {string[]} second
 */
function union(first, second) {
  return [...new Set([...first, ...second])];
}
