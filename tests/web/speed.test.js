// What the page weighs and how long a reader waits. Limits are those of the design for a machine that
// is one's own; where others use it too, they grow with the number of those who wait for it.

import assert from "node:assert/strict";
import { readFileSync, readdirSync, statSync } from "node:fs";
import { availableParallelism, loadavg } from "node:os";
import { join } from "node:path";
import test, { after, before } from "node:test";
import { brotliCompressSync } from "node:zlib";

import { articles } from "../articles.js";
import { SITE, launch, onlyInChromium, site, visit } from "./browser.js";

/** @type {any} */
let browser;
before(async () => (browser = await launch()));
after(() => browser.close());

/**
 * Milliseconds that a wait of `limit` may take now.
 * @param {number} limit
 */
function atMost(limit) {
  return limit * Math.max(1, loadavg()[0] / availableParallelism());
}

/** Files of the page with one of these endings, without the analyser. */
function files(...endings) {
  return readdirSync(SITE, { recursive: true })
    .map(String)
    .filter((path) => !path.startsWith("pkg") && path !== "precache.js" && endings.some((ending) => path.endsWith(ending)))
    .map((path) => join(SITE, path));
}

test("code and fonts keep within their weight", (t) => {
  const code = files(".js", ".css", ".html").reduce((sum, path) => sum + brotliCompressSync(readFileSync(path)).length, 0);
  const fonts = files(".woff2").reduce((sum, path) => sum + statSync(path).size, 0);
  t.diagnostic(`scripts and styles ${code} bytes (brotli), fonts ${fonts} bytes`);
  assert.ok(code <= 60_000);
  assert.ok(fonts <= 100_000);
});

/** Waits until the analyser is loaded; what works without a network is fetched after it. */
async function warm(page) {
  await page.evaluate(() => navigator.serviceWorker.ready.then(() => {}));
}

/** Pastes a text and measures until its beginning and its end are drawn. */
const measure = async (text) => {
  document.querySelector("#new").click();
  const article = document.querySelector("#article");
  delete article.dataset.drawn;
  article.replaceChildren();
  const tasks = [];
  const observer = new PerformanceObserver((list) => tasks.push(...list.getEntries().map(({ duration }) => Math.round(duration))));
  observer.observe({ type: "longtask" });
  const data = new DataTransfer();
  data.setData("text/plain", text);
  const start = performance.now();
  document.querySelector("#source").dispatchEvent(new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true }));
  let first = 0;
  await new Promise((resolve) => {
    const look = () => {
      if (first === 0 && article.querySelector(".text")) first = performance.now() - start;
      if (article.dataset.drawn) resolve();
      else setTimeout(look, 2);
    };
    look();
  });
  await new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve, 50)));
  observer.disconnect();
  return { first, longest: Math.max(0, ...tasks) };
};

test("an article is there as soon as it is pasted", onlyInChromium("scripts cannot fill a clipboard event"), async (t) => {
  const { page, leave } = await visit(browser, await site(t));
  await warm(page);
  const { text } = articles.reduce((best, article) => (Math.abs(Buffer.byteLength(article.text) - 4000) < Math.abs(Buffer.byteLength(best.text) - 4000) ? article : best));
  const times = [];
  for (let run = 0; run < 20; run++) times.push((await page.evaluate(measure, text)).first);
  const median = times.sort((a, b) => a - b)[10];
  t.diagnostic(`${Buffer.byteLength(text)} bytes, median of 20: ${Math.round(median)} ms`);
  assert.ok(median < atMost(150));
  await leave();
});

test("a megabyte leaves the page responsive", onlyInChromium("long tasks are not counted"), async (t) => {
  const { page, leave } = await visit(browser, await site(t));
  await warm(page);
  const paragraphs = articles.flatMap(({ text }) => text.split("\n").filter((line) => line.length > 200));
  let text = "";
  for (let at = 0; Buffer.byteLength(text) < 1_000_000; at = (at + 1) % paragraphs.length) text += `${paragraphs[at]}\n\n`;
  const { first, longest } = await page.evaluate(measure, text);
  t.diagnostic(`first paragraph after ${Math.round(first)} ms, longest task ${longest} ms`);
  assert.ok(longest < atMost(100));
  for (const panel of ["quotes", "timeline", "network", "cleaning"]) {
    const took = await page.evaluate(async (id) => {
      const start = performance.now();
      document.querySelector(id).click();
      await new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));
      return performance.now() - start;
    }, `#tab-${panel}`);
    t.diagnostic(`${panel}: ${Math.round(took)} ms`);
    assert.ok(took < atMost(300), panel);
  }
  await leave();
});

const COLD_START = 1000;

test("from a cold start on a slow machine the first analysis is there soon", onlyInChromium("the processor cannot be throttled"), async (t) => {
  const url = await site(t);
  const times = [];
  for (let run = 0; run < 5; run++) {
    // A browser of its own: nothing is compiled yet.
    const own = await launch();
    t.after(() => own.close());
    const page = await own.newPage();
    const session = await page.context().newCDPSession(page);
    await session.send("Emulation.setCPUThrottlingRate", { rate: 4 });
    // The reader opens a sample as soon as there is one to be opened. The page tells the time by itself:
    // what a driver would look with takes as long as the page's own scripts.
    await page.addInitScript(() => {
      let opened = false;
      const look = () => {
        const button = /** @type {HTMLElement | null} */ (document.querySelector("#samples button"));
        if (button && !opened) {
          opened = true;
          button.click();
        }
        // Seen is what the frame after it has painted.
        if (document.querySelector("#article .text")) requestAnimationFrame(() => setTimeout(() => console.log(performance.now())));
        else setTimeout(look, 5);
      };
      look();
    });
    const [told] = await Promise.all([page.waitForEvent("console"), page.goto(url)]);
    times.push(Number(told.text()));
    await own.close();
  }
  const median = times.sort((a, b) => a - b)[2];
  t.diagnostic(`${times.map(Math.round).join(", ")} ms with a quarter of the processor, which ${loadavg()[0].toFixed(1)} wait for`);
  assert.ok(median < atMost(COLD_START));
});
