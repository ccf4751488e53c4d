/**
 * Open articles kept on this device, if and only if the reader asked for it. Without that there is
 * no database at all; taking the wish back deletes it.
 * @module
 */

const NAME = "rasid";

/** @typedef {{source: string, givenDate: string | null, isHtml?: boolean, edits: import("./edits.js").Edit[], view: import("./layout.js").View}} Kept */

/** Whether the reader asked for it. */
export async function isKeeping() {
  return Boolean(globalThis.indexedDB?.databases) && (await indexedDB.databases()).some(({ name }) => name === NAME);
}

/**
 * Keeps these articles instead of those kept before.
 * @param {Kept[]} articles
 */
export async function keep(articles) {
  const plain = articles.map(({ source, givenDate, isHtml, edits, view }) => ({ source, givenDate, isHtml, edits, view }));
  await withStore("readwrite", (store) => store.put(plain, "articles"));
}

/** @returns {Promise<Kept[]>} */
export async function kept() {
  return (await withStore("readonly", (store) => store.get("articles"))) ?? [];
}

/** Deletes everything. */
export function forget() {
  return settled(indexedDB.deleteDatabase(NAME));
}

/**
 * @param {IDBTransactionMode} mode
 * @param {(store: IDBObjectStore) => IDBRequest} act
 */
async function withStore(mode, act) {
  const opening = indexedDB.open(NAME, 1);
  opening.onupgradeneeded = () => opening.result.createObjectStore(NAME);
  const database = await settled(opening);
  try {
    return await settled(act(database.transaction(NAME, mode).objectStore(NAME)));
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
