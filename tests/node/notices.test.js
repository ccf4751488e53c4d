// What is shipped says whose work is in it: to people (NOTICES.txt) and to machines (sbom.cdx.json).

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import test from "node:test";

const read = (/** @type {string} */ path) => readFileSync(new URL(`../../target/${path}`, import.meta.url), "utf8");
const locked = readFileSync(new URL("../../Cargo.lock", import.meta.url), "utf8");

for (const [folder, modules] of /** @type {[string, string[]][]} */ ([
  ["site", ["d3-dispatch", "d3-force", "d3-quadtree", "d3-timer"]],
  ["npm", []],
])) {
  test(`${folder}: the list of components is that of the lock files`, () => {
    const bill = JSON.parse(read(`${folder}/sbom.cdx.json`));
    const notices = read(`${folder}/NOTICES.txt`);
    assert.deepEqual([bill.bomFormat, bill.specVersion], ["CycloneDX", "1.5"]);
    const npm = bill.components.filter((/** @type {any} */ { purl }) => purl.startsWith("pkg:npm/"));
    assert.deepEqual(npm.map((/** @type {any} */ { name }) => name), modules);
    assert.ok(bill.components.some((/** @type {any} */ { name }) => name === "serde"));
    for (const { name, version, hashes, licenses, purl } of bill.components) {
      const [{ alg, content }] = hashes;
      if (purl.startsWith("pkg:cargo/")) {
        assert.ok(locked.includes(`name = "${name}"\nversion = "${version}"\n`) && locked.includes(content), purl);
      }
      assert.match(`${alg} ${content}`, /^SHA-256 [0-9a-f]{64}$|^SHA-512 [0-9a-f]{128}$/);
      assert.ok(licenses[0].expression.length > 0, purl);
      assert.ok(notices.includes(`${name} ${version}: `), purl);
    }
  });
}

test("the licences of what asks for its text are there", () => {
  const site = read("site/NOTICES.txt");
  assert.match(site, /The goals of the Open Font License/);
  assert.match(site, /d3-force 3[^]*Copyright [^]*Mike Bostock/);
  assert.match(site, /Permission is hereby granted, free of charge/);
  assert.doesNotMatch(read("npm/NOTICES.txt"), /The goals of the Open Font License/);
});
