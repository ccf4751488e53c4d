/**
 * The panel of relations: the weightiest actors, those who have to do with each other near each
 * other, and the same as a table. An arrow is said ("speaks of"), a plain line joins two who are named
 * together.
 * @module
 */

import { h, replace, svg } from "../dom.js";
import { number, t } from "../i18n.js";
import { relations } from "../network.js";
import { placed } from "./graph.js";

/**
 * @typedef {import("../model.js").Reading} Reading
 * @typedef {import("../network.js").Relation} Relation
 */

const MOST_ACTORS = 18;
/** More lines than these hide each other; the table has the rest. */
const MOST_LINES = 40;
const WIDTH = 400;
const LETTER = 6.6;
/** How far a bow leaves the straight line, as a share of its length. */
const BOW = 0.14;

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
  const related = (/** @type {Relation[]} */ some) => {
    const ids = new Set(some.flatMap(({ from, to }) => [from, to]));
    return reading.analysis.actors.filter(({ id }) => ids.has(id)).slice(0, MOST_ACTORS);
  };
  const ids = new Set(related(all).map(({ id }) => id));
  const shown = all.filter(({ from, to }) => ids.has(from) && ids.has(to)).slice(0, MOST_LINES);
  const actors = related(shown);
  const most = Math.max(...shown.map(({ count }) => count), 1);
  const height = 100 + actors.length * 26;
  const names = new Map(actors.map(({ id, name }) => [id, shorten(name)]));
  const places = placed(
    actors.map(({ id }) => ({ id, width: (names.get(id) ?? "").length * LETTER + 10 })),
    shown,
    WIDTH,
    height,
  );
  const at = (/** @type {number} */ id) => /** @type {import("./graph.js").Place} */ (places.get(id));

  const rows = [...places.values()].map((place) => place.y);
  const [top, bottom] = [Math.floor(Math.min(...rows)) - 18, Math.ceil(Math.max(...rows)) + 18];

  const light = (/** @type {number | null} */ id) => {
    picture.classList.toggle("focused", id !== null);
    for (const part of picture.querySelectorAll("[data-ends]")) {
      part.classList.toggle("lit", id !== null && (part.getAttribute("data-ends") ?? "").split(" ").includes(String(id)));
    }
  };

  const picture = svg(
    "svg.network",
    { viewBox: `0 ${top} ${WIDTH} ${bottom - top}`, "aria-hidden": "true", focusable: "false" },
    svg("defs", null, svg("marker", { id: "arrow", viewBox: "0 0 6 6", refX: 5, refY: 3, markerWidth: 9, markerHeight: 9, markerUnits: "userSpaceOnUse", orient: "auto" }, svg("path", { d: "M0 0 6 3 0 6z" }))),
    shown.map((relation) => {
      const said = relation.kind === "speaks";
      return svg(
        "path.relation",
        {
          class: relation.kind,
          d: said ? arrow(at(relation.from), at(relation.to)) : line(at(relation.from), at(relation.to)),
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
        svg("rect", { x: at(actor.id).x - at(actor.id).width / 2, y: at(actor.id).y - 13, width: at(actor.id).width, height: 26, rx: 5 }),
        svg("line", { x1: at(actor.id).x - at(actor.id).width / 2 + 5, x2: at(actor.id).x + at(actor.id).width / 2 - 5, y1: at(actor.id).y + 8, y2: at(actor.id).y + 8 }),
        svg("text", { x: at(actor.id).x, y: at(actor.id).y + 3 }, names.get(actor.id)),
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

/**
 * @param {import("./graph.js").Place} from
 * @param {import("./graph.js").Place} to
 */
function line(from, to) {
  return `M${from.x.toFixed(1)} ${from.y.toFixed(1)}L${to.x.toFixed(1)} ${to.y.toFixed(1)}`;
}

/**
 * A bow from name to name, so that who speaks of each other has two; it ends at the frame of the name.
 * @param {import("./graph.js").Place} from
 * @param {import("./graph.js").Place} to
 */
function arrow(from, to) {
  const [dx, dy] = [to.x - from.x, to.y - from.y];
  const [bowX, bowY] = [(from.x + to.x) / 2 - dy * BOW, (from.y + to.y) / 2 + dx * BOW];
  // From the bow to the name: the nearer side of its frame.
  const [backX, backY] = [bowX - to.x, bowY - to.y];
  const share = Math.min((to.width / 2 + 3) / Math.abs(backX || 1), 17 / Math.abs(backY || 1), 1);
  return `M${from.x.toFixed(1)} ${from.y.toFixed(1)}Q${bowX.toFixed(1)} ${bowY.toFixed(1)} ${(to.x + backX * share).toFixed(1)} ${(to.y + backY * share).toFixed(1)}`;
}

/** Long names are cut between words.
 * @param {string} name */
function shorten(name) {
  return name.length <= 22 ? name : `${name.slice(0, 21).replace(/\s+\S*$/, "")}…`;
}
