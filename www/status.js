/**
 * What the reader is told in passing: that something is done, under way or failed.
 * @module
 */

import { byId } from "./dom.js";
import { t } from "./i18n.js";

/** Milliseconds for which a message stays. */
const TOLD_FOR = 10_000;

/** @type {ReturnType<typeof setTimeout> | undefined} */
let silence;

/** Tells the reader something, for a while.
 * @param {string} text */
export function say(text) {
  clearTimeout(silence);
  byId("status-text").textContent = text;
  if (text !== "" && !document.body.hasAttribute("data-busy")) silence = setTimeout(() => say(""), TOLD_FOR);
}

/** @param {boolean} on */
export function busy(on) {
  document.body.toggleAttribute("data-busy", on);
  byId("cancel").hidden = !on;
  byId("progress").hidden = !on;
  byId("progress").removeAttribute("value");
  say(on ? t("analysing") : "");
}

/** @param {number} share */
export function showDrawing(share) {
  byId("progress").hidden = share === 1;
  byId("progress").value = share;
}
