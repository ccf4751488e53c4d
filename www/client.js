/**
 * The page's way to its worker. It is a script of its own, which the page runs before it reads on: so the
 * analyser is fetched, compiled and filled while there is still nothing to be seen.
 * @module
 */

import { Calls } from "./calls.js";
import { ownModule } from "./file.js";

export { Cancelled } from "./calls.js";

const policy = trustedTypes();

function trustedTypes() {
  const types = /** @type {any} */ (globalThis).trustedTypes;
  const createScriptURL = (/** @type {string} */ url) => url;
  return types ? types.createPolicy("rasid", { createScriptURL }) : { createScriptURL };
}

/**
 * The worker's script, which the build puts here, behind the address of a blob: such a worker inherits
 * the page's Content Security Policy, also where the server sends no headers.
 */
const script = policy.createScriptURL(URL.createObjectURL(new Blob([/** @type {any} */ (globalThis).WORKER], { type: "text/javascript" })));

/**
 * What the first worker has compiled; those that come after it need no network.
 * @type {WebAssembly.Module | null}
 */
let compiled = null;

/** The policy's only other use: the page's own service worker.
 * @param {"service-worker.js"} path */
export function ownScript(path) {
  return policy.createScriptURL(new URL(path, import.meta.url).href);
}

/** @type {import("./calls.js").Start} */
async function start() {
  const worker = new Worker(script);
  worker.addEventListener("message", ({ data }) => {
    if (data.ok instanceof WebAssembly.Module) compiled = data.ok;
  });
  return { worker, module: compiled ?? (await ownModule()) };
}

/** The analyser of the page. */
export const client = new Calls(start);

// Whoever asks it something first is told of a failure.
client.ready().catch(() => {});
