/**
 * What several formats share: offsets in code points, sentences, paragraphs of the clean text.
 * @module
 */

import { t } from "../i18n.js";
import { layOut } from "../layout.js";
import { timeText } from "../timex.js";

/** @typedef {import("../model.js").Reading} Reading */

/**
 * Turns offsets in UTF-16 units into code points, as standards of the Web want them.
 * @param {string} source
 * @returns {(offset: number) => number}
 */
export function codePoints(source) {
  /** @type {number[]} where the second halves of pairs stand */
  const halves = [];
  for (let at = 1; at < source.length; at++) {
    const isSecond = source[at] >= "\uDC00" && source[at] <= "\uDFFF";
    if (isSecond && source[at - 1] >= "\uD800" && source[at - 1] <= "\uDBFF") halves.push(at);
  }
  return (offset) => {
    let [low, high] = [0, halves.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (halves[middle] < offset) low = middle + 1;
      else high = middle;
    }
    return offset - low;
  };
}

/**
 * The sentence that holds an offset, on one line.
 * @param {Reading} reading
 * @param {number} offset
 */
export function sentenceAt(reading, offset) {
  const { sentences } = reading.analysis;
  let [low, high] = [0, sentences.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (sentences[middle][1] > offset) high = middle;
    else low = middle + 1;
  }
  const sentence = sentences[low];
  return sentence && sentence[0] <= offset ? oneLine(reading.cleanText(sentence)) : "";
}

/** @param {string} text */
export function oneLine(text) {
  return text.trim().replace(/\s+/g, " ");
}

/**
 * The paragraphs that were kept.
 * @param {Reading} reading
 */
export function keptBlocks(reading) {
  return [...layOut(reading, "clean")].filter(({ kind }) => kind !== "fold");
}

/**
 * The title, if the text has one.
 * @param {Reading} reading
 */
export function titleOf(reading) {
  const { title } = reading.analysis;
  return title ? oneLine(reading.cleanText(title)) : null;
}

/**
 * The dated events, each once: when, what, who, how far the article vouches for it.
 * @param {Reading} reading
 * @returns {string[][]}
 */
export function eventRows(reading) {
  const { timeline, times } = reading.analysis;
  return timeline
    .filter((event) => event.same_as === null)
    .map((event) => {
      const time = times[event.time];
      const who = event.actors.map((id) => reading.name(id)).join(t("list-comma"));
      const status = event.status === "happened" ? "" : t(`status-${event.status}`);
      return [timeText(event.value, time?.value === event.value ? time.mod : undefined), event.label, who, status];
    });
}
