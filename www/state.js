/**
 * What is open and how it is looked at. The page draws itself from this and from nothing else.
 * @module
 */

import { applyEdits } from "./edits.js";
import { Reading } from "./model.js";

/**
 * @typedef {import("./types.js").Analysis} Analysis
 * @typedef {import("./edits.js").Edit} Edit
 */

/** A text without a title may be one line of a megabyte. */
const LONGEST_TITLE = 300;

/** A name that no other article has, on any page; those of later articles sort behind. */
function newId() {
  return `${Date.now().toString(36).padStart(9, "0")}-${Math.random().toString(36).slice(2)}`;
}

/** One open article. */
export class OpenArticle {
  id = newId();
  /** @type {import("./layout.js").View} */
  view = "clean";
  /** @type {string | null} the publication date that the reader gave */
  givenDate;
  /** @type {Edit[]} */
  edits = [];
  /** @type {Edit[]} taken back, the last one first to be made again */
  undone = [];
  scroll = 0;

  /**
   * @param {string} source
   * @param {string | null} givenDate
   * @param {Analysis} found
   * @param {boolean} [isHtml] whether the source is markup
   */
  constructor(source, givenDate, found, isHtml = false) {
    this.source = source;
    this.isHtml = isHtml;
    this.givenDate = givenDate;
    this.found = found;
    this.reading = this.#read();
  }

  #read() {
    const reading = new Reading(this.source, this.found);
    if (this.edits.length === 0) return reading;
    return new Reading(this.source, applyEdits(this.found, this.edits, (span) => reading.cleanText(span)));
  }

  /** Another analysis of the same text, as after a change of date.
   * @param {Analysis} found
   * @param {string | null} givenDate */
  update(found, givenDate) {
    this.givenDate = givenDate;
    this.found = found;
    this.reading = this.#read();
  }

  /** @param {Edit} edit */
  edit(edit) {
    this.edits = [...this.edits, edit];
    this.undone = [];
    this.reading = this.#read();
  }

  undo() {
    const last = this.edits.at(-1);
    if (!last) return;
    this.edits = this.edits.slice(0, -1);
    this.undone = [...this.undone, last];
    this.reading = this.#read();
  }

  redo() {
    const last = this.undone.at(-1);
    if (!last) return;
    this.undone = this.undone.slice(0, -1);
    this.edits = [...this.edits, last];
    this.reading = this.#read();
  }

  /** The title, else the first words. */
  get title() {
    const { title, clean } = this.found;
    const text = title ? this.reading.cleanText(title) : clean.text;
    return text.slice(0, LONGEST_TITLE).trim().replace(/\s+/g, " ");
  }
}
