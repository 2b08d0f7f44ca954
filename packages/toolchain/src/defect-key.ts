import type { GenerationNote } from "./generate.js";

/** What tells a defect from others, from run to run: the lock has those of the last generation. */
export function defectKey({ kind, code, places: [place] }: GenerationNote): string | undefined {
  return kind === "defect" ? `${code} ${place?.file}#${place?.pointer ?? ""}` : undefined;
}
