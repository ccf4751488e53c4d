// Puts the npm package together: `node pack.js PKG FOLDER VERSION`, where PKG holds what wasm-bindgen
// wrote. What stands in src/npm is taken as it is; only what shares code with the page is bundled.

import { copyFileSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { argv } from "node:process";
import { fileURLToPath } from "node:url";

import { build } from "esbuild";

const ROOT = join(dirname(fileURLToPath(import.meta.url)), "..");
const [pkg, folder, version] = argv.slice(2);

rmSync(folder, { recursive: true, force: true });
mkdirSync(folder, { recursive: true });

/** The first version in these files is a place for the real one. */
const versioned = (/** @type {string} */ text) => text.replace('"0.0.0"', JSON.stringify(version));

const from = (/** @type {string} */ path) => join(ROOT, "src/npm", path);
for (const name of ["package.json", "core.js", "module.js", "many.js", "index.js", "inline.js", "inline.node.js", "README.md"]) {
  writeFileSync(join(folder, name), versioned(readFileSync(from(name), "utf8")));
}
for (const name of ["index.d.ts", "worker.d.ts", "element.d.ts"]) copyFileSync(from(name), join(folder, name));
copyFileSync(join(ROOT, "src/wasm.d.ts"), join(folder, "types.d.ts"));
copyFileSync(join(pkg, "rasid.js"), join(folder, "rasid.js"));
copyFileSync(join(pkg, "rasid_bg.wasm"), join(folder, "rasid_bg.wasm"));
for (const name of ["LICENSE-MIT", "LICENSE-APACHE", "NOTICE"]) copyFileSync(join(ROOT, name), join(folder, name));

await build({
  entryPoints: ["worker.js", "thread.js", "element.js"].map(from),
  outdir: folder,
  bundle: true,
  // The package's own list of what has side effects is for those who use it.
  ignoreAnnotations: true,
  format: "esm",
  charset: "utf8",
  minifyWhitespace: true,
  minifySyntax: true,
  target: ["chrome125", "firefox129", "safari17.5"],
  loader: { ".css": "text" },
  logLevel: "warning",
  plugins: [{
    name: "one of each",
    setup(build) {
      // The files of the package import each other; none holds another once more.
      build.onResolve({ filter: /\/(rasid|worker|many|module)\.js$/ }, ({ path, kind, importer }) =>
        kind === "entry-point" || path.includes("www/") ? undefined : { path: `./${path.split("/").pop()}`, external: true });
    },
  }],
});
