// Every month of the Umm al-Qura calendar that ICU knows, read from Arabic text, against Intl itself.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import test from "node:test";

import init, { analyse } from "../../target/site/pkg/rasid.js";

await init({ module_or_path: readFileSync(new URL("../../target/site/pkg/rasid_bg.wasm", import.meta.url)) });

const [FIRST_YEAR, LAST_YEAR] = [1343, 1500];
const format = new Intl.DateTimeFormat("en-u-ca-islamic-umalqura-nu-latn", {
  year: "numeric", month: "numeric", day: "numeric", timeZone: "UTC",
});
const name = new Intl.DateTimeFormat("ar-u-ca-islamic-umalqura-nu-latn", { month: "long", timeZone: "UTC" });

/** First days of months: `[year, name of the month, ISO date]`. */
function months() {
  const found = [];
  for (let day = Date.UTC(1924, 6, 1); found.length < 12 * (LAST_YEAR - FIRST_YEAR + 1); day += 86_400_000) {
    const parts = Object.fromEntries(format.formatToParts(day).map(({ type, value }) => [type, Number(value)]));
    if (parts.day === 1 && parts.year >= FIRST_YEAR) {
      found.push([parts.year, name.format(day), new Date(day).toISOString().slice(0, 10)]);
    }
  }
  return found;
}

test("every month of 1343-1500 AH begins on the day that ICU gives", () => {
  const expected = months();
  const text = expected.map(([year, month]) => `صدر القرار في 1 ${month} ${year} هـ.`).join("\n");
  const { times } = analyse(text, { date: "2022-01-01" });
  assert.deepEqual(times.map(({ value }) => value), expected.map(([, , day]) => day));
});
