// Asks Lighthouse about the built page, on a phone and on a desk: `node tests/web/lighthouse.js`. It is
// no part of the tests, for its two hundred packages are more than all others together; npx fetches it.

import { spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { serve } from "../serve.js";
import { ARGUMENTS, SITE } from "./browser.js";

const LIGHTHOUSE = "lighthouse@12.8.2";
const WANTED = /** @type {Record<string, number>} */ ({ performance: 0.95, accessibility: 1, "best-practices": 1 });

const { url, close } = await serve(SITE);
const folder = mkdtempSync(join(tmpdir(), "lighthouse-"));
const environment = { ...process.env, CHROME_PATH: process.env.CHROMIUM || "/usr/bin/chromium" };
for (const machine of ["phone", "desk"]) {
  const report = join(folder, `${machine}.json`);
  const child = spawn(
    "npx",
    ["--yes", LIGHTHOUSE, url, "--quiet", "--output=json", `--output-path=${report}`, `--only-categories=${Object.keys(WANTED)}`, `--chrome-flags=--headless=new ${ARGUMENTS.join(" ")}`, ...(machine === "desk" ? ["--preset=desktop"] : [])],
    { stdio: "inherit", env: environment },
  );
  await new Promise((resolve) => child.once("exit", resolve));
  for (const { id, score } of Object.values(JSON.parse(readFileSync(report, "utf8")).categories)) {
    console.log(`${machine}: ${id} ${Math.round(score * 100)}`);
    if (score < WANTED[id]) process.exitCode = 1;
  }
}
rmSync(folder, { recursive: true });
await close();
