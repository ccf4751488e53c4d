/**
 * The page: joins the analyser, the article and the panels.
 * @module
 */

import { Cancelled, Client } from "./client.js";
import { byId, h, replace } from "./dom.js";
import { textOf } from "./files.js";
import { getDigits, getLanguage, setLanguage, t } from "./i18n.js";
import { forget, isKeeping, keep, kept } from "./keep.js";
import { listenToKeys, showKeys } from "./keyboard.js";
import { keepForOffline } from "./offline.js";
import { watchRequests } from "./requests.js";
import { OpenArticle } from "./state.js";
import { busy, say, showDrawing } from "./status.js";
import { citation } from "./export/citation.js";
import { ActorsPanel } from "./view/actors.js";
import { ArticleView } from "./view/article.js";
import { showCleaning } from "./view/cleaning.js";
import { showCredits } from "./view/credits.js";
import { LAYERS, showLayers, toggleLayer, toggleMarks } from "./view/layers.js";
import { showExports } from "./view/exports.js";
import { showNetwork } from "./view/network.js";
import { QuotesPanel } from "./view/quotes.js";
import { sampleText, showSamples, showSpecimen } from "./view/start.js";
import { TimelinePanel } from "./view/timeline.js";
import { explain } from "./view/why.js";

const PANELS = ["actors", "quotes", "timeline", "network", "cleaning"];

/** On a phone text and findings take turns; the text has a tab there. */
const NARROW = matchMedia("(max-width: 50rem)");

const client = new Client();
client.warm();

/** @type {OpenArticle[]} */
const articles = [];
/** @type {OpenArticle | null} */
let current = null;
let panel = "actors";
/** Panels to be drawn before they are seen: a long text would make five lists of thousands.
 * @type {Set<string>} */
let stale = new Set();
/** Says anew, in the language of the day, how many requests there were. */
let tellRequests = () => {};

const articleView = new ArticleView(byId("article"), { onProgress: showDrawing });
const actors = new ActorsPanel(byId("panel-actors"), {
  reveal,
  focus: (actor) => articleView.focus(actor),
  edit: (edit) => change((article) => article.edit(edit)),
});
const quotes = new QuotesPanel(byId("panel-quotes"), {
  reveal,
  openActor: (actor) => openActor(actor),
  cite: (quote) => (current ? citation(current.reading, quote) : ""),
});
const timeline = new TimelinePanel(byId("panel-timeline"), { reveal, openActor: (actor) => openActor(actor) });

// --- opening and closing ------------------------------------------------------------------------

/**
 * Analyses a text and opens it as an article.
 * @param {string} source
 * @param {string | null} date
 * @returns {Promise<boolean>} whether it is open
 */
async function open(source, date) {
  if (source.trim() === "") {
    say(t("empty-text"));
    byId("source").focus();
    return false;
  }
  const analysis = await analyse(source, date);
  if (!analysis) return false;
  await breath();
  const article = new OpenArticle(source, date, analysis);
  articles.push(article);
  keepArticles();
  await breath();
  await show(article);
  const { reading } = article;
  say(
    t("done", {
      actors: t("count-actors", { n: reading.analysis.actors.length }),
      quotes: t("count-quotes", { n: reading.analysis.quotes.length }),
      events: t("count-events", { n: reading.analysis.timeline.length }),
    }),
  );
  return true;
}

/**
 * @param {string} source
 * @param {string | null} date
 * @returns {Promise<import("./types.js").Analysis | null>} null if it failed or was cancelled, which is said
 */
async function analyse(source, date) {
  let failure = "";
  busy(true);
  try {
    return await client.analyse(source, date);
  } catch (error) {
    failure = error instanceof Cancelled ? t("cancelled") : t("failed", { message: error instanceof Error ? error.message : String(error) });
    return null;
  } finally {
    busy(false);
    say(failure);
  }
}

/** @param {OpenArticle} article */
async function show(article) {
  if (current) current.scroll = scrollY;
  current = article;
  byId("start").hidden = true;
  byId("room").hidden = false;
  showText();
  byId("room-title").textContent = article.title || t("untitled");
  document.title = `${article.title.slice(0, 60)} · ${t("brand")}`;
  drawTabs();
  await draw();
  scrollTo({ top: article.scroll, behavior: "instant" });
}

function showStart() {
  if (current) current.scroll = scrollY;
  current = null;
  byId("start").hidden = false;
  byId("room").hidden = true;
  document.title = t("brand");
  drawTabs();
  byId("source").focus();
}

/** @param {OpenArticle} article */
function close(article) {
  articles.splice(articles.indexOf(article), 1);
  keepArticles();
  const next = articles.at(-1);
  if (article !== current) drawTabs();
  else if (next) show(next);
  else showStart();
}

/**
 * Makes a change to the article that is open, and draws it.
 * @param {(article: OpenArticle) => void} act
 */
function change(act) {
  if (!current) return;
  act(current);
  keepArticles();
  draw();
}

/** Resolves the times of the article anew.
 * @param {string | null} date */
async function changeDate(date) {
  const article = current;
  if (!article) return;
  const analysis = await analyse(article.source, date);
  if (!analysis) return;
  article.givenDate = date;
  article.update(analysis);
  keepArticles();
  if (article === current) await draw();
}

/** Writes down what is open, where the reader asked for it. */
async function keepArticles() {
  if (await isKeeping()) await keep(articles);
}

/** Opens what was kept at the last visit, behind the first page. */
async function restore() {
  const keeping = await isKeeping();
  byId("keep").checked = keeping;
  if (!keeping) return;
  for (const { source, givenDate, edits, view } of await kept()) {
    const article = new OpenArticle(source, givenDate, await client.analyse(source, givenDate));
    for (const edit of edits) article.edit(edit);
    article.view = view;
    articles.push(article);
  }
  drawTabs();
}

// --- drawing ------------------------------------------------------------------------------------

async function draw() {
  if (!current) return;
  const { reading, view } = current;
  byId("room").setAttribute("aria-busy", "true");
  showCredits(byId("credits"), current, { changeDate, reveal });
  showLayers(reading.analysis);
  drawPanelTabs();
  for (const button of byId("views").children) button.setAttribute("aria-pressed", String(button.dataset.view === view));
  drawHistory();
  stale = new Set(PANELS);
  const drawing = articleView.show(reading, view);
  await breath();
  freshen(panel);
  if (await drawing) byId("room").removeAttribute("aria-busy");
}

/** Lets the browser paint and answer before the next piece of work. */
function breath() {
  return new Promise((resolve) => setTimeout(resolve));
}

/** Draws a panel if what it shows is of yesterday.
 * @param {string} name */
function freshen(name) {
  if (!current || !stale.delete(name)) return;
  const { reading } = current;
  if (name === "actors") actors.show(reading);
  else if (name === "quotes") quotes.show(reading);
  else if (name === "timeline") timeline.show(reading);
  else if (name === "network") showNetwork(byId("panel-network"), reading, { reveal, openActor: (actor) => openActor(actor) });
  else showCleaning(byId("panel-cleaning"), reading, reveal);
}

function drawTabs() {
  replace(
    byId("tabs"),
    articles.map((article) =>
      h(
        "span.tab",
        { class: article === current ? "current" : "" },
        h("button.open", { type: "button", "aria-current": article === current ? "page" : null, dir: "auto", onclick: () => show(article) }, article.title.slice(0, 80) || t("untitled")),
        h("button.close", { type: "button", "aria-label": t("close-article", { title: article.title.slice(0, 40) }), onclick: () => close(article) }, "×"),
      ),
    ),
  );
}

function drawPanelTabs() {
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
          onclick: () => (name === "text" ? showText() : showPanel(name)),
        },
        t(`panel-${name}`),
      ),
    ),
  );
  markTab(NARROW.matches && !document.body.classList.contains("turned") ? "text" : panel);
}

/** @param {string} name */
function markTab(name) {
  for (const tab of byId("panel-tabs").children) {
    const chosen = tab.id === `tab-${name}`;
    tab.setAttribute("aria-selected", String(chosen));
    tab.setAttribute("tabindex", chosen ? "0" : "-1");
  }
}

/** Turns from the findings to the text, where there is room for one of them only. */
function showText() {
  document.body.classList.remove("turned");
  if (NARROW.matches) markTab("text");
}

/** @param {string} name */
function showPanel(name) {
  panel = name;
  freshen(name);
  for (const other of PANELS) byId(`panel-${other}`).hidden = other !== name;
  document.body.classList.add("turned");
  markTab(name);
}

function drawHistory() {
  const { edits, undone } = /** @type {OpenArticle} */ (current);
  byId("history").hidden = edits.length + undone.length === 0;
  replace(
    byId("history"),
    h("span", null, t("edits-made", { n: edits.length })),
    h("button", { type: "button", disabled: edits.length === 0, onclick: () => change((article) => article.undo()) }, t("edit-undo")),
    h("button", { type: "button", disabled: undone.length === 0, onclick: () => change((article) => article.redo()) }, t("edit-redo")),
  );
}

// --- going about ----------------------------------------------------------------------------------

/** @param {import("./types.js").Span} span */
function reveal(span) {
  showText();
  articleView.reveal(span);
}

/**
 * @param {number} actor
 * @param {number} [mention]
 */
function openActor(actor, mention) {
  showPanel("actors");
  actors.open(actor, mention);
}

/** @param {Element} element */
function why(element) {
  const ids = (element.closest("[data-mark]")?.getAttribute("data-mark") ?? "").split(" ");
  if (!current) return;
  explain(byId("why"), current.reading, ids, element, {
    openActor,
    openQuote: (quote) => {
      showPanel("quotes");
      quotes.open(quote);
    },
    openPanel: showPanel,
  });
}

// --- the interface itself -------------------------------------------------------------------------

function drawInterface() {
  document.documentElement.lang = getLanguage();
  document.documentElement.dir = getLanguage() === "ar" ? "rtl" : "ltr";
  for (const element of /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll("[data-t]"))) element.textContent = t(element.dataset.t ?? "");
  for (const element of /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll("[data-label]"))) element.setAttribute("aria-label", t(element.dataset.label ?? ""));
  for (const element of /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll("[data-title]"))) element.title = t(element.dataset.title ?? "");
  for (const element of /** @type {NodeListOf<HTMLTextAreaElement>} */ (document.querySelectorAll("[data-placeholder]"))) element.placeholder = t(element.dataset.placeholder ?? "");
  byId("language").setAttribute("aria-label", t("language-label"));
  byId("language").lang = getLanguage() === "ar" ? "en" : "ar";
  byId("digits").hidden = getLanguage() !== "ar";
  byId("digits").textContent = t(getDigits() === "arab" ? "digits-latn" : "digits-arab");
  byId("theme").textContent = t(isDark() ? "theme-light" : "theme-dark");
  showSamples(async (sample) => open(await sampleText(sample), sample.date || null));
  tellRequests();
  say("");
  showExports(byId("exports"), () => current);
  drawTabs();
  if (current) draw();
  else document.title = t("brand");
}

function isDark() {
  const chosen = document.documentElement.dataset.theme;
  return chosen ? chosen === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
}

/** @param {Iterable<File>} files */
async function openFiles(files) {
  for (const file of files) {
    try {
      await open(await textOf(file, client), byId("source-date").value || null);
    } catch (error) {
      say(t("failed", { message: String(error) }));
    }
  }
}

function listen() {
  const source = byId("source");
  const submit = async () => {
    if (await open(source.value, byId("source-date").value || null)) {
      source.value = "";
      byId("source-date").value = "";
    }
  };
  byId("paste").addEventListener("submit", (/** @type {Event} */ event) => {
    event.preventDefault();
    submit();
  });
  // What is pasted into the empty box is what the reader came with: no button is needed, and a long
  // text need not be laid out in the box first.
  source.addEventListener("paste", async (/** @type {ClipboardEvent} */ event) => {
    const text = event.clipboardData?.getData("text/plain") ?? "";
    if (source.value !== "" || text.trim() === "") return;
    event.preventDefault();
    if (!(await open(text, byId("source-date").value || null))) source.value = text;
    else byId("source-date").value = "";
  });
  byId("file").addEventListener("change", (/** @type {any} */ event) => {
    openFiles([...event.target.files]);
    event.target.value = "";
  });
  document.addEventListener("dragover", (event) => {
    event.preventDefault();
    document.body.classList.add("dropping");
  });
  document.addEventListener("dragleave", (event) => {
    if (!event.relatedTarget) document.body.classList.remove("dropping");
  });
  document.addEventListener("drop", (event) => {
    event.preventDefault();
    document.body.classList.remove("dropping");
    if (event.dataTransfer) openFiles([...event.dataTransfer.files]);
  });

  byId("keep").addEventListener("change", () => (byId("keep").checked ? keep(articles) : forget()));
  byId("brand").addEventListener("click", showStart);
  byId("new").addEventListener("click", showStart);
  byId("cancel").addEventListener("click", () => client.cancel());
  byId("help").addEventListener("click", () => showKeys(byId("keys")));
  byId("language").addEventListener("click", () => {
    setLanguage(getLanguage() === "ar" ? "en" : "ar", getDigits());
    drawInterface();
  });
  byId("digits").addEventListener("click", () => {
    setLanguage(getLanguage(), getDigits() === "arab" ? "latn" : "arab");
    drawInterface();
  });
  byId("theme").addEventListener("click", () => {
    document.documentElement.dataset.theme = isDark() ? "light" : "dark";
    byId("theme").textContent = t(isDark() ? "theme-light" : "theme-dark");
  });
  byId("edit-text").addEventListener("click", () => {
    if (!current) return;
    source.value = current.source;
    byId("source-date").value = current.givenDate ?? "";
    showStart();
  });
  byId("views").addEventListener("click", (/** @type {any} */ event) => {
    const view = event.target.dataset.view;
    if (view) change((article) => (article.view = view));
  });
  byId("article").addEventListener("click", (/** @type {any} */ event) => {
    const note = event.target.closest(".note");
    const mark = event.target.closest("[data-mark]");
    if (note) {
      showPanel("quotes");
      quotes.open(Number(note.dataset.quote));
    } else if (mark && getSelection()?.isCollapsed !== false) why(mark);
  });
  addEventListener("beforeprint", () => PANELS.forEach(freshen));
  listenToKeys({
    layer: (index) => LAYERS[index] && toggleLayer(LAYERS[index]),
    marks: toggleMarks,
    panel: (name) => {
      showPanel(name);
      document.getElementById(`tab-${name}`)?.focus();
    },
    panels: PANELS,
    search: () => {
      showPanel("actors");
      byId("actor-search").focus();
    },
    view: () => change((article) => (article.view = article.view === "clean" ? "original" : "clean")),
    why,
    undo: () => change((article) => article.undo()),
    fresh: showStart,
    help: () => showKeys(byId("keys")),
    submit: () => byId("paste").requestSubmit(),
    active: () => current !== null,
  });
  tellRequests = watchRequests(byId("requests"));
}

listen();
drawInterface();
keepForOffline((takeOver) => {
  byId("update").hidden = false;
  byId("update").addEventListener("click", takeOver);
}).catch(() => {
  // Without a service worker the page works as well, only not without a network.
});
restore().catch((error) => say(t("failed", { message: String(error) })));
showSpecimen(client).catch((error) => say(t("failed", { message: String(error) })));
