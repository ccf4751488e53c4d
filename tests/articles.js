// The articles of tests/articles, and the native command to compare with.

import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

const folder = new URL("articles/", import.meta.url);

/** Path of the native command; `build.sh test` builds it. */
export const rasid = fileURLToPath(new URL("../target/release/rasid", import.meta.url));

/** @type {{file: string, date: string, sample: string, text: string}[]} */
export const articles = readFileSync(new URL("ARTICLES.tsv", folder), "utf8")
  .split("\n")
  .filter((line) => line && !line.startsWith("#"))
  .map((line) => {
    const [file, date, , , , sample] = line.split("\t");
    return { file, date, sample, text: readFileSync(new URL(`text/${file}`, folder), "utf8") };
  });
