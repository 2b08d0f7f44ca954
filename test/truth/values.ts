import {
  registerSchema,
  type SchemaFragment,
  type SchemaObject,
  setShouldValidateSchema,
  unregisterSchema,
  validate,
} from "@hyperjump/json-schema/draft-2020-12";
import { generateSync } from "json-schema-faker";
import { type Case, COMPONENTS, isSchemaObject, schemasOf, TARGET } from "./case.js";
import { read, type Reading, readWhole } from "./reading.js";

/** Values that fit a schema. */
export interface Values {
  /** For object literals, in which TypeScript refuses properties that the type does not know. */
  readonly fresh: readonly unknown[];
  /** For variables, which may have more properties. */
  readonly held: readonly unknown[];
}

/** Values of every kind, for schemas that allow more than a generator draws. */
const ANY = [null, true, false, 0, 1, 2.5, "", "a", [], ["a"], [1], [1, "a"], {}, { a: 1 }, { a: "a" }, { b: 1 }, [{}]];
/** The property that a variable has beyond what a schema names. */
const MORE = "more";
const DRAWS = 8;
const MOST = 6;
const DIALECT = "https://json-schema.org/draft/2020-12/schema";

/** Valid values of a case that has a name, drawn with a seed. */
export async function valuesOf(given: Case, name: string, seed: number): Promise<Values> {
  const judge = await judgeOf(given, name);
  const drawn = drawnValues(given, name, seed);
  const fresh = distinct([...drawn, ...drawn.map(withoutOne), ...ANY])
    .filter(judge.fresh)
    .slice(0, MOST);
  return { fresh, held: distinct([...fresh, ...fresh.map(withMore)]).filter(judge.held) };
}

export interface Judge {
  /** Whether a value fits, and has no property that nothing names. */
  readonly fresh: (value: unknown) => boolean;
  /** The same, but for the property `MORE`. */
  readonly held: (value: unknown) => boolean;
}

export async function judgeOf(given: Case, name: string): Promise<Judge> {
  const isValid = await validator(given, name, {});
  const isFresh = await validator(given, name, { implied: true, others: [] });
  const isHeld = await validator(given, name, { implied: true, others: [MORE] });
  return { fresh: (value) => isValid(value) && isFresh(value), held: (value) => isValid(value) && isHeld(value) };
}

/** ajv 8.17.1 would take what one item evaluates for evaluated in the next, and knows no dynamic scopes. */
async function validator(given: Case, name: string, reading: Reading): Promise<(value: unknown) => boolean> {
  const id = `https://truth.test/${name}`;
  const schema: SchemaObject = JSON.parse(JSON.stringify(documentOf(given, name, reading)));
  // Keywords of OpenAPI, and some that make no sense, are tried too.
  setShouldValidateSchema(false);
  registerSchema(schema, id, DIALECT);
  try {
    const judge = await validate(id);
    return (value) => {
      const json: SchemaFragment = JSON.parse(JSON.stringify(value));
      return judge(json).valid;
    };
  } finally {
    unregisterSchema(id);
  }
}

function documentOf(given: Case, name: string, reading: Reading): object {
  const schemas = schemasOf(given, name);
  const top = readWhole({ $ref: COMPONENTS + name }, schemas, reading);
  return { ...Object(top), components: { schemas: read(schemas, reading) } };
}

/** What the generator draws; it gives up on some schemas. */
function drawnValues(given: Case, name: string, seed: number): unknown[] {
  const document = plain(documentOf(given, name, { implied: true }));
  return Array.from({ length: DRAWS }, (_, draw) => {
    const optionalsProbability = [1, 0, 0.5, 0.7][draw % 4] ?? 0.5;
    try {
      return [generateSync({ ...Object(document) }, { seed: seed + draw, optionalsProbability, refDepthMax: 3 })];
    } catch {
      return [];
    }
  }).flat();
}

/** With references as JSON pointers, which are all that the generator follows. */
function plain(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(plain);
  if (!isSchemaObject(value)) return value;
  const {
    $id: _id,
    $anchor: _anchor,
    $dynamicAnchor: _dynamic,
    $dynamicRef: reference,
    [TARGET]: target,
    ...rest
  } = value;
  const plained = Object.fromEntries(Object.entries(rest).map(([key, part]) => [key, plain(part)]));
  const pointer = target ?? reference;
  return pointer === undefined ? plained : { ...plained, $ref: pointer };
}

function withoutOne(value: unknown): unknown {
  if (Array.isArray(value)) return value.slice(0, -1);
  return isSchemaObject(value) ? Object.fromEntries(Object.entries(value).slice(0, -1)) : value;
}

/** One property more in every object that has any. */
function withMore(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withMore);
  if (!isSchemaObject(value) || Object.keys(value).length === 0) return value;
  return { ...Object.fromEntries(Object.entries(value).map(([key, item]) => [key, withMore(item)])), [MORE]: true };
}

function distinct(values: readonly unknown[]): unknown[] {
  return [...new Map(values.map((value) => [JSON.stringify(value), value])).values()].filter(
    (value) => value !== undefined,
  );
}
