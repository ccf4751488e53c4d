// Makes of the page's sources what is served: one script, one worker, one style sheet, each without
// comments and spaces: `node bundle.js FOLDER`, where FOLDER holds a copy of www/ and pkg/.

import { readdirSync, rmSync, statSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { argv } from "node:process";
import { fileURLToPath } from "node:url";

import { build } from "esbuild";

const TESTS = dirname(fileURLToPath(import.meta.url));

/** Older browsers lack the CSS that the page is drawn with. */
const BROWSERS = ["chrome125", "firefox129", "safari17.5"];

/** What every bundle of the page has in common. */
export const COMMON = {
  bundle: true,
  minify: true,
  // Arabic strings as they are: \u escapes would be three times as long.
  charset: /** @type {const} */ ("utf8"),
  target: BROWSERS,
  // Libraries are installed beside the tests.
  nodePaths: [join(TESTS, "node_modules")],
  logLevel: /** @type {const} */ ("warning"),
};

/**
 * @param {string} folder
 */
async function bundle(folder) {
  const entry = (/** @type {string} */ path) => ({ ...COMMON, entryPoints: [join(folder, path)], write: false });
  const built = await Promise.all([
    build({ ...entry("app.js"), format: "esm" }),
    // A classic script: the page starts it from a blob, which has no address to import from.
    build({ ...entry("worker.js"), format: "iife", define: { "import.meta.url": '""' } }),
    build({ ...entry("service-worker.js"), bundle: false }),
    build({ ...entry("style/page.css"), external: ["*.woff2"] }),
  ]);
  remove(folder, (path) => /\.(js|css)$/.test(path));
  for (const [index, path] of ["app.js", "worker.js", "service-worker.js", "style/page.css"].entries()) {
    writeFileSync(join(folder, path), built[index].outputFiles[0].contents);
  }
}

/**
 * Removes the files that are now in a bundle, and folders that are empty then; pkg/ is also for Node.
 * @param {string} folder
 * @param {(path: string) => boolean} bundled
 */
function remove(folder, bundled) {
  for (const name of readdirSync(folder)) {
    const path = join(folder, name);
    if (statSync(path).isDirectory()) {
      if (name === "pkg") continue;
      remove(path, bundled);
      if (readdirSync(path).length === 0 && name !== "style") rmSync(path, { recursive: true });
    } else if (bundled(path)) rmSync(path);
  }
}

if (argv[1] === fileURLToPath(import.meta.url)) await bundle(argv[2]);
