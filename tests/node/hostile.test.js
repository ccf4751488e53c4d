// Texts made to be slow, deep or large: each comes back within bounds of time and memory.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import test from "node:test";

import { articles } from "../articles.js";

const wasm = readFileSync(new URL("../../target/site/pkg/rasid_bg.wasm", import.meta.url));
const MEGABYTE = 1 << 20;

/** `unit` so often that it is `megabytes` long. */
const fill = (megabytes, unit) => unit.repeat(Math.ceil((megabytes * MEGABYTE) / Buffer.byteLength(unit)));

function everyScalar() {
  let text = "";
  for (let code = 0; code <= 0x10ffff; code++) {
    if (code < 0xd800 || code > 0xdfff) text += String.fromCodePoint(code);
  }
  return text;
}

/** A page whose entities would stand for gigabytes, were they more than text. */
const billionLaughs = () => {
  let text = '<?xml version="1.0"?><!DOCTYPE lolz [<!ENTITY l0 "ha">';
  for (let i = 1; i < 10; i++) text += `<!ENTITY l${i} "${`&l${i - 1};`.repeat(10)}">`;
  return `${text}]><p>${"&l9;".repeat(10_000)}</p>`;
};

/** @type {[string, () => string][]} */
const TEXTS = [
  ["10 MB of one letter", () => fill(10, "\u0627")],
  ["10 MB of quotation marks", () => fill(10, '"')],
  ["10 MB of opening marks", () => fill(10, "\u00ab")],
  ["10 MB of tatweel", () => fill(10, "\u0640")],
  ["10 MB of digits and dashes", () => fill(10, "12-")],
  ["10 MB of vowel signs", () => fill(10, "\u064b")],
  ["10 MB of combining marks", () => fill(10, "a\u0301\u0302\u0303")],
  ["10 MB of bidi overrides", () => fill(10, "\u202e\u202b")],
  ["one line of 10 MB", () => fill(10, "\u0642\u0627\u0644 \u0627\u0644\u0648\u0632\u064a\u0631 ")], // "the minister said"
  ["a million lines of one letter", () => "\u0648\n".repeat(1_000_000)],
  ["a hundred thousand nested elements", () => "<div>".repeat(100_000)],
  ["a hundred thousand nested quotations", () => "\u0642\u0627\u0644 \u00ab".repeat(100_000)], // "said"
  ["a tag of a million attributes", () => `<p ${"a=1 ".repeat(1_000_000)}>`],
  ["a tag that never ends", () => `<${fill(2, "x")}`],
  ["comments in comments", () => "<!--".repeat(500_000)],
  ["entities that stand for entities", billionLaughs],
  ["half entities", () => "&amp".repeat(500_000)],
  ["every Unicode scalar value", everyScalar],
  ["a megabyte of NUL", () => fill(1, "\0")],
  ["a megabyte of lone surrogates", () => "\ud800".repeat(350_000)],
  ["Latin text", () => fill(1, "The minister said on Tuesday that the road is open. ")],
  ["Chinese text", () => fill(1, "\u90e8\u957f\u5468\u4e8c\u8868\u793a\u3002")],
  ["Persian text", () => fill(1, "\u0648\u0632\u06cc\u0631 \u06af\u0641\u062a \u06a9\u0647 \u0631\u0627\u0647 \u0628\u0627\u0632 \u0627\u0633\u062a. ")],
  ["Arabizi", () => fill(1, "el wazir 2al enno el taree2 maftoo7. ")],
  ["Egyptian Arabic", () => fill(1, "\u0627\u0644\u0648\u0632\u064a\u0631 \u0642\u0627\u0644 \u0625\u0646 \u0627\u0644\u0633\u0643\u0629 \u0645\u0641\u062a\u0648\u062d\u0629 \u0648\u0645\u0634 \u0647\u062a\u062a\u0642\u0641\u0644. ")],
];

for (const [number, [name, make]] of TEXTS.entries()) {
  test(name, async () => {
    // A module of its own for each, since memory of a module only grows.
    const { default: init, analyse } = await import(`../../target/site/pkg/rasid.js?${number}`);
    const { memory } = await init({ module_or_path: wasm });
    const text = make();
    analyse(articles[0].text);
    const megabytes = Buffer.byteLength(text) / MEGABYTE;
    const before = process.cpuUsage();
    analyse(text);
    const { user, system } = process.cpuUsage(before);
    const seconds = (user + system) / 1e6;
    const used = memory.buffer.byteLength / MEGABYTE;
    if (process.env.SHOW) console.log(name, megabytes.toFixed(1), "MB", seconds.toFixed(2), "s", used.toFixed(0), "MiB");
    // A quadratic pass is off by thousands; machines are off by a few.
    assert.ok(seconds <= 2 + 4 * megabytes, `${seconds.toFixed(1)} s`);
    assert.ok(used <= 60 + 80 * megabytes, `${used.toFixed(0)} MiB`);
  });
}
