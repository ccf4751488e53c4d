/**
 * What stands over the article: who published it, and when. The date can be changed; everything
 * that the text says relative to it is resolved anew.
 * @module
 */

import { DateField } from "../datefield.js";
import { h, replace } from "../dom.js";
import { t } from "../i18n.js";

/** Some pages give a tag for every word. */
const MOST_TAGS = 8;

/**
 * @param {HTMLElement} root
 * @param {import("../state.js").OpenArticle} article
 * @param {{changeDate: (date: string | null) => void, reveal: (span: import("../types.js").Span) => void}} actions
 */
export function showCredits(root, article, { changeDate, reveal }) {
  const { outlet, date, metadata } = article.reading.analysis;
  const said = (/** @type {import("../types.js").Stated} */ { text, span }) =>
    h("button.stated", { type: "button", title: t("go-to"), onclick: () => reveal(span) }, h("bdi", null, text));
  const stated = [metadata.section, ...metadata.authors, metadata.place].filter((entry) => entry !== null);
  const place = date.span;
  const origin = t(`date-${date.origin}`);
  const field = new DateField(h("fieldset.date", { id: "date" }), changeDate);
  field.value = date.value;
  const controls = () => /** @type {HTMLElement[]} */ ([...root.querySelectorAll("button, input, select")]);
  const focused = controls().indexOf(/** @type {HTMLElement} */ (document.activeElement));
  replace(
    root,
    outlet && h("button.outlet", { type: "button", title: t("go-to"), onclick: () => reveal(outlet.span) }, h("bdi", null, outlet.name)),
    stated.map(said),
    field.root,
    place && date.origin === "text"
      ? h("button.origin", { type: "button", title: t("go-to"), onclick: () => reveal(place) }, origin)
      : h("span.origin", null, origin),
    date.origin === "given" && h("button.reset", { type: "button", onclick: () => changeDate(null) }, t("date-reset")),
    metadata.tags.length > 0 && h("span.tags", null, t("stated-tags"), metadata.tags.slice(0, MOST_TAGS).map(said)),
  );
  // Whoever works here by keyboard stays where they are, though all is drawn anew.
  if (focused >= 0) controls()[focused]?.focus();
}
