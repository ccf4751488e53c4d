/**
 * The panel of statements: by speaker or in order, with kind, stance and source.
 * @module
 */

import { fillList, h, replace } from "../dom.js";
import { number, t } from "../i18n.js";

/**
 * @typedef {import("../types.js").Quote} Quote
 * @typedef {import("../model.js").Reading} Reading
 */

const SPEAKERS_AT_ONCE = 15;
const QUOTES_AT_ONCE = 20;

export class QuotesPanel {
  /** @type {Reading | null} */
  #reading = null;
  #order = "speaker";
  #kind = "all";
  /** @type {number | null} */
  #current = null;

  /**
   * @param {HTMLElement} root
   * @param {{reveal: (span: import("../types.js").Span) => void, openActor: (actor: number) => void,
   *     cite: (quote: Quote) => string}} actions
   */
  constructor(root, actions) {
    this.root = root;
    this.actions = actions;
  }

  /** @param {Reading} reading */
  show(reading) {
    this.#reading = reading;
    const { quotes } = reading.analysis;
    const kinds = ["all", ...["direct", "indirect", "mixed"].filter((kind) => quotes.some((quote) => quote.kind === kind))];
    if (!kinds.includes(this.#kind)) this.#kind = "all";
    this.list = h("div.quotes");
    replace(
      this.root,
      quotes.length > 0 &&
        h(
          "div.tools",
          null,
          this.#choice(["speaker", "order"], this.#order, { speaker: t("by-speaker"), order: t("in-order") }, (order) => (this.#order = order)),
          kinds.length > 2 && this.#choice(kinds, this.#kind, { all: t("all-kinds") }, (kind) => (this.#kind = kind)),
        ),
      this.list,
    );
    this.#fill();
  }

  /** Brings a statement into sight.
   * @param {number} index */
  open(index) {
    this.#current = index;
    this.#kind = "all";
    if (this.#reading) this.show(this.#reading);
    this.list.querySelector(`[data-quote="${index}"]`)?.scrollIntoView({ block: "nearest" });
  }

  /**
   * @param {string[]} options
   * @param {string} chosen
   * @param {Record<string, string>} labels
   * @param {(option: string) => void} choose
   */
  #choice(options, chosen, labels, choose) {
    const group = h("div.choice", { role: "group" });
    group.append(
      ...options.map((option) =>
        h(
          "button",
          {
            type: "button",
            "aria-pressed": String(option === chosen),
            dataset: { option },
            onclick: (/** @type {any} */ event) => {
              choose(option);
              for (const button of group.children) button.setAttribute("aria-pressed", String(button === event.currentTarget));
              this.#fill();
            },
          },
          labels[option] ?? t(option),
        ),
      ),
    );
    return group;
  }

  #fill() {
    const reading = this.#reading;
    if (!reading) return;
    const quotes = reading.analysis.quotes
      .map((quote, index) => ({ quote, index }))
      .filter(({ quote }) => this.#kind === "all" || quote.kind === this.#kind);
    if (quotes.length === 0) {
      replace(this.list, h("p.empty", null, t("no-quotes")));
      return;
    }
    if (this.#order === "order") {
      const list = h("ol");
      fillList(list, quotes, ({ quote, index }) => this.#item(quote, index, true), { label: (n) => t("more", { n }) });
      replace(this.list, list);
      return;
    }
    /** @type {Map<string, {quote: Quote, index: number}[]>} */
    const groups = new Map();
    for (const entry of quotes) {
      const key = entry.quote.speaker === null ? "" : String(entry.quote.speaker);
      const group = groups.get(key);
      if (group) group.push(entry);
      else groups.set(key, [entry]);
    }
    const sorted = [...groups].sort(([a, x], [b, y]) => Number(a === "") - Number(b === "") || y.length - x.length);
    replace(this.list);
    fillList(
      this.list,
      sorted,
      ([key, entries]) => {
        const speaker = reading.actorById.get(key === "" ? -1 : Number(key));
        const list = h("ol");
        fillList(list, entries, ({ quote, index }) => this.#item(quote, index, !speaker), { label: (n) => t("more", { n }), step: QUOTES_AT_ONCE });
        return h(
          "section",
          { class: speaker?.type ?? "unnamed" },
          h(
            "h3",
            null,
            speaker
              ? h("button.speaker", { type: "button", onclick: () => this.actions.openActor(speaker.id) }, h("bdi", null, speaker.name))
              : t("unnamed-speaker"),
            speaker && speaker.roles.length > 0 && h("bdi.role", null, speaker.roles[0]),
            h("span.count", null, number(entries.length)),
          ),
          list,
        );
      },
      { label: (n) => t("more", { n }), step: SPEAKERS_AT_ONCE },
    );
  }

  /**
   * @param {Quote} quote
   * @param {number} index
   * @param {boolean} named whether the entry must say who speaks
   */
  #item(quote, index, named) {
    const reading = /** @type {Reading} */ (this.#reading);
    const speaker = reading.speaker(quote);
    const via = reading.name(quote.via);
    const addressee = reading.addressee(quote);
    const text = reading.cleanText(quote.span);
    const copy = h(
      "button.copy",
      {
        type: "button",
        onclick: async () => {
          await navigator.clipboard.writeText(this.actions.cite(quote));
          copy.textContent = t("copied");
        },
      },
      t("copy"),
    );
    return h(
      "li.saying",
      { class: `${quote.kind} ${index === this.#current ? "current" : ""}`, dataset: { quote: index } },
      h(
        "p.meta",
        null,
        named && h("bdi.who", null, speaker ?? t("unnamed-speaker")),
        h("span.stance", null, t(quote.cue?.stance ?? "says")),
        quote.cue && h("bdi.cue-word", null, reading.cleanText(quote.cue.span)),
        h("span.kind", null, t(quote.kind)),
        addressee && h("span.to", null, t("said-to", { name: addressee })),
        quote.medium && h("span.medium", null, t(`medium-${quote.medium.kind}`)),
        via && h("span.via", null, t("via", { name: via })),
        copy,
      ),
      h("button.words", { type: "button", title: t("go-to"), onclick: () => this.actions.reveal(quote.span) }, h("q", { dir: "auto" }, text)),
    );
  }
}
