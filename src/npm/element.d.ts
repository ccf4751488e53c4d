import type { Analysis, Span } from "./types.js";
import type { RasidWorker } from "./worker.js";

/**
 * `<rasid-article>`: an article with its marks, actors, quotes and timeline.
 *
 * Attributes: `date`, `src`, `layers` (of `person org place quote date repair removed`), `lang`, `digits`
 * (`arab`, `latn`), `theme` (`light`, `dark`), `markup="html"` for children that are the source of a page,
 * `no-toolbar`, `no-text`, `no-panels`.
 */
export class RasidArticle extends HTMLElement {
  /** What analyses for all elements; can be another one, made with other parts. */
  static analyser: Pick<RasidWorker, "analyse" | "analyseHtml" | "decode">;
  /** The analysis that is shown. */
  readonly analysis: Analysis | null;
  /** The text that is analysed: what was given, else that of the children. */
  text: string | null;
  set html(html: string | null);
  set file(file: Blob & { name?: string });
  /** Brings a stretch of the source into sight. */
  reveal(span: Span): void;
  /** Opens the card of an actor. */
  openActor(actor: number): void;
}

export interface RasidArticleEventMap {
  analysed: CustomEvent<{ analysis: Analysis }>;
  "entity-activate": CustomEvent<{ actor: number; span: Span }>;
  "quote-activate": CustomEvent<{ quote: number; span: Span }>;
  "selection-change": CustomEvent<{ text: string }>;
  error: CustomEvent<{ message: string }>;
}

declare global {
  interface HTMLElementTagNameMap {
    "rasid-article": RasidArticle;
  }
}
