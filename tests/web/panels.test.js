// The panels tell what the analysis holds, and every entry leads to its place in the text.

import assert from "node:assert/strict";
import test, { after, before } from "node:test";

import { ANALYSIS, SOURCE, fixtureSite, launch, paste, site, visit } from "./browser.js";

/** @type {any} */
let browser;
let folder = "";
before(async () => {
  folder = await fixtureSite();
  browser = await launch();
});
after(() => browser.close());

/** Opens the fixture in English, whose numbers and plurals are simpler to read here. */
async function opened(t) {
  const visited = await visit(browser, await site(t, folder));
  await visited.page.locator("#language").click();
  await paste(visited.page, SOURCE);
  return visited;
}

/** Text of the stretch that is lit up, once it is. */
async function revealed(page) {
  await page.waitForFunction(() => CSS.highlights.has("flash"));
  return page.evaluate(() => [...(CSS.highlights.get("flash") ?? [])].map(String).join("").trim());
}

test("actors: name, type, country, count, roles, names, mentions", async (t) => {
  const { page, leave } = await opened(t);
  const items = page.locator("#panel-actors li.actor");
  assert.equal(await items.count(), ANALYSIS.actors.length);
  for (const [index, actor] of ANALYSIS.actors.entries()) {
    const item = items.nth(index);
    assert.equal(await item.locator(".name").first().textContent(), actor.name);
    assert.ok((await item.locator(".sub").textContent()).startsWith(actor.type));
    assert.equal(await item.locator(".head .count").textContent(), String(actor.mentions.length));
  }
  assert.equal(await items.nth(0).locator(".sub").textContent(), "person, Jordan");
  await items.nth(0).locator(".head").click();
  assert.deepEqual(await items.nth(0).locator(".card .tag").allTextContents(), ["وزير الموارد المائية (acting)", "الصباغ"]);
  assert.equal(await items.nth(0).locator(".mentions b").count(), 5);
  await leave();
});

test("actors: stepping through the mentions leads through the text", async (t) => {
  const { page, leave } = await opened(t);
  const item = page.locator("#panel-actors li.actor").first();
  await item.locator(".head").click();
  await item.getByLabel("Next mention").click();
  assert.equal(await item.locator(".at").textContent(), "2 of 5");
  assert.equal(await revealed(page), "وزير الموارد المائية");
  await item.getByLabel("Previous mention").click();
  await item.getByLabel("Previous mention").click();
  assert.equal(await item.locator(".at").textContent(), "5 of 5");
  await item.locator(".mentions button").nth(2).click();
  assert.equal(await item.locator(".at").textContent(), "3 of 5");
  assert.equal(await revealed(page), "هاني الصباغ");
  await leave();
});

test("actors: by type, by name, and one alone in the text", async (t) => {
  const { page, leave } = await opened(t);
  const names = () => page.locator("#panel-actors li.actor .head .name").allTextContents();
  await page.locator('#panel-actors [data-type="place"]').click();
  assert.deepEqual(await names(), ["سد الوحدة", "بيروت"]);
  await page.locator('#panel-actors [data-type="all"]').click();
  await page.locator("#actor-search").fill("المهندسة");
  assert.deepEqual(await names(), ["لمى عواد"]);
  await page.locator("#actor-search").fill("zzz");
  assert.equal(await page.locator("#panel-actors .empty").textContent(), "Nothing of that name.");
  await page.locator("#actor-search").fill("");
  const item = page.locator("#panel-actors li.actor").first();
  await item.locator(".head").click();
  await item.locator(".only").click();
  const lit = await page.locator("#article mark.lit").allTextContents();
  assert.deepEqual(lit, ["وزير الموارد المائية", "وزير الموارد المائية", "هاني الصباغ", "الصباغ", "الصباغ"]);
  await item.locator(".only").click();
  assert.equal(await page.locator("#article .lit").count(), 0);
  await leave();
});

test("statements: by speaker, in order, by kind", async (t) => {
  const { page, leave } = await opened(t);
  await page.locator("#tab-quotes").click();
  const panel = page.locator("#panel-quotes");
  assert.deepEqual(await panel.locator("h3 bdi:first-child, h3:not(:has(bdi))").allTextContents(), ["هاني الصباغ", "لمى عواد", "No named speaker1"]);
  assert.equal(await panel.locator("section").first().locator(".saying").count(), 5);
  assert.equal(await panel.locator("section").last().locator(".who").textContent(), "مصدر هندسي");
  assert.equal(await panel.locator("section").last().locator(".via").textContent(), "via وكالة الوادي");
  await panel.locator('[data-option="order"]').click();
  const texts = await panel.locator(".saying q").allTextContents();
  assert.equal(texts.length, ANALYSIS.quotes.length);
  for (const [index, { span }] of ANALYSIS.quotes.entries()) {
    const plain = SOURCE.slice(...span).replace("قصـ.ف", "قصف").replace("انهـ.ـارت", "انهارت");
    assert.equal(texts[index], plain);
  }
  await panel.locator('[data-option="direct"]').click();
  assert.equal(await panel.locator(".saying").count(), ANALYSIS.quotes.filter(({ kind }) => kind === "direct").length);
  assert.equal(await panel.locator(".saying .stance").first().textContent(), "says");
  await panel.locator(".saying .words").nth(1).click();
  assert.equal(await revealed(page), "السد سليم ولا خطر على القرى");
  await leave();
});

test("statements: a note in the margin leads to its entry, an entry can be copied with its source", async (t) => {
  const { page, leave } = await opened(t);
  await page.locator('.note[data-quote="6"]').click();
  const entry = page.locator("#panel-quotes .saying.current");
  assert.equal(await entry.getAttribute("data-quote"), "6");
  assert.equal(await entry.locator(".to").textContent(), "to وكالة الوادي");
  assert.equal(await entry.locator(".medium").textContent(), "in an interview");
  await entry.locator(".copy").click();
  await entry.locator(".copy", { hasText: "Copied" }).waitFor();
  await page.locator("#new").click();
  // What is pasted into a box that is not empty stays there.
  await page.locator("#source").fill("x");
  await page.keyboard.press("End");
  await page.keyboard.press("ControlOrMeta+v");
  assert.match(await page.locator("#source").inputValue(), /^x«لم تصلنا أي خطة\.\s+ننتظر جواباً من الحكومة» — \u2068لمى عواد\u2069, via \u2068وكالة الوادي\u2069/u);
  await leave();
});

test("timeline: drawn, listed and as a table, with what is open and what lies ahead", async (t) => {
  const { page, leave } = await opened(t);
  await page.locator("#tab-timeline").click();
  const panel = page.locator("#panel-timeline");
  const events = ANALYSIS.timeline.filter((event) => event.same_as === null);
  assert.deepEqual(await panel.locator("ol .what").allTextContents(), events.map(({ label }) => label));
  assert.deepEqual((await panel.locator("ol time").allTextContents()).map((text) => text.replace(",", "")), ["2015", "2016", "since 2019", "Tuesday 26 March 2019", "Thursday 28 March 2019"]);
  assert.deepEqual(await panel.locator("ol .expected .what").allTextContents(), ["لجنة من الوزارة تزور الموقع"]);
  assert.deepEqual(await panel.locator("ol .state").allTextContents(), ["according to a source", "expected"]);
  assert.deepEqual(await panel.locator("ol .again button").allTextContents(), ["ينفي", "الموقع"]);
  assert.equal(await panel.locator(".ordered .relation").textContent(), "afterحذرت");
  assert.equal(await panel.locator(".ordered .what").textContent(), "بيروت تستضيف مؤتمر المياه");
  await panel.locator('[aria-label="All"]').click();
  assert.equal(await panel.locator("svg .event").count(), events.length);
  assert.equal(await panel.locator("svg .event.open").count(), 1);
  // The past is on the right.
  const places = await panel.locator("svg .event circle").evaluateAll((circles) => circles.map((circle) => Number(circle.getAttribute("cx"))));
  assert.deepEqual(places, [...places].sort((a, b) => b - a));
  const before = await panel.locator("svg .event").count();
  await panel.getByLabel("Zoom in").click({ clickCount: 8 });
  assert.ok((await panel.locator("svg .event").count()) < before);
  assert.match(await panel.locator(".beyond").textContent(), /earlier: \d|later: \d/);
  await panel.locator('[data-form="table"]').click();
  assert.equal(await panel.locator("tbody tr").count(), events.length);
  assert.deepEqual(await panel.locator("tbody tr").nth(3).locator("td").allTextContents(), ["الصباغ ينفي وجود تسريب", "هاني الصباغ", "أمس الثلاثاء"]);
  await panel.locator("tbody .what").nth(4).click();
  assert.equal(await revealed(page), "ستزور");
  await leave();
});

test("cleaning: everything removed and repaired, with the reason", async (t) => {
  const { page, leave } = await opened(t);
  await page.locator("#tab-cleaning").click();
  const panel = page.locator("#panel-cleaning");
  assert.deepEqual(await panel.locator(".removals .kind").allTextContents(), ["navigation", "byline", "other stories", "share buttons", "back to top"]);
  assert.deepEqual(await panel.locator(".before").allTextContents(), ["قصـ.ف", "انهـ.ـارت"]);
  assert.deepEqual(await panel.locator(".after").allTextContents(), ["قصف", "انهارت"]);
  assert.equal(await panel.locator(".remarks li").textContent(), ANALYSIS.notes[0]);
  await panel.locator(".removals button").nth(4).click();
  assert.equal(await revealed(page), "زر الذهاب إلى الأعلى");
  assert.ok(await page.locator("#article details.fold").last().evaluate((fold) => fold.open), "the fold opens");
  await leave();
});

test("why: every mark answers with rule and confidence", async (t) => {
  const { page, leave } = await opened(t);
  const sheet = page.locator("#why");
  const ask = async (id) => {
    await page.locator(`#article [data-mark~="${id}"]`).first().click({ position: { x: 6, y: 12 } });
    await sheet.waitFor();
    const text = await sheet.textContent();
    await page.keyboard.press("Escape");
    return text;
  };
  assert.match(await ask("m0-2"), /هاني الصباغ.*by name.*title-name.*97%/s);
  assert.match(await ask("m5-0"), /بيروت.*gazetteer.*50%.*Low confidence/s);
  assert.match(await ask("c1"), /Statement.*هاني الصباغ.*indirect.*denies.*cue-complement.*90%/s);
  assert.match(await ask("t0"), /Tuesday,? 26 March 2019.*date.*2019-03-26/s);
  assert.match(await ask("r0"), /قصف.*قصـ\.ف.*broken-up word/s);
  assert.match(await ask("s5"), /مصدر هندسي.*وكالة الوادي.*according-to/s);
  await page.locator("#article details.fold summary").first().click();
  assert.match(await ask("x0"), /Removed from the article.*navigation/s);
  await page.locator('#article [data-mark~="m1-0"]').click();
  await sheet.getByText("Open in the panel").first().click();
  assert.ok(await page.locator('#panel-actors li.actor.open[data-actor="1"]').isVisible());
  await leave();
});
