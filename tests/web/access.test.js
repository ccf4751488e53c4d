// Everybody can read it: axe in every view and theme, measured contrast, forced colours, print.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import test, { after, before } from "node:test";

import { AXE, SOURCE, fixtureSite, launch, onlyInChromium, paste, site, visit } from "./browser.js";

const axe = readFileSync(AXE, "utf8");

/** @type {any} */
let browser;
let folder = "";
before(async () => {
  folder = await fixtureSite();
  browser = await launch();
});
after(() => browser.close());

/** What axe finds, in words. */
async function violations(page) {
  await page.evaluate(axe);
  const found = await page.evaluate(async () => {
    // Rules on colour judge what is painted, which must not be in the middle of a change.
    await Promise.all(document.getAnimations().map((animation) => animation.finished));
    const { violations } = await /** @type {any} */ (window).axe.run(document, { runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"] });
    return violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.target.join(" ")).slice(0, 4).join(", ")} ${nodes[0].failureSummary}`);
  });
  return found;
}

/** Where the driver cannot set the colour scheme of the system, the page's own switch does. */
async function wear(page, scheme) {
  const worn = await page.evaluate((wanted) => matchMedia(`(prefers-color-scheme: ${wanted})`).matches, scheme);
  if (!worn) await page.locator("#theme").click();
}

for (const colorScheme of ["light", "dark"]) {
  test(`axe finds nothing: ${colorScheme}`, async (t) => {
    // bypassCSP: axe itself needs eval.
    const { page, leave } = await visit(browser, await site(t, folder), { colorScheme, bypassCSP: true });
    await wear(page, colorScheme);
    const check = (view) => t.test(view, async () => assert.deepEqual(await violations(page), []));
    await check("start");
    await paste(page, SOURCE);
    await page.locator("#panel-actors .head").first().click();
    await page.locator(".corrections summary").click();
    await check("actors");
    for (const panel of ["quotes", "timeline", "network", "cleaning"]) {
      await page.locator(`#tab-${panel}`).click();
      await check(panel);
    }
    await page.locator("#tab-timeline").click();
    await page.locator('[data-form="table"]').click();
    await check("table of the timeline");
    await page.locator('#views [data-view="original"]').click();
    await page.locator("#article details[open]").first().waitFor();
    await check("original view");
    await page.locator('#article [data-mark~="m0-2"]').click();
    await check("why");
    await page.keyboard.press("Escape");
    await page.locator("#help").click();
    await check("keys");
    await page.keyboard.press("Escape");
    await page.locator("#language").click();
    await check("English");
    await leave();
  });

  test(`contrast as measured: ${colorScheme}`, async (t) => {
    const { page, leave } = await visit(browser, await site(t, folder), { colorScheme });
    await wear(page, colorScheme);
    const ratios = await page.evaluate(() => {
      const canvas = document.createElement("canvas").getContext("2d", { willReadFrequently: true });
      const probe = document.body.appendChild(document.createElement("i"));
      /** Luminance of a colour, over another where it is translucent. */
      const luminance = (names) => {
        canvas.clearRect(0, 0, 1, 1);
        for (const name of names) {
          probe.style.setProperty("color", `var(--${name})`);
          canvas.fillStyle = getComputedStyle(probe).color;
          canvas.fillRect(0, 0, 1, 1);
        }
        const [r, g, b] = [...canvas.getImageData(0, 0, 1, 1).data].slice(0, 3).map((value) => {
          const share = value / 255;
          return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
        });
        return 0.2126 * r + 0.7152 * g + 0.0722 * b;
      };
      const ratio = (front, ...back) => {
        const [a, b] = [luminance([...back, front]), luminance(back)].sort((x, y) => y - x);
        return (a + 0.05) / (b + 0.05);
      };
      const layers = ["person", "organisation", "place", "time", "repair"];
      const result = {};
      for (const layer of layers) {
        result[`ink on ${layer} tint`] = [ratio("ink", "paper", `${layer}-tint`), 4.5];
        result[`${layer} line on paper`] = [ratio(`${layer}-line`, "paper"), 3];
        result[`${layer} line on its tint`] = [ratio(`${layer}-line`, "paper", `${layer}-tint`), 3];
        result[`rubric on ${layer} tint`] = [ratio("rubric", "paper", `${layer}-tint`), 4.5];
      }
      for (const text of ["ink", "muted", "rubric"]) for (const back of ["paper", "raised", "sunk", "rubric-tint"]) result[`${text} on ${back}`] = [ratio(text, "paper", back), 4.5];
      for (const text of ["ink", "muted", "rubric"]) result[`${text} on a statement`] = [ratio(text, "paper", "quote-wash"), 4.5];
      result["edge on paper"] = [ratio("edge", "paper"), 3];
      probe.remove();
      return result;
    });
    for (const [pair, [measured, wanted]] of Object.entries(ratios)) assert.ok(measured >= wanted, `${pair}: ${measured.toFixed(2)} < ${wanted}`);
    await leave();
  });
}

test("axe finds nothing: forced colours and paper", onlyInChromium("neither can be emulated"), async (t) => {
  const { page, leave } = await visit(browser, await site(t, folder), { forcedColors: "active", bypassCSP: true });
  const check = (view) => t.test(view, async () => assert.deepEqual(await violations(page), []));
  await check("start, forced colours");
  await paste(page, SOURCE);
  for (const panel of ["actors", "quotes", "timeline", "network", "cleaning"]) {
    await page.locator(`#tab-${panel}`).click();
    await check(`${panel}, forced colours`);
  }
  await page.emulateMedia({ media: "print", forcedColors: "none" });
  await page.evaluate(() => dispatchEvent(new Event("beforeprint")));
  await check("paper");
  await leave();
});

test("forced colours keep the marks apart from the text", onlyInChromium("forced colours cannot be emulated"), async (t) => {
  const { page, leave } = await visit(browser, await site(t, folder), { forcedColors: "active" });
  await paste(page, SOURCE);
  for (const id of ["m0-2", "m1-0", "m2-0", "t0"]) {
    const [style, width] = await page.locator(`#article [data-mark~="${id}"]`).first().evaluate((element) => {
      const { borderBlockEndStyle, borderBlockEndWidth } = getComputedStyle(element);
      return [borderBlockEndStyle, borderBlockEndWidth];
    });
    assert.notEqual(style, "none");
    assert.notEqual(width, "0px");
  }
  await leave();
});

test("on paper the article and all findings stand one after the other", onlyInChromium("paper cannot be emulated"), async (t) => {
  const { page, leave } = await visit(browser, await site(t, folder));
  await paste(page, SOURCE);
  await page.evaluate(() => dispatchEvent(new Event("beforeprint")));
  await page.emulateMedia({ media: "print" });
  // A4 at 96 dots to the inch.
  await page.setViewportSize({ width: 794, height: 1123 });
  for (const entry of [".actor", ".saying", ".events li", ".network", ".removals li"]) assert.ok(await page.locator(`#findings ${entry}`).first().isVisible(), entry);
  for (const shown of ["#article h2.title", "#panel-actors", "#panel-quotes", "#panel-timeline"]) assert.ok(await page.locator(shown).isVisible(), shown);
  for (const hidden of ["#bar", "#toolbar", "#panel-tabs", ".tools >> nth=0"]) assert.equal(await page.locator(hidden).isVisible(), false, hidden);
  const letter = await page.locator('#article [data-mark~="m0-2"]').evaluate((element) => getComputedStyle(element, "::after").content);
  assert.match(letter, /ش/);
  await leave();
});
