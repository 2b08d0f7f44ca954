import type { Json } from "../../json.js";
import type { AffectedOperation, Change } from "../change.js";
import { type Difference, differences } from "../differences.js";
import type { ChangeKind } from "../rules/rules.js";
import { plainFacts } from "./contract-facts.js";

/** Collects the changes of one part of a contract: the client, a method or a job. */
export interface ContractPart {
  readonly changes: readonly Change[];
  readonly tell: (kind: ChangeKind, before: Json | undefined, after: Json | undefined) => void;
  /** Tells the fields that differ, in one change; nothing where none does. */
  readonly tellFields: (kind: ChangeKind, before: object, after: object) => void;
  /** All changes, and one for the differences that none of them explains. */
  readonly close: (rest: readonly Difference[]) => Change[];
}

/** @param pointers Where the part stands in the earlier and in the later document. */
export function createPart(
  where: string,
  operations: readonly AffectedOperation[],
  [before, after]: readonly [string, string] = ["", ""],
): ContractPart {
  const changes: Change[] = [];
  const tell: ContractPart["tell"] = (kind, was, is) => {
    const sides = { before: { pointer: before, value: was }, after: { pointer: after, value: is } };
    changes.push({ kind, direction: undefined, where, path: "", ...sides, operations });
  };
  const tellDifferences = (kind: ChangeKind, found: readonly Difference[]): void => {
    const side = (name: "before" | "after"): Json =>
      Object.fromEntries(
        found.flatMap(({ path, [name]: value }) => (value === undefined ? [] : [[path.join("."), value]])),
      );
    if (found.length > 0) tell(kind, side("before"), side("after"));
  };
  return {
    changes,
    tell,
    tellFields: (kind, was, is) => tellDifferences(kind, differences(plainFacts(was), plainFacts(is))),
    close(rest) {
      tellDifferences("contract-changed", rest);
      return changes;
    },
  };
}
