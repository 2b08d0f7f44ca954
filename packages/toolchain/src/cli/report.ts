import { formatLocation } from "../location.js";
import type { GenerationNote } from "../generate.js";
import { count } from "../plural.js";
import type { ProviderReport } from "../provider-report.js";

/** One provider's lines. @param state Such as `unchanged (11 files)`. */
export function renderReport(name: string, { facts, notes }: ProviderReport, state: string): string {
  return [`${name}: ${facts.join(", ")}; ${state}`, ...notes.map(renderNote)].join("\n");
}

export function unchanged({ files }: ProviderReport): string {
  return `unchanged (${count(files, "file")})`;
}

export const UP_TO_DATE = "Everything is up to date.";

function renderNote({ message, places: [place], action }: GenerationNote): string {
  const text = `  note: ${place === undefined ? "" : `${formatLocation(place)}: `}${message}`;
  return [text, ...(action?.trimEnd().split("\n") ?? []).map((line) => `    ${line}`)].join("\n");
}
