/**
 * The page: joins the analyser, the desk with the open articles, and the room where one is read.
 * @module
 */

import { client } from "./client.js";
import { DateField } from "./datefield.js";
import { byId, h, replace } from "./dom.js";
import { t } from "./i18n.js";
import { listenToIntake } from "./intake.js";
import { forget, isKeeping, keep } from "./keep.js";
import { listenToKeys, showKeys } from "./keyboard.js";
import { keepForOffline } from "./offline.js";
import { listenToPreferences, showPreferences } from "./preferences.js";
import { watchRequests } from "./requests.js";
import { listenToSenders } from "./sent.js";
import { say } from "./status.js";
import { Desk } from "./desk.js";
import { LAYERS, toggleLayer, toggleMarks } from "./view/layers.js";
import { showExports } from "./view/exports.js";
import { PANELS, Room } from "./view/room.js";
import { sampleText, showSamples, showSpecimen, specimen } from "./view/start.js";

const desk = new Desk(client);
const room = new Room(desk);
const date = new DateField(byId("source-date"));
const tellRequests = watchRequests(byId("requests"));

desk.shown = {
  async open(article) {
    byId("start").hidden = true;
    byId("room").hidden = false;
    room.showText();
    byId("room-title").textContent = article.title || t("untitled");
    document.title = `${article.title.slice(0, 60)} · ${t("brand")}`;
    await room.show(article);
  },
  draw: (article) => room.show(article),
  start() {
    byId("start").hidden = false;
    byId("room").hidden = true;
    showSpecimen();
    document.title = t("brand");
    byId("source").focus();
  },
  list: drawTabs,
};

function drawTabs() {
  replace(
    byId("tabs"),
    desk.articles.map((article) =>
      h(
        "span.tab",
        { class: article === desk.current ? "current" : "" },
        h("button.open", { type: "button", "aria-current": article === desk.current ? "page" : null, dir: "auto", onclick: () => desk.show(article) }, article.title.slice(0, 80) || t("untitled")),
        h("button.close", { type: "button", "aria-label": t("close-article", { title: article.title.slice(0, 40) }), onclick: () => desk.close(article) }, "×"),
      ),
    ),
  );
}

/** Milliseconds for which a reader has waited who looks at the example. */
const SPECIMEN_AFTER = 150;

/** Draws the example, unless a text is being opened: that goes first. */
function showSpecimenToWaiting() {
  if (desk.current) return;
  if (document.body.hasAttribute("data-busy")) setTimeout(showSpecimenToWaiting, SPECIMEN_AFTER);
  else showSpecimen();
}

/** Draws everything that has words in it. */
function drawInterface() {
  showPreferences();
  date.draw();
  showSamples(async (sample) => desk.open(await sampleText(sample), sample.date || null));
  setTimeout(showSpecimenToWaiting, SPECIMEN_AFTER);
  tellRequests();
  say("");
  showExports(byId("exports"), () => desk.current);
  drawTabs();
  if (desk.current) desk.shown.open(desk.current);
  else document.title = t("brand");
}

function listen() {
  listenToPreferences(drawInterface);
  listenToIntake(desk, date);
  const showStart = () => desk.showStart();
  byId("brand").addEventListener("click", showStart);
  byId("new").addEventListener("click", showStart);
  byId("keep").addEventListener("change", keepOrForget);
  // The wish may have been taken back in another window.
  document.addEventListener("visibilitychange", async () => (byId("keep").checked = await isKeeping()));
  byId("cancel").addEventListener("click", () => client.cancel());
  byId("help").addEventListener("click", () => showKeys(byId("keys")));
  byId("edit-text").addEventListener("click", () => {
    if (!desk.current) return;
    const { isHtml, source, found } = desk.current;
    byId("source").value = isHtml ? found.clean.text : source;
    date.value = desk.current.givenDate;
    showStart();
  });
  listenToKeys({
    layer: (index) => LAYERS[index] && toggleLayer(LAYERS[index]),
    marks: toggleMarks,
    panel: (name) => {
      room.showPanel(name);
      document.getElementById(`tab-${name}`)?.focus();
    },
    panels: PANELS,
    search: () => {
      room.showPanel("actors");
      byId("actor-search").focus();
    },
    view: () => desk.change((article) => (article.view = article.view === "clean" ? "original" : "clean")),
    why: (element) => room.why(element),
    undo: () => desk.change((article) => article.undo()),
    fresh: showStart,
    help: () => showKeys(byId("keys")),
    submit: () => byId("paste").requestSubmit(),
    active: () => desk.current !== null,
  });
}

/** @param {unknown} error */
const fail = (error) => say(t("failed", { message: String(error) }));

async function keepOrForget() {
  const box = byId("keep");
  try {
    await (box.checked ? keep(desk.articles) : forget());
  } catch {
    say(t("keep-failed"));
    if (box.checked) forget().catch(() => {});
    box.checked = false;
  }
}

/** What a new version of the page takes over from the old one; the browser holds it for the reload only. */
function handOver() {
  history.replaceState({ articles: desk.handOver(), typed: byId("source").value }, "");
}

async function restore() {
  const { articles = [], typed = "" } = history.state ?? {};
  byId("source").value ||= typed;
  byId("keep").checked = await isKeeping();
  await desk.restore(articles);
  if (history.state) history.replaceState(null, "");
}

listen();
drawInterface();
restore()
  .catch(fail)
  .then(() => listenToSenders((text) => void desk.open(text, null).catch(fail)));
// Whoever opens a text at once has the machine to themselves.
setTimeout(prepare, 2000);

/** Makes ready what the reader may need later. */
async function prepare() {
  try {
    // What runs for the first time is compiled for it: better now than when the reader waits for a text.
    if (desk.articles.length === 0) await client.analyse(specimen().source, null).catch(() => {});
    await keepForOffline((takeOver) => {
      byId("update").hidden = false;
      byId("update").onclick = () => {
        handOver();
        takeOver();
      };
    });
  } catch {
    // The first analysis will fail in the same way, and say so. Without a service worker the page
    // works as well, only not without a network.
  }
}
