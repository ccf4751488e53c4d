/**
 * Texts out of files: plain text in whatever encoding the analyser can tell, and Word documents.
 * @module
 */

/** Whether a file is a page.
 * @param {File} file */
export function isPage(file) {
  return file.type === "text/html" || /\.x?html?$/i.test(file.name);
}

/**
 * The text of a file.
 * @param {File} file
 * @param {import("./calls.js").Calls} client
 * @returns {Promise<string>}
 */
export async function textOf(file, client) {
  const bytes = new Uint8Array(await file.arrayBuffer());
  const isZip = bytes[0] === 0x50 && bytes[1] === 0x4b && bytes[2] === 3 && bytes[3] === 4;
  return isZip ? wordText(await unzip(bytes, "word/document.xml")) : client.decode(bytes);
}

/**
 * One file of a ZIP archive, found through the directory at its end.
 * @param {Uint8Array} bytes
 * @param {string} wanted
 * @returns {Promise<string>}
 */
async function unzip(bytes, wanted) {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  // The end record is 22 bytes and a comment of at most 65535.
  const first = Math.max(0, bytes.length - 22 - 0xffff);
  let end = bytes.length - 22;
  while (end >= first && view.getUint32(end, true) !== 0x06054b50) end--;
  if (end < first) throw new Error("not a ZIP archive");
  let at = view.getUint32(end + 16, true);
  for (let left = view.getUint16(end + 10, true); left > 0 && view.getUint32(at, true) === 0x02014b50; left--) {
    const nameLength = view.getUint16(at + 28, true);
    const name = new TextDecoder().decode(bytes.subarray(at + 46, at + 46 + nameLength));
    if (name === wanted) {
      const [method, size, local] = [view.getUint16(at + 10, true), view.getUint32(at + 20, true), view.getUint32(at + 42, true)];
      const start = local + 30 + view.getUint16(local + 26, true) + view.getUint16(local + 28, true);
      const data = bytes.slice(start, start + size);
      if (method === 0) return new TextDecoder().decode(data);
      return inflated(data);
    }
    at += 46 + nameLength + view.getUint16(at + 30, true) + view.getUint16(at + 32, true);
  }
  throw new Error(`no ${wanted} in the archive`);
}

/** No text of an article is longer; what is, is there to fill the memory. */
const LONGEST = 64 << 20;

/**
 * @param {Uint8Array<ArrayBuffer>} data
 * @returns {Promise<string>}
 */
async function inflated(data) {
  const reader = new Blob([data]).stream().pipeThrough(new DecompressionStream("deflate-raw")).getReader();
  const decoder = new TextDecoder();
  let [text, length] = ["", 0];
  for (let { done, value } = await reader.read(); !done; { done, value } = await reader.read()) {
    length += value?.length ?? 0;
    if (length > LONGEST) {
      await reader.cancel();
      throw new Error("the document is too large");
    }
    text += decoder.decode(value, { stream: true });
  }
  return text + decoder.decode();
}

/** What matters in WordprocessingML: text, tabs, breaks, ends of paragraphs. */
const WORDPROCESSING = /<w:t(?:\s[^>]*)?>([^<]*)<\/w:t>|<w:tab\/>|<w:(br)(?:\s[^>]*)?\/>|<\/w:(p)>/g;

const ENTITIES = /** @type {Record<string, string>} */ ({ amp: "&", lt: "<", gt: ">", quot: '"', apos: "'" });

/** @param {number} code */
function character(code) {
  return code <= 0x10ffff ? String.fromCodePoint(code) : "\uFFFD";
}

/** @param {string} xml */
function wordText(xml) {
  let text = "";
  for (const [, words, lineBreak, paragraph] of xml.matchAll(WORDPROCESSING)) {
    if (words !== undefined) text += words.replace(/&(?:#x([\da-f]+)|#(\d+)|(\w+));/gi, (whole, hex, decimal, name) => (name ? (ENTITIES[name] ?? whole) : character(hex ? parseInt(hex, 16) : Number(decimal))));
    else text += paragraph ? "\n\n" : lineBreak ? "\n" : "\t";
  }
  return text;
}
