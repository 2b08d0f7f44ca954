import type { GenerationNote } from "./generate.js";

/** Identifies a defect from run to run: the lock lists the defects of the last generation. */
export function defectKey({ kind, code, places: [place] }: GenerationNote): string | undefined {
  return kind === "defect" ? `${code} ${place?.file}#${place?.pointer ?? ""}` : undefined;
}
