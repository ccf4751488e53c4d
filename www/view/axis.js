/**
 * The time axis, from the past on the right to the future on the left: each event as long as what
 * is known of its time, open ends faded, the day of publication as a line.
 * @module
 */

import { h, replace, svg } from "../dom.js";
import { dateText, number, t } from "../i18n.js";

/**
 * @typedef {{from: number | null, to: number | null, label: string, index: number, name: number,
 *     status: import("../types.js").EventStatus}} AxisEvent
 */

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const YEAR = 365.2425 * DAY;

/** Distances between ticks, and how such a tick is written. */
const STEPS = /** @type {[number, "hour" | "day" | "month" | "year", number, Intl.DateTimeFormatOptions][]} */ ([
  [HOUR, "hour", 1, { hour: "numeric" }],
  [6 * HOUR, "hour", 6, { day: "numeric", hour: "numeric" }],
  [DAY, "day", 1, { day: "numeric", month: "short" }],
  [7 * DAY, "day", 7, { day: "numeric", month: "short" }],
  [30 * DAY, "month", 1, { month: "short" }],
  [91 * DAY, "month", 3, { month: "numeric", year: "numeric" }],
  [YEAR, "year", 1, { year: "numeric" }],
  [2 * YEAR, "year", 2, { year: "numeric" }],
  [5 * YEAR, "year", 5, { year: "numeric" }],
  [10 * YEAR, "year", 10, { year: "numeric" }],
  [50 * YEAR, "year", 50, { year: "numeric" }],
  [100 * YEAR, "year", 100, { year: "numeric" }],
  [500 * YEAR, "year", 500, { year: "numeric" }],
]);

const WIDTH = 400;
const LANE = 20;
const MARGIN = 16;
const MOST_TICKS = 6;

/** More events than these are drawn as a crowd, counted by stretches. */
const MOST_EVENTS = 60;
const BINS = 48;
const CROWD_LANES = 5;

export class Axis {
  /** @type {AxisEvent[]} */
  #events = [];
  /** @type {number | null} */
  #published = null;
  #from = 0;
  #to = 1;

  /**
   * @param {HTMLElement} root
   * @param {(index: number) => void} choose
   */
  constructor(root, choose) {
    this.root = root;
    this.choose = choose;
  }

  /**
   * @param {AxisEvent[]} events
   * @param {number | null} published
   */
  show(events, published) {
    this.#events = events;
    this.#published = published;
    this.#fitMost();
    this.#draw();
  }

  /** All events, whatever their scale. */
  fitAll() {
    const ends = this.#events.flatMap(({ from, to }) => [from, to]).concat(this.#published).filter((end) => end !== null);
    this.#fit(/** @type {number[]} */ (ends));
    this.#draw();
  }

  /**
   * The stretch in which most events lie: one from 1986 should not press those of last week into
   * a point.
   */
  #fitMost() {
    const starts = this.#events
      .map(({ from, to }) => from ?? to)
      .filter((start) => start !== null)
      .sort((a, b) => Number(a) - Number(b));
    const wanted = Math.ceil(starts.length * 0.7);
    let best = starts;
    for (let first = 0; first + wanted <= starts.length; first++) {
      const some = starts.slice(first, first + wanted);
      if (Number(some[some.length - 1]) - Number(some[0]) < Number(best[best.length - 1]) - Number(best[0])) best = some;
    }
    this.#fit(/** @type {number[]} */ (best));
  }

  /** Shows these times and as much besides as an event in sight may last: of a year, more than its first day.
   * @param {number[]} ends */
  #fit(ends) {
    const [first, last] = ends.length > 0 ? [Math.min(...ends), Math.max(...ends)] : [0, YEAR];
    const lengths = this.#events
      .filter(({ from, to }) => from !== null && to !== null && from >= first && from <= last)
      .map(({ from, to }) => Number(to) - Number(from))
      .sort((a, b) => a - b);
    const usual = lengths[lengths.length >> 1] ?? DAY;
    const room = Math.max((last - first) * 0.12, usual, DAY);
    [this.#from, this.#to] = [first - room, last + room + usual];
  }

  /**
   * @param {number} factor below 1 to see less
   */
  zoom(factor) {
    const middle = (this.#from + this.#to) / 2;
    const half = Math.min(Math.max(((this.#to - this.#from) / 2) * factor, 3 * HOUR), 2000 * YEAR);
    [this.#from, this.#to] = [middle - half, middle + half];
    this.#draw();
  }

  /** Moves by a share of what is seen; positive: to the future.
   * @param {number} share */
  pan(share) {
    const by = (this.#to - this.#from) * share;
    [this.#from, this.#to] = [this.#from + by, this.#to + by];
    this.#draw();
  }

  /** Moves so that a time is in the middle, if it is not in sight.
   * @param {number} time */
  center(time) {
    if (time >= this.#from && time <= this.#to) return;
    const half = (this.#to - this.#from) / 2;
    [this.#from, this.#to] = [time - half, time + half];
    this.#draw();
  }

  /** The past is on the right.
   * @param {number} time */
  #x(time) {
    const share = (time - this.#from) / (this.#to - this.#from);
    return WIDTH - MARGIN - share * (WIDTH - 2 * MARGIN);
  }

  #draw() {
    const inSight = this.#events.filter((event) => (event.to ?? Infinity) >= this.#from && (event.from ?? -Infinity) <= this.#to);
    const crowded = inSight.length > MOST_EVENTS;
    const lanes = crowded ? { of: new Map(), count: CROWD_LANES } : this.#lanes(inSight);
    const height = Math.max(3, lanes.count) * LANE + 34;
    const base = height - 22;
    const earlier = this.#events.filter((event) => (event.to ?? Infinity) < this.#from).length;
    const later = this.#events.filter((event) => (event.from ?? -Infinity) > this.#to).length;
    replace(
      this.root,
      svg(
        "svg.axis",
        { viewBox: `0 0 ${WIDTH} ${height}`, "aria-hidden": "true", focusable: "false" },
        svg("line.base", { x1: 0, x2: WIDTH, y1: base, y2: base }),
        this.#ticks().map(([time, text]) => [
          svg("line.tick", { x1: this.#x(time), x2: this.#x(time), y1: 6, y2: base + 4 }),
          svg("text.tick", { x: this.#x(time), y: base + 16 }, text),
        ]).flat(),
        this.#published !== null && this.#published >= this.#from && this.#published <= this.#to && [
          svg("line.published", { x1: this.#x(this.#published), x2: this.#x(this.#published), y1: 0, y2: base }),
          svg("text.published", { x: this.#x(this.#published) - 4, y: 9 }, t("published")),
        ],
        crowded ? this.#crowd(inSight, base) : inSight.map((event) => this.#bar(event, base - 8 - (lanes.of.get(event) ?? 0) * LANE)),
      ),
      h("p.beyond", null, h("span", null, earlier > 0 && t("earlier", { n: earlier })), h("span", null, later > 0 && t("later", { n: later }))),
    );
  }

  /**
   * So many events that only their number in each stretch of time can be seen; nearer they part.
   * @param {AxisEvent[]} events
   * @param {number} base
   */
  #crowd(events, base) {
    const counts = Array.from({ length: BINS }, () => 0);
    for (const { from, to } of events) {
      const share = (((from ?? to) ?? 0) - this.#from) / (this.#to - this.#from);
      counts[Math.min(Math.max(Math.floor(share * BINS), 0), BINS - 1)]++;
    }
    const most = Math.max(...counts);
    const width = (WIDTH - 2 * MARGIN) / BINS;
    return counts.map((count, bin) => {
      const height = (count / most) * (CROWD_LANES * LANE - 10);
      return count > 0 && svg("rect.crowd", { x: WIDTH - MARGIN - (bin + 1) * width, y: base - height, width: width - 1, height }, svg("title", null, number(count)));
    });
  }

  /**
   * @param {AxisEvent} event
   * @param {number} y
   */
  #bar(event, y) {
    const right = event.from === null ? WIDTH : Math.min(this.#x(event.from), WIDTH);
    const left = event.to === null ? 0 : Math.max(this.#x(event.to), 0);
    const length = right - left;
    const open = event.from === null || event.to === null;
    const middle = event.from === null ? left : right;
    // A short time is a point, a longer one a bar as long as what is known of it.
    const shape =
      length < 14
        ? [svg("circle", { cx: (left + right) / 2, cy: y, r: 7 })]
        : [svg("rect", { x: left, y: y - 5, width: length, height: 10, rx: 5 }), svg("circle", { cx: open ? middle + (event.from === null ? 7 : -7) : (left + right) / 2, cy: y, r: 7 })];
    const circle = shape[shape.length - 1];
    return svg(
      "g.event",
      {
        class: `${open ? "open" : ""} ${event.status}`,
        dataset: { event: event.index },
        onclick: () => this.choose(event.index),
      },
      svg("title", null, event.label),
      ...shape,
      svg("text", { x: circle.getAttribute("cx"), y: y + 3.5 }, number(event.name)),
    );
  }

  /**
   * Each event in the lowest lane where it touches no other.
   * @param {AxisEvent[]} events
   */
  #lanes(events) {
    /** @type {Map<AxisEvent, number>} */
    const of = new Map();
    /** @type {number[]} the leftmost place taken in each lane */
    const taken = [];
    for (const event of events) {
      const right = Math.min(event.from === null ? WIDTH : this.#x(event.from), WIDTH);
      const left = Math.min(event.to === null ? 0 : this.#x(event.to), right - 16);
      let lane = taken.findIndex((place) => place > right + 2);
      if (lane < 0) lane = taken.push(WIDTH) - 1;
      taken[lane] = left;
      of.set(event, lane);
    }
    return { of, count: taken.length };
  }

  /** @returns {[number, string][]} */
  #ticks() {
    const span = this.#to - this.#from;
    const [, unit, count, format] = STEPS.find(([step]) => span / step <= MOST_TICKS) ?? STEPS[STEPS.length - 1];
    /** @type {[number, string][]} */
    const ticks = [];
    const date = new Date(this.#from);
    date.setUTCMinutes(0, 0, 0);
    if (unit !== "hour") date.setUTCHours(0);
    if (unit === "month" || unit === "year") date.setUTCDate(1);
    if (unit === "hour") date.setUTCHours(Math.floor(date.getUTCHours() / count) * count);
    if (unit === "month") date.setUTCMonth(Math.floor(date.getUTCMonth() / count) * count);
    if (unit === "year") date.setUTCFullYear(Math.floor(date.getUTCFullYear() / count) * count, 0, 1);
    while (date.getTime() <= this.#to && ticks.length < 20) {
      if (date.getTime() >= this.#from) ticks.push([date.getTime(), dateText(date, format)]);
      if (unit === "hour") date.setUTCHours(date.getUTCHours() + count);
      if (unit === "day") date.setUTCDate(date.getUTCDate() + count);
      if (unit === "month") date.setUTCMonth(date.getUTCMonth() + count);
      if (unit === "year") date.setUTCFullYear(date.getUTCFullYear() + count);
    }
    return ticks;
  }
}
