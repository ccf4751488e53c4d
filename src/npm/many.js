/**
 * Many articles, one after the other.
 * @module
 */

/**
 * @typedef {{id?: any, text?: string, html?: string, date?: string}} Article
 * @typedef {{signal?: AbortSignal, onProgress?: (progress: {done: number, total: number | null}) => void}} Options
 */

/** Work goes on for so many milliseconds before what waits has its turn. */
const SLICE = 12;

/**
 * Answers each article with `{id, analysis}`, or with `{id, error}` if it cannot be read; bad articles
 * cost nothing but their own answer. Articles are asked for as answers are taken, so their number is
 * no matter of memory. Ends with the reason of `signal` when that is aborted.
 * @param {Iterable<Article> | AsyncIterable<Article>} articles
 * @param {{analyse: (text: string, options: any) => any, analyseHtml: (html: string, options: any) => any}} analyser
 * @param {Options} [options]
 */
export async function* each(articles, analyser, { signal, onProgress } = {}) {
  const total = Array.isArray(articles) ? articles.length : null;
  let done = 0;
  let sliceStart = performance.now();
  for await (const article of articles) {
    signal?.throwIfAborted();
    const id = article?.id ?? null;
    /** @type {{id: any, analysis: any} | {id: any, error: {message: string}}} */
    let answer;
    try {
      answer = { id, analysis: await one(article, analyser, signal) };
    } catch (error) {
      signal?.throwIfAborted();
      answer = { id, error: { message: error instanceof Error ? error.message : String(error) } };
    }
    done++;
    onProgress?.({ done, total });
    yield answer;
    if (performance.now() - sliceStart > SLICE) {
      await new Promise((resolve) => setTimeout(resolve));
      sliceStart = performance.now();
    }
  }
}

/**
 * @param {Article} article
 * @param {any} analyser
 * @param {AbortSignal | undefined} signal
 */
function one({ text, html, date }, analyser, signal) {
  const options = { ...(date && { date }), ...(signal && { signal }) };
  if (typeof text === "string" && html === undefined) return analyser.analyse(text, options);
  if (typeof html === "string" && text === undefined) return analyser.analyseHtml(html, options);
  throw new TypeError('an article has either "text" or "html"');
}
