/**
 * The first page: paste, open or drop a text, or try a sample.
 * @module
 */

import { byId, h, replace } from "../dom.js";
import { getLanguage } from "../i18n.js";
import { Reading } from "../model.js";
import { ArticleView } from "./article.js";

/** @typedef {{file: string, date: string, ar: string, en: string}} Sample */

/** How much of the first sample is shown beside the paste box: what was removed over it, the title, the lead. */
const SPECIMEN_BLOCKS = 4;

/** @type {Promise<Sample[]> | null} */
let samples = null;

/** @returns {Promise<Sample[]>} */
function allSamples() {
  samples ??= fetch("samples/index.json").then((response) => response.json());
  return samples;
}

/**
 * The text of a sample.
 * @param {Sample} sample
 */
export async function sampleText(sample) {
  return (await fetch(`samples/${sample.file}`)).text();
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
  await new ArticleView(byId("specimen"), { blocks: SPECIMEN_BLOCKS }).show(reading, "clean");
}
