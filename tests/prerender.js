// Fills the page with what needs no script to be seen, its words in Arabic, and with what the first page
// is drawn from before the analyser is loaded: the list of samples, the head of the first with its analysis.
// The list is no file of its own then:
// `node prerender.js FOLDER`, where FOLDER holds a copy of www/, samples/ and pkg/.

import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { argv } from "node:process";

import { STRINGS } from "../www/strings.js";

/** Lines of the sample: what was removed over the title, the title, the lead. */
const LINES = 5;

const folder = resolve(argv[2]);
const { analyse, initSync } = await import(join(folder, "pkg/rasid.js"));
initSync({ module: readFileSync(join(folder, "pkg/rasid_bg.wasm")) });

const list = join(folder, "samples/index.json");
const samples = JSON.parse(readFileSync(list, "utf8"));

/** The head of the first sample and what the analysis of the whole sample says of it. */
function specimen() {
  const [{ file, date }] = samples;
  const source = readFileSync(join(folder, "samples", file), "utf8");
  const end = [...source.matchAll(/\S.*(?:\n|$)/g)].slice(0, LINES).at(-1) ?? { index: 0, 0: "" };
  const limit = end.index + end[0].length;
  const analysis = analyse(source, date ? { date } : undefined);
  const within = (/** @type {{span: [number, number]}[]} */ list) => list.filter(({ span }) => span[1] <= limit);
  const { actors, quotes, times, removed, repairs } = analysis;
  const head = {
    ...analysis,
    clean: { text: "", map: [] },
    sentences: [],
    timeline: [],
    ordered: [],
    notes: [],
    actors: actors.map((actor) => ({ ...actor, mentions: within(actor.mentions) })).filter(({ mentions }) => mentions.length > 0),
    quotes: within(quotes),
    times: within(times),
    removed: within(removed),
    repairs: within(repairs),
  };
  return { source: source.slice(0, limit), analysis: head };
}

/** @param {any} content */
function data(content) {
  return JSON.stringify(content).replaceAll("<", "\\u003c");
}

/** @param {string} key */
function words(key) {
  const text = STRINGS.ar[key];
  if (typeof text !== "string") throw new Error(`the page asks for "${key}", which is no string`);
  return text.replace(/[&<>"]/g, (character) => `&#${character.charCodeAt(0)};`);
}

const path = join(folder, "index.html");
const html = readFileSync(path, "utf8")
  .replace(/(<(\w+)\b[^>]*\sdata-t="([\w-]+)"[^>]*>)(?=<\/\2>)/g, (whole, open, tag, key) => open + words(key))
  .replace(/ data-(label|title|placeholder)="([\w-]+)"/g, (whole, kind, key) => `${whole} ${kind === "label" ? "aria-label" : kind}="${words(key)}"`)
  .replace(/(?<=id="samples-data">)/, () => data(samples))
  .replace(/(?<=id="specimen-data">)/, () => data(specimen()));
writeFileSync(path, html);
rmSync(list);
