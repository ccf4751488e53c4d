/**
 * Calls to the analyser in its worker: `{id, method, args}` goes out, `{id, ok}` or `{id, error}`
 * comes back. A worker that traps or dies answers its open calls with an error and is replaced.
 * @module
 */

/** An analysis that was given up because the reader asked for it. */
export class Cancelled extends Error {}

/**
 * The worker is started from a blob that imports the real one: such a worker inherits the page's
 * Content Security Policy, also where the server sends no headers.
 */
const policy = trustedTypes();

function trustedTypes() {
  const types = /** @type {any} */ (globalThis).trustedTypes;
  const createScriptURL = (/** @type {string} */ url) => url;
  return types ? types.createPolicy("rasid", { createScriptURL }) : { createScriptURL };
}

/** The policy's only other use: the page's own service worker.
 * @param {"service-worker.js"} path */
export function ownScript(path) {
  return policy.createScriptURL(new URL(path, import.meta.url).href);
}

/** The worker that analyses, and the calls that wait for it. */
export class Client {
  #next = 0;
  /** `parts` are slices of long lists, which come before the rest of the answer.
   * @type {Map<number, {resolve: (value: any) => void, reject: (error: Error) => void, parts: [string, any[]][]}>} */
  #open = new Map();
  /** Started with the first call, so that a worker that cannot start is not tried for ever.
   * @type {Worker | null} */
  #worker = null;

  #start() {
    const source = `import ${JSON.stringify(new URL("./worker.js", import.meta.url).href)};`;
    const url = URL.createObjectURL(new Blob([source], { type: "text/javascript" }));
    const worker = new Worker(policy.createScriptURL(url), { type: "module" });
    worker.onmessage = ({ data }) => this.#answer(data);
    worker.onerror = (event) => this.#fail(new Error(event.message || "the worker could not start"));
    return worker;
  }

  /** @param {{id: number, part?: [string, any[]], ok?: any, error?: string, trapped?: boolean}} answer */
  #answer({ id, part, ok, error, trapped }) {
    const call = this.#open.get(id);
    if (part) {
      call?.parts.push(part);
      return;
    }
    this.#open.delete(id);
    for (const [key, list] of call?.parts ?? []) ok[key].push(...list);
    if (error === undefined) call?.resolve(ok);
    else call?.reject(new Error(error));
    // After a trap the module's memory cannot be trusted.
    if (trapped) this.#fail(new Error(error));
  }

  /** Ends the worker and answers what is open with `error`; the next call starts another.
   * @param {Error} error */
  #fail(error) {
    this.#worker?.terminate();
    this.#worker = null;
    const open = [...this.#open.values()];
    this.#open.clear();
    for (const call of open) call.reject(error);
  }

  /** Gives up everything that is under way. */
  cancel() {
    if (this.#open.size > 0) this.#fail(new Cancelled());
  }

  /**
   * @param {string} method
   * @param {...any} args
   * @returns {Promise<any>}
   */
  call(method, ...args) {
    const id = this.#next++;
    return new Promise((resolve, reject) => {
      this.#open.set(id, { resolve, reject, parts: [] });
      this.#worker ??= this.#start();
      this.#worker.postMessage({ id, method, args });
    });
  }

  /** Starts the worker, so that the first text need not wait for it. */
  warm() {
    this.call("warm").catch(() => {
      // The first analysis will fail in the same way, and say so.
    });
  }

  /**
   * Analyses `text`; `date` is the publication date as `YYYY-MM-DD`, if known.
   * @param {string} text
   * @param {string | null} date
   * @returns {Promise<import("./types.js").Analysis>}
   */
  analyse(text, date) {
    return this.call("analyse", text, date);
  }

  /**
   * The text of a file.
   * @param {Uint8Array} bytes
   * @returns {Promise<string>}
   */
  decode(bytes) {
    return this.call("decode", bytes);
  }
}
