import type { Analysis, Options } from "./types.js";
import type { Answer, Article, Input, ManyOptions } from "./index.js";

export interface Parts {
  /** Where the module is, or what it is: the file beside the package if not said. */
  module?: Input | Promise<Input>;
  /** Starts the worker that runs `rasid/thread`, where a bundler or a policy keeps the package from it. */
  thread?: () => Worker;
}

/** The analyser on a thread of its own, which is started with the first call. */
export class RasidWorker {
  constructor(parts?: Parts);
  analyse(text: string, options?: Options & { signal?: AbortSignal }): Promise<Analysis>;
  analyseHtml(html: string, options?: Options & { signal?: AbortSignal }): Promise<Analysis>;
  analyseMany(
    articles: Iterable<Article> | AsyncIterable<Article>,
    options?: ManyOptions,
  ): AsyncGenerator<Answer, void, void>;
  decode(bytes: Uint8Array): Promise<string>;
  /** Starts the thread, so that the first text need not wait for it. */
  ready(): Promise<void>;
  /** Ends the thread; what is under way is given up. Another call starts another. */
  close(): void;
}
