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
  ["Urdu", () => fill(1, "\u0648\u0632\u06cc\u0631 \u0646\u06d2 \u06a9\u06c1\u0627 \u06a9\u06c1 \u0633\u0691\u06a9 \u06a9\u06be\u0644\u06cc \u06c1\u06d2\u06d4 ")],
  ["Hebrew", () => fill(1, "\u05d4\u05e9\u05e8 \u05d0\u05de\u05e8 \u05e9\u05d4\u05d3\u05e8\u05da \u05e4\u05ea\u05d5\u05d7\u05d4. ")],
  ["Russian", () => fill(1, "\u041c\u0438\u043d\u0438\u0441\u0442\u0440 \u0441\u043a\u0430\u0437\u0430\u043b, \u0447\u0442\u043e \u0434\u043e\u0440\u043e\u0433\u0430 \u043e\u0442\u043a\u0440\u044b\u0442\u0430. ")],
  ["Thai, which has no spaces", () => fill(1, "\u0e23\u0e31\u0e10\u0e21\u0e19\u0e15\u0e23\u0e35\u0e01\u0e25\u0e48\u0e32\u0e27\u0e27\u0e48\u0e32\u0e16\u0e19\u0e19\u0e40\u0e1b\u0e34\u0e14")],
  ["emoji", () => fill(1, "\u{1f468}\u200d\u{1f469}\u200d\u{1f467}\u{1f3fd}\u{1f1f1}\u{1f1e7} ")],
  ["Arabizi", () => fill(1, "el wazir 2al enno el taree2 maftoo7. ")],
  ["Levantine Arabic", () => fill(1, "\u0627\u0644\u0648\u0632\u064a\u0631 \u062d\u0643\u0649 \u0625\u0646\u0648 \u0627\u0644\u0637\u0631\u064a\u0642 \u0641\u0627\u062a\u062d \u0648\u0645\u0627 \u0631\u062d \u064a\u062a\u0633\u0643\u0631 \u0647\u0644\u0642. ")],
  ["Moroccan Arabic", () => fill(1, "\u0627\u0644\u0648\u0632\u064a\u0631 \u06ad\u0627\u0644 \u0628\u0644\u0644\u064a \u0627\u0644\u0637\u0631\u064a\u0642 \u0645\u062d\u0644\u0648\u0644\u0629 \u062f\u0627\u0628\u0627. ")],
  ["Egyptian Arabic", () => fill(1, "\u0627\u0644\u0648\u0632\u064a\u0631 \u0642\u0627\u0644 \u0625\u0646 \u0627\u0644\u0633\u0643\u0629 \u0645\u0641\u062a\u0648\u062d\u0629 \u0648\u0645\u0634 \u0647\u062a\u062a\u0642\u0641\u0644. ")],
];

/** Pages, which are read as markup. @type {[string, () => string][]} */
const PAGES = [
  ["a hundred thousand nested elements", () => `${"<div>".repeat(100_000)}\u0646\u0635${"</div>".repeat(100_000)}`], // "text"
  ["a hundred thousand nested tables", () => "<table><tr><td>".repeat(100_000)],
  ["a hundred thousand lists that do not end", () => "<ul><li>\u0646\u0635".repeat(100_000)],
  ["links in links", () => "<a href=x>\u0646\u0635".repeat(100_000)],
  ["a tag of a million attributes", () => `<p ${"a=1 ".repeat(1_000_000)}>`],
  ["an attribute of 4 MB", () => `<p title="${fill(4, "x")}">`],
  ["a tag that never ends", () => `<${fill(2, "x")}`],
  ["a comment that never ends", () => `<!--${fill(4, "-")}`],
  ["a script that never ends", () => `<script>${fill(4, "</scrip")}`],
  ["metadata that is never closed", () => `<script type="application/ld+json">${'[{"author":'.repeat(200_000)}`],
  ["entities that stand for entities", billionLaughs],
  ["a million entities", () => "&#1575;".repeat(1_000_000)],
  ["a million half entities", () => "&amp".repeat(1_000_000)],
  ["10 MB of line ends", () => fill(10, "\r\n")],
  ["a megabyte of NUL", () => fill(1, "\0")],
];

const CASES = /** @type {const} */ ([
  ...TEXTS.map(([name, make]) => ["analyse", name, make]),
  ...PAGES.map(([name, make]) => ["analyseHtml", name, make]),
]);

for (const [number, [how, name, make]] of CASES.entries()) {
  test(`${name}${how === "analyseHtml" ? ", as a page" : ""}`, async () => {
    // A module of its own for each, since memory of a module only grows.
    const { default: init, ...rasid } = await import(`../../target/site/pkg/rasid.js?${number}`);
    const { memory } = await init({ module_or_path: wasm });
    const text = make();
    rasid.analyse(articles[0].text);
    const megabytes = Buffer.byteLength(text) / MEGABYTE;
    const before = process.cpuUsage();
    rasid[how](text);
    const { user, system } = process.cpuUsage(before);
    const seconds = (user + system) / 1e6;
    const used = memory.buffer.byteLength / MEGABYTE;
    if (process.env.SHOW) console.log(how, name, megabytes.toFixed(1), "MB", seconds.toFixed(2), "s", used.toFixed(0), "MiB");
    // A quadratic pass is off by thousands; machines are off by a few.
    assert.ok(seconds <= 2 + 2 * megabytes, `${seconds.toFixed(1)} s`);
    assert.ok(used <= 60 + 48 * megabytes, `${used.toFixed(0)} MiB`);
  });
}
