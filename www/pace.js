/**
 * Long work in short slices, so that the page answers and paints in between.
 * @module
 */

/** A slice of work takes this many milliseconds and the step that was under way. */
const SLICE = 10;

/** Lets the browser paint and answer before the next piece of work. */
function breath() {
  return new Promise((resolve) => setTimeout(resolve));
}

/** Milliseconds after which a frame is no longer waited for: windows behind others have none. */
const NO_FRAME = 200;

/** Lets the browser show what has been drawn so far. */
export function sight() {
  return new Promise((resolve) => {
    requestAnimationFrame(() => setTimeout(resolve));
    setTimeout(resolve, NO_FRAME);
  });
}

/** Tells long work when to rest. */
export class Pace {
  #start = performance.now();

  /** Whether the slice is over. */
  isOver() {
    return performance.now() - this.#start > SLICE;
  }

  /** Ends the slice; the next one begins after a pause.
   * @param {Promise<unknown>} [pause] */
  async rest(pause = breath()) {
    await pause;
    this.#start = performance.now();
  }
}
