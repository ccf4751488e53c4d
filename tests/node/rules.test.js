// What the page tells of a mark when it is asked why: each rule by which the analyser finds something
// has its words.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import test from "node:test";

import { articles } from "../articles.js";
import init, { analyse } from "../../target/site/pkg/rasid.js";
import { ruleText } from "../../www/rules.js";

await init({ module_or_path: readFileSync(new URL("../../target/site/pkg/rasid_bg.wasm", import.meta.url)) });

test("every rule that finds something in the test articles is told in words", () => {
  const rules = new Set();
  for (const { text, date } of articles) {
    const { actors, quotes } = analyse(text, date ? { date } : undefined);
    for (const { rule } of [...actors.flatMap(({ mentions }) => mentions), ...quotes]) rules.add(rule);
  }
  assert.ok(rules.size > 40, `${rules.size} rules`);
  assert.deepEqual([...rules].filter((rule) => ruleText(rule) === null), []);
});
