/**
 * Counts what the page asks of the network, so that its promise can be watched: requests that
 * leave this origin, and attempts that the Content Security Policy stopped.
 * @module
 */

import { t } from "./i18n.js";

/**
 * @param {HTMLElement} output
 * @returns {() => void} writes the sentence anew, in the language of the interface
 */
export function watchRequests(output) {
  let n = 0;
  const tell = () => {
    output.textContent = `${t("requests", { n })}.`;
    output.classList.toggle("alarm", n > 0);
  };
  const leaves = (/** @type {string} */ url) => {
    const { protocol, origin } = new URL(url, location.href);
    return protocol.startsWith("http") && origin !== location.origin;
  };
  new PerformanceObserver((list) => {
    n += list.getEntries().filter((entry) => leaves(entry.name)).length;
    tell();
  }).observe({ type: "resource", buffered: true });
  tell();
  return tell;
}
