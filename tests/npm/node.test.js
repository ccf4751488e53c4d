// The package as it is packed, in plain Node.

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import test from "node:test";

import { articles } from "../articles.js";
import { NODE_MODULES, TARBALL, TEXT, consumer, versionOf } from "./consumer.js";

const folder = consumer("node", {});
const use = (/** @type {string} */ path) => import(pathToFileURL(join(folder, "node_modules/rasid", path)).href);
const { analyse, analyseMany, decode, init, version } = await use("index.js");
const { RasidWorker } = await use("worker.js");

test("the tarball is small and holds the module once", () => {
  assert.ok(TARBALL.bytes <= 1_600_000, `${TARBALL.bytes} bytes`);
  assert.deepEqual(TARBALL.files.filter((/** @type {string} */ path) => path.endsWith(".wasm")), ["rasid_bg.wasm"]);
  for (const path of TARBALL.files) {
    if (!path.endsWith(".js")) continue;
    const source = readFileSync(join(folder, "node_modules/rasid", path), "utf8");
    assert.doesNotMatch(source, /\beval\(|new Function\b/, path);
    assert.doesNotMatch(source, /[A-Za-z0-9+/]{5000}/, `${path} holds data`);
  }
});

test("every export is there", () => {
  const { exports } = JSON.parse(readFileSync(join(folder, "node_modules/rasid/package.json"), "utf8"));
  const paths = Object.values(exports).flatMap((target) => (typeof target === "string" ? [target] : Object.values(target)));
  assert.ok(paths.length > 10);
  for (const path of paths) assert.ok(TARBALL.files.includes(path.replace("./", "")), path);
});

test("nothing can be analysed before init, and init may be called twice", async () => {
  assert.throws(() => analyse(TEXT));
  await Promise.all([init(), init()]);
  assert.equal(version, versionOf(folder));
  assert.equal(analyse(TEXT, { date: "2019-12-19" }).quotes.length, 1);
  assert.throws(() => analyse(TEXT, { date: "soon" }), /YYYY-MM-DD/);
  assert.equal(decode(Uint8Array.from([0xd3, 0xe1, 0xc7, 0xe3])), "سلام");
});

test("init takes an address, an answer, bytes, a module, or a promise of these", () => {
  const wasm = join(folder, "node_modules/rasid/rasid_bg.wasm");
  const inputs = {
    url: `new URL(${JSON.stringify(pathToFileURL(wasm).href)})`,
    text: JSON.stringify(pathToFileURL(wasm).href),
    bytes: `readFileSync(${JSON.stringify(wasm)})`,
    buffer: `new Uint8Array(readFileSync(${JSON.stringify(wasm)})).buffer`,
    module: `new WebAssembly.Module(readFileSync(${JSON.stringify(wasm)}))`,
    response: `new Response(readFileSync(${JSON.stringify(wasm)}), { headers: { "Content-Type": "application/wasm" } })`,
    "response of another type": `new Response(readFileSync(${JSON.stringify(wasm)}))`,
    promise: `Promise.resolve(readFileSync(${JSON.stringify(wasm)}))`,
  };
  for (const [name, input] of Object.entries(inputs)) {
    const script = `import { readFileSync } from "node:fs"; import { analyse, init } from "rasid"; await init(${input}); console.log(analyse("").schema);`;
    assert.equal(execFileSync("node", ["--input-type=module", "-e", script], { cwd: folder, encoding: "utf8" }), "1\n", name);
  }
});

test("a start that failed says why and can be tried again", () => {
  const script = `import { analyse, init } from "rasid";
    for (const input of [new Response("", { status: 404 }), new Uint8Array(8), "file:///no/such.wasm"]) await init(input).then(() => process.exit(3), () => {});
    await init();
    console.log(analyse("").schema);`;
  assert.equal(execFileSync("node", ["--input-type=module", "-e", script], { cwd: folder, encoding: "utf8" }), "1\n");
});

test("the inlined entry is ready when it is imported", () => {
  const script = 'import { analyse, init } from "rasid/inline"; await init(); console.log(analyse("").schema);';
  assert.equal(execFileSync("node", ["--input-type=module", "-e", script], { cwd: folder, encoding: "utf8" }), "1\n");
});

test("a module of another version is refused", () => {
  const other = consumer("other-version", {});
  const core = join(other, "node_modules/rasid/core.js");
  writeFileSync(core, readFileSync(core, "utf8").replace(JSON.stringify(version), '"9.9.9"'));
  const script = `import { analyse, init } from "rasid";
    const said = await init().then(() => "nothing", (error) => error.message);
    try { analyse(""); } catch (error) { console.log(said === error.message, said); }`;
  const said = execFileSync("node", ["--input-type=module", "-e", script], { cwd: other, encoding: "utf8" });
  assert.equal(said, `true rasid: the module is of version ${version}, the package of 9.9.9; serve both from one release\n`);
});

test("many articles are answered in order, bad ones with an error", async () => {
  /** @type {any[]} */
  const progress = [];
  const given = [{ id: 1, text: TEXT }, { id: 2 }, { id: 3, text: TEXT, date: "soon" }, null, { id: 4, text: TEXT, date: "2019-12-19" }];
  const onProgress = (/** @type {any} */ it) => progress.push(it);
  for (const analyser of [{ analyseMany }, new RasidWorker()]) {
    progress.length = 0;
    const answers = [];
    for await (const { id, analysis, error } of analyser.analyseMany(given, { onProgress })) answers.push([id, error?.message ?? analysis.date.value]);
    assert.deepEqual(answers.map(([id]) => id), [1, 2, 3, null, 4]);
    assert.match(answers[1][1], /either "text" or "html"/);
    assert.match(answers[2][1], /YYYY-MM-DD/);
    assert.equal(answers[4][1], "2019-12-19");
    assert.deepEqual(progress.at(-1), { done: 5, total: 5 });
  }
});

test("many articles end with the signal", async () => {
  function* endless() {
    for (let id = 0; ; id++) yield { id, text: TEXT };
  }
  for (const analyser of [{ analyseMany }, new RasidWorker()]) {
    const controller = new AbortController();
    let n = 0;
    await assert.rejects(async () => {
      for await (const { id } of analyser.analyseMany(endless(), { signal: controller.signal })) {
        assert.equal(id, n++);
        if (n === 20) controller.abort(new Error("enough"));
      }
    }, /enough/);
    assert.equal(n, 20);
  }
});

test("a thread gives the same analyses", async () => {
  await init();
  const rasid = new RasidWorker();
  const found = await Promise.all(articles.map(({ text }) => rasid.analyse(text)));
  assert.deepEqual(found, articles.map(({ text }) => analyse(text)));
  assert.equal(await rasid.decode(new TextEncoder().encode(TEXT)), TEXT);
  await assert.rejects(rasid.analyse(TEXT, { date: "soon" }), /YYYY-MM-DD/);
});

test("work on a thread can be given up without harm to the rest", async () => {
  const rasid = new RasidWorker();
  const controller = new AbortController();
  const long = rasid.analyse(TEXT.repeat(100_000), { signal: controller.signal });
  const next = rasid.analyse(TEXT);
  setTimeout(() => controller.abort(), 50);
  await assert.rejects(long, { name: "AbortError" });
  assert.equal((await next).quotes.length, 1);
  await assert.rejects(rasid.analyse(TEXT, { signal: AbortSignal.abort() }), { name: "AbortError" });
});

test("a thread that breaks down answers with an error and is replaced", async () => {
  const source = `import { parentPort } from "node:worker_threads";
    let module;
    parentPort.on("message", ({ id, method, args: [text] }) => {
      if (method === "start") return parentPort.postMessage({ id, ok: null });
      if (text === "trap") return parentPort.postMessage({ id, error: "unreachable", trapped: true });
      if (text === "throw") throw new Error("thrown outside");
      parentPort.postMessage({ id, ok: process.hrtime.bigint().toString() });
    });`;
  const other = consumer("thread", {});
  writeFileSync(join(other, "node_modules/rasid/thread.js"), source);
  const { RasidWorker: Worker } = await import(pathToFileURL(join(other, "node_modules/rasid/worker.js")).href);
  const rasid = new Worker();
  await rasid.analyse("");
  await assert.rejects(rasid.analyse("trap"), /unreachable/);
  await rasid.analyse("");
  await assert.rejects(rasid.analyse("throw"), /thrown outside/);
  await rasid.analyse("");
  rasid.close();
});

test("a trap on the caller's thread is told, and nothing is analysed after it", () => {
  const other = consumer("trap", {});
  const glue = join(other, "node_modules/rasid/rasid.js");
  writeFileSync(glue, `export default async function () {}
    export const version = () => ${JSON.stringify(version)};
    export const analyse = (text) => { if (text === "trap") throw new WebAssembly.RuntimeError("unreachable"); return {}; };
    export const analyseHtml = analyse, decode = analyse;`);
  const script = `import { analyse, init } from "rasid";
    await init();
    analyse("");
    for (const text of ["trap", ""]) try { analyse(text); } catch (error) { console.log(error.message); }`;
  const said = execFileSync("node", ["--input-type=module", "-e", script], { cwd: other, encoding: "utf8" });
  assert.equal(said, "rasid: the analyser broke down; use rasid/worker, which starts anew\n".repeat(2));
});

test("the types hold", () => {
  const typed = consumer("types", {
    "use.ts": `import { analyse, analyseHtml, analyseMany, init, type Analysis, type Span } from "rasid";
      import { init as inline } from "rasid/inline";
      import { RasidWorker } from "rasid/worker";
      import { RasidArticle } from "rasid/element";
      await init(new URL("x", "https://example.org"));
      await inline();
      const found: Analysis = analyse("", { date: "2019-12-19" });
      const span: Span = found.actors[0].mentions[0].span;
      const other: Analysis = await new RasidWorker({ module: fetch("x") }).analyse("", { signal: AbortSignal.timeout(1) });
      for await (const { id, analysis, error } of analyseMany([{ id: 1, text: "" }, { html: "" }])) console.log(id, analysis?.quotes, error?.message, other, span);
      // @ts-expect-error: a date is text
      analyseHtml("", { date: 5 });
      document.querySelector("rasid-article")!.text = "x";
      RasidArticle.analyser = new RasidWorker();`,
    "tsconfig.json": JSON.stringify({ compilerOptions: { strict: true, noEmit: true, module: "nodenext", target: "esnext", lib: ["esnext", "dom", "dom.asynciterable"], types: [], skipLibCheck: false } }),
  });
  execFileSync(join(NODE_MODULES, ".bin/tsc"), ["-p", typed], { stdio: ["ignore", "inherit", "inherit"] });
});
