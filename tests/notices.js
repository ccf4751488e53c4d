// Writes what stands in the module but is not ours: `node notices.js FOLDER`.
//
// NOTICES.txt holds the credits of the data and the licences of the crates, sbom.cdx.json the list
// of the crates for machines (CycloneDX 1.5). Both depend on Cargo.lock alone.

import { execFileSync } from "node:child_process";
import { readFileSync, readdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { argv } from "node:process";

const folder = argv[2];
const metadata = JSON.parse(
  execFileSync(
    "cargo",
    ["metadata", "--locked", "--format-version", "1", "--filter-platform", "wasm32-unknown-unknown"],
    { maxBuffer: 1 << 28, encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] },
  ),
);
const packages = new Map(metadata.packages.map((each) => [each.id, each]));
const nodes = new Map(metadata.resolve.nodes.map((each) => [each.id, each]));

/** Crates whose code is linked: not those that only build, test or expand macros. */
function linked() {
  const seen = new Set();
  const open = [metadata.resolve.root];
  for (const id of open) {
    if (seen.has(id)) continue;
    seen.add(id);
    if (packages.get(id).targets.some(({ kind }) => kind.includes("proc-macro"))) {
      seen.delete(id);
      continue;
    }
    for (const { pkg, dep_kinds } of nodes.get(id).deps) {
      if (dep_kinds.some(({ kind }) => kind === null)) open.push(pkg);
    }
  }
  seen.delete(metadata.resolve.root);
  return [...seen].map((id) => packages.get(id)).sort((a, b) => (a.name < b.name ? -1 : 1));
}

const crates = linked();

/** Texts of licences with the crates that have them: many share one. Where there is a choice, MIT. */
const texts = new Map();
for (const { name, version, manifest_path } of crates) {
  const home = dirname(manifest_path);
  const files = readdirSync(home).filter((file) => /^(licen[cs]e|copying|unlicense|notice)/i.test(file)).sort();
  const chosen = files.filter((file) => /mit/i.test(file));
  for (const file of chosen.length > 0 ? chosen : files) {
    const text = readFileSync(join(home, file), "utf8").replaceAll("\r\n", "\n").trim();
    texts.set(text, [...(texts.get(text) ?? []), `${name} ${version}`]);
  }
}
const list = crates.map(({ name, version, license }) => `${name} ${version}: ${license}`);
const licences = [...texts].map(([text, names]) => `${"-".repeat(72)}\n${names.join(", ")}\n\n${text}`);
writeFileSync(
  join(folder, "NOTICES.txt"),
  [readFileSync("NOTICE", "utf8").trim(), "The module holds code of these crates:", list.join("\n"), ...licences, ""].join("\n\n"),
);

const root = packages.get(metadata.resolve.root);
const component = ({ name, version, license }) => ({
  type: "library",
  name,
  version,
  purl: `pkg:cargo/${name}@${version}`,
  licenses: [{ expression: license.replaceAll("/", " OR ") }],
});
const bill = {
  bomFormat: "CycloneDX",
  specVersion: "1.5",
  version: 1,
  metadata: { component: { ...component(root), type: "application" } },
  components: crates.map(component),
};
writeFileSync(join(folder, "sbom.cdx.json"), `${JSON.stringify(bill, null, 2)}\n`);
