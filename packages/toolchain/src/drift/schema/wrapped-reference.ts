import type { SourceDocument } from "../../openapi/document.js";
import { type Located, membersAt } from "../../openapi/located.js";
import { componentName, REFERENCE } from "../../openapi/reference.js";
import { isDocumentation } from "../../openapi/role.js";
import { without } from "../../openapi/schema-keywords.js";
import { isObject, type Json } from "../../json.js";
import { branchesOf, type Schema, UNIONS } from "./conjuncts.js";

/** A reference to a component, and what stands around it: null, a default, flags and texts. */
export interface WrappedReference {
  /** The schema without the reference. */
  readonly around: Schema;
  readonly reference: Schema;
}

const compositions: readonly string[] = [REFERENCE, "allOf", ...UNIONS];

/** Keywords that do not restrict the properties or items of the component. */
const outerKeywords = new Set([...compositions, "nullable", "default", "deprecated", "readOnly", "writeOnly"]);

/**
 * Returns the reference of a schema that refers to one component and may also accept null. Examples are `{ anyOf: [{
 * $ref }, { type: "null" }] }`, `{ allOf: [{ $ref }], nullable: true }` and `{ $ref, description }`. Returns undefined
 * for any other schema.
 */
export function wrappedReference(document: SourceDocument, [at, ...others]: Schema): WrappedReference | undefined {
  if (at === undefined || !isObject(at.value) || others.length > 0) return undefined;
  const entries = Object.entries(at.value);
  const [keyword, ...more] = entries.flatMap(([key]) => (compositions.includes(key) ? [key] : []));
  const isPlain = entries.every(([key]) => outerKeywords.has(key) || isDocumentation(key) || key.startsWith("x-"));
  if (keyword === undefined || more.length > 0 || !isPlain) return undefined;
  const [reference, ...further] = partsOf(document, { value: at.value, pointer: at.pointer }, keyword);
  if (reference === undefined || further.length > 0 || !isLoneReference(reference.value)) return undefined;
  return { around: [{ value: without(at.value, keyword), pointer: at.pointer }], reference: [reference] };
}

function partsOf(document: SourceDocument, at: Located, keyword: string): Located<Json>[] {
  if (keyword === REFERENCE) return [{ value: { [REFERENCE]: at.value[REFERENCE] ?? null }, pointer: at.pointer }];
  return keyword === "allOf" ? membersAt(at, keyword).map(([, part]) => part) : branchesOf(document, at, keyword);
}

/** Returns true for a reference to a component with nothing beside it. */
export function isLoneReference(value: Json): boolean {
  return componentName(value) !== undefined && isObject(value) && Object.keys(value).length === 1;
}
