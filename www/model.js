/**
 * An analysis made ready for looking at: every place in the text that something is said about is a
 * mark with an id, and actors, quotes and times can be reached from it. Nothing is found here that
 * the analysis does not hold.
 * @module
 */

/**
 * @typedef {import("./types.js").Analysis} Analysis
 * @typedef {"person" | "organisation" | "place" | "time" | "cue" | "speaker" | "addressee" | "quote" | "repair" | "removed"} Layer
 *
 * `start` and `end` are exact; `from` and `to` are widened to whole words, because an element that
 * begins inside an Arabic word would break the joining of its letters.
 * @typedef {{id: string, layer: Layer, start: number, end: number, from: number, to: number,
 *     index: number, actor: number | null, quote: number | null, weak: boolean, role: boolean}} Mark
 */

/** Below this confidence a mark is drawn as a guess. */
export const WEAK = 0.6;

/** Letters, marks, digits, tatweel and the joiners: what a word is made of. */
const WORD = /[\p{L}\p{M}\p{N}\u0640\u200C\u200D]/u;

/** A word is not followed further than this; longer ones are no words. */
const LONGEST_WORD = 100;

/** A source text with what was found in it. */
export class Reading {
  /**
   * @param {string} source
   * @param {Analysis} analysis
   */
  constructor(source, analysis) {
    this.source = source;
    this.analysis = analysis;
    /** @type {Mark[]} sorted by `from`, the longer first */
    this.marks = [];
    this.#collect();
    /** @type {Map<string, Mark>} */
    this.markById = new Map(this.marks.map((mark) => [mark.id, mark]));
    /** @type {Map<number, import("./types.js").Actor>} */
    this.actorById = new Map(analysis.actors.map((actor) => [actor.id, actor]));
  }

  /**
   * The name of an actor.
   * @param {number | null | undefined} id
   * @returns {string | null}
   */
  name(id) {
    return this.actorById.get(id ?? -1)?.name ?? null;
  }

  /**
   * What stands at `span` in the source.
   * @param {import("./types.js").Span} span
   */
  text([start, end]) {
    return this.source.slice(start, end);
  }

  /**
   * What stands there, with broken words repaired and removed stretches left out; where all of it
   * was removed, what stood there.
   * @param {import("./types.js").Span} span
   */
  cleanText([start, end]) {
    const { removed, repairs } = this.analysis;
    const edits = within(repairs, start, end).map(({ span, plain }) => ({ span, plain }));
    for (let index = firstEndingAfter(removed, start); index < removed.length && removed[index].span[0] < end; index++) {
      const { span } = removed[index];
      if (span[0] <= start && span[1] >= end) return this.source.slice(start, end);
      edits.push({ span, plain: "" });
    }
    edits.sort((a, b) => a.span[0] - b.span[0]);
    let text = "";
    let at = start;
    for (const { span, plain } of edits) {
      text += this.source.slice(at, Math.max(at, span[0])) + plain;
      at = Math.max(at, span[1]);
    }
    return text + this.source.slice(at, Math.max(at, end));
  }

  /**
   * Who says it, as the reader is told: the actor's name, else the words of the text.
   * @param {import("./types.js").Quote} quote
   * @returns {string | null}
   */
  speaker(quote) {
    return this.name(quote.speaker) ?? (quote.speaker_span && this.cleanText(quote.speaker_span));
  }

  /**
   * To whom it is said, where the text tells.
   * @param {import("./types.js").Quote} quote
   * @returns {string | null}
   */
  addressee({ addressee }) {
    return addressee ? (this.name(addressee.actor) ?? this.cleanText(addressee.span)) : null;
  }

  #collect() {
    const { analysis } = this;
    for (const actor of analysis.actors) {
      actor.mentions.forEach((mention, index) =>
        this.#add(`m${actor.id}-${index}`, actor.type, mention.span, index, {
          actor: actor.id,
          weak: mention.confidence < WEAK,
          role: mention.form !== "name",
        }),
      );
    }
    analysis.quotes.forEach((quote, index) => {
      const weak = quote.confidence < WEAK;
      this.#add(`q${index}`, "quote", quote.span, index, { actor: quote.speaker, quote: index, weak });
      if (quote.cue) this.#add(`c${index}`, "cue", quote.cue.span, index, { quote: index, weak });
      if (quote.speaker_span && quote.speaker === null) {
        this.#add(`s${index}`, "speaker", quote.speaker_span, index, { quote: index, weak });
      }
      if (quote.addressee) this.#add(`a${index}`, "addressee", quote.addressee.span, index, { actor: quote.addressee.actor, quote: index, weak });
    });
    analysis.times.forEach((/** @type {import("./types.js").Time} */ time, index) =>
      this.#add(`t${index}`, "time", time.span, index, { weak: (time.confidence ?? 1) < WEAK }),
    );
    analysis.repairs.forEach((repair, index) => {
      // What is no word is listed in the panel, not marked.
      if (/\p{L}/u.test(repair.plain)) this.#add(`r${index}`, "repair", repair.span, index, {});
    });
    this.marks.sort((a, b) => a.from - b.from || b.to - a.to);
  }

  /**
   * @param {string} id
   * @param {Layer} layer
   * @param {import("./types.js").Span} span
   * @param {number} index
   * @param {{actor?: number | null, quote?: number | null, weak?: boolean, role?: boolean}} more
   */
  #add(id, layer, [start, end], index, { actor = null, quote = null, weak = false, role = false }) {
    if (start >= end) return;
    const from = this.#wordStart(start);
    const to = this.#wordEnd(end);
    this.marks.push({ id, layer, start, end, from, to, index, actor, quote, weak, role });
  }

  /** @param {number} at */
  #wordStart(at) {
    const repair = covering(this.analysis.repairs, at);
    if (repair) at = repair.span[0];
    for (let steps = 0; steps < LONGEST_WORD && at > 0 && this.#joined(at); steps++) at--;
    return at;
  }

  /** @param {number} at */
  #wordEnd(at) {
    const repair = covering(this.analysis.repairs, at);
    if (repair) at = repair.span[1];
    for (let steps = 0; steps < LONGEST_WORD && at < this.source.length && this.#joined(at); steps++) at++;
    return at;
  }

  /** Whether the characters on both sides of `at` belong to one word, or are halves of one.
   * @param {number} at */
  #joined(at) {
    const [before, after] = [this.source[at - 1], this.source[at]];
    return (WORD.test(before) && WORD.test(after)) || (before >= "\uD800" && before < "\uDC00");
  }
}

/**
 * Those of `entries`, which are sorted and do not overlap, that touch the stretch.
 * @template {{span: import("./types.js").Span}} T
 * @param {T[]} entries
 * @param {number} start
 * @param {number} end
 * @returns {T[]}
 */
function within(entries, start, end) {
  const found = [];
  for (let index = firstEndingAfter(entries, start); index < entries.length; index++) {
    if (entries[index].span[0] >= end) break;
    found.push(entries[index]);
  }
  return found;
}

/**
 * The entry that has `at` strictly inside.
 * @template {{span: import("./types.js").Span}} T
 * @param {T[]} entries
 * @param {number} at
 * @returns {T | undefined}
 */
function covering(entries, at) {
  const entry = entries[firstEndingAfter(entries, at)];
  return entry && entry.span[0] < at ? entry : undefined;
}

/**
 * The index of the first entry that ends after `at`.
 * @param {{span: import("./types.js").Span}[]} entries
 * @param {number} at
 */
export function firstEndingAfter(entries, at) {
  let [low, high] = [0, entries.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (entries[middle].span[1] > at) high = middle;
    else low = middle + 1;
  }
  return low;
}
