/**
 * The desk: the articles that are open, the one that is read, and what the reader does to them.
 * @module
 */

import { Cancelled } from "./client.js";
import { t } from "./i18n.js";
import { drop, isKeeping, keep, kept, plain } from "./keep.js";
import { Pace } from "./pace.js";
import { OpenArticle } from "./state.js";
import { busy, say } from "./status.js";

/**
 * Who shows what lies on the desk: `open` brings an article up, `draw` draws it anew, `start` brings
 * up the first page, `list` tells that articles came or went.
 * @typedef {{open: (article: OpenArticle) => Promise<void>, draw: (article: OpenArticle) => Promise<void>,
 *     start: () => void, list: () => void}} Shown
 */

export class Desk {
  /** @type {OpenArticle[]} */
  articles = [];
  /** @type {OpenArticle | null} the one that is read; null on the first page */
  current = null;
  /** @type {Shown} */
  shown = { open: async () => {}, draw: async () => {}, start: () => {}, list: () => {} };

  /** @param {import("./calls.js").Calls} client */
  constructor(client) {
    this.client = client;
  }

  /**
   * Analyses a text and opens it as an article.
   * @param {string} source
   * @param {string | null} date
   * @param {boolean} [isHtml] whether the source is markup
   * @returns {Promise<boolean>} whether it is open
   */
  async open(source, date, isHtml = false) {
    if (source.trim() === "") {
      say(t("empty-text"));
      return false;
    }
    const analysis = await this.#analyse(source, date, isHtml);
    if (!analysis) return false;
    const pace = new Pace();
    const article = new OpenArticle(source, date, analysis, isHtml);
    this.articles.push(article);
    // The first page is not painted once more before a short article takes its place.
    if (pace.isOver()) await pace.rest();
    await this.show(article);
    const { actors, quotes, timeline } = article.reading.analysis;
    say(
      t("done", {
        actors: t("count-actors", { n: actors.length }),
        quotes: t("count-quotes", { n: quotes.length }),
        events: t("count-events", { n: timeline.filter((event) => event.same_as === null).length }),
      }),
    );
    await this.#keep(article);
    return true;
  }

  /**
   * @param {string} source
   * @param {string | null} date
   * @param {boolean} isHtml
   * @returns {Promise<import("./types.js").Analysis | null>} null if it failed or was cancelled, which is said
   */
  async #analyse(source, date, isHtml) {
    let failure = "";
    busy(true);
    try {
      return await this.client.analyse(source, date, isHtml);
    } catch (error) {
      failure = error instanceof Cancelled ? t("cancelled") : t("failed", { message: error instanceof Error ? error.message : String(error) });
      return null;
    } finally {
      busy(false);
      say(failure);
    }
  }

  /** @param {OpenArticle} article */
  async show(article) {
    this.#leave();
    this.current = article;
    this.shown.list();
    await this.shown.open(article);
    scrollTo({ top: article.scroll, behavior: "instant" });
  }

  /** Goes to the first page; what is open stays open. */
  showStart() {
    this.#leave();
    this.current = null;
    this.shown.list();
    this.shown.start();
  }

  /** Remembers how far the reader had come. */
  #leave() {
    if (this.current) this.current.scroll = scrollY;
  }

  /** @param {OpenArticle} article */
  close(article) {
    this.articles.splice(this.articles.indexOf(article), 1);
    this.#store(() => drop(article.id));
    const next = this.articles.at(-1);
    if (article !== this.current) this.shown.list();
    else if (next) this.show(next);
    else this.showStart();
  }

  /**
   * Makes a change to the article that is read, and draws it.
   * @param {(article: OpenArticle) => void} act
   */
  change(act) {
    if (!this.current) return;
    act(this.current);
    this.#keep(this.current);
    this.shown.draw(this.current);
  }

  /** Resolves the times of the article anew.
   * @param {string | null} date */
  async changeDate(date) {
    const article = this.current;
    const analysis = article && (await this.#analyse(article.source, date, article.isHtml));
    if (!analysis) return;
    article.update(analysis, date);
    this.#keep(article);
    if (article === this.current) await this.shown.draw(article);
  }

  /** Writes down an article as it is now, where the reader asked for it.
   * @param {OpenArticle} article */
  #keep(article) {
    return this.#store(() => keep([article]));
  }

  /** A full disk takes nothing from the reader but the keeping, and that is told.
   * @param {() => Promise<void>} act */
  async #store(act) {
    try {
      if (await isKeeping()) await act();
    } catch {
      say(t("keep-failed"));
    }
  }

  /** All that is needed to open these articles again. */
  handOver() {
    return this.articles.map(plain);
  }

  /** Opens what was kept at the last visit, and what was handed over, behind the first page.
   * @param {import("./keep.js").Kept[]} handedOver */
  async restore(handedOver) {
    const all = (await isKeeping()) ? await kept() : [];
    for (const article of handedOver) if (!all.some(({ id }) => id === article.id)) all.push(article);
    if (all.length === 0) return;
    for (const { id, source, givenDate, isHtml, edits, view } of all) {
      const article = new OpenArticle(source, givenDate, await this.client.analyse(source, givenDate, isHtml), isHtml);
      article.id = id;
      for (const edit of edits) article.edit(edit);
      article.view = view;
      this.articles.push(article);
    }
    this.shown.list();
  }
}
