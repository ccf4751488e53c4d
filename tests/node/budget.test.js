// What an analysis may cost, in instructions and bytes. The budgets of tests/budget.json go down
// only: who makes something cheaper lowers them.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import test from "node:test";
import { brotliCompressSync } from "node:zlib";

import { articles, rasid } from "../articles.js";
import { instructions } from "./callgrind.js";

const budget = JSON.parse(readFileSync(new URL("../budget.json", import.meta.url), "utf8"));

/** Compilers and C libraries differ by some percent. */
function check(name, found) {
  assert.ok(found <= budget[name] * 1.03, `${name}: ${found} is over the budget of ${budget[name]}`);
  assert.ok(found >= budget[name] * 0.92, `${name}: only ${found}; lower the budget of ${budget[name]}`);
}

test("instructions for a byte of an article", (context) => {
  const texts = articles.map(({ text }) => text);
  const found = instructions(rasid, texts);
  if (found === undefined) return context.skip("valgrind is not installed");
  const bytes = texts.reduce((sum, text) => sum + Buffer.byteLength(text), 0);
  check("instructions per byte", Math.round(found / bytes));
});

test("bytes of the module over the network", () => {
  const wasm = readFileSync(new URL("../../target/site/pkg/rasid_bg.wasm", import.meta.url));
  check("bytes of the module, brotli", brotliCompressSync(wasm).length);
});
