/**
 * Calls to an analyser in a worker: `{id, method, args}` goes out, `{id, ok}` or `{id, error}` comes
 * back. A worker that traps or dies answers its open calls with an error and is replaced.
 * @module
 */

/** An analysis that was given up because the reader asked for it. */
export class Cancelled extends Error {
  message = "the work was given up";
}

/** The number of the call that every worker begins with; nobody waits for its answer. */
const STARTED = -1;

/**
 * How a worker is come by: the worker, and the module that it is to work with or the address of that.
 * @typedef {() => Promise<{worker: Worker, module: WebAssembly.Module | string}>} Start
 */

/** The worker that analyses, and the calls that wait for it. */
export class Calls {
  #next = 0;
  /** `parts` are slices of long lists, which come before the rest of the answer.
   * @type {Map<number, {resolve: (value: any) => void, reject: (error: Error) => void, parts: [string, any[]][]}>} */
  #open = new Map();
  /** Started with the first call, so that a worker that cannot start is not tried for ever.
   * @type {Promise<Worker> | null} */
  #worker = null;

  #new;

  /** @param {Start} start */
  constructor(start) {
    this.#new = start;
  }

  async #start() {
    const { worker, module } = await this.#new();
    worker.onmessage = ({ data }) => this.#answer(data);
    worker.onerror = (event) => this.#fail(new Error(event.message || "the worker could not start"));
    worker.postMessage({ id: STARTED, method: "start", args: [module] });
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
    if (this.#open.size > 0) this.close();
  }

  /** Ends the worker, and gives up what is under way; the next call starts another. */
  close() {
    this.#fail(new Cancelled());
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
    return this.call(isHtml ? "analyseHtml" : "analyse", source, date);
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
