/**
 * The analyser for Node, ready when it is imported.
 * @module
 */

import { readFileSync } from "node:fs";

import { start } from "./core.js";

export { analyse, analyseHtml, analyseMany, decode, version } from "./core.js";

await start(readFileSync(new URL("./rasid_bg.wasm", import.meta.url)));

/** There is nothing left to be done. */
export async function init() {}
