import { jsonText } from "../json-text.js";
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

/** The keys that equal branches have in common, the strongest first. */
const keys: readonly ((branch: Branch) => string | undefined)[] = [
  ({ schema }) => componentOf(schema),
  ({ shape }) => shape,
  ({ view }) => textIn(first(view, "title")?.value),
  ({ view }) => constantTag(view),
];

/**
 * The maximum number of pairs that are compared by their properties. Larger unions are matched only by {@link keys}.
 */
const MOST_TRIED = 100_000;

/** Pairs the branches of two unions by meaning, in any order. Equal branches are omitted. */
export function branchPairs(
  context: SchemaContext,
  before: readonly Schema[],
  after: readonly Schema[],
): ItemPair<Branch>[] {
  const textOf = (schema: Schema): string => jsonText(schema.map(({ value }) => value));
  const changed = pairUp(before, after, [textOf]).filter(
    ({ before: was, after: is }) => was === undefined || is === undefined || !areSame(context, was, is),
  );
  const [were = [], are = []] = (["before", "after"] as const).map((side) =>
    changed.flatMap((pair) => (pair[side] === undefined ? [] : [branchOf(context[side], pair[side])])),
  );
  const isSimilar = (a: Branch, b: Branch): boolean => similarity(a.view, b.view) >= 0.5;
  return pairUp(were, are, keys, were.length * are.length > MOST_TRIED ? [] : [isSimilar]);
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
  const [names, others] = a.properties.size + b.properties.size > 0 ? [namesOf(a), namesOf(b)] : [types(a), types(b)];
  const all = new Set([...names, ...others]);
  return all.size === 0 ? 0 : [...names].filter((name) => others.has(name)).length / all.size;
}

function namesOf({ properties }: View): Set<string> {
  return new Set(properties.keys());
}

function types(view: View): Set<string> {
  return new Set(view.types);
}

function textIn(value: unknown): string | undefined {
  return typeof value === "string" ? value : undefined;
}
