/**
 * The data of a TimelineJS timeline; a date is given as finely as it is known.
 * @module
 */

import { t } from "../i18n.js";
import { extent, timeText } from "../timex.js";
import { titleOf } from "./text.js";

/** @typedef {import("../model.js").Reading} Reading */

/** @param {Reading} reading */
export function timelineJs(reading) {
  const title = titleOf(reading);
  return {
    ...(title && { title: { text: { headline: title } } }),
    events: reading.analysis.timeline.flatMap((event) => {
      const found = extent(event.value);
      const start = found?.from ?? found?.to;
      if (!found || start === null || start === undefined || event.same_as !== null) return [];
      const end = event.value.includes("/") && found.from !== null && found.to !== null ? { end_date: moment(found.to - 1, found.unit) } : {};
      return [{ start_date: moment(start, found.unit), ...end, display_date: timeText(event.value), ...(event.status !== "happened" && { group: t(`status-${event.status}`) }), text: { headline: event.label, text: reading.cleanText(event.span) } }];
    }),
  };
}

/**
 * @param {number} time
 * @param {import("../timex.js").Unit} unit
 */
function moment(time, unit) {
  const date = new Date(time);
  const fine = ["month", "week", "season", "quarter", "day", "part", "minute"].includes(unit);
  const day = ["week", "day", "part", "minute"].includes(unit);
  return {
    year: date.getUTCFullYear(),
    ...(fine && { month: date.getUTCMonth() + 1 }),
    ...(day && { day: date.getUTCDate() }),
    ...(unit === "minute" && { hour: date.getUTCHours(), minute: date.getUTCMinutes() }),
  };
}
