/**
 * From whatever is given to a compiled module.
 * @module
 */

/**
 * What an analyser can be made of: an address, an answer of a server, bytes, or the module itself;
 * also the promise of one of these.
 * @typedef {URL | string | Response | BufferSource | WebAssembly.Module} Input
 */

/**
 * @param {Input | Promise<Input>} input
 * @returns {Promise<WebAssembly.Module>}
 */
export async function compile(input) {
  const given = await input;
  if (given instanceof WebAssembly.Module) return given;
  if (typeof given === "string" || given instanceof URL) return compile(read(given));
  if (typeof Response === "function" && given instanceof Response) return compileResponse(given);
  return WebAssembly.compile(/** @type {BufferSource} */ (given));
}

/**
 * Node's fetch reads no files, so there a file is read as one. The module of the file system is asked
 * for in a way that no bundler takes for an import.
 * @param {URL | string} address
 * @returns {Promise<Response | BufferSource>}
 */
async function read(address) {
  const { href, protocol } = new URL(address, globalThis.document?.baseURI ?? import.meta.url);
  const files = protocol === "file:" && globalThis.process?.getBuiltinModule?.("node:fs");
  return files ? files.promises.readFile(new URL(href)) : fetch(href);
}

/** @param {Response} response */
async function compileResponse(response) {
  if (!response.ok) throw new Error(`rasid: ${response.url} answered ${response.status}`);
  // A server that does not know the type of the file can still deliver it.
  const isTyped = response.headers.get("Content-Type")?.startsWith("application/wasm");
  return isTyped ? WebAssembly.compileStreaming(response) : WebAssembly.compile(await response.arrayBuffer());
}
