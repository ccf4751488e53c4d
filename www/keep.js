/**
 * Open articles kept on this device, if and only if the reader asked for it. Without that there is
 * no database at all; taking the wish back deletes it. Each article is a record of its own, so that
 * two windows of the page do not write over each other.
 * @module
 */

const NAME = "rasid";
const VERSION = 2;

/** @typedef {{id: string, source: string, givenDate: string | null, isHtml?: boolean, edits: import("./edits.js").Edit[], view: import("./layout.js").View}} Kept */

/** Whether the reader asked for it, and the browser has a place. */
export async function isKeeping() {
  try {
    return (await indexedDB.databases()).some(({ name }) => name === NAME);
  } catch {
    return false;
  }
}

/**
 * What of an article must be known to open it again.
 * @param {Kept} article
 * @returns {Kept}
 */
export function plain({ id, source, givenDate, isHtml, edits, view }) {
  return { id, source, givenDate, isHtml, edits, view };
}

/**
 * Keeps these articles, beside those that are kept already.
 * @param {Kept[]} articles
 */
export async function keep(articles) {
  await withStore("readwrite", (store) => articles.forEach((article) => store.put(plain(article), article.id)));
}

/** Deletes one of them.
 * @param {string} id */
export async function drop(id) {
  await withStore("readwrite", (store) => store.delete(id));
}

/** @returns {Promise<Kept[]>} in the order in which they were opened */
export async function kept() {
  return withStore("readonly", (store) => store.getAll());
}

/** Deletes everything. */
export function forget() {
  return settled(indexedDB.deleteDatabase(NAME));
}

/**
 * @template T
 * @param {IDBTransactionMode} mode
 * @param {(store: IDBObjectStore) => T} act
 * @returns {Promise<T extends IDBRequest<infer R> ? R : void>} the answer, when all of it is written
 */
async function withStore(mode, act) {
  const opening = indexedDB.open(NAME, VERSION);
  opening.onupgradeneeded = () => {
    const { result } = opening;
    for (const old of result.objectStoreNames) result.deleteObjectStore(old);
    result.createObjectStore(NAME);
  };
  const database = await settled(opening);
  try {
    const transaction = database.transaction(NAME, mode);
    const request = /** @type {any} */ (act(transaction.objectStore(NAME)));
    await new Promise((resolve, reject) => {
      transaction.oncomplete = resolve;
      // A full disk shows when all is to be written, not before.
      transaction.onabort = () => reject(transaction.error);
    });
    return request?.result;
  } finally {
    database.close();
  }
}

/**
 * @param {IDBRequest} request
 * @returns {Promise<any>}
 */
function settled(request) {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}
