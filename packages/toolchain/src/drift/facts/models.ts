import { type Located, member, membersAt, rootOf } from "../../openapi/located.js";
import { componentReference, pointerFrom } from "../../openapi/reference.js";
import type { SourceDocument } from "../../openapi/document.js";
import { formatPointer, type Json, valueAt } from "../../json.js";
import { compareSchemas } from "../schema/compare-schemas.js";
import { type ComparisonContext, teller } from "./part-changes.js";

/**
 * Compares the names of schemas, which the generated package exports as types.
 *
 * @param renamed Later names by earlier names, as the comparison of operations found them.
 */
export function compareModels(context: ComparisonContext, renamed: ReadonlyMap<string, string>): void {
  const [were, are] = [modelsOf(context.before.document), modelsOf(context.after.document)];
  const arrived = new Set<string>();
  for (const [name, was] of were) {
    if (are.has(name)) continue;
    const other = renamed.get(name) ?? "";
    const is = were.has(other) ? undefined : are.get(other);
    if (is === undefined) teller(context, whereOf(name), was)("model-removed");
    else teller(context, whereOf(name), was, is)("model-renamed", name, other);
    arrived.add(other);
  }
  for (const [name, is] of are)
    if (!were.has(name) && !arrived.has(name)) teller(context, whereOf(name), undefined, is)("model-added");
}

/** Compares the schemas that no operation reaches. Programs import their types for queues and files. */
export function compareExportedSchemas(context: ComparisonContext): void {
  const [were, are] = [modelsOf(context.before.document), modelsOf(context.after.document)];
  const changed = [...were.keys()].filter((name) => are.has(name) && !isSameModel(context, name));
  if (changed.length === 0) return;
  const reached = new Set([...reachedFrom(context.before.document), ...reachedFrom(context.after.document)]);
  for (const name of changed.filter((each) => !reached.has(formatPointer(["components", "schemas", each]))))
    for (const direction of ["request", "response"] as const) {
      const reference = [referenceOf(name)];
      const place = { axis: "source", where: whereOf(name), path: "" } as const;
      compareSchemas({ ...context, direction, ...place }, reference, reference);
    }
}

function isSameModel({ isSame }: ComparisonContext, name: string): boolean {
  return isSame(componentReference(name), componentReference(name));
}

function referenceOf(name: string): Located {
  return { value: componentReference(name), pointer: "/components/schemas" };
}

/** The pointers that the operations of a document refer to, directly or not. */
function reachedFrom({ value: root }: SourceDocument): ReadonlySet<string> {
  const found = new Set<string>();
  const visit = (value: Json | undefined): void => {
    if (typeof value !== "object" || value === null) return;
    const pointer = pointerFrom(value);
    if (pointer !== undefined && !found.has(pointer)) {
      found.add(pointer);
      visit(valueAt(root, pointer));
    }
    for (const item of Object.values(value)) if (typeof item === "object") visit(item);
  };
  visit(root["paths"]);
  visit(root["webhooks"]);
  return found;
}

function whereOf(name: string): string {
  return `schema \`${name}\``;
}

function modelsOf(document: SourceDocument): Map<string, Located<Json>> {
  const components = member(rootOf(document), "components");
  return new Map(components === undefined ? [] : membersAt(components, "schemas"));
}
