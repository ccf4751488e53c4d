/**
 * The annotated article as one file that needs nothing else: no script, no network.
 * @module
 */

import { countryName, getLanguage, t } from "../i18n.js";
import { timeInWords, timeText } from "../timex.js";
import { schemaOrg } from "./jsonld.js";
import { eventRows, keptBlocks, manner, oneLine, titleOf } from "./text.js";

/** @typedef {import("../model.js").Reading} Reading */

/** Layers whose marks are names of actors. */
const ACTORS = ["person", "organisation", "place"];

const STYLE = `
:root { color-scheme: light dark; }
body { max-width: 42rem; margin: 2rem auto; padding: 0 1rem; font: 1.15rem/1.9 "Noto Naskh Arabic", "Geeza Pro", "Segoe UI", serif; background: light-dark(#fbfaf7, #161513); color: light-dark(#1c1b19, #ece8df); }
h1, h2 { line-height: 1.4; }
h2 { margin-top: 3rem; border-top: 1px solid; padding-top: 1rem; font-size: 1.1rem; }
mark { background: none; color: inherit; border-bottom: 2px solid #a66a00; }
mark.organisation { border-bottom: 4px double #2f6fc4; }
mark.place { border-bottom: 2px dotted #2f7d4a; }
mark.time { border-bottom: 1px dashed #8a4bb0; }
.quote { background: light-dark(rgb(60 45 20 / 0.06), rgb(255 240 210 / 0.08)); }
table { width: 100%; border-collapse: collapse; font-size: 0.9rem; }
th, td { padding: 0.3rem; border-bottom: 1px solid #8885; text-align: start; vertical-align: top; }
blockquote { margin: 1rem 0; padding-inline-start: 1rem; border-inline-start: 3px solid #8888; }
footer { color: light-dark(#635d52, #a8a196); font-size: 0.9rem; }
`;

/** @param {Reading} reading */
export function annotatedHtml(reading) {
  const { actors, quotes, outlet, date } = reading.analysis;
  const language = getLanguage();
  const title = titleOf(reading) ?? t("untitled");
  const credits = [outlet?.name, date.value && timeText(date.value)].filter(Boolean).join(t("list-comma"));
  return `<!doctype html>
<html lang="${language}" dir="${language === "ar" ? "rtl" : "ltr"}">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escape(title)}</title>
<style>${STYLE}</style>
<script type="application/ld+json">${JSON.stringify(schemaOrg(reading)).replaceAll("<", "\\u003c")}</script>
<article lang="ar" dir="rtl">
${keptBlocks(reading).map((block) => blockHtml(reading, block)).join("\n")}
</article>
<p>${escape(credits)}</p>
<h2>${t("panel-actors")}</h2>
${table(
  ["name-column", "kind", "country", "roles", "aliases", "times"],
  actors.map((actor) => [actor.name, t(actor.type), actor.country ? countryName(actor.country) : "", actor.roles.join(t("list-comma")), actor.aliases.join(t("list-comma")), String(actor.mentions.length)]),
)}
<h2>${t("panel-quotes")}</h2>
${quotes.map((quote) => quoteHtml(reading, quote)).join("\n")}
<h2>${t("panel-timeline")}</h2>
${table(
  ["when", "what", "who", "status"],
  eventRows(reading),
)}
<footer><p>${t("made-by")}</p></footer>
</html>
`;
}

/**
 * @param {Reading} reading
 * @param {import("../layout.js").Block} block
 */
function blockHtml(reading, block) {
  const tag = block.kind === "title" ? "h1" : "p";
  const pieces = block.pieces.filter(({ removed }) => removed === null).map(({ text, marks }) => {
    let html = escape(text);
    for (const mark of marks.toReversed()) {
      if (mark.layer === "quote") html = `<span class="quote" data-quote="${mark.index}">${html}</span>`;
      else if (ACTORS.includes(mark.layer)) html = `<mark class="${mark.layer}" data-actor="${mark.actor}" title="${escape(reading.name(mark.actor) ?? "")}">${html}</mark>`;
      else if (mark.layer === "time") {
        const time = reading.analysis.times[mark.index];
        html = `<mark class="time" data-value="${escape(time.value)}" title="${escape(timeInWords(reading, time))}">${html}</mark>`;
      }
    }
    return html;
  });
  return `<${tag} dir="auto">${pieces.join("")}</${tag}>`;
}

/**
 * @param {Reading} reading
 * @param {import("../types.js").Quote} quote
 */
function quoteHtml(reading, quote) {
  return `<blockquote dir="auto">${escape(oneLine(reading.cleanText(quote.span)))}<br><b><bdi>${escape(reading.speaker(quote) ?? t("unnamed-speaker"))}</bdi></b> ${escape(manner(reading, quote))}</blockquote>`;
}

/**
 * @param {string[]} head keys of strings
 * @param {string[][]} rows
 */
function table(head, rows) {
  const body = rows.map((row) => `<tr>${row.map((cell) => `<td><bdi>${escape(cell)}</bdi></td>`).join("")}</tr>`);
  return `<table><thead><tr>${head.map((key) => `<th>${t(key)}</th>`).join("")}</tr></thead><tbody>\n${body.join("\n")}\n</tbody></table>`;
}

/** @param {string} text */
function escape(text) {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}
