// Takes the comments out of the page's scripts, a fifth of what a reader would download; they stay in
// www/. Only whole lines go, so that what is served can still be read: `node strip.js FOLDER`.

import { readFileSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { argv } from "node:process";

/** A comment that has its lines to itself; a cast before an expression has not. */
const COMMENT = /^[ \t]*(?:\/\*\*(?:(?!\*\/)[^])*\*\/[ \t]*|\/\/.*)\n/gm;

/** @param {string} folder */
function strip(folder) {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) {
      if (entry.name !== "pkg") strip(path);
    } else if (entry.name.endsWith(".js")) {
      writeFileSync(path, readFileSync(path, "utf8").replace(COMMENT, ""));
    }
  }
}

strip(argv[2]);
