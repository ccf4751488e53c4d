/**
 * The files that the page is made of. The build of one file puts `file.inside.js` in this place.
 * @module
 */

/**
 * @param {string} path from the page
 * @returns {Promise<Response>}
 */
export function ownFile(path) {
  return fetch(new URL(path, import.meta.url));
}

/**
 * The analyser's module: where it is, for the worker to fetch it, since that would hold the page up.
 * @returns {string}
 */
export function ownModule() {
  return new URL("pkg/rasid_bg.wasm", import.meta.url).href;
}
