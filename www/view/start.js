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

/**
 * The text of a sample.
 * @param {Sample} sample
 */
export async function sampleText(sample) {
  return (await ownFile(`samples/${sample.file}`)).text();
}

/**
 * The list of samples, which the build has written into the page.
 * @param {(sample: Sample) => void} open
 */
export function showSamples(open) {
  /** @type {Sample[]} */
  const samples = JSON.parse(byId("samples-data").textContent);
  replace(
    byId("samples"),
    samples.map((sample) => h("li", null, h("button", { type: "button", onclick: () => open(sample) }, sample[getLanguage()]))),
  );
}

/**
 * The head of the first sample as an example of what one gets. The build has written it into the page,
 * so that it is there before the analyser is.
 */
export function showSpecimen() {
  const { source, analysis } = specimen();
  return new ArticleView(byId("specimen")).show(new Reading(source, analysis), "clean");
}

/** @returns {{source: string, analysis: import("../types.js").Analysis}} */
export function specimen() {
  return JSON.parse(byId("specimen-data").textContent);
}
