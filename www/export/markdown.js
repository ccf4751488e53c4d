/**
 * A report in Markdown: the clean text, then who, what was said, and when.
 * @module
 */

import { countryName, t } from "../i18n.js";
import { timeText } from "../timex.js";
import { eventRows, keptBlocks, manner, oneLine, titleOf } from "./text.js";

/** @param {import("../model.js").Reading} reading */
export function markdown(reading) {
  const { actors, quotes, date, outlet } = reading.analysis;
  const credits = [outlet?.name, date.value && timeText(date.value)].filter(Boolean).join(t("list-comma"));
  const paragraphs = keptBlocks(reading)
    .filter(({ kind }) => kind === "paragraph")
    .map(({ pieces }) => pieces.filter(({ removed }) => removed === null).map(({ text }) => text).join(""));
  const sections = [
    `# ${escape(titleOf(reading) ?? t("untitled"))}`,
    credits && `*${escape(credits)}*`,
    ...paragraphs.map((text) => escape(oneLine(text))),
    `## ${t("panel-actors")}`,
    table(
      ["name-column", "kind", "country", "roles", "aliases", "times"],
      actors.map((actor) => [actor.name, t(actor.type), actor.country ? countryName(actor.country) : "", actor.roles.join(t("list-comma")), actor.aliases.join(t("list-comma")), String(actor.mentions.length)]),
    ),
    `## ${t("panel-quotes")}`,
    ...quotes.map((quote) => {
      return `> ${escape(oneLine(reading.cleanText(quote.span)))}\n>\n> — **${escape(reading.speaker(quote) ?? t("unnamed-speaker"))}** (${escape(manner(reading, quote))})`;
    }),
    `## ${t("panel-timeline")}`,
    table(
      ["when", "what", "who", "status"],
      eventRows(reading),
    ),
  ];
  return `${sections.filter(Boolean).join("\n\n")}\n`;
}

/**
 * @param {string[]} head keys of strings
 * @param {string[][]} rows
 */
function table(head, rows) {
  const line = (/** @type {string[]} */ cells) => `| ${cells.map((cell) => escape(oneLine(cell)).replaceAll("|", "\\|")).join(" | ")} |`;
  return rows.length > 0 && [line(head.map((key) => t(key))), `|${" --- |".repeat(head.length)}`, ...rows.map(line)].join("\n");
}

/** @param {string} text */
function escape(text) {
  return text.replace(/[\\`*_[\]<>#]/g, "\\$&");
}
