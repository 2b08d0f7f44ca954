import { appendTo } from "../append-to.js";
import { defectKey } from "../defect-key.js";
import { DEFECTS, type DefectCode } from "../document/defects/defect-table.js";
import { ownMember } from "../json.js";
import { formatLocation } from "../location.js";
import { DEFECTS_WITH_ACTION, type GenerationNote } from "../generate.js";
import { count } from "../plural.js";
import { oneLine } from "../visible.js";
import type { ProviderReport } from "../provider-report.js";

/** The length of a message, in characters. */
const MAX_MESSAGE = 1_000;

/** One provider's lines. @param state For example `unchanged (11 files)`. */
export function renderReport(name: string, { facts, notes }: ProviderReport, state: string): string {
  return [`${name}: ${facts.join(", ")}; ${state}`, ...renderNotes(name, notes)].join("\n");
}

export function unchanged({ files }: ProviderReport): string {
  return `unchanged (${count(files, "file")})`;
}

export const UP_TO_DATE = "Everything is up to date.";

/**
 * A report without the defects of the last generation.
 * @param entry The provider's part of the lock.
 */
export function withNewDefects(report: ProviderReport, entry: unknown): ProviderReport {
  const reported = ownMember(entry, "defects");
  const known = new Set<unknown>(Array.isArray(reported) ? reported : []);
  return { ...report, notes: report.notes.filter((note) => !known.has(defectKey(note))) };
}

/** Notes in their order, defects after them by their kind. */
export function renderNotes(name: string, notes: readonly GenerationNote[]): string[] {
  const kinds = new Map<DefectCode, GenerationNote[]>();
  for (const note of notes) if (note.kind === "defect" && note.code !== undefined) appendTo(kinds, note.code, note);
  const others = notes.filter(({ kind }) => kind !== "defect");
  return [...others.map(renderNote), ...[...kinds].map(([code, defects]) => renderDefects(name, code, defects))];
}

function renderDefects(name: string, code: DefectCode, defects: readonly GenerationNote[]): string {
  if (defects.length <= DEFECTS_WITH_ACTION) return defects.map(renderNote).join("\n");
  const { title, reading } = DEFECTS[code];
  const rest = defects.length - DEFECTS_WITH_ACTION;
  return [
    `  note: ${defects.length} times ${title}. Read as: ${reading}.`,
    ...defects.slice(0, DEFECTS_WITH_ACTION).map((note) => `    ${placed(note)}`),
    `    and ${rest} more: \`specloom lint ${name} --only ${code} --all\` prints each with its repair.`,
  ].join("\n");
}

function renderNote(note: GenerationNote): string {
  return [`  note: ${placed(note)}`, ...(note.action?.trimEnd().split("\n") ?? []).map((line) => `    ${line}`)].join(
    "\n",
  );
}

function placed({ message, places: [place] }: GenerationNote): string {
  return `${place === undefined ? "" : `${formatLocation(place)}: `}${oneLine(message, MAX_MESSAGE)}`;
}
