/**
 * What several formats share: offsets in code points, sentences, paragraphs of the clean text.
 * @module
 */

import { t } from "../i18n.js";
import { layOut } from "../layout.js";
import { timeInWords } from "../timex.js";

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
      const who = event.actors.map((id) => reading.name(id)).join(t("list-comma"));
      const status = event.status === "happened" ? "" : t(`status-${event.status}`);
      return [timeInWords(reading, times[event.time], event.value), event.label, who, status];
    });
}

/**
 * How something is said: stance, kind, to whom, through whom.
 * @param {Reading} reading
 * @param {import("../types.js").Quote} quote
 */
export function manner(reading, quote) {
  const addressee = reading.addressee(quote);
  const via = reading.name(quote.via);
  return [quote.cue && t(quote.cue.stance), t(quote.kind), addressee && t("said-to", { name: addressee }), via && t("via", { name: via })].filter(Boolean).join(t("list-comma"));
}
