/**
 * Keys. All of them stand in this table, which is also the help sheet.
 * @module
 */

import { byId, h, replace } from "./dom.js";
import { t } from "./i18n.js";

const HELP = /** @type {[string[], string][]} */ ([
  [["j", "k"], "key-paragraph"],
  [["n", "p"], "key-mention"],
  [["Enter"], "key-why"],
  [["1", "…", "7"], "key-layers"],
  [["m"], "key-marks"],
  [["o"], "key-original"],
  [["a", "q", "t", "r", "c"], "key-panels"],
  [["/"], "key-search"],
  [["Ctrl", "Z"], "key-undo"],
  [["Alt", "N"], "key-new"],
  [["Ctrl", "Enter"], "key-analyse"],
  [["?"], "key-help"],
]);

/** Keys of the panels, in an order of their own: letters of the English names. */
const PANEL_KEYS = /** @type {Record<string, string>} */ ({ KeyA: "actors", KeyQ: "quotes", KeyT: "timeline", KeyR: "network", KeyC: "cleaning" });

/**
 * @param {HTMLDialogElement} sheet
 */
export function showKeys(sheet) {
  replace(
    sheet,
    h("h2", { id: "keys-heading" }, t("help-heading")),
    h("dl", null, HELP.map(([keys, label]) => [h("dt", { dir: "ltr" }, keys.map((key) => h("kbd", null, key))), h("dd", null, t(label))]).flat()),
    h("form", { method: "dialog" }, h("button", null, t("close"))),
  );
  sheet.setAttribute("aria-labelledby", "keys-heading");
  sheet.showModal();
}

/**
 * Keys are told by their place on the keyboard (`code`), so that they work with an Arabic layout.
 * @param {{layer: (index: number) => void, marks: () => void, panel: (name: string) => void,
 *     panels: string[], search: () => void, view: () => void, why: (element: Element) => void,
 *     undo: () => void, fresh: () => void, help: () => void, submit: () => void,
 *     active: () => boolean}} actions
 */
export function listenToKeys(actions) {
  document.addEventListener("keydown", (event) => {
    const target = /** @type {HTMLElement} */ (event.target);
    const typing = target.matches("input, textarea, select");
    if ((event.ctrlKey || event.metaKey) && event.code === "Enter" && target.id === "source") {
      actions.submit();
      return;
    }
    if (event.altKey && event.code === "KeyN") {
      event.preventDefault();
      actions.fresh();
      return;
    }
    if (target.getAttribute("role") === "tab" && moveTab(target, event.code)) {
      event.preventDefault();
      return;
    }
    if (typing || document.querySelector("dialog[open]")) return;
    if (event.key === "?" || event.key === "؟") {
      actions.help();
      return;
    }
    if (!actions.active()) return;
    if ((event.ctrlKey || event.metaKey) && event.code === "KeyZ") {
      event.preventDefault();
      actions.undo();
      return;
    }
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const digit = /^Digit([1-7])$/.exec(event.code);
    if (digit) actions.layer(Number(digit[1]) - 1);
    else if (event.code === "KeyJ") step("#article .text", 1);
    else if (event.code === "KeyK") step("#article .text", -1);
    else if (event.code === "KeyN") step("#article mark", 1);
    else if (event.code === "KeyP") step("#article mark", -1);
    else if (event.code === "KeyM") actions.marks();
    else if (event.code === "KeyO") actions.view();
    else if (event.code === "Slash") {
      event.preventDefault();
      actions.search();
    } else if (event.code === "Enter" && target.matches("mark")) actions.why(target);
    else if (actions.panels.includes(PANEL_KEYS[event.code])) actions.panel(PANEL_KEYS[event.code]);
  });
}

/**
 * Moves the focus to the next or previous of these elements, seen from where it is.
 * @param {string} selector
 * @param {1 | -1} by
 */
function step(selector, by) {
  const all = /** @type {HTMLElement[]} */ ([...document.querySelectorAll(selector)]).filter((element) => getComputedStyle(element).pointerEvents !== "none");
  if (all.length === 0) return;
  const here = document.activeElement;
  const following = byId("article").contains(here) && here !== byId("article");
  const relation = by > 0 ? Node.DOCUMENT_POSITION_FOLLOWING : Node.DOCUMENT_POSITION_PRECEDING;
  const ordered = by > 0 ? all : all.toReversed();
  const next = following && here ? ordered.find((element) => here.compareDocumentPosition(element) & relation && !element.contains(here)) : ordered[0];
  next?.focus({ preventScroll: true });
  next?.scrollIntoView({ block: "center" });
}

/**
 * Arrow keys, Home and End in a row of tabs.
 * @param {HTMLElement} tab
 * @param {string} code
 */
function moveTab(tab, code) {
  const tabs = /** @type {HTMLElement[]} */ ([...(tab.parentElement?.children ?? [])]);
  const forward = document.documentElement.dir === "rtl" ? "ArrowLeft" : "ArrowRight";
  const backward = forward === "ArrowLeft" ? "ArrowRight" : "ArrowLeft";
  const at = tabs.indexOf(tab);
  const next = code === forward ? at + 1 : code === backward ? at - 1 : code === "Home" ? 0 : code === "End" ? tabs.length - 1 : null;
  if (next === null) return false;
  const target = tabs[(next + tabs.length) % tabs.length];
  target.click();
  target.focus();
  return true;
}
