/**
 * Long work in short slices, so that the page answers and paints in between.
 * @module
 */

/** A slice of work takes this many milliseconds at most, if its steps are small. */
const SLICE = 12;

/** Lets the browser paint and answer before the next piece of work. */
export function breath() {
  return new Promise((resolve) => setTimeout(resolve));
}

/**
 * Takes all the steps of `work`, with a breath whenever a slice is over.
 * @template T
 * @param {Iterator<unknown, T>} work
 * @returns {Promise<T>} what the work returns
 */
export async function inSlices(work) {
  let start = performance.now();
  for (;;) {
    const { done, value } = work.next();
    if (done) return value;
    if (performance.now() - start > SLICE) {
      await breath();
      start = performance.now();
    }
  }
}
