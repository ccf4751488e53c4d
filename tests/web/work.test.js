// Working with the page: opening texts, layers, the date, corrections, failures, keys.

import assert from "node:assert/strict";
import test, { after, before } from "node:test";

import { ANALYSIS, SOURCE, eventually, fixtureSite, launch, paste, readDate, setDate, site, visit } from "./browser.js";
import { zip } from "./zip.js";

/** @type {any} */
let browser;
let folder = "";
before(async () => {
  folder = await fixtureSite();
  browser = await launch();
});
after(() => browser.close());

const opened = async (t, options = {}) => {
  const visited = await visit(browser, await site(t, folder), options);
  await paste(visited.page, SOURCE);
  return visited;
};

test("pasting is enough; the title names the tab and the window", async (t) => {
  const { page, leave } = await opened(t);
  assert.equal(await page.locator("#start").isVisible(), false);
  assert.equal(await page.locator("#article h2.title").textContent(), "وزير الموارد المائية ينفي تسريب سد الوحدة: “لا خطر على القرى”");
  assert.match(await page.title(), /^وزير الموارد المائية/);
  assert.match(await page.locator("#status-text").textContent(), /٦ فاعلين، ٧ أقوال، ٥ أحداث مؤرخة/);
  await leave();
});

test("the text has its direction by paragraph, the interface by its language", async (t) => {
  const { page, leave } = await visit(browser, await site(t, folder));
  await page.locator("#source").fill("Reuters reported on Tuesday.\n\nقالت الوكالة إن الأمر انتهى.");
  await page.locator("#analyse").click();
  await page.locator("#article .text").nth(1).waitFor();
  const directions = await page.locator("#article .text").evaluateAll((all) => all.map((element) => getComputedStyle(element).direction));
  assert.deepEqual(directions, ["ltr", "rtl"]);
  assert.equal(await page.evaluate(() => document.documentElement.dir), "rtl");
  await page.locator("#language").click();
  assert.equal(await page.evaluate(() => `${document.documentElement.dir} ${document.documentElement.lang}`), "ltr en");
  assert.equal(await page.locator("#new").textContent(), "New article");
  await leave();
});

test("layers can be switched off, one by one and all at once", async (t) => {
  const { page, leave } = await opened(t);
  const border = (id) => page.locator(`#article [data-mark~="${id}"]`).first().evaluate((element) => getComputedStyle(element).borderBlockEndColor);
  const transparent = "rgba(0, 0, 0, 0)";
  assert.notEqual(await border("m0-2"), transparent);
  await page.locator('.chip[data-layer="person"]').click();
  await page.waitForTimeout(200);
  assert.equal(await border("m0-2"), transparent);
  assert.notEqual(await border("m2-1"), transparent);
  assert.equal(await page.locator('.chip[data-layer="person"]').getAttribute("aria-pressed"), "false");
  await page.locator('.chip[data-layer="quote"]').click();
  assert.equal(await page.locator("#article .margin").first().isVisible(), false);
  await page.locator('.chip[data-layer="removed"]').click();
  assert.equal(await page.locator("#article .fold").first().isVisible(), false);
  await page.locator("#article").focus();
  await page.keyboard.press("m");
  assert.equal(await page.locator('.chip[aria-pressed="false"]').count(), 0, "some off: all on");
  await page.keyboard.press("m");
  assert.equal(await page.locator('.chip[aria-pressed="true"]').count(), 0, "all on: all off");
  await leave();
});

test("another date resolves the times anew, and can be taken back", async (t) => {
  const { page, leave } = await opened(t);
  const date = page.locator("#date");
  assert.equal(await readDate(date), "٢٠١٩-3-٢٧");
  assert.equal(await page.locator("#date select option:checked").textContent(), "مارس");
  assert.equal(await page.locator("#credits .origin").textContent(), "من النص");
  assert.deepEqual(await page.locator("#credits .stated").allTextContents(), ["محليات", "عمّان"]);
  await setDate(date, "2020-05-05");
  await page.locator("#credits .reset").waitFor();
  assert.equal(await readDate(date), "٢٠٢٠-5-٥");
  await page.locator('#article [data-mark~="t0"]').click();
  assert.match(await page.locator("#why").textContent(), /2020-05-05/);
  await page.keyboard.press("Escape");
  await page.locator("#credits .reset").click();
  await page.locator("#credits .reset").waitFor({ state: "detached" });
  assert.equal(await readDate(date), "٢٠١٩-3-٢٧");
  await leave();
});

test("a date is written in the language of the page, whatever that of the browser, and digits of both kinds are read", async (t) => {
  const { page, leave } = await opened(t, { locale: "en-US" });
  const date = page.locator("#date");
  assert.equal(await page.locator("#date select option:checked").textContent(), "مارس");
  await date.locator(".day").fill("٣١");
  await date.locator("select").selectOption("4");
  await date.locator("select").press("Enter");
  await eventually(() => date.locator(".day").getAttribute("aria-invalid"), "true");
  assert.equal(await page.locator("#credits .reset").count(), 0, "no such day, so no other analysis");
  await date.locator(".day").fill("30");
  await date.locator(".day").press("Enter");
  await page.locator("#credits .reset").waitFor();
  assert.equal(await page.evaluate(() => /** @type {HTMLElement} */ (document.activeElement).className), "day", "the focus stays where it was");
  assert.equal(await readDate(date), "٢٠١٩-4-٣٠");
  await page.locator("#language").click();
  await eventually(() => page.locator("#date select option:checked").textContent(), "April");
  await leave();
});

test("corrections: made, undone, made again, and in the text at once", async (t) => {
  const { page, leave } = await opened(t);
  await page.locator("#language").click();
  const card = () => page.locator("#panel-actors li.actor.open");
  const correct = async (actor) => {
    await page.locator("#room:not([aria-busy])").waitFor();
    const item = page.locator(`#panel-actors li.actor[data-actor="${actor}"]`);
    if (!(await item.evaluate((element) => element.classList.contains("open")))) await item.locator(".head").click();
    await page.locator(`#panel-actors [data-actor="${actor}"] .corrections summary`).click();
  };
  await correct(2);
  await card().getByLabel("Type").selectOption("organisation");
  await page.locator('#article mark.organisation[data-mark~="m2-0"]').waitFor();
  await correct(0);
  await card().getByLabel("Name", { exact: true }).fill("الوزير الصباغ");
  await card().getByText("Apply").click();
  await eventually(() => card().locator(".head .name").textContent(), "الوزير الصباغ");
  await page.locator("#tab-quotes").click();
  await eventually(() => page.locator("#panel-quotes h3 bdi").first().textContent(), "الوزير الصباغ");
  await page.locator("#tab-actors").click();
  await correct(3);
  await card().getByLabel("Merge with").selectOption({ label: "الوزير الصباغ" });
  await eventually(() => page.locator("#panel-actors li.actor").count(), ANALYSIS.actors.length - 1);
  await eventually(() => page.locator("#history span").textContent(), "3 corrections of yours");
  await page.locator("#history").getByText("Undo").click();
  await page.locator("#article").focus();
  await page.keyboard.press("Control+z");
  await eventually(() => page.locator("#panel-actors li.actor").count(), ANALYSIS.actors.length);
  await eventually(() => page.locator('#panel-actors [data-actor="0"] .head .name').textContent(), "هاني الصباغ");
  await page.locator("#history").getByText("Redo").click();
  await eventually(() => page.locator('#panel-actors [data-actor="0"] .head .name').textContent(), "الوزير الصباغ");
  await leave();
});

test("several articles stay open beside one another", async (t) => {
  const { page, leave } = await opened(t);
  await page.locator("#new").click();
  assert.ok(await page.locator("#source").isVisible());
  await paste(page, "خبر آخر قصير.");
  assert.equal(await page.locator("#tabs .tab").count(), 2);
  assert.equal(await page.locator("#article").textContent(), "خبر آخر قصير.");
  await page.locator("#tabs .open").first().click();
  await page.locator("#article h2.title").waitFor();
  await page.locator("#tabs .close").first().click();
  await page.waitForFunction(() => document.querySelector("#article")?.textContent === "خبر آخر قصير.");
  await page.locator("#tabs .close").first().click();
  assert.ok(await page.locator("#start").isVisible());
  await leave();
});

test("a dropped file is opened", async (t) => {
  const { page, leave } = await visit(browser, await site(t, folder));
  await page.evaluate((text) => {
    const data = new DataTransfer();
    data.items.add(new File([text], "article.txt", { type: "text/plain" }));
    document.dispatchEvent(new DragEvent("drop", { dataTransfer: data, bubbles: true, cancelable: true }));
  }, SOURCE);
  await page.locator("#article h2.title").waitFor();
  await leave();
});

test("the text can be taken up again and changed", async (t) => {
  const { page, leave } = await opened(t);
  await page.locator("#edit-text").click();
  assert.equal(await page.locator("#source").inputValue(), SOURCE);
  await leave();
});

test("a trap is told, and the next text is analysed by a new worker", async (t) => {
  const { page, leave } = await visit(browser, await site(t, folder));
  await page.locator("#source").fill("#trap");
  await page.locator("#analyse").click();
  await page.locator("#status-text", { hasText: "تعذّر التحليل" }).waitFor();
  assert.ok(await page.locator("#start").isVisible());
  await page.locator("#source").fill(SOURCE);
  await page.locator("#analyse").click();
  await page.locator("#article h2.title").waitFor();
  await leave();
});

test("a long analysis can be cancelled", async (t) => {
  const { page, leave } = await visit(browser, await site(t, folder));
  await page.locator("#source").fill("#hang");
  await page.locator("#analyse").click();
  await page.locator("#cancel").click();
  await page.locator("#status-text", { hasText: "أُلغي" }).waitFor();
  await page.locator("#source").fill(SOURCE);
  await page.locator("#analyse").click();
  await page.locator("#article h2.title").waitFor();
  await leave();
});

test("an empty text is answered, not analysed", async (t) => {
  const { page, leave } = await visit(browser, await site(t, folder));
  await page.locator("#source").fill("  \n ");
  await page.locator("#analyse").click();
  await page.locator("#status-text", { hasText: "لا نص" }).waitFor();
  await leave();
});

test("everything can be done with the keyboard", async (t) => {
  const { page, leave } = await visit(browser, await site(t, folder));
  await page.locator("#source").focus();
  await page.keyboard.insertText(SOURCE);
  await page.keyboard.press("Control+Enter");
  await page.locator("#article h2.title").waitFor();
  await page.locator("#article").focus();
  const focused = () => page.evaluate(() => document.activeElement?.getAttribute("data-mark") ?? document.activeElement?.id ?? "");
  await page.keyboard.press("n");
  assert.equal(await focused(), "m0-0");
  await page.keyboard.press("n");
  assert.equal(await focused(), "m2-0");
  await page.keyboard.press("p");
  assert.equal(await focused(), "m0-0");
  await page.keyboard.press("Enter");
  assert.ok(await page.locator("#why").isVisible());
  await page.keyboard.press("Escape");
  await page.keyboard.press("j");
  assert.equal(await page.evaluate(() => document.activeElement?.tagName), "P");
  await page.keyboard.press("q");
  assert.equal(await focused(), "tab-quotes");
  await page.keyboard.press("ArrowLeft");
  assert.equal(await focused(), "tab-timeline");
  assert.ok(await page.locator("#panel-timeline").isVisible());
  await page.keyboard.press("ArrowRight");
  await page.keyboard.press("Tab");
  await page.keyboard.press("Tab");
  assert.ok(await page.evaluate(() => document.querySelector("#panel-quotes")?.contains(document.activeElement)));
  await page.keyboard.press("/");
  assert.equal(await focused(), "actor-search");
  await page.keyboard.press("Tab");
  await page.keyboard.press("1");
  assert.equal(await page.locator('.chip[data-layer="person"]').getAttribute("aria-pressed"), "false");
  await page.keyboard.press("o");
  assert.equal(await page.locator("#article").getAttribute("data-view"), "original");
  await page.keyboard.press("?");
  assert.ok(await page.locator("#keys").isVisible());
  await page.keyboard.press("Escape");
  await page.keyboard.press("Alt+n");
  assert.ok(await page.locator("#source").isVisible());
  await leave();
});

test("on a phone text and findings take turns", async (t) => {
  const { page, leave } = await opened(t, { viewport: { width: 390, height: 844 } });
  assert.ok(await page.locator("#article").isVisible());
  assert.equal(await page.locator("#panel-actors").isVisible(), false);
  await page.locator("#tab-actors").click();
  assert.equal(await page.locator("#article").isVisible(), false);
  await page.locator("#panel-actors .head").first().click();
  await page.locator("#panel-actors .mentions button").nth(2).click();
  assert.ok(await page.locator("#article").isVisible());
  const overflow = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  assert.equal(overflow, 0, "nothing is wider than the screen");
  await leave();
});

test("a Word document is read", async (t) => {
  const { page, leave } = await visit(browser, await site(t, folder));
  const xml = `<w:document><w:body><w:p><w:r><w:t>قال </w:t></w:r><w:r><w:t xml:space="preserve">الوزير &amp; &#x646;ائبه</w:t></w:r></w:p><w:p><w:r><w:t>سطر</w:t><w:br/><w:t>ثانٍ</w:t></w:r></w:p></w:body></w:document>`;
  for (const deflated of [false, true]) {
    await page.locator("#file").setInputFiles({ name: "a.docx", mimeType: "application/octet-stream", buffer: zip("word/document.xml", xml, deflated) });
    await page.locator("#article .text").first().waitFor();
    assert.deepEqual(await page.locator("#article .text").allTextContents(), ["قال الوزير & نائبه", "سطر", "ثانٍ"]);
    await page.locator("#new").click();
  }
  await page.locator("#file").setInputFiles({ name: "b.docx", mimeType: "application/octet-stream", buffer: zip("other.xml", "x", false) });
  await page.locator("#status-text", { hasText: "word/document.xml" }).waitFor();
  await leave();
});
