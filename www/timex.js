/**
 * Values of times (ISO 8601 and TIMEX3) read for drawing and for telling in words. Pure.
 * @module
 */

import { dateText, has, number, t } from "./i18n.js";

/**
 * The stretch of time that a value covers, in milliseconds UTC; null: open on that side.
 * @typedef {{from: number | null, to: number | null, unit: Unit}} Extent
 * @typedef {"century" | "decade" | "year" | "season" | "quarter" | "month" | "week" | "day" | "part" | "minute"} Unit
 */

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

/** First month and length in months; winter is told by the year that it begins in. */
const SEASONS = /** @type {Record<string, number>} */ ({ SP: 2, SU: 5, FA: 8, WI: 11 });

/** First hour and length of the parts of a day. */
const PARTS = /** @type {Record<string, [number, number]>} */ ({
  MO: [6, 6],
  MI: [11, 3],
  DT: [6, 12],
  AF: [12, 6],
  EV: [18, 4],
  NI: [20, 8],
});

/**
 * @param {string} value
 * @returns {Extent | null} null for durations, references and what is no value
 */
export function extent(value) {
  const [first, second, ...more] = value.split("/");
  if (more.length > 0) return null;
  if (second === undefined) return single(first);
  const from = first === ".." || first === "" ? null : single(first);
  const to = second === ".." || second === "" ? null : single(second);
  const known = from ?? to;
  if (!known) return null;
  return { from: from?.from ?? null, to: to?.to ?? null, unit: known.unit };
}

/**
 * @param {string} value
 * @returns {Extent | null}
 */
function single(value) {
  const found =
    /^(\d{4})(?:-(?:W(\d\d)|Q([1-4])|(SP|SU|FA|WI)|(\d\d)(?:-(\d\d)(?:T(?:(\d\d)(?::?(\d\d))?(?::\d\d)?|([A-Z]{2})))?)?))?Z?$/.exec(value);
  if (!found) return coarse(value);
  const [, y, week, quarter, season, m, d, hour, minute, part] = found;
  const year = Number(y);
  const months = (/** @type {number} */ first, /** @type {number} */ count, /** @type {Unit} */ unit) => ({
    from: utc(year, first, 1),
    to: utc(year, first + count, 1),
    unit,
  });
  if (week) {
    const january4 = utc(year, 0, 4);
    const monday = january4 - ((new Date(january4).getUTCDay() + 6) % 7) * DAY + (Number(week) - 1) * 7 * DAY;
    return { from: monday, to: monday + 7 * DAY, unit: "week" };
  }
  if (quarter) return months((Number(quarter) - 1) * 3, 3, "quarter");
  if (season) return months(SEASONS[season], 3, "season");
  if (!m) return months(0, 12, "year");
  if (!d) return months(Number(m) - 1, 1, "month");
  const day = utc(year, Number(m) - 1, Number(d));
  if (part) {
    const [first, length] = PARTS[part] ?? [0, 24];
    return { from: day + first * HOUR, to: day + (first + length) * HOUR, unit: "part" };
  }
  if (!hour) return { from: day, to: day + DAY, unit: "day" };
  const time = day + Number(hour) * HOUR + Number(minute ?? 0) * 60_000;
  return { from: time, to: time + (minute ? 60_000 : HOUR), unit: "minute" };
}

/**
 * Decades ("199") and centuries ("20").
 * @param {string} value
 * @returns {Extent | null}
 */
function coarse(value) {
  const found = /^\d{2,3}$/.exec(value);
  if (!found) return null;
  const years = value.length === 3 ? 10 : 100;
  const first = Number(value) * years;
  return { from: utc(first, 0, 1), to: utc(first + years, 0, 1), unit: years === 10 ? "decade" : "century" };
}

/**
 * `Date.UTC` without its special case for the years before 100.
 * @param {number} year
 * @param {number} month
 * @param {number} day
 */
function utc(year, month, day) {
  return new Date(Date.UTC(2000, month, day)).setUTCFullYear(year + Math.floor(month / 12));
}

/**
 * When an event was, or what a time of the text means: in words; in the text's own where a part of the
 * value is not known, as the week of a Sunday without a day of publication ("XXXX-WXX-7", "T24:00").
 * @param {import("./model.js").Reading} reading
 * @param {import("./types.js").Time | undefined} time
 * @param {string} [value] another one than that of the time
 */
export function timeInWords(reading, time, value = time?.value ?? "") {
  if (time && /X|^T/.test(value)) return reading.cleanText(time.span);
  return timeText(value, time?.value === value ? time.mod : undefined);
}

/**
 * A value in words.
 * @param {string} value
 * @param {string} [modifier]
 */
export function timeText(value, modifier) {
  const date = plainText(value);
  return modifier && has(modifier) ? t(modifier, { date }) : date;
}

/** @param {string} value
 * @returns {string} */
function plainText(value) {
  if (value.endsWith("_REF")) return t(value);
  if (value.startsWith("P")) return durationText(value);
  const [first, second] = value.split("/");
  if (second !== undefined) {
    if (second === ".." || second === "") return t("from-on", { date: plainText(first) });
    if (first === ".." || first === "") return t("until", { date: plainText(second) });
    return t("range", { from: plainText(first), to: plainText(second) });
  }
  const found = single(value);
  if (!found || found.from === null) return value;
  const date = new Date(found.from);
  const year = dateText(date, { year: "numeric" });
  switch (found.unit) {
    case "century":
      return t("century", { century: number(Number(value) + 1) });
    case "decade":
      return t("decade", { year });
    case "year":
      return year;
    case "season":
      return t(value.slice(5), { year });
    case "quarter":
      return t("quarter", { quarter: Number(value.slice(6)), year });
    case "month":
      return dateText(date, { month: "long", year: "numeric" });
    case "week":
      return t("week", { week: Number(value.slice(6)), year: dateText(new Date(found.from + 3 * DAY), { year: "numeric" }) });
    case "day":
      return dayText(date);
    case "part":
      return `${dayText(dayOf(value))} ${t(value.slice(value.indexOf("T")))}`;
    case "minute":
      return dateText(date, { day: "numeric", month: "long", year: "numeric", hour: "numeric", minute: "2-digit" });
  }
}

/** @param {Date} date */
function dayText(date) {
  return dateText(date, { weekday: "long", day: "numeric", month: "long", year: "numeric" });
}

/** @param {string} value */
function dayOf(value) {
  return new Date(`${value.slice(0, 10)}T00:00:00Z`);
}

/** Units of ISO 8601 durations, before and after the T. */
const UNITS = /** @type {Record<string, string>} */ ({ Y: "year", M: "month", W: "week", D: "day", TH: "hour", TM: "minute", TS: "second" });

/** @param {string} value */
function durationText(value) {
  const parts = [];
  let clock = "";
  for (const [, mark, count, unit] of value.matchAll(/(T)|(\d+(?:\.\d+)?)([YMWDHS])/g)) {
    if (mark) clock = "T";
    else parts.push(number(Number(count), { style: "unit", unit: UNITS[clock + unit] ?? UNITS[unit] ?? "day", unitDisplay: "long" }));
  }
  return parts.length > 0 ? parts.join(" ") : value;
}
