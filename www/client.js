/**
 * Calls to the analyser in its worker: `{id, method, args}` goes out, `{id, ok}` or `{id, error}`
 * comes back. A worker that traps or dies answers its open calls with an error and is replaced.
 * @module
 */

/** An analysis that was given up because the reader asked for it. */
export class Cancelled extends Error {}

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
  const own = (/** @type {string} */ path) => fetch(new URL(path, import.meta.url));
  const [source, module] = await Promise.all([
    own("./worker.js").then((response) => response.text()),
    WebAssembly.compileStreaming(own("./pkg/rasid_bg.wasm")),
  ]);
  return { script: policy.createScriptURL(URL.createObjectURL(new Blob([source], { type: "text/javascript" }))), module };
}

/** The policy's only other use: the page's own service worker.
 * @param {"service-worker.js"} path */
export function ownScript(path) {
  return policy.createScriptURL(new URL(path, import.meta.url).href);
}

/** The number of the call that every worker begins with; nobody waits for its answer. */
const STARTED = -1;

/** The worker that analyses, and the calls that wait for it. */
export class Client {
  #next = 0;
  /** `parts` are slices of long lists, which come before the rest of the answer.
   * @type {Map<number, {resolve: (value: any) => void, reject: (error: Error) => void, parts: [string, any[]][]}>} */
  #open = new Map();
  /** Started with the first call, so that a worker that cannot start is not tried for ever.
   * @type {Promise<Worker> | null} */
  #worker = null;

  async #start() {
    parts ??= fetchParts();
    try {
      const { script, module } = await parts;
      const worker = new Worker(script);
      worker.onmessage = ({ data }) => this.#answer(data);
      worker.onerror = (event) => this.#fail(new Error(event.message || "the worker could not start"));
      worker.postMessage({ id: STARTED, method: "start", args: [module] });
      return worker;
    } catch (error) {
      parts = null;
      throw error;
    }
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
    if (trapped || (id === STARTED && error)) this.#fail(new Error(error));
  }

  /** Ends the worker and answers what is open with `error`; the next call starts another.
   * @param {Error} error */
  #fail(error) {
    this.#worker?.then((worker) => worker.terminate(), () => {});
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
      this.#worker.then((worker) => worker.postMessage({ id, method, args }), (error) => this.#fail(error));
    });
  }

  /**
   * Starts the worker and fills its tables, so that the first text need not wait for them.
   * @returns {Promise<void>} when that is done
   */
  async ready() {
    await this.call("analyse", "");
  }

  /**
   * Analyses a text or HTML; `date` is the publication date as `YYYY-MM-DD`, if known.
   * @param {string} source
   * @param {string | null} date
   * @param {boolean} [isHtml]
   * @returns {Promise<import("./types.js").Analysis>}
   */
  analyse(source, date, isHtml = false) {
    return this.call("analyse", source, date, isHtml);
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
