import { createHash } from "node:crypto";
import type { Contract } from "../contract/contract.js";
import { digitsOf } from "../json.js";
import type { Change, Written } from "./change.js";
import type { DriftFinding } from "./finding.js";
import { type Level, levels } from "./rules/rule.js";
import { rowFor, driftRules } from "./rules/rules.js";
import { exact } from "./schema/texts.js";

/** Judges changes by the rules. Changes that can be seen on neither axis are left out; the worst come first. */
export function judge(changes: readonly Change[], contracts: readonly Contract[]): DriftFinding[] {
  const methods = new Map(contracts.flatMap(({ operations }) => operations.map(({ id, name }) => [id, name] as const)));
  return changes
    .flatMap((change) => findingOf(change, methods))
    .toSorted((a, b) => levels.indexOf(b.level) - levels.indexOf(a.level));
}

function findingOf(change: Change, methods: ReadonlyMap<string, string>): DriftFinding[] {
  const { id, judgement } = rowFor(change.kind, change.direction);
  const level = worse(judgement.wire, judgement.source);
  if (level === "none") return [];
  return [
    {
      rule: id,
      level,
      judgement,
      message: messageOf(change),
      change,
      methods: change.operations.flatMap((operation) => methods.get(operation.id) ?? []),
      fingerprint: fingerprint(id, change),
    },
  ];
}

function worse(a: Level, b: Level): Level {
  return levels.indexOf(a) > levels.indexOf(b) ? a : b;
}

function messageOf({ kind, before, after }: Change): string {
  // `true` and "true" read alike unless the text is quoted.
  const isQuoted = before?.value !== undefined && shown(before) === shown(after);
  return driftRules[kind].message
    .replaceAll("{before}", () => shown(before, isQuoted))
    .replaceAll("{after}", () => shown(after, isQuoted));
}

/** A value as messages show it, cut short. */
function shown(written: Written | undefined, isQuoted = false): string {
  if (written?.value === undefined) return "nothing";
  const { value } = written;
  const text = typeof value === "string" && !isQuoted ? value : JSON.stringify(value, digitsOf);
  return text.length > 80 ? `${text.slice(0, 79)}…` : text;
}

/** Of what changed, where, and from what to what; not of line numbers or of how many operations it reaches. */
function fingerprint(rule: string, { where, path, before, after, operations }: Change): string {
  // A part is told by its name; a parameter or a body only together with its operation.
  const scope = where.startsWith("schema ") ? "" : (operations[0]?.route ?? "");
  const text = JSON.stringify([rule, scope, where, path, before?.value ?? null, after?.value ?? null], exact);
  return createHash("sha256").update(text).digest("hex").slice(0, 12);
}
