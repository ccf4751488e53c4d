/**
 * Who has to do with whom in the article: who speaks of whom, who is named in one sentence with
 * whom, who takes part in one event with whom. Counted from the analysis, nothing else. Pure.
 * @module
 */

/**
 * @typedef {"speaks" | "together"} RelationKind
 * @typedef {{from: number, to: number, kind: RelationKind, count: number,
 *     span: import("./types.js").Span}} Relation
 */

/**
 * The relations, most frequent first; `together` has no direction. `span` is the first place.
 * @param {import("./types.js").Analysis} analysis
 * @returns {Relation[]}
 */
export function relations(analysis) {
  /** @type {Map<string, Relation>} */
  const found = new Map();
  const add = (/** @type {RelationKind} */ kind, /** @type {number} */ from, /** @type {number} */ to, /** @type {import("./types.js").Span} */ span) => {
    if (from === to) return;
    const key = `${kind} ${from} ${to}`;
    const relation = found.get(key);
    if (relation) relation.count++;
    else found.set(key, { from, to, kind, count: 1, span });
  };
  const mentions = analysis.actors
    .flatMap((actor) => actor.mentions.map(({ span }) => ({ actor: actor.id, span })))
    .sort((a, b) => a.span[0] - b.span[0]);
  for (const { speaker, span } of analysis.quotes) {
    if (speaker === null) continue;
    for (const actor of actorsWithin(mentions, span)) add("speaks", speaker, actor, span);
  }
  for (const sentence of analysis.sentences) {
    const actors = [...actorsWithin(mentions, sentence)].sort((a, b) => a - b);
    // A list of twenty countries says little of any two of them.
    if (actors.length > MOST_TOGETHER) continue;
    for (const [index, from] of actors.entries()) for (const to of actors.slice(index + 1)) add("together", from, to, sentence);
  }
  return [...found.values()].sort((a, b) => b.count - a.count || a.span[0] - b.span[0]);
}

const MOST_TOGETHER = 8;

/**
 * @param {{actor: number, span: import("./types.js").Span}[]} mentions sorted
 * @param {import("./types.js").Span} span
 */
function actorsWithin(mentions, [start, end]) {
  let [low, high] = [0, mentions.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (mentions[middle].span[0] >= start) high = middle;
    else low = middle + 1;
  }
  /** @type {Set<number>} */
  const actors = new Set();
  for (; low < mentions.length && mentions[low].span[1] <= end; low++) actors.add(mentions[low].actor);
  return actors;
}
