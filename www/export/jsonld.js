/**
 * schema.org: a news article with those whom it mentions and what they say. Claims are not made
 * of statements; that is the work of fact checkers.
 * @module
 */

import { keptBlocks, oneLine, titleOf } from "./text.js";

/** @typedef {import("../model.js").Reading} Reading */

const TYPES = { person: "Person", organisation: "Organization", place: "Place" };

/** @param {Reading} reading */
export function schemaOrg(reading) {
  const { actors, quotes, date, outlet } = reading.analysis;
  const thing = (/** @type {import("../types.js").Actor} */ actor) => ({
    "@type": TYPES[actor.type],
    "@id": `urn:rasid:actor:${actor.id}`,
    name: actor.name,
    ...(actor.aliases.length > 0 && { alternateName: actor.aliases }),
    ...(actor.type === "person" && actor.roles.length > 0 && { jobTitle: actor.roles }),
  });
  return {
    "@context": "https://schema.org",
    "@type": "NewsArticle",
    inLanguage: "ar",
    ...(titleOf(reading) && { headline: titleOf(reading) }),
    ...(date.value && { datePublished: date.value }),
    ...(outlet && { publisher: { "@type": "Organization", name: outlet.name } }),
    articleBody: keptBlocks(reading)
      .filter(({ kind }) => kind === "paragraph")
      .map(({ pieces }) => oneLine(pieces.filter(({ removed }) => removed === null).map(({ text }) => text).join("")))
      .join("\n\n"),
    mentions: actors.map(thing),
    hasPart: quotes.map((quote, index) => {
      const speaker = reading.actorById.get(quote.speaker ?? -1);
      const words = reading.speaker(quote);
      return {
        "@type": "Quotation",
        "@id": `urn:rasid:quote:${index}`,
        text: oneLine(reading.cleanText(quote.span)),
        ...(speaker && speaker.type !== "place" && { creator: { "@id": `urn:rasid:actor:${speaker.id}` } }),
        ...((!speaker || speaker.type === "place") && words && { creditText: words }),
      };
    }),
  };
}
