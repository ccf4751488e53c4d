/**
 * Tables for spreadsheets: RFC 4180, with a byte order mark (without it Excel garbles Arabic) and
 * with nothing that a spreadsheet would take for a formula.
 * @module
 */

import { sentenceAt } from "./text.js";

/** @typedef {import("../model.js").Reading} Reading */

/**
 * One row for each mention.
 * @param {Reading} reading
 */
export function actorsCsv(reading) {
  const rows = reading.analysis.actors.flatMap((actor) =>
    actor.mentions.map((mention) => [
      actor.id, actor.name, actor.type, actor.country, actor.roles.join(" | "), actor.aliases.join(" | "),
      reading.cleanText(mention.span), mention.form, mention.span[0], mention.span[1], mention.rule, mention.confidence,
      sentenceAt(reading, mention.span[0]),
    ]),
  );
  return csv(["id", "name", "type", "country", "roles", "aliases", "surface", "form", "start", "end", "rule", "confidence", "sentence"], rows);
}

/** @param {Reading} reading */
export function quotesCsv(reading) {
  const rows = reading.analysis.quotes.map((quote) => [
    quote.speaker, reading.speaker(quote), reading.cleanText(quote.span), quote.kind,
    quote.cue && reading.cleanText(quote.cue.span), quote.cue?.lemma, quote.cue?.stance, reading.name(quote.via), reading.addressee(quote), quote.medium?.kind,
    quote.span[0], quote.span[1], quote.rule, quote.confidence,
  ]);
  return csv(["speaker_id", "speaker", "statement", "kind", "cue", "lemma", "stance", "via", "addressee", "medium", "start", "end", "rule", "confidence"], rows);
}

/** @param {Reading} reading */
export function timelineCsv(reading) {
  const rows = reading.analysis.timeline.map((event) => {
    const time = reading.analysis.times[event.time];
    return [
      event.value, time && reading.cleanText(time.span), event.label, event.event && reading.cleanText(event.event),
      event.actors.map((id) => reading.name(id)).join(" | "), event.status, event.same_as, event.span[0], event.span[1], reading.cleanText(event.span),
    ];
  });
  return csv(["value", "expression", "label", "event", "actors", "status", "same_as", "start", "end", "text"], rows);
}

/**
 * @param {string[]} head
 * @param {(string | number | null | undefined | false)[][]} rows
 */
function csv(head, rows) {
  return `\uFEFF${[head, ...rows].map((row) => row.map(field).join(",")).join("\r\n")}\r\n`;
}

/** @param {string | number | null | undefined | false} value */
function field(value) {
  if (typeof value === "number") return String(value);
  const text = value || "";
  const safe = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
