/**
 * The panel of the timeline: the axis, the events as a list or as a table, and those that the text
 * orders by others without a date. What is told twice is one event here.
 * @module
 */

import { fillList, h, replace } from "../dom.js";
import { number, t } from "../i18n.js";
import { extent, timeInWords } from "../timex.js";
import { Axis } from "./axis.js";

/**
 * @typedef {import("../types.js").Event} Event
 * @typedef {import("../model.js").Reading} Reading
 *
 * `number` is what the event is called on the axis and in the list; `again` are the other places
 * that tell it.
 * @typedef {{index: number, number: number, event: Event, when: string,
 *     actors: import("../types.js").Actor[], again: import("../types.js").Span[]}} Row
 */

export class TimelinePanel {
  /** @type {Reading | null} */
  #reading = null;
  #form = "drawn";
  /** @type {Row[]} */
  rows = [];

  /**
   * @param {HTMLElement} root
   * @param {{reveal: (span: import("../types.js").Span) => void, openActor: (actor: number) => void}} actions
   */
  constructor(root, actions) {
    this.root = root;
    this.actions = actions;
  }

  /** @param {Reading} reading */
  show(reading) {
    this.#reading = reading;
    const { timeline, ordered, date } = reading.analysis;
    if (timeline.length + ordered.length === 0) {
      replace(this.root, h("p.empty", null, t("no-events")));
      return;
    }
    const published = date.value === null ? null : (extent(date.value)?.from ?? null);
    this.list = h("div.events");
    const axisRoot = h("div.axis-box");
    this.axis = new Axis(axisRoot, (index) => this.open(index));
    const zoom = (/** @type {string} */ sign, /** @type {string} */ label, /** @type {() => void} */ act) =>
      h("button", { type: "button", "aria-label": t(label), title: t(label), onclick: act }, sign);
    const forms = h("div.choice", { role: "group" });
    for (const form of ["drawn", "table"]) {
      forms.append(
        h(
          "button",
          { type: "button", dataset: { form }, "aria-pressed": String(form === this.#form), onclick: () => this.#choose(form) },
          t(`timeline-${form}`),
        ),
      );
    }
    replace(
      this.root,
      h(
        "div.tools",
        null,
        forms,
        h(
          "div.zoom",
          { role: "group", "aria-label": t("zoom") },
          zoom("→", "scroll-past", () => this.axis?.pan(-0.4)),
          zoom("+", "zoom-in", () => this.axis?.zoom(0.5)),
          zoom("−", "zoom-out", () => this.axis?.zoom(2)),
          zoom("←", "scroll-future", () => this.axis?.pan(0.4)),
          zoom(t("zoom-all"), "zoom-all", () => this.axis?.fitAll()),
        ),
      ),
      axisRoot,
      this.list,
    );
    this.rows = this.#rows();
    this.axis.show(
      this.rows
        .map(({ index, number: name, event }) => {
          const { from = null, to = null } = extent(event.value) ?? {};
          return { from, to, index, name, label: event.label, status: event.status };
        })
        .filter(({ from, to }) => from !== null || to !== null),
      published,
    );
    this.#fill();
  }

  /** Shows where an event is told.
   * @param {number} index */
  open(index) {
    const event = this.#reading?.analysis.timeline[index];
    if (!event) return;
    for (const item of this.root.querySelectorAll("[data-event]")) {
      item.classList.toggle("current", /** @type {HTMLElement} */ (item).dataset.event === String(index));
    }
    this.list?.querySelector(`[data-event="${index}"]`)?.scrollIntoView({ block: "nearest" });
    this.actions.reveal(event.event ?? event.span);
  }

  /** @param {string} form */
  #choose(form) {
    this.#form = form;
    for (const button of this.root.querySelectorAll("[data-form]")) {
      button.setAttribute("aria-pressed", String(/** @type {HTMLElement} */ (button).dataset.form === form));
    }
    this.#fill();
  }

  /** @returns {Row[]} */
  #rows() {
    const reading = /** @type {Reading} */ (this.#reading);
    /** @type {Map<number, Row>} */
    const rows = new Map();
    const { timeline } = reading.analysis;
    timeline.forEach((event, index) => {
      if (event.same_as !== null) return;
      const actors = event.actors.flatMap((id) => reading.actorById.get(id) ?? []);
      rows.set(index, { index, number: rows.size + 1, event, when: this.#when(event), actors, again: [...event.also] });
    });
    for (const { same_as: first, event, span } of timeline) rows.get(first ?? -1)?.again.push(event ?? span);
    return [...rows.values()];
  }

  #fill() {
    replace(
      /** @type {Element} */ (this.list),
      this.#form === "table" ? this.#table(this.rows) : this.#items(this.rows),
      this.#ordered(),
    );
  }

  /** @param {Event} event */
  #when(event) {
    const reading = /** @type {Reading} */ (this.#reading);
    return timeInWords(reading, reading.analysis.times[event.time], event.value);
  }

  /** @param {Row[]} rows */
  #items(rows) {
    const list = h("ol");
    fillList(
      list,
      rows,
      ({ index, number: name, event, when, actors, again }) =>
        h(
          "li",
          { class: event.status, dataset: { event: index } },
          h("span.number", { "aria-hidden": "true" }, number(name)),
          h("time", { datetime: /^\d{4}(-\d\d(-\d\d)?)?$/.test(event.value) ? event.value : null }, when),
          state(event.status),
          h("button.what", { type: "button", title: t("go-to"), dir: "auto", onclick: () => this.open(index) }, event.label),
          event.relation && this.#relation(event.relation),
          again.length > 0 && h("p.again", null, t("told-again"), again.map((span) => this.#place(span))),
          this.#takePart(actors),
        ),
      { label: (n) => t("more", { n }) },
    );
    return list;
  }

  /** @param {import("../types.js").Actor[]} actors */
  #takePart(actors) {
    return (
      actors.length > 0 &&
      h(
        "p.takes-part",
        null,
        actors.map((actor) =>
          h("button.tag", { type: "button", class: actor.type, onclick: () => this.actions.openActor(actor.id) }, h("bdi", null, actor.name)),
        ),
      )
    );
  }

  /** A stretch of the text that leads to its place.
   * @param {import("../types.js").Span} span */
  #place(span) {
    return h("button.place-in-text", { type: "button", title: t("go-to"), dir: "auto", onclick: () => this.actions.reveal(span) }, this.#reading?.cleanText(span) ?? "");
  }

  /** Before, after or during what.
   * @param {import("../types.js").EventRelation} relation */
  #relation({ kind, event, distance }) {
    const reading = /** @type {Reading} */ (this.#reading);
    const time = distance === null ? undefined : reading.analysis.times[distance];
    return h("p.relation", null, t(`event-${kind}`), this.#place(event), time && h("span", null, `(${timeInWords(reading, time)})`));
  }

  /** Events without a date. */
  #ordered() {
    const reading = /** @type {Reading} */ (this.#reading);
    const { ordered } = reading.analysis;
    if (ordered.length === 0) return null;
    const list = h("ul");
    fillList(
      list,
      ordered,
      (event) =>
        h(
          "li",
          { class: event.status },
          this.#relation(event.relation),
          state(event.status),
          h("button.what", { type: "button", title: t("go-to"), dir: "auto", onclick: () => this.actions.reveal(event.event) }, event.label),
          this.#takePart(event.actors.flatMap((id) => reading.actorById.get(id) ?? [])),
        ),
      { label: (n) => t("more", { n }) },
    );
    return h("section.ordered", null, h("h3", null, t("undated-events")), list);
  }

  /** @param {Row[]} rows */
  #table(rows) {
    const reading = /** @type {Reading} */ (this.#reading);
    const body = h("tbody");
    fillList(
      body,
      rows,
      ({ index, event, when, actors }) => {
        const time = reading.analysis.times[event.time];
        return h(
          "tr",
          { dataset: { event: index } },
          h("th", { scope: "row" }, when, event.status !== "happened" && ` (${t(`status-${event.status}`)})`),
          h("td", null, h("button.what", { type: "button", onclick: () => this.open(index) }, event.label)),
          h("td", null, actors.map((actor, at) => [at > 0 && t("list-comma"), h("bdi", null, actor.name)]).flat()),
          h("td", null, time && h("bdi", null, reading.cleanText(time.span))),
        );
      },
      { label: (n) => t("more", { n }) },
    );
    return h(
      "table",
      null,
      h("thead", null, h("tr", null, ["when", "what", "who", "words"].map((key) => h("th", { scope: "col" }, t(key))))),
      body,
    );
  }
}

/**
 * How far the article vouches for an event; nothing where it simply tells it.
 * @param {import("../types.js").EventStatus} status
 */
function state(status) {
  // Without a space its first letter would join the last one of an Arabic time.
  return status !== "happened" && [" ", h("span.state", null, t(`status-${status}`))];
}
