/**
 * Places for the actors of a network: d3-force draws together those who have to do with each other,
 * and keeps the names from covering one another. The same network gives the same picture.
 * @module
 */

import { forceLink, forceManyBody, forceSimulation, forceX, forceY } from "d3-force";

/**
 * @typedef {{id: number, width: number, x: number, y: number}} Place middle of the name; `width` is that of the name
 */

/** Room for a name with its line. */
const HEIGHT = 30;
const GAP = 8;
const STEPS = 300;

/**
 * @param {{id: number, width: number}[]} nodes
 * @param {{from: number, to: number, count: number}[]} relations
 * @param {number} width of the picture
 * @param {number} height
 * @returns {Map<number, Place>}
 */
export function placed(nodes, relations, width, height) {
  const places = nodes.map(({ id, width: nameWidth }) => /** @type {Place} */ ({ id, width: nameWidth }));
  const links = relations.map(({ from, to, count }) => ({ source: from, target: to, count }));
  const inside = (/** @type {Place} */ place) => {
    place.x = clamp(place.x, place.width / 2 + 2, width - place.width / 2 - 2);
    place.y = clamp(place.y, HEIGHT / 2, height - HEIGHT / 2);
  };
  forceSimulation(places)
    .force("link", forceLink(links).id((place) => /** @type {Place} */ (place).id).distance(90).strength(({ count }) => Math.min(0.06 * count, 0.3)))
    .force("charge", forceManyBody().strength(-420).distanceMax(300))
    .force("x", forceX(width / 2).strength(0.03))
    .force("y", forceY(height / 2).strength(0.05))
    .force("apart", () => {
      keepApart(places);
      places.forEach(inside);
    })
    .stop()
    .tick(STEPS);
  // The last word is with the names.
  for (let step = 0; step < 40; step++) {
    keepApart(places);
    places.forEach(inside);
  }
  return new Map(places.map((place) => [place.id, place]));
}

/**
 * Moves names that cover each other apart, the shorter way.
 * @param {Place[]} places
 */
function keepApart(places) {
  for (const [index, a] of places.entries()) {
    for (const b of places.slice(index + 1)) {
      const [dx, dy] = [b.x - a.x, b.y - a.y];
      const overX = (a.width + b.width) / 2 + GAP - Math.abs(dx);
      const overY = HEIGHT + GAP - Math.abs(dy);
      if (overX <= 0 || overY <= 0) continue;
      const axis = overX < overY ? "x" : "y";
      const by = ((axis === "x" ? overX : overY) / 2) * (Math.sign(axis === "x" ? dx : dy) || 1);
      a[axis] -= by;
      b[axis] += by;
    }
  }
}

/**
 * @param {number} value
 * @param {number} low
 * @param {number} high
 */
function clamp(value, low, high) {
  return Math.min(Math.max(value, low), high);
}
