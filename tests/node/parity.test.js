// The analysis in WebAssembly is the native one, byte for byte.

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import test from "node:test";

import { articles, rasid } from "../articles.js";
import init, { analyse, decode } from "../../target/site/pkg/rasid.js";

await init({ module_or_path: readFileSync(new URL("../../target/site/pkg/rasid_bg.wasm", import.meta.url)) });

test("there are at least twenty articles", () => assert.ok(articles.length >= 20));

for (const { file, text, date } of articles) {
  test(`native and wasm agree on ${file}`, () => {
    const options = date ? { date } : undefined;
    const native = execFileSync(rasid, ["analyse", ...(date ? ["--date", date] : [])], { input: text });
    assert.equal(JSON.stringify(analyse(text, options)) + "\n", native.toString());
  });

  test(`the result of ${file} survives JSON and structured clone`, () => {
    const result = analyse(text);
    assert.deepEqual(structuredClone(JSON.parse(JSON.stringify(result))), result);
  });
}

test("spans count UTF-16 units of the string that was given", () => {
  const text = "\u{1F4F0} قال الوزير إن الطريق مفتوح.";
  const [[start, end]] = analyse(text).sentences;
  assert.equal(text.slice(start, end), text);
});

test("a lone surrogate is one unit", () => {
  const text = "\uD800 قال الوزير.";
  const { sentences } = analyse(text);
  assert.equal(sentences.at(-1)[1], text.length);
});

test("wrong options are errors, not traps", () => {
  assert.throws(() => analyse("", { date: "19/12/2019" }), /YYYY-MM-DD/);
  assert.throws(() => analyse("", { date: "2019-02-29" }), /no such day/);
  assert.throws(() => analyse("", { date: 5 }));
  assert.equal(analyse("", null).date.origin, "none");
  assert.equal(analyse("", {}).date.origin, "none");
});

test("files are decoded as what they are", () => {
  const word = "سلام"; // "peace"
  assert.equal(decode(new TextEncoder().encode(word)), word);
  assert.equal(decode(Uint8Array.from([0xD3, 0xE1, 0xC7, 0xE3])), word, "Windows-1256");
  assert.equal(decode(Uint8Array.from([0xFF, 0xFE, 0x33, 0x06, 0x44, 0x06, 0x27, 0x06, 0x45, 0x06])), word, "UTF-16");
  assert.equal(decode(new Uint8Array()), "");
});
