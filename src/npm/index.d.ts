import type { Analysis, Options } from "./types.js";

export type * from "./types.js";

/** What an analyser can be made of. */
export type Input = URL | string | Response | BufferSource | WebAssembly.Module;

/** The version of this package and of the module with it. */
export const version: string;

/**
 * Makes the analyser ready; to be awaited before the first analysis. `input` says where the module is,
 * or what it is: the file beside the package if not said.
 */
export function init(input?: Input | Promise<Input>): Promise<void>;

/** Analyses a text. Any string is accepted; throws only if `options.date` is no date. */
export function analyse(text: string, options?: Options): Analysis;

/** Analyses a page, or a part of one; spans point into the markup. */
export function analyseHtml(html: string, options?: Options): Analysis;

/** The text of a file: UTF-8, UTF-16, else the encoding that a page states, else Windows-1256. */
export function decode(bytes: Uint8Array): string;

export type Article = { id?: unknown; date?: string } & ({ text: string } | { html: string });

export type Answer = { id: unknown; analysis: Analysis; error?: undefined } | { id: unknown; error: { message: string }; analysis?: undefined };

export interface ManyOptions {
  /** Ends the work, with the reason that the signal has. */
  signal?: AbortSignal;
  /** Told after every article; `total` is known if the articles are an array. */
  onProgress?: (progress: { done: number; total: number | null }) => void;
}

/** Answers each article in order; one that cannot be read costs one answer with an error. */
export function analyseMany(
  articles: Iterable<Article> | AsyncIterable<Article>,
  options?: ManyOptions,
): AsyncGenerator<Answer, void, void>;
