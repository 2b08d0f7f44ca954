import type { Direction } from "../change.js";
import { compositionRules } from "./compositions.js";
import { presenceRules } from "./keyword-presence.js";
import { messageRules } from "./messages.js";
import { operationRules } from "./operations.js";
import { propertyRules } from "./properties.js";
import { isWaiver, type Judgement, type DriftRule } from "./rule.js";
import { sourceRules } from "./source.js";
import { valueRules } from "./values.js";

const rules = {
  ...operationRules,
  ...messageRules,
  ...propertyRules,
  ...valueRules,
  ...compositionRules,
  ...presenceRules,
  ...sourceRules,
} as const;

/** A kind of change; each has a rule. */
export type ChangeKind = keyof typeof rules;

/** The rule of every kind of change. */
export const driftRules: Readonly<Record<ChangeKind, DriftRule>> = rules;

/** A rule in one direction, with its id in reports. */
export interface RuleRow {
  /** For example `request-property-removed-required`; stable. */
  readonly id: string;
  readonly kind: ChangeKind;
  readonly direction: Direction | undefined;
  readonly judgement: Judgement;
}

/** All rows, in the table's order. */
export function rowsOf(table: Readonly<Record<string, DriftRule>> = driftRules): RuleRow[] {
  const isKind = (kind: string): kind is ChangeKind => Object.hasOwn(driftRules, kind);
  return Object.keys(table)
    .filter(isKind)
    .flatMap((kind): RuleRow[] => {
      const judged: DriftRule["judged"] = driftRules[kind].judged;
      if (!("request" in judged)) return [{ id: kind, kind, direction: undefined, judgement: judged }];
      return directions.flatMap((direction) => {
        const judgement = judged[direction];
        return isWaiver(judgement) ? [] : [{ id: `${direction}-${kind}`, kind, direction, judgement }];
      });
    });
}

/** Whether a kind of change has a direction. */
export function isDirected(kind: ChangeKind): boolean {
  return "request" in driftRules[kind].judged;
}

const directions = ["request", "response"] as const;

/** The row that judges a change. A waived direction gets the row of the other direction, so that no change is lost. */
export function rowFor(kind: ChangeKind, direction: Direction | undefined): RuleRow {
  const found = byKind.get(kind) ?? [];
  const row = found.find((candidate) => candidate.direction === direction) ?? found[0];
  if (row === undefined) throw new TypeError(`No rule judges ${kind}`);
  return row;
}

const byKind = new Map<ChangeKind, RuleRow[]>();
for (const row of rowsOf()) byKind.set(row.kind, [...(byKind.get(row.kind) ?? []), row]);
