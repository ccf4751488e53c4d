/**
 * The worker: owns the WebAssembly module and answers the calls of calls.js one by one.
 * @module
 */

import { analyse, analyseHtml, decode, initSync } from "./pkg/rasid.js";

/** @type {Promise<WebAssembly.Module | null> | null} */
let started = null;

/**
 * Takes up a module, or fetches it first. Not with a low priority: browsers hold that back for long.
 * @param {WebAssembly.Module | string} given
 * @returns {Promise<WebAssembly.Module | null>} what has been compiled here
 */
async function start(given) {
  const module = typeof given === "string" ? await WebAssembly.compileStreaming(fetch(given)) : given;
  initSync({ module });
  return typeof given === "string" ? module : null;
}

/** @type {Record<string, (...args: any[]) => any>} */
const METHODS = {
  // What is compiled here is answered, for the workers that come after this one.
  start: (given) => (started = start(given)),
  analyse: (text, date) => analyse(text, date ? { date } : undefined),
  analyseHtml: (html, date) => analyseHtml(html, date ? { date } : undefined),
  decode: (bytes) => decode(bytes),
};

/** Lists longer than this travel in slices: taking in a whole one would hold the page up. */
const SLICE = 1000;

/**
 * Sends the long lists of a result ahead.
 * @param {number} id
 * @param {any} result
 */
function sendParts(id, result) {
  if (typeof result !== "object" || result === null) return;
  for (const [key, list] of Object.entries(result)) {
    if (!Array.isArray(list) || list.length <= SLICE) continue;
    for (let at = 0; at < list.length; at += SLICE) self.postMessage({ id, part: [key, list.slice(at, at + SLICE)] });
    result[key] = [];
  }
}

self.onmessage = async ({ data: { id, method, args } }) => {
  try {
    // What is called meanwhile waits, and has its turn in order.
    if (method !== "start") await started;
    const ok = await METHODS[method](...args);
    sendParts(id, ok);
    self.postMessage({ id, ok });
  } catch (error) {
    const trapped = error instanceof WebAssembly.RuntimeError;
    self.postMessage({ id, error: error instanceof Error ? error.message : String(error), trapped });
    return;
  }
  // The first analysis has lists and weights laid out in memory: better now, when nobody waits for it.
  if (method === "start") analyse("قال"); // "he said"
};
