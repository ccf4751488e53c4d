// The page on its own: one file on a disk, and texts that other pages send.

import assert from "node:assert/strict";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import test, { after, before } from "node:test";

import { articles } from "../articles.js";
import { serve } from "../serve.js";
import { SITE, launch, site, visit } from "./browser.js";

const FILE = join(SITE, "../rasid.html");
const EXAMPLES = join(SITE, "../../examples");

/** @type {any} */
let browser;
before(async () => (browser = await launch()));
after(() => browser.close());

/** @param {any} page */
async function isRead(page) {
  await page.locator("#article[data-drawn]").waitFor();
  return (await page.locator("#article").textContent()) ?? "";
}

test("one file opens from the disk and reads an article", async () => {
  assert.ok(existsSync(FILE), "the page is not built; run ./build.sh build");
  const { page, leave } = await visit(browser, pathToFileURL(FILE).href);
  await page.locator("#specimen .row").first().waitFor();
  const { text } = articles[0];
  await page.locator("#source").fill(text);
  await page.locator("#analyse").click();
  assert.ok((await isRead(page)).length > 100);
  assert.ok((await page.locator("#panel-actors .actor").count()) > 2);
  const families = await page.evaluate(() => document.fonts.load("1rem 'Markazi Text'", "ب").then((faces) => faces.map((face) => face.family)));
  assert.equal(families.length, 1);
  await leave();
});

test("one file asks for nothing", async () => {
  const context = await browser.newContext();
  const page = await context.newPage();
  /** @type {string[]} */
  const requests = [];
  page.on("request", (/** @type {any} */ request) => requests.push(request.url()));
  await page.goto(pathToFileURL(FILE).href);
  await page.locator("#specimen .row").first().waitFor();
  assert.deepEqual(requests.filter((url) => !/^(data|blob):/.test(url) && url !== pathToFileURL(FILE).href), []);
  await context.close();
});

test("a text behind the # of the address is opened and taken out of it", async (t) => {
  const url = await site(t);
  const sentence = "قال الوزير سالم الهادي إن الطريق مفتوح.";
  const { page, leave } = await visit(browser, `${url}#text=${encodeURIComponent(sentence)}`);
  assert.ok((await isRead(page)).includes("سالم الهادي"));
  assert.equal(await page.evaluate(() => location.href), url);
  await page.evaluate(() => (location.hash = "#text=%D9"));
  await page.evaluate(() => (location.hash = "#other"));
  await leave();
});

test("the bookmarklet sends the article of a page", async (t) => {
  const url = await site(t);
  const { url: examples, close } = await serve(EXAMPLES);
  t.after(close);
  const context = await browser.newContext();
  const page = await context.newPage();
  await page.goto(`${examples}bookmarklet/index.html`);
  await page.locator("#address").fill(url);
  const link = await page.locator("#send").getAttribute("href");
  await page.setContent("<nav>قائمة</nav><article><h1>عنوان</h1><p>قال الوزير سالم الهادي إن الطريق مفتوح.</p></article>");
  // What the browser does with a bookmark, but for the window that it opens.
  const address = await page.evaluate((/** @type {string} */ href) => {
    let opened = "";
    globalThis.open = (/** @type {any} */ address) => ((opened = address), null);
    (0, eval)(decodeURIComponent(href.replace("javascript:", "")));
    return opened;
  }, link);
  await context.close();
  const { page: rasid, leave } = await visit(browser, address);
  const text = await isRead(rasid);
  assert.ok(text.includes("سالم الهادي") && !text.includes("قائمة"), text);
  await leave();
});
