/**
 * The worker: owns the WebAssembly module and answers the calls of client.js one by one.
 * @module
 */

import init, { analyse, decode } from "./pkg/rasid.js";

const ready = init({ module_or_path: new URL("./pkg/rasid_bg.wasm", import.meta.url) });

/** @type {Record<string, (...args: any[]) => any>} */
const METHODS = {
  analyse: (text, date) => analyse(text, date ? { date } : undefined),
  decode: (bytes) => decode(bytes),
};

self.onmessage = async ({ data: { id, method, args } }) => {
  try {
    await ready;
    self.postMessage({ id, ok: METHODS[method](...args) });
  } catch (error) {
    const trapped = error instanceof WebAssembly.RuntimeError;
    self.postMessage({ id, error: error instanceof Error ? error.message : String(error), trapped });
  }
};
