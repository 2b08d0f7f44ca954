import type { CustomModule } from "../../emit/weave/custom.js";
import type { Change } from "../change.js";
import { createPart } from "./contract-part.js";
import { compareEntries } from "./entries.js";

/** Compares the hand-written methods and types of two packages, by what their users see of them. */
export function compareWrappers(before: readonly CustomModule[], after: readonly CustomModule[]): Change[] {
  const changes: Change[] = [];
  compareEntries(declarationsOf(before), declarationsOf(after), {
    removed: (was, where) => changes.push(...told(where, "wrapper-removed", was)),
    added: (is, where) => changes.push(...told(where, "wrapper-added", undefined, is)),
    kept: (was, is, where) => {
      if (was !== is) changes.push(...told(where, "wrapper-changed", was, is));
    },
  });
  return changes;
}

function told(
  where: string,
  kind: "wrapper-removed" | "wrapper-added" | "wrapper-changed",
  before?: string,
  after?: string,
): readonly Change[] {
  const part = createPart(where, []);
  part.tell(kind, before, after);
  return part.changes;
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
