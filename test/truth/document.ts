import { generate } from "specloom";
import { inputOf } from "../random/client.js";
import { type Case, type Schema, schemasOf } from "./case.js";

/** A case under the name that it has in the document. */
export interface NamedCase {
  readonly name: string;
  readonly given: Case;
}

/** Types of many cases, printed together. */
export interface Printed {
  /** The text of `models.ts`. */
  readonly models: string;
  /** The text of `schema.ts`. */
  readonly schema: string;
  /** What the toolchain threw, by the name of the case. */
  readonly thrown: ReadonlyMap<string, string>;
}

export async function printTypes(cases: readonly NamedCase[]): Promise<Printed> {
  const thrown = await thrownBy(cases);
  return { ...(await textsOf(cases.filter(({ name }) => !thrown.has(name)))), thrown };
}

/** The type of a case, in a module that imports `schema.ts` as `types`. */
export function typeOf({ name, given: { place } }: NamedCase): string {
  const operation = `types.operations[${JSON.stringify(operationId(name))}]`;
  if (place === "component") return `types.components["schemas"][${JSON.stringify(name)}]`;
  if (place === "answer") return `${operation}["responses"][200]["content"]["application/json"]`;
  return `NonNullable<${operation}["requestBody"]>["content"]["application/json"]`;
}

/** Names of the cases whose component is `unknown`. */
export function unknownsIn(text: string): readonly string[] {
  return [...text.matchAll(/^export type (\w+) = unknown;$/gmu)].map(([, name = ""]) => name);
}

/** Halves what cannot be printed until it is found. */
async function thrownBy(cases: readonly NamedCase[]): Promise<Map<string, string>> {
  const error = await textsOf(cases).then(() => undefined, asError);
  const [first] = cases;
  if (error === undefined || first === undefined) return new Map();
  if (cases.length === 1) return new Map([[first.name, error.message]]);
  const half = Math.ceil(cases.length / 2);
  return new Map([...(await thrownBy(cases.slice(0, half))), ...(await thrownBy(cases.slice(half)))]);
}

function asError(thrown: unknown): Error {
  return thrown instanceof Error ? thrown : new Error("No error was thrown", { cause: thrown });
}

async function textsOf(cases: readonly NamedCase[]): Promise<Omit<Printed, "thrown">> {
  const { files } = await generate(inputOf(documentOf(cases)));
  const schema = files.get("packages/random/src/schema.ts");
  if (schema === undefined) throw new Error("generated code has types");
  return { schema, models: files.get("packages/random/src/models.ts") ?? "" };
}

function documentOf(cases: readonly NamedCase[]): object {
  const schemas = cases.flatMap(({ name, given }) =>
    Object.entries(given.place === "component" ? schemasOf(given, name) : given.parts),
  );
  const paths = cases.flatMap(({ name, given: { place, schema } }) =>
    place === "component" ? [] : [[`/${name}`, { post: operationOf(name, place, schema) }] as const],
  );
  return {
    openapi: "3.1.1",
    info: { title: "Truth", version: "1" },
    paths: Object.fromEntries(paths),
    components: { schemas: Object.fromEntries(schemas) },
  };
}

function operationOf(name: string, place: "answer" | "body", schema: Schema): object {
  const content = { "application/json": { schema } };
  return {
    operationId: operationId(name),
    ...(place === "body" ? { requestBody: { required: true, content } } : {}),
    responses: { 200: { description: "Good.", ...(place === "answer" ? { content } : {}) } },
  };
}

function operationId(name: string): string {
  return `of${name}`;
}
