// <rasid-article> and the example pages, as readers and as other scripts use them.

import assert from "node:assert/strict";
import { cpSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import test, { after } from "node:test";

import { NODE_MODULES, closeBrowser, consumer, open } from "./consumer.js";

const require = createRequire(join(NODE_MODULES, "../package.json"));
const axe = require("axe-core").source;

after(closeBrowser);

/** The examples as `./build.sh examples` serves them. */
const folder = consumer("examples", {});
cpSync(join(NODE_MODULES, "../../examples"), folder, { recursive: true });
cpSync(join(folder, "node_modules/rasid"), join(folder, "rasid"), { recursive: true });

/**
 * @param {string} name
 * @param {(page: any) => Promise<void>} look
 */
const example = (name, look) => open(folder, { path: `${name}/index.html`, look });

/** @param {any} page @param {string} id */
const analysed = (page, id) => page.waitForFunction((/** @type {string} */ id) => /** @type {any} */ (document.querySelector(id))?.analysis, id);

test("articles stand in a page from children, from a property and in a shadow root", () =>
  example("element", async (page) => {
    await analysed(page, "#children");
    await analysed(page, "#property");
    await page.waitForFunction(() => /** @type {any} */ (document.querySelector("#host")).shadowRoot.querySelector("rasid-article").analysis);
    assert.ok((await page.locator("#children mark.person").count()) > 0);
    assert.ok((await page.locator("#children .quote").count()) > 0);
    assert.ok((await page.locator("#host mark.person").count()) > 0);
    assert.equal(await page.locator("#property .panels").isVisible(), false);
    // Custom properties and parts of the host reach in; its other styles do not.
    const colour = await page.locator("#children mark.person").first().evaluate((/** @type {Element} */ it) => getComputedStyle(it).getPropertyValue("--tint").trim());
    assert.equal(colour, "#ffe9c7");
    assert.equal(await page.locator("#property .reading").evaluate((/** @type {Element} */ it) => getComputedStyle(it).fontSize), "24px");
    // The words of the interface follow the language of the place, the text its own.
    const [left, right] = await Promise.all(["#children", "#property"].map((id) => page.locator(`${id} .frame`).getAttribute("dir")));
    assert.deepEqual([left, right], ["ltr", "rtl"]);
    assert.equal(await page.locator("#children .reading").getAttribute("dir"), "rtl");
  }));

test("marks open their actor, notes their quote, and other scripts are told", () =>
  example("element", async (page) => {
    await analysed(page, "#children");
    await page.locator("#children mark.person").first().click();
    await page.locator("#children .actor.open").waitFor();
    // Each in the language of its place, also when another one was drawn last.
    assert.equal(await page.locator("#children .actor .sub").first().innerText(), "person");
    assert.equal(await page.locator("#host").evaluate((/** @type {any} */ host) => host.shadowRoot.querySelector("rasid-article").shadowRoot.querySelector("summary").textContent), "Actors");
    await page.locator("#children .note").first().click();
    await page.locator("#children .saying").first().waitFor();
    const told = await page.locator("#events li").allTextContents();
    assert.ok(told.some((line) => line.startsWith("analysed: ")), told.join("\n"));
    assert.ok(told.some((line) => /^entity-activate: \{"actor":\d+,"span":\[\d+,\d+\]\}$/.test(line)), told.join("\n"));
    assert.ok(told.some((line) => /^quote-activate: \{"quote":\d+,/.test(line)), told.join("\n"));
  }));

test("layers, date, text and children can be changed", () =>
  example("element", async (page) => {
    await analysed(page, "#children");
    const children = page.locator("#children");
    await page.locator("#children .toolbar button").first().click();
    assert.equal((await children.getAttribute("layers")).includes("person"), false);
    assert.ok(await page.locator("#children .reading.no-person").count());
    const again = await children.evaluate((/** @type {any} */ element) => new Promise((resolve) => {
      element.addEventListener("analysed", () => resolve(element.analysis.date.value), { once: true });
      element.setAttribute("date", "2020-02-29");
    }));
    assert.equal(again, "2020-02-29");
    const grown = await children.evaluate((/** @type {any} */ element) => new Promise((resolve) => {
      element.addEventListener("analysed", () => resolve(element.analysis.actors.map((/** @type {any} */ actor) => actor.name)), { once: true });
      element.append("\nوقال المدير كريم الحلبي إن العمل مستمر.");
    }));
    assert.ok(grown.includes("كريم الحلبي"), grown.join());
  }));

test("a file is read in the encoding that it has", () =>
  example("element", async (page) => {
    await analysed(page, "#children");
    // "The director said that the road is open." in Windows-1256.
    const bytes = Buffer.from("dec7e120c7e1e3cfedd120c5e420c7e1d8d1edde20e3ddcae6cd2e", "hex");
    await page.locator("#choose").setInputFiles({ name: "article.txt", mimeType: "text/plain", buffer: bytes });
    await analysed(page, "#file");
    assert.equal(await page.locator("#file").evaluate((/** @type {any} */ element) => element.text), "قال المدير إن الطريق مفتوح.");
  }));

test("an element that goes takes its paint with it", () =>
  example("element", async (page) => {
    await analysed(page, "#children");
    const painted = () => page.evaluate(() => [...CSS.highlights.values()].reduce((sum, highlight) => sum + highlight.size, 0));
    await page.evaluate(() => document.querySelectorAll("rasid-article").forEach((element) => element.remove()));
    await page.evaluate(() => /** @type {any} */ (document.querySelector("#host")).shadowRoot.replaceChildren());
    assert.equal(await painted(), 0);
  }));

test("the panel reads what is selected in an editor, in the page or in a frame", () =>
  example("editor", async (page) => {
    await analysed(page, "#panel");
    const reads = (/** @type {string} */ word) => page.waitForFunction((/** @type {string} */ word) => {
      const panel = /** @type {any} */ (document.querySelector("#panel"));
      return panel.analysis?.actors.some((/** @type {any} */ actor) => actor.name.includes(word));
    }, word);
    await reads("الكرمي");
    await page.frameLocator("#frame").locator("p").first().click({ clickCount: 3 });
    await reads("نادر السعيد");
    await page.locator("#element").click();
    await page.keyboard.press("ControlOrMeta+End");
    await page.keyboard.type(" وقال الوزير وليد الناصر إن العمل مستمر.");
    await reads("وليد الناصر");
    assert.equal(await page.locator("#panel .reading").isVisible(), false);
  }));

test("nothing stands in the way of a screen reader", () =>
  example("element", async (page) => {
    await analysed(page, "#children");
    await page.evaluate(axe);
    const { violations } = await page.evaluate(() => /** @type {any} */ (globalThis).axe.run("rasid-article"));
    assert.deepEqual(violations.map((/** @type {any} */ it) => `${it.id}: ${it.nodes[0].html}`), []);
  }));
