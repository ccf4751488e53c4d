// The analysis in the browser is the native one, byte for byte.

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import test, { after, before } from "node:test";

import { articles, rasid } from "../articles.js";
import { launch, site, visit } from "./browser.js";

/** @type {any} */
let browser;
before(async () => (browser = await launch()));
after(() => browser.close());

test("native and browser agree on every article", async (t) => {
  // The page's own worker, called as the page calls it.
  const { page, leave } = await visit(browser, await site(t));
  const found = await page.evaluate(async (/** @type {{text: string, date: string}[]} */ inputs) => {
    const { client } = /** @type {any} */ (globalThis).rasid;
    const results = [];
    for (const { text, date } of inputs) results.push(JSON.stringify(await client.analyse(text, date || undefined)));
    return results;
  }, articles);
  for (const [i, { file, text, date }] of articles.entries()) {
    const native = execFileSync(rasid, ["analyse", ...(date ? ["--date", date] : [])], { input: text });
    assert.equal(`${found[i]}\n`, native.toString(), file);
  }
  await leave();
});
