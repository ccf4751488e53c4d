/**
 * The first page: paste, open or drop a text, or try a sample.
 * @module
 */

import { byId, h, replace } from "../dom.js";
import { ownFile } from "../file.js";
import { getLanguage } from "../i18n.js";
import { Reading } from "../model.js";
import { ArticleView } from "./article.js";

/** @typedef {{file: string, date: string, ar: string, en: string}} Sample */

/** How much of the first sample is shown beside the paste box. */
const SPECIMEN_PARAGRAPHS = 3;

/** @type {Promise<Sample[]> | null} */
let samples = null;

/** @returns {Promise<Sample[]>} */
function allSamples() {
  samples ??= ownFile("samples/index.json").then((response) => response.json());
  return samples;
}

/**
 * The text of a sample.
 * @param {Sample} sample
 */
export async function sampleText(sample) {
  return (await ownFile(`samples/${sample.file}`)).text();
}

/** @param {(sample: Sample) => void} open */
export async function showSamples(open) {
  replace(
    byId("samples"),
    (await allSamples()).map((sample) =>
      h("li", null, h("button", { type: "button", onclick: () => open(sample) }, sample[getLanguage()])),
    ),
  );
}

/**
 * The head of the first sample, analysed, as an example of what one gets.
 * @param {import("../client.js").Client} client
 */
export async function showSpecimen(client) {
  const [sample] = await allSamples();
  if (!sample) return;
  const source = await sampleText(sample);
  const reading = new Reading(source, await client.analyse(source, sample.date || null));
  const view = new ArticleView(byId("specimen"));
  await view.show(reading, "clean");
  const rows = [...byId("specimen").querySelectorAll(".row")];
  for (const row of rows.slice(SPECIMEN_PARAGRAPHS)) row.remove();
  for (const fold of byId("specimen").querySelectorAll(".row ~ .fold")) fold.remove();
}
