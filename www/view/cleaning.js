/**
 * The panel of cleaning: what was removed and what was repaired, each one step from its place.
 * @module
 */

import { fillList, h, replace } from "../dom.js";
import { number, t } from "../i18n.js";

/**
 * @param {HTMLElement} root
 * @param {import("../model.js").Reading} reading
 * @param {(span: import("../types.js").Span) => void} reveal
 */
export function showCleaning(root, reading, reveal) {
  const { removed, repairs, notes } = reading.analysis;
  /** @type {Map<string, import("../types.js").Repair[]>} */
  const kinds = new Map();
  for (const repair of repairs) {
    const list = kinds.get(repair.kind);
    if (list) list.push(repair);
    else kinds.set(repair.kind, [repair]);
  }
  // Signs of markup are too many and too small to be told one by one.
  const told = removed.filter(({ kind }) => kind !== "markup");
  const removals = h("ul.removals");
  fillList(
    removals,
    told,
    ({ span, kind }) =>
      h(
        "li",
        null,
        h("span.kind", null, t(kind)),
        h("button", { type: "button", title: t("go-to"), dir: "auto", onclick: () => reveal(span) }, reading.text(span).replace(/<[^<>]*>/g, " ").trim().slice(0, 300) || "␣"),
      ),
    { label: (n) => t("more", { n }) },
  );
  replace(
    root,
    notes.length > 0 && h("section.remarks", null, h("h3", null, t("notes-heading")), h("ul", null, notes.map((note) => h("li", { dir: "auto" }, note)))),
    h(
      "section",
      null,
      h("h3", null, t("removed-heading"), h("span.count", null, number(removed.length))),
      removed.length === 0 && h("p.empty", null, t("no-removed")),
      removals,
      told.length < removed.length && h("p.kind", null, t("markup"), h("span.count", null, number(removed.length - told.length))),
    ),
    h(
      "section",
      null,
      h("h3", null, t("repairs-heading"), h("span.count", null, number(repairs.length))),
      repairs.length === 0 && h("p.empty", null, t("no-repairs")),
      [...kinds].map(([kind, list]) => {
        const items = h("ul");
        fillList(
          items,
          list,
          ({ span, plain }) =>
            h(
              "li",
              null,
              h(
                "button",
                { type: "button", title: t("go-to"), onclick: () => reveal(span) },
                h("bdi.before", null, visible(reading.text(span))),
                h("span.arrow", { "aria-hidden": "true" }, t("arrow-on")),
                h("bdi.after", null, plain === "" ? "∅" : plain),
              ),
            ),
          { label: (n) => t("more", { n }) },
        );
        return h(
          "details.repairs",
          { open: list.length <= 30 },
          h("summary", null, t(kind), h("span.count", null, number(list.length))),
          items,
        );
      }),
    ),
  );
}

/**
 * Invisible characters by their code.
 * @param {string} text
 */
function visible(text) {
  return text.replace(/[\p{Cf}\p{Cc}]/gu, (character) => `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, "0")}`);
}
