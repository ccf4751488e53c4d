/**
 * IPTC ninjs 3.1, for content management systems: the clean article and whom it mentions.
 * @module
 */

import { titleOf } from "./text.js";

/** @param {import("../model.js").Reading} reading */
export function ninjs(reading) {
  const { actors, clean, date, outlet, timeline } = reading.analysis;
  const title = titleOf(reading);
  const body = clean.text.trim();
  const mentioned = (/** @type {string} */ type) =>
    actors.filter((actor) => actor.type === type).map(({ id, name }) => ({ name, rel: "mention", literal: `actor-${id}` }));
  return {
    uri: "urn:rasid:article",
    type: "text",
    representationType: "full",
    language: "ar",
    ...(date.value && { contentCreated: `${date.value}T00:00:00Z` }),
    ...(title && { headlines: [{ role: "main", contentType: "text/plain", value: title }] }),
    bodies: [{ role: "main", contentType: "text/plain", charCount: [...body].length, wordCount: body.split(/\s+/).filter(Boolean).length, value: body }],
    people: mentioned("person"),
    organisations: mentioned("organisation"),
    places: mentioned("place"),
    events: timeline.filter((event) => event.same_as === null).map(({ value, label }) => ({ name: label, rel: "mention", literal: value })),
    ...(outlet && { infoSources: [{ name: outlet.name, role: "https://schema.org/publisher" }] }),
    standard: { name: "ninjs", version: "3.1", schema: "http://www.iptc.org/std/ninjs/ninjs-schema_3.1.json#" },
  };
}
