// Memory of the module: bounded for long articles, and given back after each.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import test from "node:test";

import { articles } from "../articles.js";
import init, { analyse } from "../../target/site/pkg/rasid.js";

const { memory } = await init({
  module_or_path: readFileSync(new URL("../../target/site/pkg/rasid_bg.wasm", import.meta.url)),
});
const MEGABYTE = 1 << 20;
const used = () => memory.buffer.byteLength / MEGABYTE;

// Before the megabyte below: memory of a module grows only.
test("a thousand articles need no more than a hundred", () => {
  const run = (n) => {
    for (let i = 0; i < n; i++) analyse(articles[i % articles.length].text);
    return used();
  };
  const before = run(100);
  assert.ok(before <= 24, `${before} MiB after a hundred articles`);
  assert.equal(run(900), before);
});

test("an article of a megabyte needs at most 64 MiB", () => {
  let text = "";
  for (let i = 0; Buffer.byteLength(text) < MEGABYTE; i++) text += `${articles[i % articles.length].text}\n`;
  analyse(text);
  const once = used();
  assert.ok(once <= 64, `${once} MiB`);
  analyse(text);
  assert.equal(used(), once, "a second one needs no more");
});
