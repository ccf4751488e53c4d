/**
 * What the tests of the package share: the packed package, installed into folders of their own.
 * @module
 */

import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

import { serve } from "../serve.js";
import { launch } from "../web/browser.js";

const ROOT = join(dirname(fileURLToPath(import.meta.url)), "../..");

export const PACKAGE = join(ROOT, "target/npm");
export const NODE_MODULES = join(ROOT, "tests/node_modules");

/** "The minister said on Tuesday that the road is open." */
export const TEXT = "قال الوزير سالم الهادي، الثلاثاء، إن الطريق مفتوح.";

/** Every consumer's own temporary folder lies in here. */
const FOLDERS = mkdtempSync(join(ROOT, "target/consumer-"));
process.once("exit", () => rmSync(FOLDERS, { recursive: true, force: true }));

/** The tarball as npm makes it. */
const [packed] = JSON.parse(execFileSync("npm", ["pack", PACKAGE, "--json", "--pack-destination", FOLDERS], { encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] }));
export const TARBALL = { bytes: statSync(join(FOLDERS, packed.filename)).size, files: packed.files.map((/** @type {any} */ file) => file.path) };

/**
 * A folder with the package installed and these files in it.
 * @param {string} name
 * @param {Record<string, string>} files
 */
export function consumer(name, files) {
  const folder = join(FOLDERS, name);
  const installed = join(folder, "node_modules/rasid");
  mkdirSync(installed, { recursive: true });
  execFileSync("tar", ["-xzf", join(FOLDERS, packed.filename), "-C", installed, "--strip-components", "1"]);
  writeFileSync(join(folder, "package.json"), '{"private": true, "type": "module"}');
  for (const [path, content] of Object.entries(files)) writeFileSync(join(folder, path), content);
  return folder;
}

/**
 * The version of the package, of its JavaScript and of its module.
 * @param {string} folder
 */
export function versionOf(folder) {
  return JSON.parse(readFileSync(join(folder, "node_modules/rasid/package.json"), "utf8")).version;
}

/** @type {any} */
let browser = null;

/** Ends the browser, if there is one. */
export async function closeBrowser() {
  await browser?.close();
}

/** Waits for what a page calls its result.
 * @param {any} page */
async function result(page) {
  await page.waitForFunction(() => /** @type {any} */ (globalThis).result, null, { timeout: 20_000 }).catch(() => {});
  return page.evaluate(() => /** @type {any} */ (globalThis).result);
}

/**
 * Opens a page of a folder and looks at it. Whatever the console says is a fault.
 * @param {string} folder
 * @param {{path?: string, look?: (page: any) => Promise<any>}} [options]
 */
export async function open(folder, { path = "", look = result } = {}) {
  const { url, close } = await serve(folder);
  browser ??= await launch();
  const page = await browser.newPage();
  try {
    /** @type {string[]} */
    const complaints = [];
    page.on("console", (/** @type {any} */ message) => complaints.push(message.text()));
    page.on("pageerror", (/** @type {any} */ error) => complaints.push(error.message));
    await page.goto(url + path);
    const seen = await look(page);
    if (complaints.length > 0) throw new Error(complaints.join("\n"));
    return seen;
  } finally {
    await page.close();
    await close();
  }
}
