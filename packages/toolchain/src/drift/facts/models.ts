import { type Located, member, membersAt, rootOf } from "../../openapi/located.js";
import { givesWay } from "../../emit/runtime-exports.js";
import { componentReference, pointerFrom } from "../../openapi/reference.js";
import type { SourceDocument } from "../../openapi/document.js";
import { formatPointer, type Json, valueAt } from "../../json.js";
import type { Kind } from "../../openapi/grammar.js";
import { walkObjects } from "../../openapi/walk.js";
import { compareSchemas } from "../schema/compare-schemas.js";
import type { Direction } from "../change.js";
import { type ComparisonContext, opposite, teller } from "./part-changes.js";

const directions: readonly Direction[] = ["request", "response"];

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
  for (const [name, is] of are) {
    if (were.has(name) || arrived.has(name)) continue;
    teller(context, whereOf(name), undefined, is)(givesWay(name) ? "model-replaces-export" : "model-added");
  }
}

/**
 * Compares the schemas that no operation reaches, and those that no comparison came to: what refers to them was removed,
 * or changed its type. Programs import their types for queues and files.
 */
export function compareExportedSchemas(context: ComparisonContext): void {
  const [were, are] = [modelsOf(context.before.document), modelsOf(context.after.document)];
  const changed = [...were.keys()].filter((name) => are.has(name) && !isSameModel(context, name));
  if (changed.length === 0) return;
  const reached = [context.before, context.after].map(({ document }) => reachedFrom(document));
  const told = new Set(
    context.log
      .changes()
      .flatMap(({ direction, before, after }) =>
        [before, after].map((side) => `${direction} ${(side?.pointer ?? "").split("/").slice(0, 4).join("/")}`),
      ),
  );
  const aliased = [were, are].map((models) => new Set([...models.values()].map(({ value }) => pointerFrom(value))));
  for (const name of changed) {
    const pointer = formatPointer(["components", "schemas", name]);
    const uses = reached.map((found) => directions.filter((direction) => found.has(`${direction} ${pointer}`)));
    const used = uses.find((use) => use.length > 0);
    // A schema with an alias is compared under the name of the alias.
    if (used && aliased.every((pointers) => pointers.has(pointer))) continue;
    for (const direction of (used ?? directions).filter((each) => !told.has(`${each} ${pointer}`))) {
      const reference = [referenceOf(name)];
      const place = { axis: "source", where: whereOf(name), path: "" } as const;
      compareSchemas({ ...context, direction, ...place }, reference, reference);
    }
  }
}

function isSameModel({ isSame }: ComparisonContext, name: string): boolean {
  return isSame(componentReference(name), componentReference(name));
}

function referenceOf(name: string): Located {
  return { value: componentReference(name), pointer: "/components/schemas" };
}

/** Every pointer that an operation or webhook reaches by references. Each has the direction as a prefix: `request /a`. */
function reachedFrom(document: SourceDocument): ReadonlySet<string> {
  const found = new Set<string>();
  const visit = (value: Json | undefined, kind: Kind, direction: Direction): void =>
    walkObjects(value ?? null, kind, (object, held) => {
      if (object !== value && (held === "response" || held === "callback")) {
        visit(object, held, opposite(direction));
        return false;
      }
      const pointer = pointerFrom(object);
      if (pointer === undefined || found.has(`${direction} ${pointer}`)) return true;
      found.add(`${direction} ${pointer}`);
      visit(valueAt(document.value, pointer), held, direction);
      return true;
    });
  for (const [, { value }] of membersAt(rootOf(document), "paths")) visit(value, "pathItem", "request");
  for (const [, { value }] of membersAt(rootOf(document), "webhooks")) visit(value, "pathItem", "response");
  return found;
}

function whereOf(name: string): string {
  return `schema \`${name}\``;
}

function modelsOf(document: SourceDocument): Map<string, Located<Json>> {
  const components = member(rootOf(document), "components");
  return new Map(components === undefined ? [] : membersAt(components, "schemas"));
}
