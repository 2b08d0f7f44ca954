import { createTwoFilesPatch } from "diff";
import { printAnnotations } from "../drift/render/annotation.js";
import type { FileChange } from "../repository/files.js";

/** Printed lines of one file's diff; the rest are counted. */
const MAX_LINES = 40;

/** A file's unified diff, shortened. */
export function renderChange({ path, before, after }: FileChange): string {
  const patch = createTwoFilesPatch(
    before === undefined ? "/dev/null" : path,
    after === undefined ? "/dev/null" : path,
    before ?? "",
    after ?? "",
    "on disk",
    "generated",
  );
  const lines = patch.split("\n").slice(1);
  const printed = lines.slice(0, MAX_LINES).map((line) => line.slice(0, 200));
  const rest = lines.length - printed.length;
  return [...printed, ...(rest > 0 ? [`… ${rest} more lines`] : [])].join("\n");
}

/** `missing`, `changed` or `extra`. */
export function changeKindOf({ before, after }: FileChange): "missing" | "changed" | "extra" {
  if (before === undefined) return "missing";
  return after === undefined ? "extra" : "changed";
}

/** Changes as annotations of GitHub Actions, each at the first line that differs. */
export function annotateChanges(changes: readonly FileChange[], repair: string): string {
  return printAnnotations(
    changes.map((change) => ({
      command: "error",
      title: `Generated file ${changeKindOf(change)}`,
      place: { file: change.path, line: firstDifference(change) },
      lines: [repair],
    })),
  );
}

/** The first line on disk that differs, counted from 1. */
function firstDifference({ before = "", after = "" }: FileChange): number {
  const generated = after.split("\n");
  const lines = before.split("\n");
  const found = lines.findIndex((line, index) => line !== generated[index]);
  return found === -1 ? lines.length : found + 1;
}
