/**
 * Gives a thread of Node the names that a worker of a browser has.
 * @module
 */

const port = globalThis.process?.getBuiltinModule?.("node:worker_threads")?.parentPort;

if (port) {
  /** @type {any} */
  const self = (globalThis.self ??= globalThis);
  self.postMessage = (/** @type {any} */ message) => port.postMessage(message);
  port.on("message", (data) => self.onmessage({ data }));
}
