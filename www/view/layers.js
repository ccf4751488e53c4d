/**
 * The layers over the text and their switches.
 * @module
 */

import { byId, h, replace } from "../dom.js";
import { number, t } from "../i18n.js";

/** @typedef {"person" | "organisation" | "place" | "quote" | "time" | "removed" | "repair"} Layer */

/** @type {Layer[]} */
export const LAYERS = ["person", "organisation", "place", "quote", "time", "removed", "repair"];

/** Those that are switched off.
 * @type {Set<Layer>} */
const hidden = new Set();

/**
 * The switches, with what there is of each.
 * @param {import("../types.js").Analysis} analysis
 */
export function showLayers(analysis) {
  const counts = /** @type {Record<string, number>} */ ({
    quote: analysis.quotes.length,
    time: analysis.times.length,
    removed: analysis.removed.length,
    repair: analysis.repairs.length,
  });
  for (const actor of analysis.actors) counts[actor.type] = (counts[actor.type] ?? 0) + 1;
  replace(
    byId("layers"),
    LAYERS.map((layer) =>
      h(
        "button.chip",
        { type: "button", class: layer, "aria-pressed": String(!hidden.has(layer)), dataset: { layer }, onclick: () => toggleLayer(layer) },
        h("span.sample", { "aria-hidden": "true" }),
        t(`layer-${layer}`),
        h("span.count", null, number(counts[layer] ?? 0)),
      ),
    ),
  );
  for (const layer of LAYERS) byId("article").classList.toggle(`no-${layer}`, hidden.has(layer));
}

/** @param {Layer} layer */
export function toggleLayer(layer) {
  if (!hidden.delete(layer)) hidden.add(layer);
  byId("article").classList.toggle(`no-${layer}`, hidden.has(layer));
  byId("layers").querySelector(`[data-layer="${layer}"]`)?.setAttribute("aria-pressed", String(!hidden.has(layer)));
}

/** Everything off if all is on, else everything on. */
export function toggleMarks() {
  const all = hidden.size > 0;
  for (const layer of LAYERS) if (hidden.has(layer) === all) toggleLayer(layer);
}
