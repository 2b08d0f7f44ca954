import { createTwoFilesPatch } from "diff";
import type { FileChange } from "./files.js";

/** Lines of one file's difference that are shown; the rest are counted. */
const MAX_LINES = 40;

/** A file's difference as a unified patch, capped. */
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
  const shown = lines.slice(0, MAX_LINES).map((line) => line.slice(0, 200));
  const rest = lines.length - shown.length;
  return [...shown, ...(rest > 0 ? [`… ${rest} more lines`] : [])].join("\n");
}

/** `missing`, `changed` or `extra`. */
export function kindOf({ before, after }: FileChange): "missing" | "changed" | "extra" {
  if (before === undefined) return "missing";
  return after === undefined ? "extra" : "changed";
}
