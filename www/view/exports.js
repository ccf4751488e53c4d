/**
 * The menu of what an article can be taken away as.
 * @module
 */

import { h, replace } from "../dom.js";
import { t } from "../i18n.js";
import { FORMATS, download, fileName } from "../export/formats.js";

/**
 * @param {HTMLElement} menu a popover
 * @param {() => import("../state.js").OpenArticle | null} current
 */
export function showExports(menu, current) {
  replace(
    menu,
    h(
      "ul",
      null,
      FORMATS.map((format) =>
        h(
          "li",
          null,
          h(
            "button",
            {
              type: "button",
              dataset: { format: format.id },
              onclick: () => {
                const article = current();
                if (article) download(fileName(article, format), format.type, format.make(article));
                menu.hidePopover();
              },
            },
            h("span", null, t(`export-${format.id}`)),
            h("bdi", { dir: "ltr" }, format.name),
          ),
        ),
      ),
      h("li", null, h("button", { type: "button", onclick: () => print() }, h("span", null, t("print")))),
    ),
  );
}
