import { createHash } from "node:crypto";
import type { Contract } from "../contract/contract.js";
import type { Change } from "./change.js";
import { shortValue } from "./describe.js";
import { fieldsText } from "./differences.js";
import type { DriftFinding } from "./finding.js";
import { type Axis, type Judgement, type Level, levels } from "./rules/rule.js";
import { rowFor } from "./rules/rules.js";
import { jsonText } from "./json-text.js";

/** Judges changes by the rules, worst first. Omits changes without effect on both axes. */
export function judge(changes: readonly Change[], contracts: readonly Contract[]): DriftFinding[] {
  const methods = new Map(contracts.flatMap(({ operations }) => operations.map(({ id, name }) => [id, name] as const)));
  return changes
    .flatMap((change) => findingOf(change, methods))
    .toSorted((a, b) => levels.indexOf(b.level) - levels.indexOf(a.level));
}

function findingOf(change: Change, methods: ReadonlyMap<string, string>): DriftFinding[] {
  const { id, message, judgement: both } = rowFor(change.kind, change.direction);
  const judgement = onlyOn(change.axis, both);
  const level = worse(judgement.wire, judgement.source);
  if (level === "none") return [];
  return [
    {
      rule: id,
      level,
      judgement,
      message: withValues(message, change),
      change,
      methods: change.operations.flatMap((operation) => methods.get(operation.id) ?? []),
      fingerprint: fingerprint(id, change),
    },
  ];
}

/** A judgement without the axis that a change is not on. */
function onlyOn(axis: Axis | undefined, { wire, source }: Judgement): Judgement {
  return { wire: axis === "source" ? "none" : wire, source: axis === "wire" ? "none" : source };
}

function worse(a: Level, b: Level): Level {
  return levels.indexOf(a) > levels.indexOf(b) ? a : b;
}

function withValues(message: string, { before, after }: Change): string {
  const [was, is] = [before?.value, after?.value];
  // `true` and "true" look alike without quotes.
  const isQuoted = was !== undefined && shortValue(was) === shortValue(is);
  return message
    .replaceAll("{before}", () => shortValue(was, isQuoted))
    .replaceAll("{after}", () => shortValue(is, isQuoted))
    .replaceAll("{fields}", () => fieldsText(was, is));
}

/** A digest of the part, the position and the two values; line numbers and the number of operations do not count. */
function fingerprint(rule: string, { where, path, before, after, operations }: Change): string {
  // A schema is identified by its name, other parts together with their operation.
  const scope = where.startsWith("schema ") ? "" : (operations[0]?.route ?? "");
  const text = jsonText([rule, scope, where, path, before?.value ?? null, after?.value ?? null]);
  return createHash("sha256").update(text).digest("hex").slice(0, 12);
}
