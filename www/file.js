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
