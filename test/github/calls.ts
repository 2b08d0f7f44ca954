import type { Contract } from "specloom";
import { formatPointer, isObject, type Json, type JsonObject, valueAt } from "../../packages/toolchain/src/json.js";
import { resolved, sample } from "./sample.js";

type Operation = Contract["operations"][number];

/** A call that each client can write: what it is given, and what is read of its answer. */
export interface ApiCall {
  readonly operation: Operation;
  /** Values of the path, in template order. */
  readonly path: readonly (readonly [name: string, value: Json])[];
  readonly query: JsonObject | undefined;
  readonly body: Json | undefined;
  /** Behind the answer: `[0]` of a list, else a property such as `.id`. */
  readonly read: string;
}

/** The calls that can be written with what is required alone, in document order. */
export function apiCalls({ operations }: Contract, document: JsonObject): ApiCall[] {
  return operations.flatMap((operation) => callOf(operation, document) ?? []);
}

/** So many calls, spread evenly over all of them. */
export function spread<T>(all: readonly T[], count: number): T[] {
  if (count > all.length) throw new RangeError(`There are ${all.length} calls, not ${count}`);
  return all.filter(
    (_, index) => Math.floor((index * count) / all.length) > Math.floor(((index - 1) * count) / all.length),
  );
}

function callOf(operation: Operation, document: JsonObject): ApiCall | undefined {
  const { method, parameters, path: template } = operation;
  const item = valueAt(document, formatPointer(["paths", template]));
  const own = isObject(item) ? item[method.toLowerCase()] : undefined;
  if (!isObject(item) || !isObject(own)) return undefined;
  const schemas = new Map(
    [item["parameters"], own["parameters"]]
      .flatMap((list) => (Array.isArray(list) ? list : []))
      .map((parameter) => resolved(parameter, document))
      .flatMap((parameter) => (isObject(parameter) ? [[parameter["name"], parameter["schema"]] as const] : [])),
  );
  if (parameters.some((parameter) => parameter.required && parameter.in !== "path")) return undefined;
  const path = parameters
    .filter((parameter) => parameter.in === "path")
    .flatMap(({ name }) => {
      const value = sample(schemas.get(name), document);
      return value === undefined ? [] : [[name, value] as const];
    });
  const body = operation.body?.required === true ? sample(content(own["requestBody"], document), document) : undefined;
  const read = readOf(own["responses"], document);
  const isComplete = path.length === parameters.filter((parameter) => parameter.in === "path").length;
  if (!isComplete || read === undefined || (operation.body?.required === true && body === undefined)) return undefined;
  return { operation, path, query: schemas.has("per_page") ? { per_page: 10 } : undefined, body, read };
}

/** The schema of what is sent or answered as JSON. */
function content(holder: Json | undefined, document: JsonObject): Json | undefined {
  return valueAt(resolved(holder, document) ?? null, "/content/application~1json/schema");
}

/** What can be read of the one success that an operation declares. */
function readOf(responses: Json | undefined, document: JsonObject): string | undefined {
  const successes = isObject(responses) ? Object.keys(responses).filter((status) => status.startsWith("2")) : [];
  if (successes.length !== 1) return undefined;
  const success = resolved(valueAt(responses ?? null, `/${successes.join("")}`), document);
  if (Object.keys(valueAt(success ?? null, "/content") ?? {}).length !== 1) return undefined;
  const schema = resolved(content(success, document), document);
  if (!isObject(schema) || ["oneOf", "anyOf", "nullable"].some((key) => key in schema)) return undefined;
  if (schema["type"] === "array") return "[0]";
  const name = isObject(schema["properties"]) ? Object.keys(schema["properties"])[0] : undefined;
  return name !== undefined && /^[A-Za-z_]\w*$/u.test(name) ? `.${name}` : undefined;
}
