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
 * The head of the first sample as an example of what one gets. The build has written it into the page,
 * so that it is there before the analyser is.
 */
export function showSpecimen() {
  const { source, analysis } = JSON.parse(byId("specimen-data").textContent);
  return new ArticleView(byId("specimen")).show(new Reading(source, analysis), "clean");
}
