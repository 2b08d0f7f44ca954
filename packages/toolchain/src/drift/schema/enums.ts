import type { ChangeSide } from "../change.js";
import { jsonText } from "../json-text.js";
import type { View } from "./view.js";
import { tell, type SchemaContext } from "./walk.js";

/** Compares the accepted values. */
export function compareEnums(context: SchemaContext, before: View, after: View): void {
  const [was, is] = [before.values, after.values];
  if (was === undefined && is === undefined) return;
  if (was === undefined || is === undefined) return compareLists(context, before, after);
  compareOpenness(context, before, after);
  // Values that an open enum lists change no more than its documentation.
  if (before.openness === "accepted" || after.openness === "accepted") {
    if (before.openness === after.openness && [...was.keys()].toSorted().join() !== [...is.keys()].toSorted().join())
      tell(context, "description-changed", before, after);
    return;
  }
  if (before.isConstant && after.isConstant) {
    const [[old], [new_]] = [[...was.values()], [...is.values()]];
    if (jsonText(old?.value) !== jsonText(new_?.value)) tell(context, "const-changed", old, new_);
    return;
  }
  for (const [name, at] of is) if (!was.has(name)) tell(context, "enum-value-added", undefined, at);
  // Programs may go on comparing an open enum with a value that is gone.
  const axis = after.openness === "closed" ? undefined : "wire";
  for (const [name, at] of was) if (!is.has(name)) tell(context, "enum-value-removed", at, undefined, axis);
}

/** Records a list of values that appears or goes as a whole. */
function compareLists(context: SchemaContext, before: View, after: View): void {
  const isNew = before.values === undefined;
  const listed = isNew ? after : before;
  const sides = [before, after].map((view) => sideOf(view));
  if (listed.openness === "accepted") return tell(context, "description-changed", sides[0], sides[1]);
  const noun = listed.isConstant ? "const" : "enum";
  tell(context, `${noun}-${isNew ? "added" : "removed"}`, sides[0], sides[1]);
}

function sideOf({ values, isConstant, pointer }: View): ChangeSide | undefined {
  const items = [...(values ?? [])].map(([, at]) => at);
  const [only] = items;
  if (only === undefined) return undefined;
  return isConstant
    ? only
    : { pointer: only.pointer.replace(/\/\d+$/u, "") || pointer, value: items.map(({ value }) => value ?? null) };
}

const opennesses = ["closed", "declared", "accepted"] as const;

/** Records an enum that opens or closes. A declaration is seen in the types alone. */
function compareOpenness(context: SchemaContext, before: View, after: View): void {
  const [was, is] = [before, after].map(({ openness }) => opennesses.indexOf(openness));
  if (was === undefined || is === undefined || was === is) return;
  const axis = Math.max(was, is) === 1 ? "source" : Math.min(was, is) === 1 ? "wire" : undefined;
  tell(context, is > was ? "enum-opened" : "enum-closed", before, after, axis);
}
