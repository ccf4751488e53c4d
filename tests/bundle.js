// Makes of the page's sources what is served: a script that starts the worker, one of all the rest, one
// style sheet, each without comments and spaces: `node bundle.js FOLDER`, where FOLDER holds a copy of www/
// and pkg/.

import { readdirSync, rmSync, statSync, writeFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { argv } from "node:process";
import { fileURLToPath } from "node:url";

import { build } from "esbuild";

const TESTS = dirname(fileURLToPath(import.meta.url));
const WWW = join(TESTS, "../www");

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

/** The name by which the page's other script knows the first. */
const CLIENT = "rasid";

/**
 * The worker as one script. It is no module: it is started from a blob, which has no address to import from.
 * @param {string} pkg the folder of the module's bindings
 */
export async function workerScript(pkg) {
  return one({
    entryPoints: [join(WWW, "worker.js")],
    format: "iife",
    define: { "import.meta.url": '""' },
    plugins: [{ name: "bindings", setup: (build) => build.onResolve({ filter: /\/pkg\/rasid\.js$/ }, () => ({ path: resolve(pkg, "rasid.js") })) }],
  });
}

/**
 * The page's way to its worker, which is inside: a script that can run before the page is read further.
 * @param {string} worker
 */
export async function clientScript(worker) {
  return one({
    entryPoints: [join(WWW, "client.js")],
    format: "iife",
    globalName: CLIENT,
    define: { ...withWorker(worker), "import.meta.url": "document.baseURI" },
  });
}

/** Where the worker goes in `client.js`.
 * @param {string} worker */
export function withWorker(worker) {
  return { "globalThis.WORKER": JSON.stringify(worker) };
}

/** @param {import("esbuild").BuildOptions} options */
async function one(options) {
  const { outputFiles } = await build({ ...COMMON, ...options, write: false });
  return outputFiles[0].text;
}

/**
 * @param {string} folder
 */
async function bundle(folder) {
  /** @type {import("esbuild").Plugin} */
  const apart = {
    name: "the client is a script of its own",
    setup(build) {
      build.onResolve({ filter: /\/client\.js$/ }, ({ path }) => ({ path, namespace: "client" }));
      build.onLoad({ filter: /./, namespace: "client" }, () => ({ contents: `export const { client, Cancelled, ownScript } = globalThis.${CLIENT};` }));
    },
  };
  const entry = (/** @type {string} */ path) => [join(folder, path)];
  const scripts = {
    "app.js": await one({ entryPoints: entry("app.js"), format: "esm", plugins: [apart] }),
    "client.js": await clientScript(await workerScript(join(folder, "pkg"))),
    "service-worker.js": await one({ entryPoints: entry("service-worker.js"), bundle: false }),
    "style/page.css": await one({ entryPoints: entry("style/page.css"), external: ["*.woff2"] }),
  };
  remove(folder, (path) => /\.(js|css)$/.test(path));
  for (const [path, text] of Object.entries(scripts)) writeFileSync(join(folder, path), text);
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
