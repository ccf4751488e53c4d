/**
 * The analyser with the module inside, for bundlers: they put the bytes here, as they do with
 * every import of type "bytes". It is ready when it is imported.
 * @module
 */

import { start } from "./core.js";
import bytes from "./rasid_bg.wasm" with { type: "bytes" };

export { analyse, analyseHtml, analyseMany, decode, version } from "./core.js";

await start(bytes);

/** There is nothing left to be done. */
export async function init() {}
