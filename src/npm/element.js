/**
 * `<rasid-article>`: an article with its marks, actors, quotes and timeline, in any page.
 *
 * The drawing is that of the page, in a shadow root; the analysis is shared by all elements of a document.
 * @module
 */

import { h, replace } from "../../www/dom.js";
import { setLanguage, t } from "../../www/i18n.js";
import { Reading } from "../../www/model.js";
import { citation } from "../../www/export/citation.js";
import { ActorsPanel } from "../../www/view/actors.js";
import { ArticleView } from "../../www/view/article.js";
import { QuotesPanel } from "../../www/view/quotes.js";
import { TimelinePanel } from "../../www/view/timeline.js";
import article from "../../www/style/article.css";
import base from "../../www/style/base.css";
import panels from "../../www/style/panels.css";
import own from "./element.css";
import { RasidWorker } from "./worker.js";

/** The names that `layers` may hold, and the classes of the page for them. */
const LAYERS = { person: "person", org: "organisation", place: "place", quote: "quote", date: "time", repair: "repair", removed: "removed" };

const PANELS = ["actors", "quotes", "timeline"];

/** The page's variables belong to the element here; fonts are declared by documents, not by shadow roots. */
const SHEETS = [base.replaceAll(":root", ":host").replace(/@font-face\s*\{[^}]*\}/g, ""), article, panels, own].map((text) => {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(text);
  return sheet;
});

export class RasidArticle extends HTMLElement {
  static observedAttributes = ["date", "src", "layers", "lang", "digits", "markup"];

  /**
   * What analyses for all elements; can be another one, made with other parts.
   * @type {Pick<RasidWorker, "analyse" | "analyseHtml" | "decode">}
   */
  static analyser = new RasidWorker();

  /** The analysis that is shown.
   * @type {import("../wasm").Analysis | null} */
  analysis = null;

  /** @type {{source: string, isHtml: boolean} | null} what was given as a property or a file */
  #given = null;
  /** @type {AbortController | null} */
  #work = null;
  #isAwaited = false;
  #internals = this.attachInternals();
  #root = this.attachShadow({ mode: "open", delegatesFocus: true });
  #watch = new MutationObserver(() => this.#given === null && this.#renew());
  /** @type {Reading | null} */
  #reading = null;

  constructor() {
    super();
    this.#root.adoptedStyleSheets = SHEETS;
    this.#internals.role = "region";
    const reveal = (/** @type {any} */ span) => this.reveal(span);
    const openActor = (/** @type {number} */ actor) => this.openActor(actor);
    this.parts = {
      toolbar: h("div.toolbar", { part: "toolbar", role: "group" }),
      text: h("div.reading", { part: "text", lang: "ar", tabindex: -1 }),
      status: h("div", { part: "status", role: "status" }),
      ...Object.fromEntries(PANELS.map((name) => [name, h(`div.${name}`, { part: "panel" })])),
    };
    const { toolbar, text, status } = this.parts;
    this.view = new ArticleView(text);
    this.panels = {
      actors: new ActorsPanel(this.parts.actors, { reveal, focus: (actor) => this.view.focus(actor), edit: () => {} }),
      quotes: new QuotesPanel(this.parts.quotes, { reveal, openActor, cite: (quote) => (this.#reading ? citation(this.#reading, quote) : "") }),
      timeline: new TimelinePanel(this.parts.timeline, { reveal, openActor }),
    };
    this.aside = h("div.panels", { part: "panels", hidden: true }, PANELS.map((name) => h("details", { open: name === "actors" }, h("summary"), this.parts[name])));
    this.#root.append(h("div.frame", null, toolbar, status, text, this.aside));
    // The words of the interface are the document's, so each element says its language before it draws.
    for (const type of ["click", "input", "change", "keydown"]) this.#root.addEventListener(type, () => this.#speak(), { capture: true });
    text.addEventListener("click", (/** @type {any} */ event) => this.#clicked(event));
    this.#root.addEventListener("selectionchange", () => this.#selected());
    text.addEventListener("pointerup", () => this.#selected());
    text.addEventListener("keyup", () => this.#selected());
    this.addEventListener("dragover", (event) => event.preventDefault());
    this.addEventListener("drop", (event) => {
      const file = event.dataTransfer?.files[0];
      if (!file) return;
      event.preventDefault();
      this.file = file;
    });
  }

  connectedCallback() {
    for (const property of ["text", "html", "file"]) this.#upgrade(property);
    this.#watch.observe(this, { childList: true, characterData: true, subtree: true });
    this.#renew();
  }

  disconnectedCallback() {
    this.#watch.disconnect();
    this.#work?.abort();
    // What is painted is the document's, so it must not outlive the element.
    this.#reading = null;
    this.view.show(new Reading("", nothing()), "clean");
  }

  /** @param {string} name */
  attributeChangedCallback(name) {
    if (!this.isConnected) return;
    if (name === "layers") this.#showLayers();
    else if (name === "lang" || name === "digits") this.#draw();
    else this.#renew();
  }

  /** The text that is analysed: what was given, else that of the children. */
  get text() {
    return this.#source()?.source ?? "";
  }

  /** @param {string | null} text */
  set text(text) {
    this.#given = text === null ? null : { source: String(text), isHtml: false };
    this.#renew();
  }

  /** @param {string | null} html */
  set html(html) {
    this.#given = html === null ? null : { source: String(html), isHtml: true };
    this.#renew();
  }

  /** A file whose text is analysed.
   * @param {Blob & {name?: string}} file */
  set file(file) {
    this.#work?.abort();
    const isHtml = /html/.test(file.type) || /\.x?html?$/i.test(file.name ?? "");
    file
      .arrayBuffer()
      .then((bytes) => RasidArticle.analyser.decode(new Uint8Array(bytes)))
      .then((source) => {
        this.#given = { source, isHtml };
        this.#renew();
      })
      .catch((error) => this.#fail(error));
  }

  /** Brings a stretch of the source into sight.
   * @param {import("../wasm").Span} span */
  reveal(span) {
    this.view.reveal(span);
  }

  /** Opens the card of an actor.
   * @param {number} actor */
  openActor(actor) {
    this.#speak();
    this.#panel("actors").open = true;
    this.panels.actors.open(actor);
  }

  /** Properties that were set before the element was defined hide those of the class.
   * @param {string} name */
  #upgrade(name) {
    if (!Object.hasOwn(this, name)) return;
    const value = /** @type {any} */ (this)[name];
    delete (/** @type {any} */ (this)[name]);
    /** @type {any} */ (this)[name] = value;
  }

  #source() {
    if (this.#given) return this.#given;
    // A page in the children is markup, whose spans would be of no use here: its text is what counts.
    const text = this.textContent ?? "";
    return text.trim() === "" ? null : { source: text, isHtml: this.getAttribute("markup") === "html" };
  }

  /** Analyses anew, once for all that is changed together. */
  #renew() {
    if (this.#isAwaited || !this.isConnected) return;
    this.#isAwaited = true;
    queueMicrotask(() => {
      this.#isAwaited = false;
      if (this.isConnected) this.#analyse().catch((error) => this.#fail(error));
    });
  }

  async #analyse() {
    this.#work?.abort();
    const work = (this.#work = new AbortController());
    const given = this.#source() ?? (await this.#fetched(work.signal));
    if (!given || work.signal.aborted) return;
    this.#root.firstElementChild?.setAttribute("aria-busy", "true");
    const options = { signal: work.signal, date: this.getAttribute("date") || undefined };
    const { analyser } = RasidArticle;
    try {
      this.analysis = await (given.isHtml ? analyser.analyseHtml(given.source, options) : analyser.analyse(given.source, options));
    } catch (error) {
      if (work.signal.aborted) return;
      throw error;
    } finally {
      this.#root.firstElementChild?.removeAttribute("aria-busy");
    }
    this.#reading = new Reading(given.source, /** @type {any} */ (this.analysis));
    this.parts.status.textContent = "";
    await this.#draw();
    this.#tell("analysed", { analysis: this.analysis });
  }

  /** @param {AbortSignal} signal */
  async #fetched(signal) {
    const address = this.getAttribute("src");
    if (!address) return null;
    const response = await fetch(new URL(address, this.ownerDocument.baseURI), { signal });
    if (!response.ok) throw new Error(`${address}: ${response.status}`);
    const isHtml = /html/.test(response.headers.get("Content-Type") ?? "");
    return { source: await RasidArticle.analyser.decode(new Uint8Array(await response.arrayBuffer())), isHtml };
  }

  async #draw() {
    const reading = this.#reading;
    if (!reading) return;
    this.#root.firstElementChild?.setAttribute("dir", this.#speak() === "ar" ? "rtl" : "ltr");
    this.parts.text.setAttribute("dir", "rtl");
    this.#internals.ariaLabel = t("brand");
    for (const name of PANELS) {
      const summary = this.#panel(name).querySelector("summary");
      if (summary) summary.textContent = t(`panel-${name}`);
    }
    this.panels.actors.show(reading);
    this.panels.quotes.show(reading);
    this.panels.timeline.show(reading);
    this.#showLayers();
    this.aside.hidden = false;
    await this.view.show(reading, "clean");
    for (const mark of this.parts.text.querySelectorAll("mark")) mark.setAttribute("part", `mark ${mark.classList[0]}`);
    for (const quote of this.parts.text.querySelectorAll(".quote")) quote.setAttribute("part", "quote");
  }

  /** Brings the words of the interface into the language of this place, and says which that is. */
  #speak() {
    // Through shadow roots, which closest() does not leave.
    /** @type {any} */
    let place = this;
    while (place && !place.closest?.("[lang]")) place = place.getRootNode().host;
    const language = (place?.closest("[lang]").getAttribute("lang") ?? "ar").startsWith("ar") ? "ar" : "en";
    const digits = this.getAttribute("digits") ?? (language === "ar" ? "arab" : "latn");
    setLanguage(language, digits === "arab" ? "arab" : "latn");
    return language;
  }

  /** @param {string} name */
  #panel(name) {
    return /** @type {HTMLDetailsElement} */ (this.parts[name].parentElement);
  }

  #showLayers() {
    const wanted = this.getAttribute("layers")?.split(/\s+/) ?? Object.keys(LAYERS);
    for (const [name, layer] of Object.entries(LAYERS)) this.parts.text.classList.toggle(`no-${layer}`, !wanted.includes(name));
    replace(
      this.parts.toolbar,
      Object.entries(LAYERS).map(([name, layer]) =>
        h(
          "button",
          {
            type: "button",
            "aria-pressed": String(wanted.includes(name)),
            onclick: () => {
              const next = wanted.includes(name) ? wanted.filter((it) => it !== name) : [...wanted, name];
              this.setAttribute("layers", next.join(" "));
              /** @type {any} */ (this.parts.toolbar.querySelector(`:nth-child(${Object.keys(LAYERS).indexOf(name) + 1})`))?.focus();
            },
          },
          t(`layer-${layer}`),
        ),
      ),
    );
  }

  /** @param {any} event */
  #clicked(event) {
    const note = event.target.closest(".note");
    const mark = event.target.closest("[data-mark]");
    if (note) return this.#quote(Number(note.dataset.quote));
    const marks = (mark?.dataset.mark.split(" ") ?? []).map((/** @type {string} */ id) => this.#reading?.markById.get(id));
    const found = marks.find((/** @type {any} */ it) => it?.actor !== null && it?.layer !== "quote") ?? marks[0];
    if (!found) return;
    if (found.layer === "quote") this.#quote(found.index);
    else if (found.actor !== null) {
      this.openActor(found.actor);
      this.#tell("entity-activate", { actor: found.actor, span: [found.start, found.end] });
    }
  }

  /** @param {number} index */
  #quote(index) {
    const quote = this.analysis?.quotes[index];
    if (!quote) return;
    this.#panel("quotes").open = true;
    this.panels.quotes.open(index);
    this.#tell("quote-activate", { quote: index, span: quote.span });
  }

  /** Tells what of the source the reader has selected. */
  #selected() {
    const selection = /** @type {any} */ (this.#root).getSelection?.() ?? getSelection();
    const text = String(selection ?? "");
    if (text !== "") this.#tell("selection-change", { text });
  }

  /** @param {unknown} error */
  #fail(error) {
    const message = error instanceof Error ? error.message : String(error);
    this.parts.status.textContent = message;
    this.#tell("error", { message });
  }

  /**
   * @param {string} type
   * @param {object} detail
   */
  #tell(type, detail) {
    this.dispatchEvent(new CustomEvent(type, { detail, bubbles: true, composed: true }));
  }
}

/** An analysis of nothing. */
function nothing() {
  return /** @type {any} */ ({ actors: [], quotes: [], times: [], repairs: [], removed: [], timeline: [], sentences: [], title: null, date: { value: null } });
}

if (!customElements.get("rasid-article")) customElements.define("rasid-article", RasidArticle);
