// The marks over the text: each covers exactly what the analysis says, and no letter loses its join.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import test, { after, before, describe } from "node:test";

import { articles } from "../articles.js";
import { ANALYSIS, SITE, SOURCE, fixtureSite, launch, paste, setDate, site, visit } from "./browser.js";

const { default: init, analyse } = await import(join(SITE, "pkg/rasid.js"));
await init({ module_or_path: readFileSync(join(SITE, "pkg/rasid_bg.wasm")) });

/** @type {any} */
let browser;
before(async () => (browser = await launch()));
after(() => browser.close());

/** An article as the source of a web page, in one line. */
const MARKUP = {
  file: "markup",
  date: "2021-05-05",
  text: '<!doctype html><html><head><title>خبر</title><style>p { color: red }</style></head><body><nav><a href="/">الرئيسية</a></nav><h1>وزير النقل يعلن بدء المشروع</h1><p>أعلن وزير النقل اللبناني<b>علي حسن</b> أمس أن المشروع سيبدأ&nbsp;في بيروت.</p><p>وقال حسن إن &quot;العمل سينتهي قبل نهاية العام&quot;.</p></body></html>',
};

/**
 * Every span that the page must mark, with the id of its mark.
 * @param {string} source
 * @param {any} analysis
 * @returns {[string, [number, number]][]}
 */
function expectedMarks(source, analysis) {
  return [
    ...analysis.actors.flatMap((actor) => actor.mentions.map(({ span }, i) => [`m${actor.id}-${i}`, span])),
    ...analysis.quotes.flatMap((quote, i) => [
      [`q${i}`, quote.span],
      ...(quote.cue ? [[`c${i}`, quote.cue.span]] : []),
      ...(quote.speaker_span && quote.speaker === null ? [[`s${i}`, quote.speaker_span]] : []),
      ...(quote.addressee ? [[`a${i}`, quote.addressee.span]] : []),
    ]),
    ...analysis.times.map(({ span }, i) => [`t${i}`, span]),
    ...analysis.repairs.flatMap(({ span, plain }, i) => (/\p{L}/u.test(plain) ? [[`r${i}`, span]] : [])),
    // Of an end of line there is nothing to be seen.
    ...analysis.removed.flatMap(({ span }, i) => (source.slice(...span).trim() === "" ? [] : [[`x${i}`, span]])),
  ];
}

/** What stands under each mark in the page, by its id. */
const readMarks = () => {
  /** @type {Record<string, string>} */
  const texts = {};
  for (const element of document.querySelectorAll("#article [data-mark]")) {
    for (const id of /** @type {string} */ (element.getAttribute("data-mark")).split(" ")) {
      texts[id] = (texts[id] ?? "") + element.textContent;
    }
  }
  return texts;
};

/** Line breaks between paragraphs are no text of the page. */
const flat = (text) => text.replace(/\s+/g, "");

const WORD = /[\p{L}\p{M}\p{N}\u0640\u200C\u200D]/u;

/**
 * Checks the text under every mark in the original view: the surface, widened at most to the ends
 * of its words.
 */
function checkMarks(source, analysis, texts) {
  const expected = expectedMarks(source, analysis);
  for (const [id, [start, end]] of expected) {
    // What was removed in mid-quote is not part of the quote.
    const removed = id[0] === "q" ? analysis.removed.filter(({ span }) => span[0] > start && span[1] < end) : [];
    let surface = source.slice(start, end);
    for (const { span } of removed.toReversed()) surface = surface.slice(0, span[0] - start) + surface.slice(span[1] - start);
    assert.ok(id in texts, `${id} “${surface}” has no mark`);
    const at = flat(texts[id]).indexOf(flat(surface));
    assert.ok(at >= 0, `${id}: “${texts[id]}” is not “${surface}”`);
    const beyond = flat(texts[id]).replace(flat(surface), "");
    const inRepair = analysis.repairs.some(({ span }) => span[0] <= end && span[1] >= start);
    assert.ok(inRepair || [...beyond].every((character) => WORD.test(character)), `${id}: “${texts[id]}” is more than the words of “${surface}”`);
    if (!WORD.test(source[start - 1] ?? " ") && !WORD.test(source[end] ?? " ") && !inRepair) assert.equal(beyond, "", id);
  }
  assert.deepEqual(Object.keys(texts).filter((id) => expected.some(([other]) => other === id) || texts[id].trim() !== "").sort(), expected.map(([id]) => id).sort(), "marks that the analysis does not have");
}

describe("with the fixture", () => {
  test("every span is marked, and nothing else", async (t) => {
    const { page, leave } = await visit(browser, await site(t, await fixtureSite()));
    await paste(page, SOURCE);
    await page.locator('#views [data-view="original"]').click();
    checkMarks(SOURCE, ANALYSIS, await page.evaluate(readMarks));
    await leave();
  });

  test("repaired words are shown plain, with the original at hand", async (t) => {
    const { page, leave } = await visit(browser, await site(t, await fixtureSite()));
    await paste(page, SOURCE);
    const repaired = page.locator('#article [data-mark~="r0"]');
    assert.equal(await repaired.textContent(), "لقصف");
    assert.match(await repaired.getAttribute("title"), /قصـ\.ف/);
    await leave();
  });

  test("a name behind a proclitic is painted without it", async (t) => {
    const { page, leave } = await visit(browser, await site(t, await fixtureSite()));
    await paste(page, SOURCE);
    const painted = await page.evaluate(() => [...CSS.highlights].filter(([name]) => name.startsWith("core-")).flatMap(([, highlight]) => [...highlight].map(String)));
    assert.deepEqual(painted.sort(), ["بيروت", "وكالة الوادي"]);
    const mark = page.locator('#article [data-mark~="m5-0"]');
    assert.equal(await mark.textContent(), "وبيروت");
    assert.ok(await mark.evaluate((element) => element.classList.contains("weak")), "a guess looks like one");
    await leave();
  });

  test("overlapping marks share the words that they have in common", async (t) => {
    const { page, leave } = await visit(browser, await site(t, await fixtureSite()));
    await paste(page, SOURCE);
    assert.equal(await page.locator('#article [data-mark~="q3"] [data-mark~="m1-0"]').textContent(), "وزارة الموارد المائية");
    assert.equal(await page.locator('#article [data-mark~="q6"]').count(), 2, "a quote over two paragraphs");
    await leave();
  });

  test("marks leave the letters joined", async (t) => {
    const { page, leave } = await visit(browser, await site(t, await fixtureSite()));
    await paste(page, SOURCE);
    // A join that breaks changes the width: the marked paragraph on one line must be as wide as the
    // same text without elements.
    const widths = await page.evaluate(async () => {
      await document.fonts.ready;
      const sheet = new CSSStyleSheet();
      sheet.replaceSync(".row { display: block !important; content-visibility: visible !important } .text { white-space: nowrap !important; inline-size: max-content } .quote::before { display: none !important } .gone { display: none }");
      document.adoptedStyleSheets = [sheet];
      return [...document.querySelectorAll("#article .text")].map((paragraph) => {
        const marked = paragraph.getBoundingClientRect().width;
        for (const gone of paragraph.querySelectorAll(".gone")) gone.remove();
        paragraph.textContent = paragraph.textContent;
        return [marked, paragraph.getBoundingClientRect().width];
      });
    });
    assert.ok(widths.length >= 5);
    for (const [marked, plain] of widths) assert.ok(Math.abs(marked - plain) < 0.6, `${marked} px with marks, ${plain} px without`);
    await leave();
  });

  test("a note stands on the line where its statement begins, or right below the note before", async (t) => {
    const { page, leave } = await visit(browser, await site(t, await fixtureSite()), { viewport: { width: 1600, height: 1000 } });
    // One long paragraph: notes from its top on would stand far from what they are about.
    await paste(page, SOURCE);
    await page.waitForFunction(() => document.querySelector("#article .margin li[style]"));
    const notes = await page.evaluate(() =>
      [...document.querySelectorAll("#article .margin")].flatMap((margin) =>
        [...margin.children].map((note, index) => {
          const words = document.querySelector(`#article .quote[data-mark~="q${/** @type {HTMLElement} */ (note).dataset.first}"]`);
          const before = margin.children[index - 1]?.getBoundingClientRect().bottom ?? -Infinity;
          return { top: note.getBoundingClientRect().top, line: words.getClientRects()[0].top, before };
        }),
      ),
    );
    assert.ok(notes.length >= 4);
    for (const { top, line, before } of notes) assert.ok(Math.abs(top - Math.max(line, before)) < 16, `a note at ${top}, its line at ${line}, the note before ends at ${before}`);
    await leave();
  });

  test("removed stretches are folded, one click from sight", async (t) => {
    const { page, leave } = await visit(browser, await site(t, await fixtureSite()));
    await paste(page, SOURCE);
    const fold = page.locator("#article details.fold").first();
    assert.equal(await fold.locator("p").isVisible(), false);
    await fold.locator("summary").click();
    assert.equal(await fold.locator("p").textContent(), "الرئيسيةأخبارمحليات");
    const inline = page.locator("#article .gone");
    assert.equal(await inline.locator(".removed").isVisible(), false);
    await inline.locator("button").click();
    assert.equal(await inline.locator(".removed").textContent(), "اقرأ أيضاً: خمسة أسئلة عن السدود");
    assert.equal(await page.locator("#article details.fold").last().locator("p").textContent(), "شارك الخبر فيسبوك تويتر\nزر الذهاب إلى الأعلى");
    await leave();
  });
});

test("every span of every own article is marked by the analyser's own word", async (t) => {
  const url = await site(t);
  const { page, leave } = await visit(browser, url);
  for (const { file, date, text } of [...articles, MARKUP]) {
    // A text box makes every line end a line feed.
    const source = text.replace(/\r\n?/g, "\n");
    const analysis = analyse(source, date ? { date } : undefined);
    await page.locator("#new").click();
    await setDate(page.locator("#source-date"), date ?? "");
    await page.locator("#source").fill(source);
    await page.locator("#analyse").click();
    await page.locator("#status-text:not(:empty)").waitFor();
    await page.locator("#room:not([hidden])").waitFor();
    await page.locator('#views [data-view="original"]').click();
    await page.waitForFunction((length) => document.querySelector("#article")?.getAttribute("data-drawn") === String(length), source.length);
    await t.test(`${file}: marks`, async () => checkMarks(source, analysis, await page.evaluate(readMarks)));
    await page.locator('#views [data-view="clean"]').click();
    await page.waitForFunction(() => document.querySelector("#article[data-drawn]")?.getAttribute("data-view") === "clean");
    await t.test(`${file}: the clean view is the cleaned text`, async () => {
      const paragraphs = await page.evaluate(() =>
        [...document.querySelectorAll("#article .text")].map((paragraph) => {
          const copy = /** @type {HTMLElement} */ (paragraph.cloneNode(true));
          for (const gone of copy.querySelectorAll(".gone")) gone.remove();
          return copy.textContent;
        }),
      );
      const lines = (texts) => texts.map((line) => line.replace(/\s+/g, " ").trim()).filter((line) => line !== "");
      assert.deepEqual(lines(paragraphs), lines(analysis.clean.text.split(/[\n\u2028\u2029]/)));
    });
    await page.locator("#tabs .close").first().click();
  }
  await leave();
});
