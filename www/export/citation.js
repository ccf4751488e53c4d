/**
 * A statement with its attribution, as plain text.
 * @module
 */

import { t } from "../i18n.js";

/** Isolates a stretch, so that what surrounds it keeps its order whatever its script. */
const isolate = (/** @type {string} */ text) => `\u2068${text}\u2069`;

/**
 * @param {import("../model.js").Reading} reading
 * @param {import("../types.js").Quote} quote
 */
export function citation(reading, quote) {
  const words = reading.cleanText(quote.span).trim();
  const speaker = reading.speaker(quote) ?? t("unnamed-speaker");
  const via = reading.name(quote.via);
  const date = reading.analysis.date.value;
  const source = [reading.analysis.outlet?.name, date].filter((part) => part).map((part) => isolate(part ?? ""));
  const attribution = [isolate(speaker), via && t("via", { name: isolate(via) }), ...source].filter(Boolean).join(t("list-comma"));
  return `${quote.kind === "direct" ? `«${words}»` : words} — ${attribution}`;
}
