/**
 * iCalendar (RFC 5545): the events whose time is known to the month or better. Coarser ones would
 * fill a calendar for years.
 * @module
 */

import { extent } from "../timex.js";
import { titleOf } from "./text.js";

const DAY = 86_400_000;
const LONGEST = 31 * DAY;

/**
 * @param {import("../model.js").Reading} reading
 * @param {Date} now
 */
export function calendar(reading, now) {
  const name = titleOf(reading) ?? "Rasid";
  const lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Rasid//Rasid//AR", `X-WR-CALNAME:${escape(name)}`];
  reading.analysis.timeline.forEach((event, index) => {
    const { from = null, to = null, unit } = extent(event.value) ?? {};
    if (from === null || to === null || to - from > LONGEST) return;
    if (event.same_as !== null || event.status === "denied") return;
    const timed = unit === "minute" || unit === "part";
    lines.push(
      "BEGIN:VEVENT",
      `UID:${hash(reading.source)}-${index}@rasid`,
      `DTSTAMP:${stamp(now.getTime())}Z`,
      // Times of news are local to the place of the event, which is not told: floating time.
      timed ? `DTSTART:${stamp(from)}` : `DTSTART;VALUE=DATE:${stamp(from).slice(0, 8)}`,
      timed ? `DTEND:${stamp(to)}` : `DTEND;VALUE=DATE:${stamp(to).slice(0, 8)}`,
      `STATUS:${event.status === "happened" ? "CONFIRMED" : "TENTATIVE"}`,
      `SUMMARY:${escape(event.label)}`,
      `DESCRIPTION:${escape(reading.cleanText(event.span))}`,
      "END:VEVENT",
    );
  });
  lines.push("END:VCALENDAR");
  return lines.map(fold).join("\r\n") + "\r\n";
}

/** @param {number} time */
function stamp(time) {
  return new Date(time).toISOString().replace(/[-:]|\.\d+Z$/g, "");
}

/** @param {string} text */
function escape(text) {
  return text.trim().replace(/[\\;,]/g, "\\$&").replace(/\s*\r?\n\s*/g, "\\n");
}

/**
 * Lines have at most 75 bytes; the next begins with a space.
 * @param {string} line
 */
function fold(line) {
  const encoder = new TextEncoder();
  let [folded, bytes] = ["", 0];
  for (const character of line) {
    const size = encoder.encode(character).length;
    if (bytes + size > 75) {
      folded += "\r\n ";
      bytes = 1;
    }
    folded += character;
    bytes += size;
  }
  return folded;
}

/**
 * The same text gives the same names to its events (FNV-1a).
 * @param {string} text
 */
function hash(text) {
  let value = 0x811c9dc5;
  for (let at = 0; at < text.length; at++) value = Math.imul(value ^ text.charCodeAt(at), 0x01000193) >>> 0;
  return value.toString(16).padStart(8, "0");
}
