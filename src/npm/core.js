/**
 * The analyser on the thread of its caller. It knows no file; `index.js` and `inline.js` do.
 * @module
 */

import initialise, * as rasid from "./rasid.js";
import { each } from "./many.js";
import { compile } from "./module.js";

/** The version of this package; that of the module must be the same. */
export const version = "0.0.0";

/** @type {Promise<void> | null} */
let started = null;

/** @type {Error | null} why nothing can be analysed any more */
let broken = null;

/**
 * Makes the analyser ready, once; a start that failed can be tried again.
 * @param {import("./module.js").Input | Promise<import("./module.js").Input>} input
 */
export function start(input) {
  started ??= instantiate(input).catch((error) => {
    started = null;
    throw error;
  });
  return started;
}

/** @param {import("./module.js").Input | Promise<import("./module.js").Input>} input */
async function instantiate(input) {
  const module = await compile(input);
  try {
    await initialise({ module_or_path: module });
  } catch (error) {
    if (error instanceof WebAssembly.LinkError) throw new Error(`rasid: the module is not that of version ${version}`, { cause: error });
    throw error;
  }
  const found = rasid.version();
  if (found !== version) {
    broken = new Error(`rasid: the module is of version ${found}, the package of ${version}; serve both from one release`);
    throw broken;
  }
}

/**
 * Analyses a text; `init` must have ended.
 * @param {string} text
 * @param {{date?: string}} [options]
 */
export function analyse(text, options) {
  return run(() => rasid.analyse(text, options));
}

/**
 * Analyses a page or a part of one.
 * @param {string} html
 * @param {{date?: string}} [options]
 */
export function analyseHtml(html, options) {
  return run(() => rasid.analyseHtml(html, options));
}

/**
 * The text of a file: UTF-8, UTF-16, else the encoding that a page states, else Windows-1256.
 * @param {Uint8Array} bytes
 * @returns {string}
 */
export function decode(bytes) {
  return run(() => rasid.decode(bytes));
}

/**
 * Analyses one article after the other, and lets the page live in between; see `many.js`.
 * @param {Iterable<any> | AsyncIterable<any>} articles
 * @param {import("./many.js").Options} [options]
 */
export function analyseMany(articles, options) {
  return each(articles, { analyse, analyseHtml }, options);
}

/**
 * @template T
 * @param {() => T} call
 * @returns {T}
 */
function run(call) {
  if (broken) throw broken;
  try {
    return call();
  } catch (error) {
    if (!(error instanceof WebAssembly.RuntimeError)) throw error;
    // The memory of the module cannot be trusted any more, and on this thread there is no second one.
    broken = new Error("rasid: the analyser broke down; use rasid/worker, which starts anew", { cause: error });
    throw broken;
  }
}
