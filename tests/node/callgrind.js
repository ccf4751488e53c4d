// Counts of instructions, which unlike times are the same on a busy machine. Needs valgrind.

import { spawnSync } from "node:child_process";
import { tmpdir } from "node:os";
import { join } from "node:path";

const PROFILE = join(tmpdir(), `rasid-${process.pid}.callgrind`);

/** The passes, by the names of their functions. */
const LAYERS = [
  ["clean", /rasid::clean::clean\b/],
  ["tokens and sentences", /rasid::article::Article::new\b/],
  ["times", /rasid::time::find::find\b/],
  ["resolved times", /rasid::time::resolve::resolve\b/],
  ["names", /rasid::names::find\b/],
  ["of these the tagger", /rasid::names::tagger::tag\b/],
  ["actors", /rasid::actor::gather\b/],
  ["quotes", /rasid::quote::find\b/],
  ["timeline", /rasid::timeline::build\b/],
  ["output", /rasid::output::assemble::assemble\b/],
];

/**
 * Instructions that `command` needs for `texts`, without those of its start; undefined where there
 * is no valgrind.
 */
export function instructions(command, texts) {
  const start = count(command, [""]);
  const all = start === undefined ? undefined : count(command, texts);
  return start === undefined || all === undefined ? undefined : all - start;
}

/** Instructions of each pass in the last count: [name, count]. */
export function layers() {
  const { stdout } = spawnSync("callgrind_annotate", ["--inclusive=yes", "--threshold=100", PROFILE], {
    maxBuffer: 1 << 28,
    encoding: "utf8",
  });
  const lines = stdout.split("\n");
  return LAYERS.flatMap(([name, pattern]) => {
    const line = lines.find((line) => pattern.test(line));
    return line ? [[name, Number(line.trim().split(" ")[0].replaceAll(",", ""))]] : [];
  });
}

function count(command, texts) {
  const { error, stderr, status } = spawnSync(
    "valgrind",
    ["--tool=callgrind", `--callgrind-out-file=${PROFILE}`, command, "batch"],
    { input: texts.map((text) => JSON.stringify({ text })).join("\n"), encoding: "utf8", maxBuffer: 1 << 28 },
  );
  if (error) return undefined;
  const found = /Collected : (\d+)/.exec(stderr);
  if (status !== 0 || !found) throw new Error(`valgrind ended with ${status}: ${stderr}`);
  return Number(found[1]);
}
