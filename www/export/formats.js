/**
 * What an article can be taken away as. Every format is a function from the article, as the reader
 * has corrected it, to a text.
 * @module
 */

import { actorsCsv, quotesCsv, timelineCsv } from "./csv.js";
import { annotatedHtml } from "./html.js";
import { calendar } from "./icalendar.js";
import { schemaOrg } from "./jsonld.js";
import { markdown } from "./markdown.js";
import { ninjs } from "./ninjs.js";
import { timelineJs } from "./timelinejs.js";
import { webAnnotations } from "./webannotation.js";

/**
 * @typedef {import("../state.js").OpenArticle} OpenArticle
 * @typedef {{id: string, name: string, extension: string, type: string,
 *     make: (article: OpenArticle) => string}} Format
 */

const json = (/** @type {any} */ value) => `${JSON.stringify(value, null, 1)}\n`;

/** @type {Format[]} */
export const FORMATS = [
  { id: "html", name: "HTML", extension: "html", type: "text/html", make: ({ reading }) => annotatedHtml(reading) },
  { id: "markdown", name: "Markdown", extension: "md", type: "text/markdown", make: ({ reading }) => markdown(reading) },
  { id: "text", name: "TXT", extension: "txt", type: "text/plain", make: ({ reading }) => `${reading.analysis.clean.text.trim()}\n` },
  { id: "csv-actors", name: "CSV", extension: "actors.csv", type: "text/csv", make: ({ reading }) => actorsCsv(reading) },
  { id: "csv-quotes", name: "CSV", extension: "quotes.csv", type: "text/csv", make: ({ reading }) => quotesCsv(reading) },
  { id: "csv-timeline", name: "CSV", extension: "timeline.csv", type: "text/csv", make: ({ reading }) => timelineCsv(reading) },
  { id: "calendar", name: "iCalendar", extension: "ics", type: "text/calendar", make: ({ reading }) => calendar(reading, new Date()) },
  { id: "json", name: "JSON", extension: "json", type: "application/json", make: ({ reading, edits }) => json(edits.length > 0 ? { ...reading.analysis, corrections: edits } : reading.analysis) },
  { id: "webannotation", name: "W3C Web Annotation", extension: "annotations.jsonld", type: "application/ld+json", make: ({ reading }) => json(webAnnotations(reading)) },
  { id: "ninjs", name: "IPTC ninjs", extension: "ninjs.json", type: "application/json", make: ({ reading }) => json(ninjs(reading)) },
  { id: "jsonld", name: "schema.org", extension: "jsonld", type: "application/ld+json", make: ({ reading }) => json(schemaOrg(reading)) },
  { id: "timelinejs", name: "TimelineJS", extension: "timeline.json", type: "application/json", make: ({ reading }) => json(timelineJs(reading)) },
];

/**
 * A name for the file: the first words of the title, without what file systems refuse.
 * @param {OpenArticle} article
 * @param {Format} format
 */
export function fileName(article, format) {
  const words = article.title.replace(/[^\p{L}\p{N}]+/gu, " ").trim().split(" ").slice(0, 6).join("-");
  return `${words || "rasid"}.${format.extension}`;
}

/**
 * Saves a text as a file.
 * @param {string} name
 * @param {string} type
 * @param {string} text
 */
export function download(name, type, text) {
  const url = URL.createObjectURL(new Blob([text], { type: `${type};charset=utf-8` }));
  const link = document.createElement("a");
  link.href = url;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}
