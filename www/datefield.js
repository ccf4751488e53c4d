/**
 * A field for a day: three parts in the language of the page, its names of months and its digits.
 * The browser's own field follows the language of the browser, which few readers of the page share.
 * @module
 */

import { h, replace } from "./dom.js";
import { number, t } from "./i18n.js";

/** Digits of the Arabic blocks have their value in the last four bits. */
const ARABIC_DIGIT = /[\u0660-\u0669\u06F0-\u06F9]/g;

export class DateField {
  /** @type {string | null} */
  #value = null;

  /**
   * @param {HTMLElement} root a fieldset
   * @param {(value: string | null) => void} [onChange] the reader has given another day, or none
   */
  constructor(root, onChange = () => {}) {
    this.root = root;
    this.onChange = onChange;
    // The day is told when the reader has done with it, not while parts of it are still the old ones.
    root.addEventListener("focusout", (event) => {
      if (!root.contains(/** @type {Node | null} */ (event.relatedTarget))) this.#read();
    });
    root.addEventListener("keydown", (event) => {
      if (event.key === "Enter") this.#read();
    });
    this.draw();
  }

  /** The day as `YYYY-MM-DD`; null if none is given, or what is given is none. */
  get value() {
    return this.#value;
  }

  set value(value) {
    this.#value = value;
    this.draw();
  }

  /** Writes the day, in the language of the moment. */
  draw() {
    const [year, month, day] = (this.#value ?? "").split("-").map(Number);
    const plain = (/** @type {number | undefined} */ part) => (part ? number(part, { useGrouping: false }) : "");
    const part = (/** @type {string} */ name, /** @type {string} */ value, /** @type {number} */ length) =>
      h("input", { type: "text", inputmode: "numeric", autocomplete: "off", maxlength: length, dataset: { part: name }, class: name, "aria-label": t(`date-${name}`), placeholder: t(`date-${name}`), value });
    this.parts = {
      day: part("day", plain(day), 2),
      month: h(
        "select",
        { dataset: { part: "month" }, "aria-label": t("date-month") },
        h("option", { value: "" }, t("date-month")),
        // Words of ours: making the browser's formatter would be half of the page's start.
        t("months").split(" ").map((name, index) => h("option", { value: index + 1, selected: index + 1 === month }, name)),
      ),
      year: part("year", plain(year), 4),
    };
    replace(this.root, h("legend", null, t("date-label")), Object.values(this.parts));
  }

  #read() {
    const numeral = (/** @type {HTMLInputElement} */ box) => Number(box.value.trim().replace(ARABIC_DIGIT, (digit) => String(digit.charCodeAt(0) & 15)));
    const { day, month, year } = /** @type {{day: any, month: any, year: any}} */ (this.parts);
    const [y, m, d] = [numeral(year), Number(month.value), numeral(day)];
    const boxes = [day, month, year];
    const date = new Date(Date.UTC(y, m - 1, d));
    const valid = y >= 1000 && date.getUTCMonth() === m - 1 && date.getUTCDate() === d;
    // Parts that are still missing are no mistake yet.
    const wrong = !valid && boxes.every((box) => box.value.trim() !== "");
    for (const box of boxes) box.setAttribute("aria-invalid", String(wrong));
    const value = valid ? date.toISOString().slice(0, 10) : null;
    if (value === this.#value) return;
    this.#value = value;
    if (valid || boxes.every((box) => box.value.trim() === "")) this.onChange(value);
  }
}
