/**
 * Building elements. Text reaches the document as text nodes only; there is no way here to parse
 * markup, which is what the page's Trusted Types policy enforces.
 * @module
 */

const SVG = "http://www.w3.org/2000/svg";

/** @typedef {Node | string | null | undefined | false} Child */

/**
 * Makes an element. `tag` may carry classes ("button.chip"); properties that are functions become
 * event listeners, `dataset` is copied, everything else is an attribute (false and null: none).
 * @param {string} tag
 * @param {Record<string, any> | null} [properties]
 * @param {...(Child | Child[])} children
 * @returns {any}
 */
export function h(tag, properties, ...children) {
  const [name, ...classes] = tag.split(".");
  return fill(document.createElement(name), classes, properties, children);
}

/**
 * The same for SVG.
 * @param {string} tag
 * @param {Record<string, any> | null} [properties]
 * @param {...(Child | Child[])} children
 * @returns {any}
 */
export function svg(tag, properties, ...children) {
  const [name, ...classes] = tag.split(".");
  return fill(document.createElementNS(SVG, name), classes, properties, children);
}

/**
 * @param {Element} element
 * @param {string[]} classes
 * @param {Record<string, any> | null | undefined} properties
 * @param {(Child | Child[])[]} children
 */
function fill(element, classes, properties, children) {
  element.classList.add(...classes);
  for (const [key, value] of Object.entries(properties ?? {})) {
    if (value === null || value === undefined || value === false) continue;
    if (key === "class") element.classList.add(...String(value).split(" ").filter(Boolean));
    else if (key === "dataset") Object.assign(/** @type {HTMLElement} */ (element).dataset, value);
    else if (typeof value === "function") element.addEventListener(key.replace(/^on/, ""), value);
    else element.setAttribute(key, value === true ? "" : String(value));
  }
  element.append(.../** @type {(Node | string)[]} */ (children.flat().filter(Boolean)));
  return element;
}

/**
 * Puts `children` in the place of what `element` holds.
 * @param {Element} element
 * @param {...(Child | Child[])} children
 */
export function replace(element, ...children) {
  element.replaceChildren(.../** @type {(Node | string)[]} */ (children.flat().filter(Boolean)));
}

/**
 * The element with this id, which the page is known to have.
 * @param {string} id
 * @returns {any}
 */
export function byId(id) {
  const element = document.getElementById(id);
  if (!element) throw new Error(`no element #${id}`);
  return element;
}

/**
 * Appends an element for each entry, `step` at once, the others by a button.
 * @template T
 * @param {Element} list
 * @param {T[]} entries
 * @param {(entry: T) => Node} draw
 * @param {{label: (left: number) => string, step?: number}} options `label` is that of the button
 * @param {number} [from]
 */
export function fillList(list, entries, draw, { label, step = 100 }, from = 0) {
  const to = Math.min(from + step, entries.length);
  list.append(...entries.slice(from, to).map(draw));
  if (to === entries.length) return;
  const more = h("button.more", { type: "button" }, label(entries.length - to));
  const item = list.matches("ul, ol") ? h("li", null, more) : list.matches("tbody") ? h("tr", null, h("td", { colspan: 4 }, more)) : more;
  more.addEventListener("click", () => {
    item.remove();
    fillList(list, entries, draw, { label, step }, to);
  });
  list.append(item);
}

/** Names stand isolated, so that a Latin name does not reorder its Arabic surroundings.
 * @param {string} text */
export function bdi(text) {
  return h("bdi", null, text);
}
