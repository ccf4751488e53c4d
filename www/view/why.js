/**
 * "Why?": a small sheet beside a mark that says what was found there, by which rule, how surely.
 * @module
 */

import { h, replace } from "../dom.js";
import { countryName, number, t } from "../i18n.js";
import { WEAK } from "../model.js";
import { ruleText } from "../rules.js";
import { timeInWords } from "../timex.js";

/**
 * @typedef {import("../model.js").Mark} Mark
 * @typedef {import("../model.js").Reading} Reading
 * @typedef {{openActor: (actor: number, mention: number) => void, openQuote: (quote: number) => void,
 *     openPanel: (panel: string) => void}} Actions
 */

/** Room between the mark and the sheet, and between the sheet and the edge of the window. */
const GAP = 8;

/**
 * Opens the sheet for the marks with these ids, most specific first.
 * @param {HTMLElement} sheet a popover
 * @param {Reading} reading
 * @param {string[]} ids
 * @param {Element} anchor
 * @param {Actions} actions
 */
export function explain(sheet, reading, ids, anchor, actions) {
  const entries = ids.flatMap((id) => {
    const removal = /^x(\d+)$/.exec(id);
    if (removal) return aboutRemoval(reading, Number(removal[1]), actions);
    const mark = reading.markById.get(id);
    return mark ? about(reading, mark, actions, () => sheet.hidePopover()) : [];
  });
  if (entries.length === 0) return;
  replace(sheet, entries);
  if (!sheet.matches(":popover-open")) sheet.showPopover();
  place(sheet, anchor.getClientRects()[0] ?? anchor.getBoundingClientRect());
}

/**
 * @param {Reading} reading
 * @param {Mark} mark
 * @param {Actions} actions
 * @param {() => void} close
 */
function about(reading, mark, actions, close) {
  const { analysis } = reading;
  const open = (/** @type {() => void} */ act) =>
    h(
      "button",
      {
        type: "button",
        onclick: () => {
          close();
          act();
        },
      },
      t("open-in-panel"),
    );
  switch (mark.layer) {
    case "person":
    case "organisation":
    case "place": {
      const actor = reading.actorById.get(mark.actor ?? -1);
      const mention = actor?.mentions[mark.index];
      if (!actor || !mention) return [];
      return entry(mark.layer, `why-${actor.type}`, actor.name, mention.confidence, [
        ["form", t(`form-${mention.form}`)],
        ["roles", actor.roles.slice(0, 3).join(t("list-comma"))],
        ["country", actor.country && actor.type !== "place" ? countryName(actor.country) : ""],
      ], mention.rule, open(() => actions.openActor(actor.id, mark.index)));
    }
    case "quote":
    case "cue":
    case "speaker":
    case "addressee": {
      const quote = analysis.quotes[mark.quote ?? 0];
      return entry("quote", "why-quote", reading.speaker(quote) ?? t("unnamed-speaker"), quote.confidence, [
        ["kind", t(quote.kind)],
        ["cue", quote.cue ? reading.cleanText(quote.cue.span) : ""],
        ["stance", quote.cue ? t(quote.cue.stance) : ""],
        ["addressee", reading.addressee(quote) ?? ""],
        ["medium", quote.medium ? t(`medium-${quote.medium.kind}`) : ""],
        ["via-label", reading.name(quote.via) ?? ""],
      ], quote.rule, open(() => actions.openQuote(mark.quote ?? 0)));
    }
    case "time": {
      const time = /** @type {import("../types.js").Time} */ (analysis.times[mark.index]);
      return entry("time", "why-time", timeInWords(reading, time), time.confidence ?? null, [
        ["kind", t(time.type)],
        ["value", time.edtf ?? time.value],
      ], time.rule ?? null, open(() => actions.openPanel("timeline")));
    }
    case "repair": {
      const repair = analysis.repairs[mark.index];
      return entry("repair", "why-repair", repair.plain, null, [
        ["original", reading.text(repair.span)],
        ["reason", t(repair.kind)],
      ], null, open(() => actions.openPanel("cleaning")));
    }
    default:
      return [];
  }
}

/**
 * @param {Reading} reading
 * @param {number} index
 * @param {Actions} actions
 */
function aboutRemoval(reading, index, actions) {
  const { kind } = reading.analysis.removed[index];
  const open = h("button", { type: "button", onclick: () => actions.openPanel("cleaning") }, t("open-in-panel"));
  return entry("removed", "why-removed", t(kind), null, [], null, open);
}

/**
 * @param {string} layer
 * @param {string} heading
 * @param {string} title
 * @param {number | null} confidence
 * @param {[string, string][]} facts
 * @param {string | null} rule
 * @param {HTMLElement} action
 */
function entry(layer, heading, title, confidence, facts, rule, action) {
  return h(
    "section",
    { class: layer },
    h("p.heading", null, t(heading)),
    h("p.title", null, h("bdi", null, title)),
    h(
      "dl",
      null,
      facts.filter(([, text]) => text !== "").map(([label, text]) => [h("dt", null, t(label)), h("dd", null, h("bdi", null, text))]).flat(),
      rule && [h("dt", null, t("rule")), h("dd", null, ruleText(rule), " ", h("code", { dir: "ltr" }, rule))],
      confidence !== null && [
        h("dt", null, t("confidence")),
        h("dd", null, gauge(confidence), " ", number(confidence, { style: "percent" })),
      ],
    ),
    confidence !== null && confidence < WEAK && h("p.doubt", null, t("low-confidence")),
    action,
  );
}

/** @param {number} share */
function gauge(share) {
  const bar = h("span");
  bar.style.setProperty("inline-size", `${Math.round(share * 100)}%`);
  return h("span.gauge", { "aria-hidden": "true" }, bar);
}

/**
 * Below the mark if there is room, else above; never outside the window.
 * @param {HTMLElement} sheet
 * @param {DOMRect} rect
 */
function place(sheet, rect) {
  const { offsetWidth: width, offsetHeight: height } = sheet;
  const below = rect.bottom + GAP + height <= innerHeight;
  const top = below ? rect.bottom + GAP : Math.max(GAP, rect.top - GAP - height);
  const left = Math.min(Math.max(GAP, rect.right - width), innerWidth - width - GAP);
  sheet.style.setProperty("top", `${top}px`);
  sheet.style.setProperty("left", `${left}px`);
}
