/**
 * The panel of the timeline: the axis, the events as a list or as a table, the publication date.
 * @module
 */

import { fillList, h, replace } from "../dom.js";
import { number, t } from "../i18n.js";
import { extent, timeText } from "../timex.js";
import { Axis } from "./axis.js";

/**
 * @typedef {import("../types.js").Event} Event
 * @typedef {import("../model.js").Reading} Reading
 */

const DAY = 86_400_000;

export class TimelinePanel {
  /** @type {Reading | null} */
  #reading = null;
  #form = "drawn";

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
    const { timeline, date } = reading.analysis;
    if (timeline.length === 0) {
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
    this.axis.show(
      timeline.map((event, index) => {
        const { from = null, to = null } = extent(event.value) ?? {};
        return { from, to, index, label: event.label, expected: isExpected(from, published) };
      }).filter(({ from, to }) => from !== null || to !== null),
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

  #fill() {
    const reading = /** @type {Reading} */ (this.#reading);
    const { timeline, date } = reading.analysis;
    const published = date.value === null ? null : (extent(date.value)?.from ?? null);
    const rows = timeline.map((event, index) => ({
      index,
      event,
      when: this.#when(event),
      expected: isExpected(extent(event.value)?.from ?? null, published),
      actors: event.actors.flatMap((id) => reading.actorById.get(id) ?? []),
    }));
    replace(/** @type {Element} */ (this.list), this.#form === "table" ? this.#table(rows) : this.#items(rows));
  }

  /** @param {Event} event */
  #when(event) {
    const time = this.#reading?.analysis.times[event.time];
    return timeText(event.value, time?.value === event.value ? time.mod : undefined);
  }

  /** @param {{index: number, event: Event, when: string, expected: boolean, actors: import("../types.js").Actor[]}[]} rows */
  #items(rows) {
    const list = h("ol");
    fillList(
      list,
      rows,
      ({ index, event, when, expected, actors }) =>
        h(
          "li",
          { class: expected ? "expected" : "", dataset: { event: index } },
          h("span.number", { "aria-hidden": "true" }, number(index + 1)),
          h("time", { datetime: /^\d{4}(-\d\d(-\d\d)?)?$/.test(event.value) ? event.value : null }, when),
          expected && h("span.state", null, t("expected")),
          h("button.what", { type: "button", title: t("go-to"), dir: "auto", onclick: () => this.open(index) }, event.label),
          actors.length > 0 &&
            h(
              "p.takes-part",
              null,
              actors.map((actor) =>
                h("button.tag", { type: "button", class: actor.type, onclick: () => this.actions.openActor(actor.id) }, h("bdi", null, actor.name)),
              ),
            ),
        ),
      { label: (n) => t("more", { n }) },
    );
    return list;
  }

  /** @param {{index: number, event: Event, when: string, expected: boolean, actors: import("../types.js").Actor[]}[]} rows */
  #table(rows) {
    const reading = /** @type {Reading} */ (this.#reading);
    const body = h("tbody");
    fillList(
      body,
      rows,
      ({ index, event, when, expected, actors }) => {
        const time = reading.analysis.times[event.time];
        return h(
          "tr",
          { dataset: { event: index } },
          h("th", { scope: "row" }, when, expected && ` (${t("expected")})`),
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
 * Whether an event lay ahead when the article was published.
 * @param {number | null} from
 * @param {number | null} published
 */
function isExpected(from, published) {
  return from !== null && published !== null && from >= published + DAY;
}
