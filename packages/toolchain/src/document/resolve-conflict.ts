import { ToolchainError } from "../errors.js";
import { formatLocation, type Location } from "../location.js";
import { formatPointer } from "../json.js";
import type { PartVersions } from "./part-versions.js";
import type { DocumentNote } from "./note.js";
import { isMapPart, type Part } from "./part.js";
import { contentText, firstDifference, structureText } from "./structure.js";

/** The part that goes into the merged document, and what to report about the others. */
export interface Choice {
  readonly part: Part;
  readonly notes: readonly DocumentNote[];
  /** Whether the pages disagreed, so that a decision was needed. */
  readonly disputed: boolean;
}

/**
 * Chooses between the versions of one part. Where they differ in documentation only, the last file's counts;
 * where they differ in structure, only a person's decision does.
 * @param prefer path of the file that a person decided for
 * @throws ToolchainError `document/conflict`, with both places
 */
export function resolveConflict({ at, parts, implied }: PartVersions, prefer: string | undefined): Choice {
  if (isMapPart(parts[0])) return { part: parts[0], notes: [], disputed: false };
  const last = parts.at(-1) ?? parts[0];
  const rivals = [...parts.slice(0, -1), ...implied];
  if (rivals.length === 0) return { part: last, notes: [], disputed: false };
  const structure = structureOf(last);
  const rival = rivals.find((part) => structureOf(part) !== structure);
  if (rival !== undefined) {
    const preferred = parts.find(({ fragment }) => fragment.file === prefer);
    if (preferred === undefined) throw conflict(at, rival, last);
    return { part: preferred, notes: [], disputed: true };
  }
  const content = contentText(last.value, last.role);
  const others = parts.filter(({ value, role }) => contentText(value, role) !== content);
  return { part: last, notes: others.length === 0 ? [] : [descriptionsDiffer(at, others, last)], disputed: false };
}

/** No servers at all and an empty list both mean the one default server (OpenAPI 3.1, "OpenAPI Object"). */
function structureOf({ path, value, role }: Part): string {
  const isNoServer = path[0] === "servers" && Array.isArray(value) && value.length === 0;
  return structureText(isNoServer ? [{ url: "/" }] : value, role);
}

function descriptionsDiffer(at: string, others: readonly Part[], last: Part): DocumentNote {
  const message = `Descriptions differ at ${at}: those of ${last.fragment.file} are used`;
  return { code: "descriptions-differ", message, places: [last, ...others].map((part) => placeOf(part)) };
}

function conflict(at: string, a: Part, b: Part): ToolchainError {
  const [first, second] = a.fragment.file < b.fragment.file ? [a, b] : [b, a];
  const inner = firstDifference(first.value, second.value, first.role) ?? [];
  const [left, right] = [placeOf(first, inner), placeOf(second, inner)];
  const where = inner.length === 0 ? at : `${at}, at its ${formatPointer(inner)}`;
  const message = `Expected pages to agree on ${where}, found two versions: ${formatLocation(left)} and ${formatLocation(right)}`;
  const hint = `Add to \`conflicts\` in source.yaml: \`{ at: ${at}, prefer: <file>, why: <reason> }\`${renameHint(at)}.`;
  return new ToolchainError("document/conflict", message, { location: right, hint });
}

function renameHint(at: string): string {
  return at.startsWith("/components/") ? ", or `rename: { in: <file>, to: <name> }` where both are right" : "";
}

function placeOf({ fragment, pointer }: Part, inner: readonly string[] = []): Location {
  return fragment.locate(`${pointer}${formatPointer(inner)}`);
}
