/**
 * How the reader wants the page: language, digits, light or dark. Kept as long as the page is open.
 * @module
 */

import { byId } from "./dom.js";
import { getDigits, getLanguage, setLanguage, t } from "./i18n.js";

/**
 * @param {() => void} draw draws everything that has words in it
 */
export function listenToPreferences(draw) {
  byId("language").addEventListener("click", () => {
    setLanguage(getLanguage() === "ar" ? "en" : "ar", getDigits());
    draw();
  });
  byId("digits").addEventListener("click", () => {
    setLanguage(getLanguage(), getDigits() === "arab" ? "latn" : "arab");
    draw();
  });
  byId("theme").addEventListener("click", () => {
    document.documentElement.dataset.theme = isDark() ? "light" : "dark";
    showPreferences();
  });
}

/** Writes every fixed string of the page in the language chosen, and names the other choices. */
export function showPreferences() {
  const root = document.documentElement;
  root.lang = getLanguage();
  root.dir = getLanguage() === "ar" ? "rtl" : "ltr";
  const each = (/** @type {string} */ key, /** @type {(element: any, text: string) => void} */ write) => {
    for (const element of /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll(`[data-${key}]`))) write(element, t(element.dataset[key] ?? ""));
  };
  each("t", (element, text) => (element.textContent = text));
  each("label", (element, text) => element.setAttribute("aria-label", text));
  each("title", (element, text) => (element.title = text));
  each("placeholder", (element, text) => (element.placeholder = text));
  byId("language").setAttribute("aria-label", t("language-label"));
  byId("language").lang = getLanguage() === "ar" ? "en" : "ar";
  byId("digits").hidden = getLanguage() !== "ar";
  byId("digits").textContent = t(getDigits() === "arab" ? "digits-latn" : "digits-arab");
  byId("theme").textContent = t(isDark() ? "theme-light" : "theme-dark");
}

function isDark() {
  const chosen = document.documentElement.dataset.theme;
  return chosen ? chosen === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
}
