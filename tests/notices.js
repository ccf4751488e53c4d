// Writes what is shipped but not ours: `node notices.js FOLDER [NPM-PACKAGE…]`, where the packages are
// those whose code is bundled in what lies in the folder.
//
// NOTICES.txt holds the credits of the data and the licences of crates, packages and fonts,
// sbom.cdx.json the list of them for machines (CycloneDX 1.5). Both depend on the lock files alone: no
// date, no number of their own.

import { execFileSync } from "node:child_process";
import { existsSync, readFileSync, readdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { argv } from "node:process";
import { fileURLToPath } from "node:url";

const TESTS = dirname(fileURLToPath(import.meta.url));
const [folder, ...bundled] = argv.slice(2);
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

/** Packages that are bundled: those named and what they depend on, by their places in the lock file. */
function withDependencies(names) {
  const locked = JSON.parse(readFileSync(join(TESTS, "package-lock.json"), "utf8")).packages;
  const open = [...names];
  for (const name of open) {
    open.push(...Object.keys(locked[`node_modules/${name}`].dependencies ?? {}).filter((each) => !open.includes(each)));
  }
  return open.sort().map((name) => ({ name, home: join(TESTS, "node_modules", name), ...locked[`node_modules/${name}`] }));
}

/** Checksums of the crates by name and version, as Cargo.lock has them. */
const checksums = new Map(
  [...readFileSync("Cargo.lock", "utf8").matchAll(/name = "(.*)"\nversion = "(.*)"\nsource = .*\nchecksum = "(.*)"/g)]
    .map(([, name, version, checksum]) => [`${name} ${version}`, checksum]),
);
const crates = linked().map((each) => ({
  ...each,
  kind: "cargo",
  home: dirname(each.manifest_path),
  hash: { alg: "SHA-256", content: checksums.get(`${each.name} ${each.version}`) },
}));
const modules = withDependencies(bundled).map((each) => ({
  ...each,
  kind: "npm",
  hash: { alg: "SHA-512", content: Buffer.from(each.integrity.replace("sha512-", ""), "base64").toString("hex") },
}));
const shipped = [...crates, ...modules];

/** Texts of licences with those that have them: many share one. Where there is a choice, MIT. */
const texts = new Map();
const add = (path, name) => {
  const text = readFileSync(path, "utf8").replaceAll("\r\n", "\n").trim();
  texts.set(text, [...(texts.get(text) ?? []), name]);
};
for (const { name, version, home } of shipped) {
  const files = readdirSync(home).filter((file) => /^(licen[cs]e|copying|unlicense|notice)/i.test(file)).sort();
  const chosen = files.filter((file) => /mit/i.test(file));
  for (const file of chosen.length > 0 ? chosen : files) add(join(home, file), `${name} ${version}`);
}
const fonts = join(folder, "fonts");
for (const file of existsSync(fonts) ? readdirSync(fonts).sort() : []) {
  if (/^LICENSE/.test(file)) add(join(fonts, file), `font ${file.slice("LICENSE-".length, -".txt".length)}`);
}
const list = shipped.map(({ name, version, license }) => `${name} ${version}: ${license}`);
const licences = [...texts].map(([text, names]) => `${"-".repeat(72)}\n${names.join(", ")}\n\n${text}`);
writeFileSync(
  join(folder, "NOTICES.txt"),
  [readFileSync("NOTICE", "utf8").trim(), "Code of others is in it from:", list.join("\n"), ...licences, ""].join("\n\n"),
);

const root = packages.get(metadata.resolve.root);
const component = ({ kind, name, version, license, hash }) => {
  const purl = `pkg:${kind}/${name}@${version}`;
  return {
    type: "library",
    "bom-ref": purl,
    name,
    version,
    hashes: [hash],
    licenses: [{ expression: license.replaceAll("/", " OR ") }],
    purl,
  };
};
const { hashes: _, ...ours } = component({ ...root, kind: "cargo" });
const bill = {
  bomFormat: "CycloneDX",
  specVersion: "1.5",
  version: 1,
  metadata: { component: { ...ours, type: "application" } },
  components: shipped.map(component),
};
writeFileSync(join(folder, "sbom.cdx.json"), `${JSON.stringify(bill, null, 2)}\n`);
