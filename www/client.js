/**
 * The page's way to its worker.
 * @module
 */

import { Calls } from "./calls.js";
import { ownFile } from "./file.js";

export { Cancelled } from "./calls.js";

const policy = trustedTypes();

function trustedTypes() {
  const types = /** @type {any} */ (globalThis).trustedTypes;
  const createScriptURL = (/** @type {string} */ url) => url;
  return types ? types.createPolicy("rasid", { createScriptURL }) : { createScriptURL };
}

/**
 * What a worker is made of, fetched and compiled once. The worker is started from a blob: such a
 * worker inherits the page's Content Security Policy, also where the server sends no headers. It
 * fetches nothing by itself, so that it starts without a network wherever the page does.
 * @type {Promise<{script: any, module: WebAssembly.Module}> | null}
 */
let parts = null;

async function fetchParts() {
  const [source, module] = await Promise.all([
    ownFile("worker.js").then((response) => response.text()),
    WebAssembly.compileStreaming(ownFile("pkg/rasid_bg.wasm")),
  ]);
  return { script: policy.createScriptURL(URL.createObjectURL(new Blob([source], { type: "text/javascript" }))), module };
}

/** The policy's only other use: the page's own service worker.
 * @param {"service-worker.js"} path */
export function ownScript(path) {
  return policy.createScriptURL(new URL(path, import.meta.url).href);
}

async function start() {
  parts ??= fetchParts();
  try {
    const { script, module } = await parts;
    return { worker: new Worker(script), module };
  } catch (error) {
    parts = null;
    throw error;
  }
}

/** The worker that analyses for the page. */
export class Client extends Calls {
  constructor() {
    super(start);
  }
}
