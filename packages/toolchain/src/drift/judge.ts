import { createHash } from "node:crypto";
import type { Contract } from "../contract/contract.js";
import { digitsOf } from "../json.js";
import type { Change, ChangeSide } from "./change.js";
import type { DriftFinding } from "./finding.js";
import { type Level, levels } from "./rules/rule.js";
import { rowFor, driftRules } from "./rules/rules.js";
import { bigintText } from "./schema/texts.js";

/** Judges changes by the rules, worst first. Omits changes without effect on both axes. */
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
  // `true` and "true" look alike without quotes.
  const isQuoted = before?.value !== undefined && formatValue(before) === formatValue(after);
  return driftRules[kind].message
    .replaceAll("{before}", () => formatValue(before, isQuoted))
    .replaceAll("{after}", () => formatValue(after, isQuoted));
}

/** Formats a value for a message, shortened. */
function formatValue(written: ChangeSide | undefined, isQuoted = false): string {
  if (written?.value === undefined) return "nothing";
  const { value } = written;
  const text = typeof value === "string" && !isQuoted ? value : JSON.stringify(value, digitsOf);
  return text.length > 80 ? `${text.slice(0, 79)}…` : text;
}

/** A digest of the part, the position and the two values; line numbers and the number of operations do not count. */
function fingerprint(rule: string, { where, path, before, after, operations }: Change): string {
  // A schema is identified by its name, other parts together with their operation.
  const scope = where.startsWith("schema ") ? "" : (operations[0]?.route ?? "");
  const text = JSON.stringify([rule, scope, where, path, before?.value ?? null, after?.value ?? null], bigintText);
  return createHash("sha256").update(text).digest("hex").slice(0, 12);
}
