/**
 * Cuts a text into paragraphs and these into pieces, so that within a piece the same marks hold.
 * Pieces begin and end between words. Pure: offsets in, strings out.
 * @module
 */

import { firstEndingAfter } from "./model.js";

/**
 * @typedef {import("./model.js").Mark} Mark
 * @typedef {"clean" | "original"} View
 *
 * `exact` tells whether `text` is the source at `start` letter by letter; `removed` is the index of
 * the removal that the piece is part of.
 * @typedef {{start: number, end: number, text: string, exact: boolean, marks: Mark[],
 *     removed: number | null}} Piece
 *
 * A fold holds only what was removed.
 * @typedef {{kind: "title" | "paragraph" | "fold", start: number, end: number, pieces: Piece[],
 *     removed: number[], quotes: number[]}} Block
 */

/** Pieces in a fold; more are folded apart, so that no block takes long to draw. */
const LONGEST_FOLD = 500;

/**
 * The blocks of the article, one by one.
 * @param {import("./model.js").Reading} reading
 * @param {View} view
 * @returns {Generator<Block>}
 */
export function* layOut(reading, view) {
  const { source, analysis } = reading;
  /** @type {Block | null} */
  let fold = null;
  let nextMark = 0;
  /** @type {Mark[]} */
  let open = [];
  for (const [start, end] of lines(source, breaks(reading), joined(reading))) {
    while (nextMark < reading.marks.length && reading.marks[nextMark].from < end) open.push(reading.marks[nextMark++]);
    open = open.filter((mark) => mark.to > start);
    const marks = open.filter((mark) => mark.from < end);
    const removed = removedIn(analysis.removed, start, end);
    const pieces = [...cut(reading, start, end, marks, removed, view)];
    const kept = pieces.some((piece) => piece.removed === null && piece.text.trim() !== "");
    if (fold && fold.pieces.length > LONGEST_FOLD) {
      yield fold;
      fold = null;
    }
    // Tags and scripts between paragraphs are nothing to unfold, but where all is shown as given.
    if (!kept && view === "clean" && removed.every((index) => analysis.removed[index].kind === "markup")) continue;
    if (!kept && removed.length > 0) {
      fold ??= { kind: "fold", start, end, pieces: [], removed: [], quotes: [] };
      if (fold.pieces.length > 0) fold.pieces.push(lineBreak(fold.end));
      fold.pieces.push(...pieces);
      fold.end = end;
      fold.removed.push(...removed.filter((index) => !fold?.removed.includes(index)));
    } else if (kept) {
      if (fold) yield fold;
      fold = null;
      const title = analysis.title && analysis.title[0] < end && analysis.title[1] > start;
      const quotes = marks.filter((mark) => mark.layer === "quote" && mark.from >= start).map((mark) => mark.index);
      yield { kind: title ? "title" : "paragraph", start, end, pieces, removed, quotes };
    }
  }
  if (fold) yield fold;
}

/**
 * Ends of lines that only the cleaned text has: where a tag ended a paragraph.
 * @param {import("./model.js").Reading} reading
 * @returns {number[]} sorted
 */
function breaks({ source, analysis }) {
  return analysis.repairs
    .filter(({ span, plain }) => plain.includes("\n") && !source.slice(...span).includes("\n"))
    .map(({ span: [, end] }) => end);
}

/**
 * Stretches whose line breaks are none: inside of tags, and where markup takes them for spaces.
 * @param {import("./model.js").Reading} reading
 * @returns {[number, number][]} sorted
 */
function joined({ source, analysis }) {
  const tags = analysis.removed.filter(({ kind }) => kind === "markup");
  const spaces = analysis.repairs.filter(({ plain }) => !/[\n\r]/.test(plain));
  return [...tags, ...spaces]
    .map(({ span }) => span)
    .filter((span) => /[\n\r]/.test(source.slice(...span)))
    .sort(([a], [b]) => a - b);
}

/**
 * Lines without the white space around them; empty ones are left out.
 * @param {string} source
 * @param {number[]} more where lines end besides
 * @param {[number, number][]} inner where they do not end
 * @returns {Generator<[number, number]>}
 */
function* lines(source, more, inner) {
  let [from, nextMore, nextInner] = [0, 0, 0];
  const pattern = /[\n\r\u2028\u2029\u0085]|$/g;
  for (let found = pattern.exec(source); found; found = pattern.exec(source)) {
    const lineEnd = found.index;
    const isLast = lineEnd === source.length;
    while (inner[nextInner]?.[1] <= lineEnd) nextInner++;
    if (isLast || !(inner[nextInner]?.[0] <= lineEnd)) {
      while (from < lineEnd) {
        while (more[nextMore] <= from) nextMore++;
        const to = Math.min(more[nextMore] ?? lineEnd, lineEnd);
        const line = source.slice(from, to);
        const start = to - line.trimStart().length;
        const end = from + line.trimEnd().length;
        if (start < end) yield [start, end];
        from = to;
      }
      from = lineEnd + 1;
    }
    if (isLast) return;
  }
}

/**
 * Indices of the removals that touch the line.
 * @param {import("./types.js").Removal[]} removals
 * @param {number} start
 * @param {number} end
 */
function removedIn(removals, start, end) {
  const found = [];
  for (let index = firstEndingAfter(removals, start); index < removals.length; index++) {
    if (removals[index].span[0] >= end) break;
    found.push(index);
  }
  return found;
}

/**
 * @param {import("./model.js").Reading} reading
 * @param {number} start
 * @param {number} end
 * @param {Mark[]} marks
 * @param {number[]} removed
 * @param {View} view
 * @returns {Generator<Piece>}
 */
function* cut(reading, start, end, marks, removed, view) {
  const { source, analysis } = reading;
  const clip = (/** @type {number} */ at) => Math.min(Math.max(at, start), end);
  const edges = new Set([start, end]);
  for (const mark of marks) edges.add(clip(mark.from)).add(clip(mark.to));
  for (const index of removed) edges.add(clip(analysis.removed[index].span[0])).add(clip(analysis.removed[index].span[1]));
  const sorted = [...edges].sort((a, b) => a - b);
  let [nextMark, nextRemoved] = [0, 0];
  /** @type {Mark[]} */
  let open = [];
  for (let edge = 0; edge + 1 < sorted.length; edge++) {
    const [from, to] = [sorted[edge], sorted[edge + 1]];
    while (nextMark < marks.length && marks[nextMark].from <= from) open.push(marks[nextMark++]);
    open = open.filter((mark) => mark.to > from);
    while (nextRemoved < removed.length && analysis.removed[removed[nextRemoved]].span[1] <= from) nextRemoved++;
    const index = removed[nextRemoved];
    const gone = index !== undefined && analysis.removed[index].span[0] <= from;
    const raw = source.slice(from, to);
    const text = view === "clean" && !gone ? reading.cleanText([from, to]) : raw;
    yield { start: from, end: to, text, exact: text === raw, marks: [...open], removed: gone ? index : null };
  }
}

/** @param {number} at
 * @returns {Piece} */
function lineBreak(at) {
  return { start: at, end: at, text: "\n", exact: false, marks: [], removed: null };
}
