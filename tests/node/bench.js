// Prints what an analysis costs, natively and in WebAssembly, beside peers, and what the page weighs.
// Usage: node bench.js SITE COMMAND
//
// Times are CPU seconds, the median of batches. Peers are measured on what they are made for: the
// English ones on English text of as many tokens, without any notion of actors or quotations.

import { spawnSync } from "node:child_process";
import { readdirSync, readFileSync, statSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { brotliCompressSync } from "node:zlib";

import { articles } from "../articles.js";
import { instructions, layers } from "./callgrind.js";

const [site, command] = process.argv.slice(2);
const require = createRequire(import.meta.url);
const SECONDS = 2;
/** Seconds that V8 is given to compile what runs often before anything is measured. */
const WARM_UP = 4;
const bytesOf = (/** @type {string} */ text) => Buffer.byteLength(text);
const seconds = ({ user, system }) => (user + system) / 1e6;

/** CPU seconds of one call of `run` when it is warm, the median over some seconds. */
function cost(run, warmUp = WARM_UP) {
  const warm = performance.now() + warmUp * 1000;
  while (performance.now() < warm) run();
  const samples = [];
  const end = performance.now() + SECONDS * 1000;
  do {
    const before = process.cpuUsage();
    run();
    samples.push(seconds(process.cpuUsage(before)));
  } while (performance.now() < end);
  return samples.sort((a, b) => a - b)[samples.length >> 1];
}

/** Words and signs of a text, by the rules of Unicode. */
function countTokens(text, language) {
  let count = 0;
  for (const { segment } of new Intl.Segmenter(language, { granularity: "word" }).segment(text)) {
    if (segment.trim()) count++;
  }
  return count;
}

const row = (...cells) => console.log(cells.map((cell, i) => String(cell).padEnd(i ? 16 : 44)).join("").trimEnd());
const title = (...cells) => {
  console.log();
  row(...cells);
};

const texts = articles.map(({ text }) => text);
const all = texts.join("\n\n");
const bytes = texts.reduce((sum, text) => sum + bytesOf(text), 0);
const tokens = countTokens(all, "ar");
const speed = (name, cpu, size = bytes, count = tokens) =>
  row(name, (size / 1e6 / cpu).toFixed(2), Math.round(count / cpu), ((cpu / size) * 4e6).toFixed(2));

// --- ours -----------------------------------------------------------------------------------

const wasm = readFileSync(join(site, "pkg/rasid_bg.wasm"));
const started = performance.now();
const { default: init, analyse } = await import(pathToFileURL(join(site, "pkg/rasid.js")));
const { memory } = await init({ module_or_path: wasm });
const instantiated = performance.now() - started;
const mebibytes = () => (memory.buffer.byteLength / (1 << 20)).toFixed(1);
const first = performance.now();
analyse(texts[0]);
const firstAnalysis = performance.now() - first;
const afterOne = mebibytes();

row("speed", "MB/s", "tokens/s", "ms per 4 kB");
speed("wasm in Node", cost(() => texts.forEach((text) => analyse(text))));
const lines = (n) => Array(n).fill(texts).flat().map((text) => JSON.stringify({ text })).join("\n");
{
  // The start of the process is taken off by running it on one round.
  const rounds = 20;
  const time = (n) => {
    const result = spawnSync("sh", ["-c", `"$0" batch > /dev/null; times`, command], { input: lines(n) });
    if (result.status !== 0) throw new Error(`${command} ended with ${result.status}`);
    // The second line of `times` holds user and system time of the children.
    const spent = result.stdout.toString().trim().split("\n")[1].matchAll(/(\d+)m([\d.]+)s/g);
    return [...spent].reduce((sum, [, minutes, rest]) => sum + Number(minutes) * 60 + Number(rest), 0);
  };
  speed("native, one core", (time(rounds + 1) - time(1)) / rounds);
}
row("wasm in Chromium", ...(await inChromium()));

title("start", "ms");
row("instantiate in Node", instantiated.toFixed(1));
row("first article in Node", firstAnalysis.toFixed(1));

title("cost by length, wasm in Node", "ns per character");
for (const size of [1e3, 1e4, 1e5, 1e6, 1e7]) {
  let text = all;
  while (bytesOf(text) < size) text += text;
  text = Buffer.from(text).subarray(0, size).toString();
  row(`${size / 1e3} kB`, ((cost(() => analyse(text), 0) / text.length) * 1e9).toFixed(0));
}

title("memory of the module", "MiB");
row("after one article", afterOne);
{
  const { default: init, analyse } = await import(`${pathToFileURL(join(site, "pkg/rasid.js"))}?again`);
  const { memory } = await init({ module_or_path: wasm });
  const used = () => (memory.buffer.byteLength / (1 << 20)).toFixed(1);
  for (const [done, n] of [[0, 100], [100, 10_000]]) {
    for (let i = done; i < n; i++) analyse(texts[i % texts.length]);
    row(`after ${n} articles`, used());
  }
  let text = all;
  while (bytesOf(text) < 1e6) text += text;
  analyse(Buffer.from(text).subarray(0, 1e6).toString());
  row("after an article of a megabyte", used());
}

const total = instructions(command, texts);
if (total === undefined) {
  console.log("\nNo instruction counts: valgrind is not installed.");
} else {
  title("instructions, native", "per byte", "share");
  row("whole", (total / bytes).toFixed(0));
  for (const [layer, count] of layers()) {
    row(layer, (count / bytes).toFixed(0), `${((count / total) * 100).toFixed(1)} %`);
  }
}

// --- peers ----------------------------------------------------------------------------------

title("peers in Node", "MB/s", "tokens/s", "ms per 4 kB");
{
  const sentence =
    "The minister Salem al-Hadi said on Tuesday in Damascus that \"the road to the north is open\", adding that work on the bridge, which began two weeks ago, would end before 12 March. ";
  const english = sentence.repeat(Math.ceil(tokens / countTokens(sentence, "en")));
  const size = bytesOf(english);
  const wink = require("wink-nlp")(require("wink-eng-lite-web-model"));
  speed("wink-nlp, English, all pipes", cost(() => wink.readDoc(english).entities().out()), size);
  const compromise = require("compromise");
  speed("compromise, English", cost(() => compromise(english).people().out("array")), size);
  const chrono = require("chrono-node");
  if (chrono.ar) speed("chrono-node, Arabic, dates only", cost(() => texts.forEach((text) => chrono.ar.parse(text))));
  else row("chrono-node, Arabic", "has none");
  const segmenter = new Intl.Segmenter("ar", { granularity: "word" });
  speed("Intl.Segmenter, words only", cost(() => texts.forEach((text) => Array.from(segmenter.segment(text)))));
}

// --- weight ---------------------------------------------------------------------------------

title("shipped file", "bytes", "brotli");
let sum = [0, 0];
for (const file of readdirSync(site, { recursive: true }).sort()) {
  const path = join(site, file);
  if (!statSync(path).isFile() || file.endsWith(".d.ts") || file.startsWith("samples")) continue;
  const content = readFileSync(path);
  const sizes = [content.length, file.endsWith(".woff2") ? content.length : brotliCompressSync(content).length];
  sum = sum.map((sum, i) => sum + sizes[i]);
  row(file, ...sizes);
}
row("all", ...sum);

/** The cells of the row of speeds, measured in the browser that CHROMIUM names. */
async function inChromium() {
  const { CHROMIUM } = process.env;
  if (!CHROMIUM) return ["not measured: CHROMIUM names no browser"];
  const { chromium } = await import("playwright-core");
  const { serve } = await import("../serve.js");
  const server = await serve(site);
  const browser = await chromium.launch({ executablePath: CHROMIUM, args: ["--no-sandbox"] });
  try {
    const page = await browser.newPage();
    await page.goto(server.url);
    const cpu = await page.evaluate(async ([texts, warmUp, limit]) => {
      const { default: init, analyse } = await import("/pkg/rasid.js");
      await init({ module_or_path: "/pkg/rasid_bg.wasm" });
      const warm = performance.now() + warmUp * 1000;
      while (performance.now() < warm) texts.forEach((text) => analyse(text));
      const samples = [];
      const end = performance.now() + limit * 1000;
      do {
        const before = performance.now();
        texts.forEach((text) => analyse(text));
        samples.push(performance.now() - before);
      } while (performance.now() < end);
      return samples.sort((a, b) => a - b)[samples.length >> 1] / 1000;
    }, [texts, WARM_UP, SECONDS]);
    return [(bytes / 1e6 / cpu).toFixed(2), Math.round(tokens / cpu), ((cpu / bytes) * 4e6).toFixed(2)];
  } finally {
    await browser.close();
    await server.close();
  }
}
