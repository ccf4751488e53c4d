/**
 * The reading room: the article that is read, with its toolbar and the panels beside it.
 * @module
 */

import { byId, h, replace } from "../dom.js";
import { t } from "../i18n.js";
import { sight } from "../pace.js";
import { showDrawing } from "../status.js";
import { citation } from "../export/citation.js";
import { ActorsPanel } from "./actors.js";
import { ArticleView } from "./article.js";
import { showCleaning } from "./cleaning.js";
import { showCredits } from "./credits.js";
import { showLayers } from "./layers.js";
import { showNetwork } from "./network.js";
import { QuotesPanel } from "./quotes.js";
import { TimelinePanel } from "./timeline.js";
import { explain } from "./why.js";

/** @typedef {import("../state.js").OpenArticle} OpenArticle */

export const PANELS = ["actors", "quotes", "timeline", "network", "cleaning"];

/** On a phone text and findings take turns; the text has a tab there. */
const NARROW = matchMedia("(max-width: 50rem)");

export class Room {
  #panel = "actors";
  /** Panels to be drawn before they are seen: a long text would make five lists of thousands.
   * @type {Set<string>} */
  #stale = new Set();

  /** @param {import("../desk.js").Desk} desk */
  constructor(desk) {
    this.desk = desk;
    const reveal = (/** @type {import("../types.js").Span} */ span) => this.reveal(span);
    const openActor = (/** @type {number} */ actor) => this.openActor(actor);
    this.actions = { reveal, openActor };
    this.article = new ArticleView(byId("article"), { onProgress: showDrawing });
    this.actors = new ActorsPanel(byId("panel-actors"), {
      reveal,
      focus: (actor) => this.article.focus(actor),
      edit: (edit) => desk.change((article) => article.edit(edit)),
    });
    this.quotes = new QuotesPanel(byId("panel-quotes"), {
      reveal,
      openActor,
      cite: (quote) => (desk.current ? citation(desk.current.reading, quote) : ""),
    });
    this.timeline = new TimelinePanel(byId("panel-timeline"), this.actions);
    byId("views").addEventListener("click", (/** @type {any} */ event) => {
      const view = event.target.dataset.view;
      if (view) desk.change((article) => (article.view = view));
    });
    byId("article").addEventListener("click", (/** @type {any} */ event) => {
      const note = event.target.closest(".note");
      const mark = event.target.closest("[data-mark]");
      if (note) this.openQuote(Number(note.dataset.quote));
      else if (mark && getSelection()?.isCollapsed !== false) this.why(mark);
    });
    byId("hint").addEventListener("click", (/** @type {any} */ event) => {
      if (event.target.matches("button")) byId("hint").hidden = true;
    });
    addEventListener("beforeprint", () => PANELS.forEach((name) => this.#freshen(name)));
  }

  // --- drawing ----------------------------------------------------------------------------------

  /** @param {OpenArticle} article */
  async show(article) {
    const { reading, view } = article;
    byId("room").setAttribute("aria-busy", "true");
    // The text first: its first paragraphs stand before this returns.
    const drawing = this.article.show(reading, view);
    showCredits(byId("credits"), article, {
      changeDate: (date) => this.desk.changeDate(date),
      reveal: this.actions.reveal,
    });
    showLayers(reading.analysis);
    this.#drawTabs();
    for (const button of byId("views").children) button.setAttribute("aria-pressed", String(button.dataset.view === view));
    this.#drawHistory(article);
    this.#stale = new Set(PANELS);
    await sight();
    this.#freshen(this.#panel);
    if (await drawing) byId("room").removeAttribute("aria-busy");
  }

  /** Draws a panel if what it shows is of yesterday.
   * @param {string} name */
  #freshen(name) {
    const { current } = this.desk;
    if (!current || !this.#stale.delete(name)) return;
    const { reading } = current;
    if (name === "actors") this.actors.show(reading);
    else if (name === "quotes") this.quotes.show(reading);
    else if (name === "timeline") this.timeline.show(reading);
    else if (name === "network") showNetwork(byId("panel-network"), reading, this.actions);
    else showCleaning(byId("panel-cleaning"), reading, this.actions.reveal);
  }

  #drawTabs() {
    replace(
      byId("panel-tabs"),
      ["text", ...PANELS].map((name) =>
        h(
          "button",
          {
            type: "button",
            role: "tab",
            id: `tab-${name}`,
            "aria-controls": name === "text" ? "article" : `panel-${name}`,
            onclick: () => (name === "text" ? this.showText() : this.showPanel(name)),
          },
          t(`panel-${name}`),
        ),
      ),
    );
    this.#markTab(NARROW.matches && !document.body.classList.contains("turned") ? "text" : this.#panel);
  }

  /** @param {string} name */
  #markTab(name) {
    for (const tab of byId("panel-tabs").children) {
      const chosen = tab.id === `tab-${name}`;
      tab.setAttribute("aria-selected", String(chosen));
      tab.setAttribute("tabindex", chosen ? "0" : "-1");
    }
  }

  /** @param {OpenArticle} article */
  #drawHistory({ edits, undone }) {
    byId("history").hidden = edits.length + undone.length === 0;
    replace(
      byId("history"),
      h("span", null, t("edits-made", { n: edits.length })),
      h("button", { type: "button", disabled: edits.length === 0, onclick: () => this.desk.change((article) => article.undo()) }, t("edit-undo")),
      h("button", { type: "button", disabled: undone.length === 0, onclick: () => this.desk.change((article) => article.redo()) }, t("edit-redo")),
    );
  }

  // --- going about ------------------------------------------------------------------------------

  /** Turns from the findings to the text, where there is room for one of them only. */
  showText() {
    document.body.classList.remove("turned");
    if (NARROW.matches) this.#markTab("text");
  }

  /** @param {string} name */
  showPanel(name) {
    this.#panel = name;
    this.#freshen(name);
    for (const other of PANELS) byId(`panel-${other}`).hidden = other !== name;
    document.body.classList.add("turned");
    this.#markTab(name);
  }

  /** @param {import("../types.js").Span} span */
  reveal(span) {
    this.showText();
    this.article.reveal(span);
  }

  /**
   * @param {number} actor
   * @param {number} [mention]
   */
  openActor(actor, mention) {
    this.showPanel("actors");
    this.actors.open(actor, mention);
  }

  /** @param {number} quote */
  openQuote(quote) {
    this.showPanel("quotes");
    this.quotes.open(quote);
  }

  /** @param {Element} element */
  why(element) {
    byId("hint").hidden = true;
    const ids = (element.closest("[data-mark]")?.getAttribute("data-mark") ?? "").split(" ");
    if (!this.desk.current) return;
    explain(byId("why"), this.desk.current.reading, ids, element, {
      openActor: (actor, mention) => this.openActor(actor, mention),
      openQuote: (quote) => this.openQuote(quote),
      openPanel: (name) => this.showPanel(name),
    });
  }
}
