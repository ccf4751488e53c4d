/**
 * What the reader is told in passing: that something is done, under way or failed.
 * @module
 */

import { byId } from "./dom.js";
import { t } from "./i18n.js";

/** Milliseconds for which a message stays. */
const TOLD_FOR = 10_000;

/** Milliseconds after which work is shown to go on; most is done by then. */
const SHOWN_AFTER = 400;

/** @type {ReturnType<typeof setTimeout> | undefined} */
let silence;
/** @type {ReturnType<typeof setTimeout> | undefined} */
let waiting;

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
  clearTimeout(waiting);
  byId("cancel").hidden = !on;
  byId("progress").hidden = true;
  byId("progress").removeAttribute("value");
  // A bar that moves has the page painted sixty times a second, just when the analysis wants the machine.
  if (on) waiting = setTimeout(() => (byId("progress").hidden = false), SHOWN_AFTER);
  say(on ? t("analysing") : "");
}

/** @param {number} share */
export function showDrawing(share) {
  byId("progress").hidden = share === 1;
  byId("progress").value = share;
}
