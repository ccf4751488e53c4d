// The parts of the page that need no browser: values of times, corrections, the cutting of text.

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { dirname, join } from "node:path";
import test, { describe } from "node:test";
import { fileURLToPath } from "node:url";

import { applyEdits } from "../../www/edits.js";
import { setLanguage, t as say } from "../../www/i18n.js";
import { layOut } from "../../www/layout.js";
import { Reading } from "../../www/model.js";
import { relations } from "../../www/network.js";
import { ruleText } from "../../www/rules.js";
import { STRINGS } from "../../www/strings.js";
import { extent, timeInWords, timeText } from "../../www/timex.js";
import { ANALYSIS, SOURCE } from "./fixtures/article.js";

const day = (/** @type {string} */ text) => Date.parse(`${text}Z`);

describe("values of times", () => {
  for (const [value, from, to] of [
    ["2019-12-19", "2019-12-19T00:00", "2019-12-20T00:00"],
    ["2019-12", "2019-12-01T00:00", "2020-01-01T00:00"],
    ["2011", "2011-01-01T00:00", "2012-01-01T00:00"],
    ["199", "1990-01-01T00:00", "2000-01-01T00:00"],
    ["20", "2000-01-01T00:00", "2100-01-01T00:00"],
    ["2018-W12", "2018-03-19T00:00", "2018-03-26T00:00"],
    ["2020-W53", "2020-12-28T00:00", "2021-01-04T00:00"],
    ["2020-Q4", "2020-10-01T00:00", "2021-01-01T00:00"],
    ["2018-WI", "2018-12-01T00:00", "2019-03-01T00:00"],
    ["2018-03-24T20:30", "2018-03-24T20:30", "2018-03-24T20:31"],
    ["2018-03-24TEV", "2018-03-24T18:00", "2018-03-24T22:00"],
    ["2018-04-05/2018-04-07", "2018-04-05T00:00", "2018-04-08T00:00"],
  ]) {
    test(value, () => {
      const found = extent(value);
      assert.deepEqual([found?.from, found?.to], [day(from), day(to)]);
    });
  }
  test("open ends", () => {
    assert.deepEqual(extent("2011/.."), { from: day("2011-01-01T00:00"), to: null, unit: "year" });
    assert.deepEqual(extent("../2019-03-01"), { from: null, to: day("2019-03-02T00:00"), unit: "day" });
  });
  test("what has no place on an axis", () => {
    for (const value of ["P3M", "PXD", "PRESENT_REF", "", "x", "../..", "2019-13-45/1/2"]) assert.equal(extent(value), null, value);
  });
  test("what is not known is told in the words of the text", () => {
    const source = "التقيا الأحد بعد يومين";
    const reading = new Reading(source, { ...ANALYSIS, actors: [], quotes: [], times: [], repairs: [], removed: [] });
    const time = (/** @type {string} */ words, /** @type {string} */ value) => /** @type {any} */ ({ span: [source.indexOf(words), source.indexOf(words) + words.length], value });
    setLanguage("en", "latn");
    assert.equal(timeInWords(reading, time("الأحد", "XXXX-WXX-7")), "الأحد");
    assert.equal(timeInWords(reading, time("يومين", "XXXX-XX-XX")), "يومين");
    assert.equal(timeInWords(reading, time("الأحد", "2019-12")), "December 2019");
    assert.equal(timeInWords(reading, time("الأحد", "XXXX-WXX-7"), "2019"), "2019");
  });
  test("in words", () => {
    setLanguage("en", "latn");
    for (const [value, modifier, text] of [
      ["2019-12-19", undefined, "Thursday 19 December 2019"],
      ["2011/..", undefined, "since 2011"],
      ["2018-04-05/2018-04-07", undefined, "Thursday 5 April 2018 – Saturday 7 April 2018"],
      ["2019", "START", "early 2019"],
      ["2018-FA", undefined, "autumn 2018"],
      ["2020-Q1", undefined, "Q1 2020"],
      ["2018-W12", undefined, "week 12 of 2018"],
      ["P3M", undefined, "3 months"],
      ["PT6H", undefined, "6 hours"],
      ["P1Y6M", undefined, "1 year 6 months"],
      ["2018-03-24TMO", undefined, "Saturday 24 March 2018 morning"],
      ["FUTURE_REF", undefined, "in the future"],
      ["nonsense", undefined, "nonsense"],
    ]) {
      assert.equal(timeText(value, modifier)?.replaceAll(",", ""), text);
    }
    setLanguage("ar", "arab");
    assert.equal(timeText("2019-12"), "ديسمبر ٢٠١٩");
    setLanguage("ar", "latn");
    assert.equal(timeText("2019-12"), "ديسمبر 2019");
  });
});

describe("the words of the interface", () => {
  test("both languages have the same", () => {
    assert.deepEqual(Object.keys(STRINGS.ar).sort(), Object.keys(STRINGS.en).sort());
  });
  test("none is told in words", () => {
    setLanguage("en", "latn");
    assert.equal(say("count-quotes", { n: 0 }), "no quotes");
  });
  test("Arabic counts in six forms", () => {
    setLanguage("ar", "latn");
    assert.deepEqual(
      [0, 1, 2, 3, 11, 100].map((n) => say("count-quotes", { n })),
      ["لا أقوال", "قول واحد", "قولان", "3 أقوال", "11 قولاً", "100 قول"],
    );
    for (const [key, entry] of Object.entries(STRINGS.ar)) {
      if (typeof entry === "object") assert.deepEqual(Object.keys(entry), ["zero", "one", "two", "few", "many", "other"], key);
    }
  });
});

describe("corrections", () => {
  const plain = new Reading(SOURCE, ANALYSIS);
  const edited = (...edits) => applyEdits(ANALYSIS, edits, (span) => plain.cleanText(span));
  const actor = (analysis, id) => analysis.actors.find((found) => found.id === id);

  test("the analysis stays as it is", () => {
    const before = JSON.stringify(ANALYSIS);
    edited({ op: "dismiss", actor: 0 }, { op: "rename", actor: 1, name: "x" });
    assert.equal(JSON.stringify(ANALYSIS), before);
  });
  test("a merged actor gives up its mentions, names, statements and events", () => {
    const analysis = edited({ op: "merge", actor: 3, into: 0 });
    assert.equal(actor(analysis, 3), undefined);
    assert.equal(actor(analysis, 0).mentions.length, 6);
    assert.deepEqual(actor(analysis, 0).aliases, ["الصباغ", "لمى عواد"]);
    assert.equal(analysis.quotes[6].speaker, 0);
    assert.deepEqual(analysis.timeline[1].actors, [0]);
    const starts = actor(analysis, 0).mentions.map(({ span }) => span[0]);
    assert.deepEqual(starts, [...starts].sort((a, b) => a - b));
  });
  test("a name that is split off takes its mentions and statements", () => {
    const analysis = edited({ op: "split", actor: 0, surface: "الصباغ" });
    assert.equal(actor(analysis, 0).mentions.length, 3);
    assert.equal(actor(analysis, 6).mentions.length, 2);
    assert.equal(analysis.quotes[3].speaker, 6);
    assert.equal(analysis.quotes[2].speaker, 0);
  });
  test("whom a statement is told follows its actor: merged, split, dismissed", () => {
    const addressee = (/** @type {any} */ analysis) => analysis.quotes[6].addressee.actor;
    assert.equal(addressee(ANALYSIS), 4);
    assert.equal(addressee(edited({ op: "merge", actor: 4, into: 1 })), 1);
    assert.equal(addressee(edited({ op: "dismiss", actor: 4 })), null);
    // In the dative the agency has a surface of its own.
    const told = ANALYSIS.actors[4].mentions.find(({ span }) => span[0] >= ANALYSIS.quotes[6].addressee.span[0]);
    const surfaces = (/** @type {any} */ span) => (span[0] === told?.span[0] ? "x" : "y");
    assert.equal(addressee(applyEdits(ANALYSIS, [{ op: "split", actor: 4, surface: "x" }], surfaces)), 6);
    assert.equal(addressee(applyEdits(ANALYSIS, [{ op: "split", actor: 4, surface: "y" }], surfaces)), 4);
  });
  test("events and the outlet go with the words that a split takes", () => {
    const analysis = edited({ op: "split", actor: 0, surface: "الصباغ" });
    const before = ANALYSIS.timeline.map(({ actors }) => actors);
    for (const [index, { actors, span }] of analysis.timeline.entries()) {
      const names = (/** @type {number} */ id) => actor(analysis, id).mentions.some((/** @type {any} */ mention) => mention.span[0] < span[1] && mention.span[1] > span[0]);
      if (!before[index].includes(0)) assert.deepEqual(actors, before[index]);
      else if (names(6)) assert.ok(actors.includes(6) && (actors.includes(0) === names(0)));
      else assert.deepEqual(actors, before[index]);
    }
    assert.ok(analysis.timeline.some(({ actors }) => actors.includes(6)), "one event at least is told with these words");
  });
  test("offices of merged actors are each there once", () => {
    const office = { role: "وزير الري", office: "minister", institution: null, country: null, status: null, term: null };
    const both = structuredClone(ANALYSIS);
    for (const id of [0, 3]) both.actors[id].offices = [/** @type {any} */ ({ ...office })];
    const merged = applyEdits(both, [{ op: "merge", actor: 3, into: 0 }], (span) => plain.cleanText(span));
    assert.equal(actor(merged, 0).offices.length, 1);
  });
  test("relations are those of the corrected actors", () => {
    const analysis = edited({ op: "merge", actor: 3, into: 0 });
    assert.ok(relations(analysis).every(({ from, to }) => from !== 3 && to !== 3 && from !== to));
  });
  test("a dismissed actor leaves its statements without a name", () => {
    const analysis = edited({ op: "dismiss", actor: 0 });
    assert.equal(analysis.quotes[1].speaker, null);
    assert.ok(analysis.quotes[1].speaker_span);
    assert.deepEqual(analysis.timeline[1].actors, [3]);
  });
  test("renaming keeps the old name, retyping changes the kind", () => {
    const analysis = edited({ op: "rename", actor: 1, name: "الوزارة" }, { op: "retype", actor: 1, type: "place" });
    assert.deepEqual([actor(analysis, 1).name, actor(analysis, 1).aliases, actor(analysis, 1).type], ["الوزارة", ["وزارة الموارد المائية"], "place"]);
  });
  test("what cannot be done changes nothing", () => {
    assert.deepEqual(edited({ op: "merge", actor: 0, into: 99 }, { op: "merge", actor: 0, into: 0 }, { op: "split", actor: 1, surface: "?" }, { op: "dismiss", actor: 99 }), ANALYSIS);
  });
});

describe("cutting the text", () => {
  const reading = new Reading(SOURCE, ANALYSIS);
  for (const view of /** @type {const} */ (["clean", "original"])) {
    test(`the pieces are the whole text, in order: ${view}`, () => {
      let at = 0;
      let text = "";
      for (const block of layOut(reading, view)) {
        for (const piece of block.pieces) {
          assert.ok(piece.start >= at);
          text += SOURCE.slice(at, piece.start).trim() + SOURCE.slice(piece.start, piece.end);
          at = piece.end;
        }
      }
      assert.equal(text.replace(/\s/g, ""), SOURCE.replace(/\s/g, ""));
    });
  }
  test("no piece begins or ends inside a word", () => {
    const word = /[\p{L}\p{M}\p{N}\u0640]/u;
    for (const block of layOut(reading, "original")) {
      for (const { start, removed } of block.pieces) {
        if (removed === null) assert.ok(!(word.test(SOURCE[start - 1] ?? " ") && word.test(SOURCE[start])), SOURCE.slice(start - 5, start + 5));
      }
    }
  });
  test("in markup a line ends where the cleaned text does", () => {
    const source = "<p>one\n  two</p>\n<style>\n</style><p>three</p>";
    const at = (/** @type {string} */ part) => /** @type {[number, number]} */ ([source.indexOf(part), source.indexOf(part) + part.length]);
    const removed = ["<p>", "  ", "</p>", "<style>\n</style><p>"].map((part) => ({ span: at(part), kind: "markup" }));
    removed.push({ span: [source.length - 4, source.length], kind: "markup" });
    const repairs = [{ span: /** @type {[number, number]} */ ([6, 7]), plain: " ", kind: "break" }];
    const empty = { ...ANALYSIS, title: null, actors: [], quotes: [], times: [], timeline: [], removed, repairs };
    const blocks = [...layOut(new Reading(source, /** @type {any} */ (empty)), "clean")];
    const shown = blocks.map(({ pieces }) => pieces.filter(({ removed }) => removed === null).map(({ text }) => text).join(""));
    assert.deepEqual(shown, ["one two", "three"]);
  });
  test("long texts without a word take no longer than they should", () => {
    const long = "ا".repeat(2_000_000);
    const spans = Array.from({ length: 2000 }, (_, i) => ({ span: /** @type {[number, number]} */ ([i * 900 + 1, i * 900 + 5]), type: "DATE", value: "2019" }));
    const started = performance.now();
    const blocks = [...layOut(new Reading(long, { ...ANALYSIS, actors: [], quotes: [], removed: [], repairs: [], times: /** @type {any} */ (spans) }), "clean")];
    assert.equal(blocks.length, 1);
    assert.ok(performance.now() - started < 3000);
  });
});

test("whom a statement is told is a mark of that actor, also where no name stands", () => {
  const span = /** @type {[number, number]} */ ([SOURCE.indexOf("ناشطون"), SOURCE.indexOf("ناشطون") + 6]);
  const quotes = [{ ...ANALYSIS.quotes[0], addressee: { span, actor: 4 } }];
  const [mark] = new Reading(SOURCE, { ...ANALYSIS, quotes }).marks.filter(({ layer }) => layer === "addressee");
  assert.deepEqual([mark.actor, mark.start, mark.end], [4, ...span]);
});

test("rules are told in words where there are any", () => {
  setLanguage("en", "latn");
  assert.equal(ruleText("list"), "a name on Rasid's lists");
  assert.equal(ruleText("clause/subject"), "a clause after a word such as “that”; the speaker is the subject of the verb");
  for (const unknown of ["no-such-rule", "clause/no-such-rule", "constructor"]) assert.equal(ruleText(unknown), null);
});

describe("what cleaning put in the place of markup", () => {
  const source = "<p>قال<b>الوزير</b> &nbsp;إن.</p><p>سطر.</p>";
  const cut = (/** @type {string} */ tag, nth = 1) => {
    let start = -1;
    for (let count = 0; count < nth; count++) start = source.indexOf(tag, start + 1);
    return { span: /** @type {[number, number]} */ ([start, start + tag.length]), kind: "markup" };
  };
  // The last character of a tag stands for the space or the line end that it makes.
  const all = (/** @type {any} */ entry) => ({ ...entry, span: [entry.span[0], entry.span[1] - 1] });
  const last = (/** @type {any} */ { span: [, end] }, /** @type {string} */ plain) => ({ span: [end - 1, end], plain, kind: "break" });
  const removed = [cut("<p>"), all(cut("<b>")), cut("</b>"), all(cut("</p><p>")), { span: [source.length - 4, source.length], kind: "markup" }];
  const analysis = /** @type {any} */ ({
    ...ANALYSIS, title: null, actors: [], quotes: [], times: [], removed,
    repairs: [last(cut("<b>"), " "), { span: cut("&nbsp;").span, plain: "\u00A0", kind: "entity" }, last(cut("</p><p>"), "\n")],
    clean: {
      text: "قال الوزير \u00A0إن.\nسطر.",
      map: [[0, 3, 3], [4, 9, 6], [10, 19, 1], [12, 26, 3], [16, 36, 4]],
    },
  });
  const reading = new Reading(source, analysis);
  test("the text is the cleaned text", () => assert.equal(reading.cleanText([0, source.length]), analysis.clean.text));
  test("ends of paragraphs part the blocks", () => {
    const blocks = [...layOut(reading, "clean")].map(({ pieces }) => pieces.filter(({ removed }) => removed === null).map(({ text }) => text).join("").trim());
    assert.deepEqual(blocks, ["قال الوزير \u00A0إن.", "سطر."]);
  });
});

test("the page keeps to the types that it writes down", () => {
  const tests = join(dirname(fileURLToPath(import.meta.url)), "..");
  execFileSync(process.execPath, [join(tests, "node_modules/typescript/bin/tsc"), "-p", tests], { stdio: ["ignore", "inherit", "inherit"] });
});
