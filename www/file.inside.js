/**
 * The files that the page is made of, where they lie in the page itself: compressed, in elements that
 * no browser runs.
 * @module
 */

/**
 * @param {string} path from the page
 * @returns {Promise<Response>}
 */
export async function ownFile(path) {
  const element = /** @type {HTMLElement} */ (document.querySelector(`script[data-file="${path}"]`));
  const bytes = Uint8Array.from(atob(element.textContent ?? ""), (letter) => letter.charCodeAt(0));
  const content = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"));
  return new Response(content, { headers: { "Content-Type": element.dataset.type ?? "" } });
}

/**
 * The analyser's module, compiled.
 * @returns {Promise<WebAssembly.Module>}
 */
export function ownModule() {
  return WebAssembly.compileStreaming(ownFile("pkg/rasid_bg.wasm"));
}
