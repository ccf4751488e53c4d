/**
 * The analyser, with the module that lies beside this file.
 * @module
 */

import { start } from "./core.js";

export { analyse, analyseHtml, analyseMany, decode, version } from "./core.js";

/**
 * Makes the analyser ready.
 * @param {import("./module.js").Input | Promise<import("./module.js").Input>} [input] where the module is,
 *     or what it is; the file beside this one if not said
 */
export function init(input) {
  return start(input ?? new URL("./rasid_bg.wasm", import.meta.url));
}
