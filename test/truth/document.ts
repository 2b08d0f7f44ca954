import { generate } from "@specloom/toolchain";
import { inputOf } from "../random/client.js";
import { type Case, type Schema, schemasOf } from "./case.js";

/** A case under the name that it has in the document. */
export interface NamedCase {
  readonly name: string;
  readonly given: Case;
}

/** Types of many cases, printed together. */
export interface Printed {
  /** The text of `schema.ts`. */
  readonly text: string;
  /** What the toolchain threw, by the name of the case. */
  readonly thrown: ReadonlyMap<string, string>;
}

export async function printTypes(cases: readonly NamedCase[]): Promise<Printed> {
  const thrown = await thrownBy(cases);
  return { text: await textOf(cases.filter(({ name }) => !thrown.has(name))), thrown };
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
  return [...text.matchAll(/^ {8}"?(\w+)"?: unknown;$/gmu)].map(([, name = ""]) => name);
}

/** Halves what cannot be printed until it is found. */
async function thrownBy(cases: readonly NamedCase[]): Promise<Map<string, string>> {
  const error = await textOf(cases).then(() => undefined, asError);
  const [first] = cases;
  if (error === undefined || first === undefined) return new Map();
  if (cases.length === 1) return new Map([[first.name, error.message]]);
  const half = Math.ceil(cases.length / 2);
  return new Map([...(await thrownBy(cases.slice(0, half))), ...(await thrownBy(cases.slice(half)))]);
}

function asError(thrown: unknown): Error {
  return thrown instanceof Error ? thrown : new Error("No error was thrown", { cause: thrown });
}

async function textOf(cases: readonly NamedCase[]): Promise<string> {
  const { files } = await generate(inputOf(documentOf(cases)));
  const text = files.get("packages/random/src/schema.ts");
  if (text === undefined) throw new Error("generated code has types");
  return text;
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
