import { appendTo } from "../../append-to.js";
import type { Direction } from "../change.js";
import { presenceRules, type PresenceKeyword } from "./keyword-presence.js";
import { messageRules } from "./messages.js";
import { operationRules } from "./operations.js";
import { type DriftRules, type Judgement, judgementOf } from "./rule.js";
import { valueRules } from "./values.js";
import { sourceRules } from "./source.js";

const rules = { ...operationRules, ...messageRules, ...valueRules, ...sourceRules } as const;

/** A kind of change; each has a rule. */
export type ChangeKind = keyof typeof rules | `${PresenceKeyword}-${"added" | "changed" | "removed"}`;

/** The rule of every kind of change. */
export const driftRules: DriftRules = { ...rules, ...presenceRules };

/** A rule in one direction, with its id in reports. */
export interface RuleRow {
  /** For example `request-property-removed-required`; stable. */
  readonly id: string;
  readonly kind: string;
  readonly direction: Direction | undefined;
  readonly message: string;
  readonly judgement: Judgement;
}

/** All rows, in the table's order. */
export function rowsOf(): RuleRow[] {
  return Object.entries(driftRules).flatMap(([kind, [message, request, response]]) => {
    const row = (direction: Direction | undefined, verdict: typeof request): RuleRow[] => {
      const judgement = judgementOf(verdict);
      const id = direction === undefined ? kind : `${direction}-${kind}`;
      return judgement === undefined ? [] : [{ id, kind, direction, message, judgement }];
    };
    return response === undefined
      ? row(undefined, request)
      : [...row("request", request), ...row("response", response)];
  });
}

/** Whether a kind of change has a direction. */
export function isDirected(kind: ChangeKind): boolean {
  return driftRules[kind]?.[2] !== undefined;
}

/** The row that judges a change. A waived direction gets the row of the other direction, so that no change is lost. */
export function rowFor(kind: string, direction: Direction | undefined): RuleRow {
  const found = byKind.get(kind) ?? [];
  const row = found.find((candidate) => candidate.direction === direction) ?? found[0];
  if (row === undefined) throw new TypeError(`No rule judges ${kind}`);
  return row;
}

const byKind = new Map<string, RuleRow[]>();
for (const row of rowsOf()) appendTo(byKind, row.kind, row);
