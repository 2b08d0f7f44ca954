import type { CustomModule } from "../../emit/weave/custom.js";
import type { Change } from "../change.js";
import type { ChangeKind } from "../rules/rules.js";
import { createPart } from "./contract-part.js";
import { compareEntries } from "./entries.js";

/** Compares the hand-written methods and types of two packages, by what their users see of them. */
export function compareWrappers(before: readonly CustomModule[], after: readonly CustomModule[]): Change[] {
  const changes: Change[] = [];
  const tell = (where: string, kind: ChangeKind, was?: string, is?: string): void => {
    const part = createPart(where, []);
    part.tell(kind, was, is);
    changes.push(...part.changes);
  };
  compareEntries(declarationsOf(before), declarationsOf(after), {
    removed: (was, where) => tell(where, "wrapper-removed", was),
    added: (is, where) => tell(where, "wrapper-added", undefined, is),
    kept: (was, is, where) => was === is || tell(where, "wrapper-changed", was, is),
  });
  return changes;
}

/** Signatures and types by their names in a report. */
function declarationsOf(modules: readonly CustomModule[]): Map<string, string> {
  return new Map(
    modules.flatMap(({ functions, typeTexts }) => [
      ...functions.map(({ resource, name, signature }): [string, string] => [
        `method \`${resource}.${name}\``,
        signature,
      ]),
      ...Object.entries(typeTexts).map(([name, text]): [string, string] => [`type \`${name}\``, text]),
    ]),
  );
}
