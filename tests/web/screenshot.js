// Takes the pictures of the README from the built page: `node tests/web/screenshot.js`.

import { join } from "node:path";

import { SITE, launch, visit } from "./browser.js";
import { serve } from "../serve.js";

const PICTURES = [
  { file: "screenshot.png", colorScheme: "light", panel: "actors", open: true },
  { file: "screenshot-dark.png", colorScheme: "dark", panel: "timeline", open: false },
];

const { url, close } = await serve(SITE);
const browser = await launch();
for (const { file, colorScheme, panel, open } of PICTURES) {
  const { page, leave } = await visit(browser, url, { colorScheme, viewport: { width: 1360, height: 850 }, deviceScaleFactor: 1.5 });
  await page.locator("#samples button").first().click();
  await page.locator("#article[data-drawn]").waitFor();
  await page.locator(`#tab-${panel}`).click();
  if (open) await page.locator("#panel-actors .head").first().click();
  await page.locator("#hint button").click();
  await page.mouse.move(0, 0);
  await page.locator("#status-text:empty").waitFor({ state: "attached", timeout: 20_000 });
  await page.screenshot({ path: join(SITE, "../../.github", file), animations: "disabled" });
  await leave();
}
await browser.close();
await close();
