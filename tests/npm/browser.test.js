// The package in pages: bundled by each bundler, and as it is.

import assert from "node:assert/strict";
import { copyFileSync, readdirSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import test, { after } from "node:test";
import { promisify } from "node:util";

import { NODE_MODULES, TEXT, closeBrowser, consumer, open, versionOf } from "./consumer.js";

const require = createRequire(join(NODE_MODULES, "../package.json"));

after(closeBrowser);

/** What every consumer does: all that the package offers, once. */
const use = (/** @type {string} */ api, worker = "new RasidWorker()") => `
  import { analyse, analyseMany, init, version } from "${api}";
  import { RasidWorker } from "rasid/worker";
  import { RasidArticle } from "rasid/element";
  await init();
  const text = ${JSON.stringify(TEXT)};
  const here = analyse(text);
  const worker = ${worker};
  const there = await worker.analyse(text);
  const many = [];
  for await (const { analysis } of analyseMany([{ text }, { text }])) many.push(analysis);
  RasidArticle.analyser = worker;
  const element = document.createElement("rasid-article");
  const analysed = new Promise((resolve) => element.addEventListener("analysed", (event) => resolve(event.detail.analysis)));
  element.textContent = text;
  document.body.append(element);
  globalThis.result = {
    version,
    quotes: here.quotes.length,
    same: [there, ...many, await analysed].every((other) => JSON.stringify(other) === JSON.stringify(here)),
    marks: element.shadowRoot.querySelectorAll("mark").length,
  };`;

/** As strict as the README says. */
const POLICY = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; worker-src 'self'; connect-src 'self'; style-src 'self'; img-src data:";

const page = (/** @type {string} */ script, head = "") => `<!doctype html><meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="${POLICY}"><link rel="icon" href="data:,">${head}<body><script type="module" src="${script}"></script>`;

/** @param {string} folder @param {string} built */
async function check(folder, built) {
  const { version, quotes, same, marks } = await open(join(folder, built));
  assert.deepEqual({ version, quotes, same }, { version: versionOf(folder), quotes: 1, same: true });
  assert.ok(marks > 0);
}

/** @param {string} folder */
function modulesIn(folder) {
  return readdirSync(folder, { recursive: true }).filter((path) => String(path).endsWith(".wasm"));
}

test("Vite", async () => {
  const folder = consumer("vite", { "index.html": page("/main.js"), "main.js": use("rasid") });
  const { build } = await import(require.resolve("vite"));
  await build({ root: folder, logLevel: "error", build: { target: "esnext", modulePreload: { polyfill: false } } });
  assert.equal(modulesIn(join(folder, "dist")).length, 1);
  await check(folder, "dist");
});

test("webpack", async () => {
  const folder = consumer("webpack", { "main.js": use("rasid") });
  const { default: webpack } = await import(require.resolve("webpack"));
  const compiler = webpack({ mode: "production", context: folder, entry: "./main.js", output: { path: join(folder, "dist"), publicPath: "" }, performance: false });
  const stats = await promisify(compiler.run.bind(compiler))();
  assert.deepEqual(stats.toJson({ all: false, errors: true, warnings: true }), { ...stats.toJson({ all: false }), errors: [], warnings: [] });
  assert.equal(modulesIn(join(folder, "dist")).length, 1);
  writeFileSync(join(folder, "dist/index.html"), page("main.js"));
  await check(folder, "dist");
});

test("esbuild, the module inside", async () => {
  const worker = 'new RasidWorker({ thread: () => new Worker("thread.js", { type: "module" }), module: new URL("rasid_bg.wasm", location) })';
  const folder = consumer("esbuild", { "index.html": page("out/main.js"), "main.js": use("rasid/inline", worker) });
  const { build } = require("esbuild");
  const common = { bundle: true, format: "esm", absWorkingDir: folder, logLevel: "error", target: "es2024" };
  await build({ ...common, entryPoints: ["main.js"], outdir: "out" });
  await build({ ...common, entryPoints: ["node_modules/rasid/thread.js"], outdir: "." });
  assert.equal(modulesIn(join(folder, "out")).length, 0);
  copyFileSync(join(folder, "node_modules/rasid/rasid_bg.wasm"), join(folder, "rasid_bg.wasm"));
  await check(folder, ".");
});

test("a page without a bundler, under the policy of the README", async () => {
  const script = use("/node_modules/rasid/index.js").replace(/"rasid\/(\w+)"/g, '"/node_modules/rasid/$1.js"');
  await check(consumer("plain", { "index.html": page("main.js"), "main.js": script }), ".");
});
