/**
 * The panel of actors: by weight, with type, country, roles, other names, every mention in its
 * words, and the reader's corrections.
 * @module
 */

import { fillList, h, replace, svg } from "../dom.js";
import { countryName, number, t } from "../i18n.js";

/**
 * @typedef {import("../types.js").Actor} Actor
 * @typedef {import("../model.js").Reading} Reading
 */

/** Letters of context on each side of a mention. */
const CONTEXT = 34;

/** Places that can be told apart on the strip of an actor. */
const STRIP = 400;

export class ActorsPanel {
  /** @type {Reading | null} */
  #reading = null;
  /** @type {number | null} the actor whose card is open */
  #open = null;
  /** @type {number | null} the actor that the text is reduced to */
  #focused = null;
  #at = 0;
  #type = "all";
  #query = "";

  /**
   * @param {HTMLElement} root
   * @param {{reveal: (span: import("../types.js").Span) => void,
   *     focus: (actor: number | null) => void,
   *     edit: (edit: import("../edits.js").Edit) => void}} actions
   */
  constructor(root, actions) {
    this.root = root;
    this.actions = actions;
  }

  /** @param {Reading} reading */
  show(reading) {
    this.#reading = reading;
    if (!reading.actorById.has(this.#open ?? -1)) this.#open = null;
    if (!reading.actorById.has(this.#focused ?? -1)) this.#focused = null;
    this.list = h("ul.actors");
    this.search = h("input", {
      type: "search",
      id: "actor-search",
      placeholder: t("filter-actors"),
      "aria-label": t("filter-actors"),
      value: this.#query,
      oninput: (/** @type {any} */ event) => {
        this.#query = event.target.value;
        this.#fill();
      },
    });
    const types = ["all", "person", "organisation", "place"];
    replace(
      this.root,
      h(
        "div.tools",
        null,
        this.search,
        h(
          "div.choice",
          { role: "group", "aria-label": t("kind") },
          types.map((type) =>
            h(
              "button",
              { type: "button", "aria-pressed": String(type === this.#type), dataset: { type }, onclick: () => this.#filter(type) },
              t(type === "all" ? "all-types" : `layer-${type}`),
            ),
          ),
        ),
      ),
      this.list,
    );
    this.#fill();
  }

  /** Opens the card of an actor.
   * @param {number} actor
   * @param {number} [mention] */
  open(actor, mention = 0) {
    this.#open = actor;
    this.#at = mention;
    this.#type = "all";
    this.#query = "";
    if (this.#reading) this.show(this.#reading);
    this.list.querySelector(`[data-actor="${actor}"]`)?.scrollIntoView({ block: "nearest" });
  }

  /** @param {string} type */
  #filter(type) {
    this.#type = type;
    for (const button of this.root.querySelectorAll(".choice button")) {
      button.setAttribute("aria-pressed", String(/** @type {HTMLElement} */ (button).dataset.type === type));
    }
    this.#fill();
  }

  #fill() {
    const reading = this.#reading;
    if (!reading) return;
    const query = this.#query.trim();
    const shown = reading.analysis.actors.filter(
      (actor) =>
        (this.#type === "all" || actor.type === this.#type) &&
        (query === "" || [actor.name, ...actor.aliases, ...actor.roles].some((name) => name.includes(query))),
    );
    const empty = reading.analysis.actors.length === 0 ? "no-actors" : "nothing-found";
    replace(this.list, shown.length === 0 && h("li.empty", null, t(empty)));
    fillList(this.list, shown, (actor) => this.#item(actor), { label: (n) => t("more", { n }) });
  }

  /** @param {Actor} actor */
  #item(actor) {
    const open = actor.id === this.#open;
    return h(
      "li.actor",
      { class: `${actor.type} ${open ? "open" : ""}`, dataset: { actor: actor.id } },
      h(
        "button.head",
        { type: "button", "aria-expanded": String(open), onclick: () => this.#toggle(actor.id) },
        h("bdi.name", null, actor.name),
        h("span.sub", null, [t(actor.type), actor.country && actor.type !== "place" && countryName(actor.country)].filter(Boolean).join(t("list-comma"))),
        this.#strip(actor),
        h("span.count", { "aria-label": t("count-mentions", { n: actor.mentions.length }) }, number(actor.mentions.length)),
      ),
      open && this.#card(actor),
    );
  }

  /**
   * Where in the text the actor is mentioned, from the beginning on the right to the end.
   * @param {Actor} actor
   */
  #strip(actor) {
    const length = this.#reading?.source.length || 1;
    // One path, and each place once: a long text may name one actor thousands of times.
    const places = new Set(actor.mentions.map(({ span }) => (STRIP - (span[0] / length) * STRIP).toFixed()));
    return svg(
      "svg.strip",
      { viewBox: `0 0 ${STRIP} 10`, preserveAspectRatio: "none", "aria-hidden": "true" },
      svg("path", { d: [...places].map((x) => `M${x} 0V10`).join("") }),
    );
  }

  /** @param {number} id */
  #toggle(id) {
    this.#open = this.#open === id ? null : id;
    this.#at = 0;
    this.#fill();
    this.list.querySelector(`[data-actor="${id}"] .head`)?.focus();
  }

  /** @param {Actor} actor */
  #card(actor) {
    const reading = /** @type {Reading} */ (this.#reading);
    const names = (/** @type {string} */ label, /** @type {string[]} */ list) =>
      list.length > 0 && [h("dt", null, t(label)), h("dd", null, list.map((name) => h("bdi.tag", null, name)))];
    const quotes = reading.analysis.quotes.filter((quote) => quote.speaker === actor.id).length;
    const mentions = h("ol.mentions", { "aria-label": t("mentions") });
    fillList(
      mentions,
      actor.mentions.map((mention, index) => ({ mention, index })),
      ({ mention, index }) =>
        h(
          "li",
          null,
          h(
            "button",
            { type: "button", class: mention.form, "aria-current": index === this.#at ? "true" : null, onclick: () => this.#go(actor, index) },
            this.#context(mention.span),
          ),
        ),
      { label: (n) => t("more", { n }) },
    );
    return h(
      "div.card",
      null,
      h(
        "dl",
        null,
        names("roles", actor.roles.map((role) => this.#role(actor, role))),
        names("aliases", actor.aliases),
        quotes > 0 && [h("dt", null, t("said-by")), h("dd", null, t("count-quotes", { n: quotes }))],
      ),
      h(
        "div.steps",
        null,
        h("button", { type: "button", "aria-label": t("previous-mention"), title: t("previous-mention"), onclick: () => this.#step(actor, -1) }, t("arrow-back")),
        h("span.at", { "aria-live": "polite" }, t("mention-of", { i: this.#at + 1, n: actor.mentions.length })),
        h("button", { type: "button", "aria-label": t("next-mention"), title: t("next-mention"), onclick: () => this.#step(actor, 1) }, t("arrow-on")),
        h(
          "button.only",
          { type: "button", "aria-pressed": String(this.#focused === actor.id), onclick: () => this.#focus(actor.id) },
          t(this.#focused === actor.id ? "show-all" : "only-this"),
        ),
      ),
      mentions,
      this.#corrections(actor),
    );
  }

  /**
   * A description, and whether it still holds.
   * @param {Actor} actor
   * @param {string} role
   */
  #role(actor, role) {
    const status = actor.offices.find((office) => office.role === role)?.status;
    return status ? `${role} (${t(`office-${status}`)})` : role;
  }

  /**
   * A mention with the words around it, cut between words.
   * @param {import("../types.js").Span} span
   */
  #context([start, end]) {
    const reading = /** @type {Reading} */ (this.#reading);
    const line = (/** @type {string} */ text) => text.replace(/\s+/g, " ");
    const before = line(reading.cleanText([Math.max(0, start - CONTEXT), start]));
    const after = line(reading.cleanText([end, end + CONTEXT]));
    return h(
      "span.context",
      { dir: "auto" },
      start > CONTEXT ? `…${before.replace(/^\S*/, "")}` : before,
      h("b", null, reading.cleanText([start, end])),
      end + CONTEXT < reading.source.length ? `${after.replace(/\S*$/, "")}…` : after,
    );
  }

  /**
   * @param {Actor} actor
   * @param {number} by
   */
  #step(actor, by) {
    this.#go(actor, (this.#at + by + actor.mentions.length) % actor.mentions.length);
  }

  /**
   * @param {Actor} actor
   * @param {number} index
   */
  #go(actor, index) {
    this.#at = index;
    const item = this.list.querySelector(`[data-actor="${actor.id}"]`);
    item.querySelector(".at").textContent = t("mention-of", { i: index + 1, n: actor.mentions.length });
    item.querySelectorAll(".mentions button:not(.more)").forEach((/** @type {Element} */ button, /** @type {number} */ at) => {
      if (at === index) button.setAttribute("aria-current", "true");
      else button.removeAttribute("aria-current");
    });
    this.actions.reveal(actor.mentions[index].span);
  }

  /** @param {number} id */
  #focus(id) {
    this.#focused = this.#focused === id ? null : id;
    this.actions.focus(this.#focused);
    this.#fill();
    this.list.querySelector(`[data-actor="${id}"] .only`)?.focus();
  }

  /** @param {Actor} actor */
  #corrections(actor) {
    const reading = /** @type {Reading} */ (this.#reading);
    const { edit } = this.actions;
    const others = reading.analysis.actors.filter(({ id }) => id !== actor.id);
    const surfaces = [...new Set(actor.mentions.map(({ span }) => reading.cleanText(span)))];
    const select = (/** @type {string} */ label, /** @type {[string, string][]} */ options, /** @type {string | null} */ value, /** @type {(value: string) => void} */ act) =>
      h(
        "label",
        null,
        h("span", null, t(label)),
        h(
          "select",
          { onchange: (/** @type {any} */ event) => event.target.value !== "" && act(event.target.value) },
          value === null && h("option", { value: "" }, t("choose")),
          options.map(([key, text]) => h("option", { value: key, selected: key === value }, text)),
        ),
      );
    const rename = h("input", { type: "text", value: actor.name, dir: "auto" });
    return h(
      "details.corrections",
      null,
      h("summary", null, t("edit-actor")),
      h(
        "form",
        {
          onsubmit: (/** @type {any} */ event) => {
            event.preventDefault();
            const name = rename.value.trim();
            if (name !== "" && name !== actor.name) edit({ op: "rename", actor: actor.id, name });
          },
        },
        h("label", null, h("span", null, t("edit-rename")), rename),
        h("button", { type: "submit" }, t("edit-apply")),
      ),
      select(
        "edit-retype",
        /** @type {[string, string][]} */ (["person", "organisation", "place"].map((type) => [type, t(type)])),
        actor.type,
        (type) => edit({ op: "retype", actor: actor.id, type: /** @type {any} */ (type) }),
      ),
      others.length > 0 &&
        select("edit-merge", others.map(({ id, name }) => [String(id), name]), null, (id) =>
          edit({ op: "merge", actor: actor.id, into: Number(id) }),
        ),
      surfaces.length > 1 &&
        select("edit-split", surfaces.map((surface) => [surface, surface]), null, (surface) =>
          edit({ op: "split", actor: actor.id, surface }),
        ),
      h("button.dismiss", { type: "button", onclick: () => edit({ op: "dismiss", actor: actor.id }) }, t("edit-dismiss")),
    );
  }
}
