/**
 * The words of the interface in the language chosen, with its plural forms, digits and calendar.
 * @module
 */

import { STRINGS } from "./strings.js";

/** @typedef {"ar" | "en"} Language */
/** @typedef {"arab" | "latn"} Digits */

/** @type {Language} */
let language = "ar";
/** @type {Digits} */
let digits = "arab";
/** @type {Map<string, any>} */
const formats = new Map();

/** @returns {Language} */
export function getLanguage() {
  return language;
}

/** @returns {Digits} */
export function getDigits() {
  return digits;
}

/**
 * @param {Language} wanted
 * @param {Digits} wantedDigits
 */
export function setLanguage(wanted, wantedDigits) {
  language = wanted;
  digits = wantedDigits;
  formats.clear();
}

/** Locale of numbers and dates. */
function locale() {
  return language === "ar" ? `ar-EG-u-nu-${digits}` : `en-GB-u-nu-latn`;
}

/**
 * The string `key`; `{name}` in it stands for `values.name`. Where the entry has plural forms,
 * `values.n` chooses among them.
 * @param {string} key
 * @param {Record<string, string | number>} [values]
 * @returns {string}
 */
export function t(key, values = {}) {
  let entry = /** @type {any} */ (STRINGS[language])[key];
  if (entry === undefined) return key;
  if (typeof entry === "object") {
    // English has no form for none, but words for it.
    const category = values.n === 0 ? "zero" : format("plural", () => new Intl.PluralRules(language)).select(Number(values.n));
    entry = entry[category] ?? entry.other;
  }
  return entry.replace(/\{(\w+)\}/g, (/** @type {string} */ whole, /** @type {string} */ name) => {
    const value = values[name];
    return typeof value === "number" ? number(value) : (value ?? whole);
  });
}

/**
 * Whether there is such a string.
 * @param {string} key
 */
export function has(key) {
  return Object.hasOwn(STRINGS[language], key);
}

/**
 * @param {number} value
 * @param {Intl.NumberFormatOptions} [options]
 */
export function number(value, options) {
  return format(`number ${JSON.stringify(options)}`, () => new Intl.NumberFormat(locale(), options)).format(value);
}

/**
 * A day given as year, month (1 to 12) and day of the proleptic Gregorian calendar.
 * @param {Date} date in UTC
 * @param {Intl.DateTimeFormatOptions} options
 * @returns {string}
 */
export function dateText(date, options) {
  const all = { timeZone: "UTC", ...options };
  return format(`date ${JSON.stringify(all)}`, () => new Intl.DateTimeFormat(locale(), all)).format(date);
}

/**
 * The name of a country.
 * @param {string} code ISO 3166-1 alpha-2
 */
export function countryName(code) {
  try {
    return format("region", () => new Intl.DisplayNames([language], { type: "region" })).of(code) ?? code;
  } catch {
    return code;
  }
}

/**
 * Formatters are slow to make, so each is kept until the language changes.
 * @template T
 * @param {string} key
 * @param {() => T} make
 * @returns {T}
 */
function format(key, make) {
  if (!formats.has(key)) formats.set(key, make());
  return formats.get(key);
}
