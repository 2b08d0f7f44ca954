/** A JSON Schema as a document holds it. */
export type Schema = boolean | Readonly<Record<string, unknown>>;

/** Where a document has a schema. */
export type Place = "component" | "answer" | "body";

/** One schema, with the component schemas that it refers to. */
export interface Case {
  readonly place: Place;
  readonly schema: Schema;
  /** By name. Names begin with `MARK`, so that many cases fit in one document. */
  readonly parts: Readonly<Record<string, Schema>>;
}

/** Stands for the name of the case, in names of components, in references, `$id` and anchors. */
export const MARK = "@";

/** The JSON pointer of what an `$anchor` or an `$id` names: for readers of schemas that know pointers alone. */
export const TARGET = "x-target";

export const COMPONENTS = "#/components/schemas/";

/** A case, a row or anything of them under a name of its own. */
export function named<Value>(value: Value, name: string): Value {
  return JSON.parse(JSON.stringify(value).replaceAll(MARK, name));
}

/** Component schemas of a case that has a name. */
export function schemasOf(given: Case, name: string): Readonly<Record<string, Schema>> {
  return { [name]: given.schema, ...given.parts };
}

export function isSchemaObject(schema: unknown): schema is Readonly<Record<string, unknown>> {
  return typeof schema === "object" && schema !== null && !Array.isArray(schema);
}
