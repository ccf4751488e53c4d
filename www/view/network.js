/**
 * The panel of relations: the weightiest actors in a column, an arc for each relation, and the same
 * as a table. Arcs to the right are said ("speaks of", with an arrow), arcs to the left are places
 * where two are named together. Names stay readable at any number of relations, and the picture is
 * the same at every visit, which a layout by forces cannot promise.
 * @module
 */

import { h, replace, svg } from "../dom.js";
import { number, t } from "../i18n.js";
import { relations } from "../network.js";

/**
 * @typedef {import("../model.js").Reading} Reading
 * @typedef {import("../network.js").Relation} Relation
 */

const MOST_ACTORS = 16;
const ROW = 26;
const WIDTH = 400;
const NAME_LEFT = 130;
const NAME_RIGHT = 270;

/**
 * @param {HTMLElement} root
 * @param {Reading} reading
 * @param {{reveal: (span: import("../types.js").Span) => void, openActor: (actor: number) => void}} actions
 */
export function showNetwork(root, reading, { reveal, openActor }) {
  const all = relations(reading.analysis);
  if (all.length === 0) {
    replace(root, h("p.empty", null, t("no-relations")));
    return;
  }
  const related = new Set(all.flatMap(({ from, to }) => [from, to]));
  const actors = reading.analysis.actors.filter(({ id }) => related.has(id)).slice(0, MOST_ACTORS);
  const row = new Map(actors.map(({ id }, index) => [id, index]));
  const shown = all.filter(({ from, to }) => row.has(from) && row.has(to));
  const most = Math.max(...shown.map(({ count }) => count), 1);
  const y = (/** @type {number} */ id) => (row.get(id) ?? 0) * ROW + ROW / 2 + 4;

  const light = (/** @type {number | null} */ id) => {
    picture.classList.toggle("focused", id !== null);
    for (const part of picture.querySelectorAll("[data-ends]")) {
      part.classList.toggle("lit", id !== null && (part.getAttribute("data-ends") ?? "").split(" ").includes(String(id)));
    }
  };

  const picture = svg(
    "svg.network",
    { viewBox: `0 0 ${WIDTH} ${actors.length * ROW + 8}`, "aria-hidden": "true", focusable: "false" },
    svg("defs", null, svg("marker", { id: "arrow", viewBox: "0 0 6 6", refX: 5, refY: 3, markerWidth: 5, markerHeight: 5, orient: "auto" }, svg("path", { d: "M0 0 6 3 0 6z" }))),
    shown.map((relation) => {
      const [from, to] = [y(relation.from), y(relation.to)];
      const said = relation.kind === "speaks";
      const x = said ? NAME_RIGHT : NAME_LEFT;
      const reach = Math.min(Math.abs(to - from) * 0.55 + 14, 120) * (said ? 1 : -1);
      return svg(
        "path.relation",
        {
          class: relation.kind,
          d: `M${x} ${from} C${x + reach} ${from} ${x + reach} ${to} ${x} ${to}`,
          "stroke-width": (0.75 + (2.5 * relation.count) / most).toFixed(2),
          "marker-end": said ? "url(#arrow)" : null,
          dataset: { ends: `${relation.from} ${relation.to}` },
          onclick: () => reveal(relation.span),
        },
        svg("title", null, sentence(reading, relation)),
      );
    }),
    actors.map((actor) =>
      svg(
        "g.node",
        {
          class: actor.type,
          dataset: { ends: [actor.id, ...shown.filter(({ from, to }) => from === actor.id || to === actor.id).flatMap(({ from, to }) => [from, to])].join(" ") },
          onclick: () => openActor(actor.id),
          onmouseenter: () => light(actor.id),
          onmouseleave: () => light(null),
        },
        svg("rect", { x: NAME_LEFT, y: y(actor.id) - ROW / 2 + 1, width: NAME_RIGHT - NAME_LEFT, height: ROW - 2, rx: 3 }),
        svg("line", { x1: NAME_LEFT + 8, x2: NAME_RIGHT - 8, y1: y(actor.id) + 9, y2: y(actor.id) + 9 }),
        svg("text", { x: (NAME_LEFT + NAME_RIGHT) / 2, y: y(actor.id) + 4 }, shorten(actor.name)),
      ),
    ),
  );

  replace(
    root,
    h("p.legend", null, h("span.speaks", null, t("relation-speaks")), h("span.together", null, t("relation-together"))),
    picture,
    h(
      "table",
      null,
      h("thead", null, h("tr", null, ["from", "how", "to", "times"].map((key) => h("th", { scope: "col" }, t(key))))),
      h(
        "tbody",
        null,
        all.slice(0, 60).map((relation) =>
          h(
            "tr",
            null,
            h("td", null, h("button", { type: "button", onclick: () => openActor(relation.from) }, h("bdi", null, reading.name(relation.from)))),
            h("td", null, t(`relation-${relation.kind}`)),
            h("td", null, h("button", { type: "button", onclick: () => openActor(relation.to) }, h("bdi", null, reading.name(relation.to)))),
            h("td", null, h("button", { type: "button", "aria-label": t("go-to"), title: t("go-to"), onclick: () => reveal(relation.span) }, number(relation.count))),
          ),
        ),
      ),
    ),
  );
}

/**
 * @param {Reading} reading
 * @param {Relation} relation
 */
function sentence(reading, { from, to, kind, count }) {
  return `${reading.name(from)} ${t(`relation-${kind}`)} ${reading.name(to)} (${number(count)})`;
}

/** Long names are cut between words.
 * @param {string} name */
function shorten(name) {
  return name.length <= 22 ? name : `${name.slice(0, 21).replace(/\s+\S*$/, "")}…`;
}
