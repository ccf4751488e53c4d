// Puts the whole page into one file that opens from a disk, without a server and without a network:
// `node offline.js SITE FILE`, where SITE is the built page.

import { createHash } from "node:crypto";
import { readFileSync, readdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { argv } from "node:process";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";

import { build } from "esbuild";

import { COMMON, withWorker, workerScript } from "./bundle.js";

const WWW = join(dirname(fileURLToPath(import.meta.url)), "../www");
const [site, file] = argv.slice(2);

/** What the page asks for by name while it runs, and what must go with it. */
const FILES = {
  "pkg/rasid_bg.wasm": "application/wasm",
  // Whose work is in it, so that the file can go anywhere alone.
  "NOTICES.txt": "text/plain",
  "sbom.cdx.json": "application/json",
  ...Object.fromEntries(readdirSync(join(site, "samples")).map((name) => [`samples/${name}`, "text/plain"])),
};

const [script, style] = await Promise.all([
  build({
    ...COMMON,
    entryPoints: [join(WWW, "app.js")],
    write: false,
    format: "esm",
    define: { ...withWorker(await workerScript(join(site, "pkg"))), "import.meta.url": "location.href" },
    plugins: [{
      name: "files inside",
      setup: (build) => build.onResolve({ filter: /\/file\.js$/ }, () => ({ path: join(WWW, "file.inside.js") })),
    }],
  }),
  build({ ...COMMON, entryPoints: [join(WWW, "style/page.css")], write: false, loader: { ".woff2": "dataurl" } }),
]).then((built) => built.map(({ outputFiles }) => outputFiles[0].text.trim()));

const hash = (/** @type {string} */ text) => `'sha256-${createHash("sha256").update(text).digest("base64")}'`;

/** Nothing is fetched, so nothing need be allowed but what stands in the file. */
const POLICY = [
  "default-src 'none'",
  `script-src ${hash(script)} 'wasm-unsafe-eval'`,
  `style-src ${hash(style)}`,
  "font-src data:",
  "img-src data:",
  "worker-src blob:",
  "form-action 'none'",
  "base-uri 'none'",
  "require-trusted-types-for 'script'",
  "trusted-types rasid",
].join("; ");

const icon = `data:image/svg+xml;base64,${readFileSync(join(site, "icons/icon.svg")).toString("base64")}`;
const inside = Object.entries(FILES).map(([path, type]) =>
  `<script type="text/plain" data-file="${path}" data-type="${type}">${gzipSync(readFileSync(join(site, path)), { level: 9 }).toString("base64")}</script>`);

/**
 * Every change must find its place: a page that is put together otherwise is no page for a stick.
 * @param {string} html
 * @param {[RegExp, string][]} changes
 */
function changed(html, changes) {
  for (const [place, content] of changes) {
    if (!place.test(html)) throw new Error(`offline: index.html has no ${place}`);
    html = html.replace(place, () => content);
  }
  return html;
}

const html = changed(readFileSync(join(site, "index.html"), "utf8"), [
  [/(?<=http-equiv="Content-Security-Policy" content=")[^"]*/, POLICY],
  [/\s*<link rel="manifest"[^>]*>/, ""],
  [/\s*<link rel="apple-touch-icon"[^>]*>/, ""],
  [/(\s*<link rel="preload"[^>]*>)+/, ""],
  [/(?<=<link rel="icon" href=")[^"]*/, icon],
  [/<link rel="stylesheet"[^>]*>/, `<style>${style}</style>`],
  [/\s*<script src="client.js"><\/script>/, ""],
  [/\s*<script type="module" src="app.js"><\/script>/, ""],
  [/(?=<\/body>)/, `${inside.join("\n")}\n<script type="module">${script}</script>\n`],
]);
if (/<\/script|<!--/i.test(script) || /<\/style/i.test(style)) throw new Error("offline: the code would end its own element");
writeFileSync(file, html);
