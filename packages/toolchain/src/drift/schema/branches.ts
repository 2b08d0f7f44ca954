import { type ItemPair, pairUp } from "../pair-up.js";
import { componentOf, type Schema } from "./conjuncts.js";
import { first, type View, viewOf } from "./view.js";
import { areSame, type SchemaContext } from "./walk.js";

/** A branch of a union, as it is matched. */
export interface Branch {
  readonly schema: Schema;
  readonly view: View;
  readonly shape: string;
}

/** Tests that identify two branches as the same, the strongest first. */
const matchers: readonly ((a: Branch, b: Branch) => boolean)[] = [
  (a, b) => sameText(componentOf(a.schema), componentOf(b.schema)),
  (a, b) => a.shape === b.shape,
  (a, b) => sameText(first(a.view, "title")?.value, first(b.view, "title")?.value),
  (a, b) => sameText(constantTag(a.view), constantTag(b.view)),
  (a, b) => similarity(a.view, b.view) >= 0.5,
];

/** Pairs the branches of two unions by meaning, in any order. Equal branches are omitted. */
export function branchPairs(
  context: SchemaContext,
  before: readonly Schema[],
  after: readonly Schema[],
): ItemPair<Branch>[] {
  const same = pairUp(before, after, [(was, is) => areSame(context, was, is)]);
  const changed = same.filter((pair) => pair.before === undefined || pair.after === undefined);
  const [were, are] = (["before", "after"] as const).map((side) =>
    changed.flatMap((pair) => (pair[side] === undefined ? [] : [branchOf(context[side], pair[side])])),
  );
  return pairUp(were ?? [], are ?? [], matchers);
}

function branchOf({ document, shapeOf }: SchemaContext["before"], schema: Schema): Branch {
  return { schema, view: viewOf(document, schema), shape: schema.map(shapeOf).join() };
}

/** The constant that distinguishes one branch from the others. */
function constantTag(view: View): string | undefined {
  const tags = [...view.properties].flatMap(([name, schema]) =>
    schema.flatMap(({ value }) => {
      if (typeof value !== "object" || value === null || Array.isArray(value)) return [];
      const { const: constant, enum: values } = value;
      const only = Array.isArray(values) && values.length === 1 ? values[0] : constant;
      return typeof only === "string" ? [`${name}=${only}`] : [];
    }),
  );
  return tags.length === 0 ? undefined : tags.toSorted().join();
}

/** The share of common properties, or of common types where there are no properties: 0 to 1. */
function similarity(a: View, b: View): number {
  const [names, others] = a.properties.size + b.properties.size > 0 ? [keys(a), keys(b)] : [types(a), types(b)];
  const all = new Set([...names, ...others]);
  return all.size === 0 ? 0 : [...names].filter((name) => others.has(name)).length / all.size;
}

function keys({ properties }: View): Set<string> {
  return new Set(properties.keys());
}

function types(view: View): Set<string> {
  return new Set(view.types);
}

function sameText(a: unknown, b: unknown): boolean {
  return typeof a === "string" && a === b;
}
