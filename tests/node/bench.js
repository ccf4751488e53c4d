// Prints what an analysis costs, natively and in WebAssembly, and what the page weighs.
// Usage: node bench.js SITE COMMAND

import { spawnSync } from "node:child_process";
import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { brotliCompressSync } from "node:zlib";

import { articles } from "../articles.js";

const [site, command] = process.argv.slice(2);
const texts = articles.map(({ text }) => text);
const bytes = texts.reduce((sum, text) => sum + Buffer.byteLength(text), 0);
const SECONDS = 2;

/** Calls `run` for some seconds; gives CPU seconds per call, the median of batches. */
function cost(run) {
  const samples = [];
  const end = performance.now() + SECONDS * 1000;
  do {
    const before = process.cpuUsage();
    run();
    const { user, system } = process.cpuUsage(before);
    samples.push((user + system) / 1e6);
  } while (performance.now() < end);
  return samples.sort((a, b) => a - b)[samples.length >> 1];
}

function row(...cells) {
  console.log(cells.map((cell, i) => String(cell).padEnd(i ? 14 : 44)).join(""));
}

const wasm = readFileSync(join(site, "pkg/rasid_bg.wasm"));
const started = performance.now();
const { default: init, analyse } = await import(pathToFileURL(join(site, "pkg/rasid.js")));
await init({ module_or_path: wasm });
const instantiated = performance.now() - started;
const first = performance.now();
analyse(texts[0]);
const firstAnalysis = performance.now() - first;

row("time", "MB/s", "ms per 4 kB");
const wasmCost = cost(() => texts.forEach((text) => analyse(text)));
row("wasm in Node, articles", (bytes / 1e6 / wasmCost).toFixed(2), ((wasmCost / bytes) * 4e6).toFixed(2));

// The start of the process is taken off by running it on nothing.
const lines = (n) => Array(n).fill(texts).flat().map((text) => JSON.stringify({ text })).join("\n");
const time = (input) => {
  const before = performance.now();
  const { status } = spawnSync(command, ["batch"], { input, maxBuffer: 1 << 30 });
  if (status !== 0) throw new Error(`${command} ended with ${status}`);
  return (performance.now() - before) / 1000;
};
const rounds = 20;
const nativeCost = (time(lines(rounds)) - time(lines(1))) / (rounds - 1);
row("native, rasid batch, one core", (bytes / 1e6 / nativeCost).toFixed(2), ((nativeCost / bytes) * 4e6).toFixed(2));
row("instantiate, ms", instantiated.toFixed(1));
row("first analysis, ms", firstAnalysis.toFixed(1));

console.log();
row("shipped file", "bytes", "brotli");
let total = [0, 0];
for (const file of readdirSync(site, { recursive: true }).sort()) {
  const path = join(site, file);
  if (!statSync(path).isFile() || file.endsWith(".d.ts") || file.startsWith("samples")) continue;
  const content = readFileSync(path);
  const sizes = [content.length, file.endsWith(".woff2") ? content.length : brotliCompressSync(content).length];
  total = total.map((sum, i) => sum + sizes[i]);
  row(file, ...sizes);
}
row("all", ...total);
