/**
 * W3C Web Annotation Data Model: positions in code points of the text as it was pasted, with the
 * words and their surroundings, so that an anchor that has moved can be refused.
 * @module
 */

import { codePoints } from "./text.js";

/** @typedef {import("../model.js").Reading} Reading */

/** Code points of context on each side. */
const CONTEXT = 32;

/** @param {Reading} reading */
export function webAnnotations(reading) {
  const { source, analysis } = reading;
  const offset = codePoints(source);
  const characters = [...source];
  const target = (/** @type {import("../types.js").Span} */ span) => {
    const [start, end] = [offset(span[0]), offset(span[1])];
    return {
      source: "urn:rasid:text",
      selector: [
        { type: "TextPositionSelector", start, end },
        {
          type: "TextQuoteSelector",
          exact: characters.slice(start, end).join(""),
          prefix: characters.slice(Math.max(0, start - CONTEXT), start).join(""),
          suffix: characters.slice(end, end + CONTEXT).join(""),
        },
      ],
    };
  };
  const body = (/** @type {string} */ purpose, /** @type {string} */ value) => ({ type: "TextualBody", purpose, value, ...(purpose === "describing" && { format: "text/plain", language: "ar" }) });
  /** @type {any[]} */
  const items = [];
  const add = (/** @type {string} */ id, /** @type {import("../types.js").Span} */ span, /** @type {any[]} */ bodies) =>
    items.push({ id: `urn:rasid:${id}`, type: "Annotation", motivation: "classifying", body: bodies, target: target(span) });
  for (const actor of analysis.actors) {
    actor.mentions.forEach((mention, index) =>
      add(`mention:${actor.id}:${index}`, mention.span, [body("tagging", actor.type), body("identifying", `urn:rasid:actor:${actor.id}`), body("describing", actor.name)]),
    );
  }
  analysis.quotes.forEach((quote, index) =>
    add(`quote:${index}`, quote.span, [
      body("tagging", `quote ${quote.kind}`),
      ...(quote.cue ? [body("tagging", quote.cue.stance)] : []),
      ...(reading.speaker(quote) ? [body("describing", reading.speaker(quote) ?? "")] : []),
    ]),
  );
  analysis.times.forEach((time, index) => add(`time:${index}`, time.span, [body("tagging", time.type), body("identifying", time.value)]));
  return {
    "@context": "http://www.w3.org/ns/anno.jsonld",
    id: "urn:rasid:annotations",
    type: "AnnotationPage",
    items,
  };
}
