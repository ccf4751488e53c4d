/**
 * The article: paragraphs with marks, removed stretches folded away, quotes noted in the margin.
 *
 * Whole words are elements; what is smaller (a name behind its proclitic) is painted by the CSS
 * Custom Highlight API, which leaves the joining of letters alone. Where a browser lacks it, the
 * whole word is tinted.
 * @module
 */

import { h, replace } from "../dom.js";
import { number, t } from "../i18n.js";
import { layOut } from "../layout.js";
import { Pace, sight } from "../pace.js";

/**
 * @typedef {import("../model.js").Mark} Mark
 * @typedef {import("../model.js").Reading} Reading
 * @typedef {import("../layout.js").View} View
 * @typedef {import("../layout.js").Block} Block
 * @typedef {import("../layout.js").Piece} Piece
 */

/** So many letters fill the first sight of an article; what comes after them can wait until they are there. */
const FIRST_SIGHT = 1200;

/** Layers whose exact stretch is painted where it is less than whole words. */
const PAINTED = ["person", "organisation", "place", "time", "repair"];

const highlights = typeof Highlight === "function" && CSS.highlights ? CSS.highlights : null;

/** The registry is one for the whole document, so the views share what is painted.
 * @type {Map<string, Highlight>} */
const painted = new Map(highlights ? PAINTED.map((layer) => [layer, new Highlight()]) : []);
for (const [layer, highlight] of painted) highlights?.set(`core-${layer}`, highlight);

export class ArticleView {
  /** @type {Reading | null} */
  reading = null;
  /** @type {Map<string, HTMLElement[]>} the elements of each mark */
  elements = new Map();
  /** @type {{node: Text, start: number, end: number, exact: boolean}[]} sorted by place */
  #nodes = [];
  /** @type {[string, Range][]} what of `painted` belongs to this view */
  #cores = [];
  /** @type {object | null} the drawing under way */
  #drawing = null;
  /** Lines move when a row comes into sight, a font arrives, or the window changes. */
  #lines = new ResizeObserver((entries) => level(entries.map(({ target }) => target)));

  /**
   * @param {HTMLElement} root
   * @param {{onProgress?: (share: number) => void}} [options]
   */
  constructor(root, { onProgress = () => {} } = {}) {
    this.root = root;
    this.onProgress = onProgress;
  }

  /**
   * Shows `reading`; resolves with true when all of it is drawn, with false when another drawing
   * took its place.
   * @param {Reading} reading
   * @param {View} view
   * @returns {Promise<boolean>}
   */
  async show(reading, view) {
    const drawing = (this.#drawing = {});
    this.reading = reading;
    this.elements = new Map();
    this.#nodes = [];
    this.#lines.disconnect();
    this.root.dataset.view = view;
    delete this.root.dataset.drawn;
    replace(this.root);
    for (const [layer, range] of this.#cores) painted.get(layer)?.delete(range);
    this.#cores = [];
    const pace = new Pace();
    let isSeen = false;
    for (const block of layOut(reading, view)) {
      this.root.append(this.#block(block, view));
      if (!isSeen && block.end > FIRST_SIGHT && block.end < reading.source.length) {
        isSeen = true;
        await pace.rest(sight());
      } else if (pace.isOver()) {
        this.onProgress(block.end / reading.source.length);
        await pace.rest();
      } else continue;
      if (this.#drawing !== drawing) return false;
    }
    this.root.dataset.drawn = String(reading.source.length);
    this.onProgress(1);
    return true;
  }

  /**
   * Brings the stretch into sight and lights it up for a moment.
   * @param {import("../types.js").Span} span
   * @returns {HTMLElement | null} the element that it begins in
   */
  reveal([start, end]) {
    const ranges = this.ranges(start, end);
    const first = ranges[0]?.startContainer.parentElement ?? null;
    if (!first) return null;
    first.closest("details")?.setAttribute("open", "");
    const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
    first.scrollIntoView({ block: "center", behavior: calm ? "auto" : "smooth" });
    if (highlights) {
      highlights.set("flash", new Highlight(...ranges));
      setTimeout(() => highlights.delete("flash"), 1600);
    } else {
      first.classList.add("flash");
      setTimeout(() => first.classList.remove("flash"), 1600);
    }
    return first;
  }

  /**
   * The stretch as ranges of the document, one for each text node that it touches.
   * @param {number} start
   * @param {number} end
   * @returns {Range[]}
   */
  ranges(start, end) {
    let [low, high] = [0, this.#nodes.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.#nodes[middle].end > start) high = middle;
      else low = middle + 1;
    }
    const ranges = [];
    for (; low < this.#nodes.length && this.#nodes[low].start < end; low++) {
      ranges.push(rangeIn(this.#nodes[low], start, end));
    }
    return ranges;
  }

  /**
   * Lights the marks of one actor and dims the rest; null: all alike.
   * @param {number | null} actor
   */
  focus(actor) {
    this.root.classList.toggle("focused", actor !== null);
    for (const element of this.root.querySelectorAll(".lit")) element.classList.remove("lit");
    if (actor === null || !this.reading) return;
    for (const mark of this.reading.marks) {
      if (mark.actor !== actor) continue;
      for (const element of this.elements.get(mark.id) ?? []) element.classList.add("lit");
    }
  }

  /**
   * @param {Block} block
   * @param {View} view
   */
  #block(block, view) {
    if (block.kind === "fold") return this.#fold(block, view);
    const paragraph = h(block.kind === "title" ? "h2" : "p", {
      class: `text ${block.kind}`,
      dir: "auto",
      tabindex: -1,
      dataset: { start: block.start },
    });
    /** @type {HTMLElement} */
    let parent = paragraph;
    let within = "";
    for (const piece of block.pieces) {
      const quotes = piece.marks.filter((mark) => mark.layer === "quote");
      const key = piece.removed === null ? quotes.map((mark) => mark.id).join(" ") : `x${piece.removed}`;
      if (key !== within) {
        within = key;
        parent = piece.removed !== null ? this.#removed(piece.removed, view, paragraph) : key === "" ? paragraph : this.#quote(quotes, paragraph);
      }
      parent.append(this.#piece(piece, view));
    }
    const margin = this.#margin(block);
    const row = h("div.row", null, paragraph, margin);
    if (margin) this.#lines.observe(paragraph);
    return row;
  }

  /**
   * A run of text that lies in the same quotes.
   * @param {Mark[]} quotes
   * @param {HTMLElement} paragraph
   */
  #quote(quotes, paragraph) {
    const innermost = quotes[quotes.length - 1];
    const begins = quotes.filter((mark) => !this.elements.has(mark.id));
    const quote = this.reading?.analysis.quotes[innermost.index];
    const element = h("span.quote", {
      class: `${quote?.kind} ${innermost.weak ? "weak" : ""}`,
      dataset: {
        mark: quotes.map((mark) => mark.id).join(" "),
        ...(begins.length > 0 && { number: begins.map((mark) => number(mark.index + 1)).join(" ") }),
      },
    });
    for (const mark of quotes) this.#remember(mark, element);
    paragraph.append(element);
    return element;
  }

  /**
   * @param {Piece} piece
   * @param {View} view
   */
  #piece(piece, view) {
    const node = document.createTextNode(piece.text);
    if (piece.end > piece.start) this.#nodes.push({ node, start: piece.start, end: piece.end, exact: piece.exact });
    const marks = piece.marks.filter((mark) => mark.layer !== "quote");
    if (marks.length === 0) return node;
    const element = h("mark", {
      class: marks.map((mark) => mark.layer).join(" ") + (marks.every((mark) => mark.weak || mark.layer === "addressee") ? " weak" : "") + (marks.some((mark) => mark.role) ? " role" : ""),
      tabindex: -1,
      dataset: { mark: marks.map((mark) => mark.id).join(" ") },
    });
    element.append(node);
    for (const mark of marks) {
      this.#remember(mark, element);
      const whole = mark.start <= piece.start && mark.end >= piece.end;
      const paint = mark.role ? undefined : painted.get(mark.layer);
      if (!whole && piece.exact && paint) {
        element.classList.add("partial");
        const core = rangeIn(this.#nodes[this.#nodes.length - 1], mark.start, mark.end);
        paint.add(core);
        this.#cores.push([mark.layer, core]);
      }
      if (mark.layer === "repair" && view === "clean") {
        element.title = t("was", { text: this.reading?.text([mark.start, mark.end]) ?? "" });
      }
    }
    return element;
  }

  /**
   * Room for a removed stretch inside a paragraph.
   * @param {number} index
   * @param {View} view
   * @param {HTMLElement} paragraph
   */
  #removed(index, view, paragraph) {
    const removal = this.reading?.analysis.removed[index] ?? { kind: "other", span: [0, 0] };
    const kind = t(removal.kind);
    const text = h("span.removed", { dataset: { mark: `x${index}` }, hidden: view === "clean" });
    // Signs of markup are too many and too small to be told one by one.
    if (removal.kind === "markup" || !/\p{L}/u.test(this.reading?.text(removal.span) ?? "")) {
      paragraph.append(h("span.gone", null, text));
      return text;
    }
    const toggle = h(
      "button.cut",
      { type: "button", "aria-expanded": String(view !== "clean"), "aria-label": t("show-removed", { kind }), title: kind },
      "⋯",
    );
    toggle.addEventListener("click", () => {
      text.hidden = !text.hidden;
      toggle.setAttribute("aria-expanded", String(!text.hidden));
      toggle.setAttribute("aria-label", t(text.hidden ? "show-removed" : "hide-removed", { kind }));
    });
    paragraph.append(h("span.gone", null, toggle, text));
    return text;
  }

  /**
   * Paragraphs that were removed as a whole.
   * @param {Block} block
   * @param {View} view
   */
  #fold(block, view) {
    const kinds = [...new Set(block.removed.map((index) => this.reading?.analysis.removed[index].kind ?? "other"))];
    const text = h("p.removed", { dir: "auto" });
    for (const piece of block.pieces) {
      const node = this.#piece(piece, view);
      text.append(piece.removed === null ? node : h("span", { dataset: { mark: `x${piece.removed}` } }, node));
    }
    return h(
      "details.fold",
      { open: view === "original" },
      h("summary", null, kinds.map((kind) => t(kind)).join(t("list-comma"))),
      text,
    );
  }

  /**
   * Who speaks in the quotes that begin in this paragraph, each speaker once for as long as nobody
   * else speaks.
   * @param {Block} block
   */
  #margin(block) {
    const reading = this.reading;
    if (!reading || block.quotes.length === 0) return null;
    /** @type {{speaker: string | null, named: boolean, quotes: number[]}[]} */
    const turns = [];
    for (const index of block.quotes) {
      const quote = reading.analysis.quotes[index];
      const speaker = reading.speaker(quote);
      const last = turns.at(-1);
      if (last && last.speaker === speaker) last.quotes.push(index);
      else turns.push({ speaker, named: quote.speaker !== null, quotes: [index] });
    }
    return h(
      "ul.margin",
      { "aria-label": t("panel-quotes") },
      turns.map(({ speaker, named, quotes }) =>
        h(
          "li",
          { class: named ? "" : "unnamed", dataset: { first: quotes[0] } },
          h("bdi.who", null, speaker ?? t("unnamed-speaker")),
          quotes.map((index) => {
            const { kind, cue } = reading.analysis.quotes[index];
            return h(
              "button.note",
              { type: "button", class: kind, dataset: { quote: index } },
              h("span.number", { "aria-hidden": "true" }, number(index + 1)),
              h("span.stance", null, t(cue?.stance ?? kind)),
            );
          }),
        ),
      ),
    );
  }

  /**
   * @param {Mark} mark
   * @param {HTMLElement} element
   */
  #remember(mark, element) {
    const known = this.elements.get(mark.id);
    if (known) known.push(element);
    else this.elements.set(mark.id, [element]);
  }
}

/**
 * Puts each note of the margin on the line where its statement begins, below the note before. All
 * places are read before any note is moved, for else each would be laid out anew.
 * @param {Element[]} paragraphs
 */
function level(paragraphs) {
  const measured = paragraphs.map((paragraph) => {
    const margin = /** @type {HTMLElement} */ (paragraph.nextElementSibling);
    const top = margin.getBoundingClientRect().top;
    return /** @type {HTMLElement[]} */ ([...margin.children]).map((note) => {
      const words = paragraph.querySelector(`.quote[data-mark~="q${note.dataset.first}"]`);
      return { note, line: (words?.getClientRects()[0]?.top ?? top) - top, height: note.offsetHeight };
    });
  });
  for (const notes of measured) {
    let end = 0;
    for (const { note, line, height } of notes) {
      const drop = Math.max(0, line - end);
      note.style.setProperty("--drop", `${drop}px`);
      end += drop + height;
    }
  }
}

/**
 * The part of a text node that lies in the stretch; all of it where its letters are not the source's.
 * @param {{node: Text, start: number, end: number, exact: boolean}} piece
 * @param {number} start
 * @param {number} end
 */
function rangeIn({ node, start: from, end: to, exact }, start, end) {
  const range = document.createRange();
  range.setStart(node, exact ? Math.max(start - from, 0) : 0);
  range.setEnd(node, exact ? Math.min(end, to) - from : node.length);
  return range;
}
