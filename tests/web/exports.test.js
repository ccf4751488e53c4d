// What is taken away, read back.

import assert from "node:assert/strict";
import test, { after, before, describe } from "node:test";

import { FORMATS, fileName } from "../../www/export/formats.js";
import { setLanguage } from "../../www/i18n.js";
import { relations } from "../../www/network.js";
import { OpenArticle } from "../../www/state.js";
import { ANALYSIS, SOURCE, fixtureSite, launch, paste, saved, site, visit } from "./browser.js";

const article = new OpenArticle(SOURCE, null, ANALYSIS);
const countMentions = ANALYSIS.actors.reduce((sum, { mentions }) => sum + mentions.length, 0);
const made = (/** @type {string} */ id) => {
  const format = FORMATS.find((other) => other.id === id);
  assert.ok(format, id);
  return format.make(article);
};

describe("formats", () => {
  setLanguage("en", "latn");

  test("JSON is the analysis, with the corrections", () => {
    assert.deepEqual(JSON.parse(made("json")), ANALYSIS);
    const corrected = new OpenArticle(SOURCE, null, ANALYSIS);
    corrected.edit({ op: "rename", actor: 0, name: "x" });
    const parsed = JSON.parse(FORMATS.find(({ id }) => id === "json")?.make(corrected) ?? "");
    assert.equal(parsed.actors[0].name, "x");
    assert.deepEqual(parsed.corrections, [{ op: "rename", actor: 0, name: "x" }]);
  });

  test("a spreadsheet takes no cell for a formula", () => {
    const found = structuredClone(ANALYSIS);
    found.actors[0].name = '=HYPERLINK("x")';
    const csv = FORMATS.find(({ id }) => id === "csv-actors")?.make(new OpenArticle(SOURCE, null, /** @type {any} */ (found))) ?? "";
    assert.ok(csv.includes(`"'=HYPERLINK(""x"")"`));
  });

  test("Web Annotations count code points and carry the words with their surroundings", () => {
    const { items } = JSON.parse(made("webannotation"));
    const characters = [...SOURCE];
    assert.notEqual(characters.length, SOURCE.length, "the fixture has an emoji");
    for (const { target } of items) {
      const [position, quote] = target.selector;
      assert.equal(characters.slice(position.start, position.end).join(""), quote.exact);
      assert.ok(SOURCE.includes(quote.prefix + quote.exact + quote.suffix));
    }
    assert.equal(items.length, countMentions + ANALYSIS.quotes.length + ANALYSIS.times.length);
  });

  test("iCalendar has the events known to the month, in lines of 75 bytes", () => {
    const ics = made("calendar");
    assert.equal(ics.match(/BEGIN:VEVENT/g)?.length, 2);
    assert.ok(ics.includes("DTSTART;VALUE=DATE:20190328\r\nDTEND;VALUE=DATE:20190329\r\n"));
    for (const line of ics.split("\r\n")) assert.ok(new TextEncoder().encode(line).length <= 75);
    assert.ok(ics.replaceAll("\r\n ", "").includes("SUMMARY:لجنة من الوزارة تزور الموقع"));
  });

  test("TimelineJS gives dates as finely as they are known", () => {
    const { events } = JSON.parse(made("timelinejs"));
    assert.deepEqual(events.map(({ start_date }) => start_date), [{ year: 2015 }, { year: 2016 }, { year: 2019 }, { year: 2019, month: 3, day: 26 }, { year: 2019, month: 3, day: 28 }]);
  });

  test("schema.org names speakers", () => {
    const data = JSON.parse(made("jsonld"));
    assert.equal(data.mentions.length, ANALYSIS.actors.length);
    assert.deepEqual(data.hasPart[6].creator, { "@id": "urn:rasid:actor:3" });
    assert.equal(data.hasPart[5].creditText, "مصدر هندسي");
    assert.ok(!JSON.stringify(data).includes("Claim"));
  });

  test("ninjs sorts the actors by type", () => {
    const data = JSON.parse(made("ninjs"));
    assert.deepEqual([data.people.length, data.organisations.length, data.places.length, data.events.length], [2, 2, 2, 5]);
  });

  test("Markdown has the text and the three tables", () => {
    const report = made("markdown");
    assert.match(report, /^# وزير الموارد المائية/);
    assert.match(report, /\| هاني الصباغ \| person \| Jordan \|/);
    assert.match(report, /\*\*هاني الصباغ\*\* \(denies, indirect\)/);
    assert.doesNotMatch(report, /خمسة أسئلة/);
  });

  test("file names are safe", () => {
    for (const format of FORMATS) assert.match(fileName(article, format), /^[\p{L}\p{N}-]+\.[a-z.]+$/u);
  });
});

test("relations are counted from statements and sentences", () => {
  const found = relations(/** @type {any} */ (ANALYSIS)).map(({ kind, from, to, count }) => `${kind} ${from} ${to} ${count}`);
  assert.deepEqual(found, [
    "together 0 2 2", "speaks 0 2 1", "together 0 1 1", "speaks 0 1 1",
    "together 0 3 1", "together 0 4 1", "together 0 5 1", "together 3 4 1", "together 3 5 1", "together 4 5 1",
  ]);
});

describe("in the browser", () => {
  /** @type {any} */
  let browser;
  before(async () => (browser = await launch()));
  after(() => browser.close());

  test("every format can be saved, and the HTML shows the article by itself", async (t) => {
    const url = await site(t, await fixtureSite());
    // Chromium holds back a page that saves more than ten files in a few seconds.
    const AT_ONCE = 6;
    let html = "";
    for (let first = 0; first < FORMATS.length; first += AT_ONCE) {
      const { page, leave } = await visit(browser, url);
      await paste(page, SOURCE);
      for (const { id, extension } of FORMATS.slice(first, first + AT_ONCE)) {
        await page.locator("#export").click();
        const { name, text } = await saved(page, () => page.locator(`#exports [data-format="${id}"]`).click());
        assert.ok(name.endsWith(`.${extension}`), name);
        assert.ok(text.length > 50, id);
        if (id === "html") html = text;
      }
      await leave();
    }
    const { context } = await visit(browser, url);
    const reader = await context.newPage();
    await reader.setContent(html);
    assert.equal(await reader.locator("h1").textContent(), "وزير الموارد المائية ينفي تسريب سد الوحدة: “لا خطر على القرى”");
    assert.equal(await reader.locator('mark[data-actor="5"]').textContent(), "وبيروت");
    assert.equal(await reader.locator("blockquote").count(), ANALYSIS.quotes.length);
    assert.equal(await reader.locator("table").count(), 2);
    await context.close();
  });

  test("relations: drawn and as a table that leads to the text", async (t) => {
    const { page, leave } = await visit(browser, await site(t, await fixtureSite()));
    await paste(page, SOURCE);
    await page.locator("#tab-network").click();
    const expected = relations(/** @type {any} */ (ANALYSIS));
    assert.equal(await page.locator("#panel-network tbody tr").count(), expected.length);
    assert.equal(await page.locator("#panel-network .relation").count(), expected.length);
    assert.equal(await page.locator("#panel-network .node").count(), 6);
    await page.locator("#panel-network tbody tr").nth(1).locator("td").last().locator("button").click();
    await page.waitForFunction(() => CSS.highlights.has("flash"));
    await page.locator("#panel-network .node").first().click();
    assert.ok(await page.locator('#panel-actors li.open[data-actor="0"]').isVisible());
    await leave();
  });
});
