import type { Contract, Operation } from "../../contract/contract.js";
import { compareText, isObject, type Json, type JsonObject } from "../../json.js";
import { jsonText } from "../json-text.js";
import { essence } from "./content.js";
import { serverKey } from "./servers.js";

/** Lists of a contract whose order has no effect. */
const sets = new Set(
  "pending succeeded partial failed cancelled indeterminate cached notFound headers files statuses enum security[] default[]".split(
    " ",
  ),
);

/** An operation's facts: its parameters and responses by name, so that they are compared one by one. */
export function operationFacts(operation: Operation): JsonObject {
  const places = operation.parameters.filter((parameter) => parameter.in === "path");
  const keyOf = (parameter: Operation["parameters"][number]): string =>
    parameter.in === "path" ? `path ${places.indexOf(parameter)}` : `${parameter.in} ${parameter.name}`;
  return {
    ...plainFacts(operation),
    parameters: byName(operation.parameters, keyOf),
    responses: byName(operation.responses, ({ status }) => status),
  };
}

/** The facts of a client: all of a contract but its operations and jobs. */
export function clientFacts({ operations: _operations, jobs: _jobs, ...client }: Contract): JsonObject {
  return { ...plainFacts(client), parameters: byName(client.parameters, ({ option }) => option) };
}

/** A part of a contract as JSON, so that what means the same is written the same. */
export function plainFacts(value: object): JsonObject {
  const found = normal(JSON.parse(JSON.stringify(value)), "");
  return isObject(found) ? found : {};
}

function byName<Item extends object>(items: readonly Item[], nameOf: (item: Item) => string): JsonObject {
  return Object.fromEntries(items.map((item) => [nameOf(item), plainFacts(item)]));
}

/** Texts that mean the same in several spellings. */
const spellings: Readonly<Record<string, (text: string) => string>> = {
  headers: (name) => name.toLowerCase(),
  mediaTypes: essence,
  url: serverKey,
};

function normal(value: Json, key: string): Json {
  if (typeof value === "string") return Object.hasOwn(spellings, key) ? (spellings[key]?.(value) ?? value) : value;
  if (Array.isArray(value)) {
    const items = value.map((item) => normal(item, Array.isArray(item) ? `${key}[]` : key));
    return sets.has(key) ? items.toSorted((a, b) => compareText(jsonText(a), jsonText(b))) : items;
  }
  if (!isObject(value)) return value;
  const isKey = value["type"] === "apiKey" && value["in"] === "header";
  return Object.fromEntries(
    Object.entries(value).map(([name, item]) => [name, normal(item, isKey && name === "name" ? "headers" : name)]),
  );
}
