/**
 * What the browser tests share: the browser, the built page, and the same page with a worker that
 * answers with the fixture.
 * @module
 */

import assert from "node:assert/strict";
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { isDeepStrictEqual } from "node:util";

import { clientScript } from "../bundle.js";
import { serve } from "../serve.js";
import { ANALYSIS, SOURCE } from "./fixtures/article.js";
import { launchWebKit } from "./webkit.js";

const ROOT = join(dirname(fileURLToPath(import.meta.url)), "../..");
const require = createRequire(join(ROOT, "tests/package.json"));
const playwright = require("playwright-core");

export const SITE = join(ROOT, "target/site");
export const SCREENSHOTS = join(ROOT, "target/screenshots");
export { ANALYSIS, SOURCE };

/** The source text of axe-core. */
export const AXE = require.resolve("axe-core");

/** What Chromium is started with: nothing of its own that asks the network. */
export const ARGUMENTS = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

/** WebKitGTK's browser for tests, where Debian has it. */
const MINI_BROWSER = `/usr/lib/${process.arch === "arm64" ? "aarch64" : "x86_64"}-linux-gnu/webkit2gtk-4.1/MiniBrowser`;

/**
 * The browsers that these tests run in, chosen by RASID_BROWSER. They are what the system installs;
 * Firefox is driven by WebDriver BiDi, which needs no patched build.
 */
const ENGINES = {
  chromium: () =>
    playwright.chromium.launch({
      executablePath: process.env.CHROMIUM || "/usr/bin/chromium",
      args: ARGUMENTS,
    }),
  firefox: () =>
    playwright.firefox.launch({
      channel: "moz-firefox",
      executablePath: process.env.FIREFOX || "/usr/bin/firefox-esr",
      downloadsPath: downloads(),
    }),
  webkit: () => launchWebKit({ driver: "WebKitWebDriver", browser: process.env.WEBKIT || MINI_BROWSER }),
};

/** Which of them it is. */
export const ENGINE = /** @type {keyof typeof ENGINES} */ (process.env.RASID_BROWSER || "chromium");

/** A folder for what Firefox saves: it tells of downloads in a way that its driver does not know.
 * @type {string | null} */
let downloadFolder = null;

function downloads() {
  if (downloadFolder === null) {
    const folder = (downloadFolder = mkdtempSync(join(ROOT, "target/downloads-")));
    process.once("exit", () => rmSync(folder, { recursive: true, force: true }));
  }
  return downloadFolder;
}

/**
 * What the page saves when `act` is done: the name that it proposes, and the text.
 * @param {any} page
 * @param {() => Promise<void>} act
 * @returns {Promise<{name: string, text: string}>}
 */
export async function saved(page, act) {
  if (ENGINE !== "firefox") {
    const [download] = await Promise.all([page.waitForEvent("download"), act()]);
    return { name: download.suggestedFilename(), text: readFileSync(await download.path(), "utf8") };
  }
  const before = new Set(readdirSync(downloads()));
  await act();
  for (let tries = 0; tries < 200; tries++) {
    const all = readdirSync(downloads());
    const [name] = all.filter((file) => !before.has(file) && !file.endsWith(".part"));
    // An empty file holds the place until the other, which is written, takes it.
    if (name && !all.some((file) => file.endsWith(".part"))) {
      const text = readFileSync(join(downloads(), name), "utf8");
      if (text !== "") return { name, text };
    }
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error("nothing was saved");
}

/** For tests of what only Chromium's tools can do: throttle, count long tasks, force colours.
 * @param {string} why */
export function onlyInChromium(why) {
  return { skip: ENGINE !== "chromium" && why };
}

/** Starts the browser. */
export function launch() {
  return ENGINES[ENGINE]();
}

/**
 * Serves the built page.
 * @param {import("node:test").TestContext | {after: (end: () => void) => void}} test
 */
export async function site(test, folder = SITE) {
  assert.ok(existsSync(join(SITE, "index.html")), "the page is not built; run ./build.sh build");
  const { close, url } = await serve(folder);
  test.after(close);
  return url;
}

/** A copy of the page to be changed, for as long as the test file runs. */
export function copyOfSite() {
  const folder = mkdtempSync(join(ROOT, "target/site-test-"));
  process.once("exit", () => rmSync(folder, { recursive: true, force: true }));
  cpSync(SITE, folder, { recursive: true });
  return folder;
}

/** Puts a page together whose analyser knows the fixture and nothing else. */
export async function fixtureSite() {
  const folder = copyOfSite();
  const analysis = JSON.stringify(ANALYSIS);
  const worker = `const source = ${JSON.stringify(SOURCE)};
    const analysis = ${analysis};
    const nothing = { ...analysis, date: { value: null, origin: "none", span: null }, title: null, outlet: null, removed: [], repairs: [], actors: [], quotes: [], times: [], timeline: [], ordered: [], metadata: { authors: [], place: null, section: null, tags: [] }, notes: [] };
    self.onmessage = ({ data: { id, method, args } }) => {
      if (method === "start") return;
      if (method === "decode") return self.postMessage({ id, ok: new TextDecoder().decode(args[0]) });
      if (args[0].includes("#trap")) return self.postMessage({ id, error: "unreachable", trapped: true });
      if (args[0].includes("#hang")) return;
      if (args[0].includes("#die")) return setTimeout(() => { throw new Error("killed"); });
      if (!args[0].startsWith(source)) return self.postMessage({ id, ok: { ...nothing, clean: { text: args[0], map: [[0, 0, args[0].length]] } } });
      const [, date] = args;
      const given = date ? { date: { value: date, origin: "given", span: null } } : {};
      const times = analysis.times.map((time, i) => (i === 0 && date ? { ...time, value: date } : time));
      self.postMessage({ id, ok: { ...analysis, ...given, times } });
    };`;
  writeFileSync(join(folder, "client.js"), await clientScript(worker));
  return folder;
}

/**
 * Opens the page in a context of its own; fails at the end if the console said anything or a
 * request left the origin.
 * @param {any} browser
 * @param {string} url
 * @param {Record<string, any>} [options]
 */
export async function visit(browser, url, options = {}) {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, locale: "ar", ...options });
  const page = await context.newPage();
  /** @type {string[]} */
  const complaints = [];
  page.on("console", (/** @type {any} */ message) => complaints.push(`console: ${message.text()}`));
  page.on("pageerror", (/** @type {any} */ error) => complaints.push(`error: ${error.message}`));
  context.on("request", (/** @type {any} */ request) => {
    const { origin, protocol } = new URL(request.url());
    if (protocol.startsWith("http") && origin !== new URL(url).origin) complaints.push(`left the origin: ${request.url()}`);
  });
  await page.goto(url);
  const leave = async () => {
    await context.close();
    assert.deepEqual(complaints, []);
  };
  return { page, context, leave, complaints };
}

/**
 * Pastes a text into the box as a reader would: from the clipboard, by the keyboard.
 * @param {any} page
 * @param {string} text
 */
export async function paste(page, text) {
  await page.locator("#source").fill(text);
  for (const key of ["a", "x", "v"]) await page.keyboard.press(`ControlOrMeta+${key}`);
  await page.locator("#article .text").first().waitFor();
  await page.locator("#status-text:not(:empty)").waitFor();
}

/**
 * The day in a date field, and another one in its place.
 * @param {any} field
 * @param {string} value `YYYY-MM-DD`, or nothing
 */
export async function setDate(field, value) {
  const [year = "", month = "", day = ""] = value === "" ? [] : value.split("-");
  await field.locator(".year").fill(year);
  await field.locator("select").selectOption(String(Number(month) || ""));
  await field.locator(".day").fill(day);
  await field.locator(".day").blur();
}

/** @param {any} field */
export async function readDate(field) {
  return field.evaluate((/** @type {HTMLElement} */ element) => [...element.querySelectorAll("input, select")].map((box) => /** @type {HTMLInputElement} */ (box).value).reverse().join("-"));
}

/**
 * @param {any} page
 * @param {string} name
 */
export async function shoot(page, name) {
  mkdirSync(SCREENSHOTS, { recursive: true });
  await page.screenshot({ path: join(SCREENSHOTS, `${name}.png`), animations: "disabled" });
}

/**
 * Checks that `read` gives `expected` within two seconds; the page draws when it has time.
 * @param {() => Promise<any>} read
 * @param {any} expected
 */
export async function eventually(read, expected) {
  for (let tries = 0; tries < 40; tries++) {
    if (isDeepStrictEqual(await read(), expected)) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  assert.deepEqual(await read(), expected);
}
