/**
 * The analyser on a thread of its own: the caller's thread stays free, work can be given up, and a
 * thread that breaks down is replaced.
 * @module
 */

import { Calls } from "../../www/calls.js";
import { each } from "./many.js";
import { compile } from "./module.js";

/** After a text of so many letters the thread is replaced, since a module's memory never shrinks. */
const LARGE = 4_000_000;

/**
 * @typedef {{module?: import("./module.js").Input | Promise<import("./module.js").Input>, thread?: () => Worker}} Parts
 *
 * `module`: as for `init`. `thread`: starts the worker that runs `rasid/thread`, where a bundler or a
 * policy does not let the package do that.
 */

export class RasidWorker {
  #calls;
  /** The calls wait for each other: what has been given up must not take others with it.
   * @type {Promise<any>} */
  #last = Promise.resolve();

  /** @param {Parts} [parts] */
  constructor({ module, thread = startThread } = {}) {
    /** @type {Promise<WebAssembly.Module> | null} */
    let compiled = null;
    this.#calls = new Calls(async () => {
      compiled ??= compile(module ?? new URL("./rasid_bg.wasm", import.meta.url));
      try {
        return { module: await compiled, worker: thread() };
      } catch (error) {
        compiled = null;
        throw error;
      }
    });
  }

  /**
   * Analyses a text.
   * @param {string} text
   * @param {{date?: string, signal?: AbortSignal}} [options]
   */
  analyse(text, options) {
    return this.#call("analyse", text, options);
  }

  /**
   * Analyses a page or a part of one.
   * @param {string} html
   * @param {{date?: string, signal?: AbortSignal}} [options]
   */
  analyseHtml(html, options) {
    return this.#call("analyseHtml", html, options);
  }

  /**
   * Analyses one article after the other; see `many.js`.
   * @param {Iterable<any> | AsyncIterable<any>} articles
   * @param {import("./many.js").Options} [options]
   */
  analyseMany(articles, options) {
    return each(articles, this, options);
  }

  /**
   * The text of a file.
   * @param {Uint8Array} bytes
   * @returns {Promise<string>}
   */
  decode(bytes) {
    return this.#turn(() => this.#calls.decode(bytes));
  }

  /** Starts the thread, so that the first text need not wait for it. */
  ready() {
    return this.#turn(() => this.#calls.ready());
  }

  /** Ends the thread; what is under way is given up. Another call starts another. */
  close() {
    this.#calls.close();
  }

  /**
   * @param {string} method
   * @param {string} source
   * @param {{date?: string, signal?: AbortSignal}} [options]
   */
  #call(method, source, { date, signal } = {}) {
    return this.#turn(async () => {
      signal?.throwIfAborted();
      const cancel = () => this.#calls.cancel();
      signal?.addEventListener("abort", cancel, { once: true });
      try {
        return await this.#calls.call(method, source, date ?? null);
      } catch (error) {
        signal?.throwIfAborted();
        throw error;
      } finally {
        signal?.removeEventListener("abort", cancel);
        if (source.length > LARGE) this.close();
      }
    });
  }

  /**
   * @template T
   * @param {() => Promise<T>} call
   * @returns {Promise<T>}
   */
  #turn(call) {
    const turn = this.#last.then(call, call);
    this.#last = turn.catch(() => {});
    return turn;
  }
}

function startThread() {
  const threads = globalThis.process?.getBuiltinModule?.("node:worker_threads");
  if (!threads) return new Worker(new URL("./thread.js", import.meta.url), { type: "module" });
  const thread = new threads.Worker(new URL("./thread.js", import.meta.url));
  let open = 0;
  /** @type {any} */
  const worker = {
    postMessage: (/** @type {any} */ message) => {
      open++;
      thread.ref();
      thread.postMessage(message);
    },
    terminate: () => thread.terminate(),
  };
  thread.on("message", (data) => {
    if (!data.part) open--;
    // An idle thread does not keep the process from ending.
    if (open === 0) thread.unref();
    worker.onmessage({ data });
  });
  thread.on("error", (error) => worker.onerror(error));
  return worker;
}
