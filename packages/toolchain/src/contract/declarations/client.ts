import { findClosest } from "../../closest.js";
import type { SourceDocument } from "../../openapi/document.js";
import type { Json } from "../../json.js";
import type { ClientParameter, Contract, Environment, EnvironmentDuration } from "../contract.js";
import { clientOptions } from "./client-options.js";
import { omitUndefined } from "../omit-undefined.js";
import { failure, type Located, member, members, rootOf } from "../../openapi/located.js";
import type { OperationSource } from "../operations.js";
import { clientParameterForm, clientForm, defaultsForm, durationForm, environmentForm } from "./declaration-table.js";
import { inWholeForm } from "./whole-form.js";
import { choice, integer, matching, type Read, readFields, unexpected } from "./fields.js";

/** The content of `x-specloom-client` at the document's root. */
export type ClientDeclaration = Pick<Contract, "parameters" | "environment" | "defaults">;

const variable = matching(/^[A-Za-z_][A-Za-z0-9_]*$/, "an environment variable's name");

/**
 * Reads `x-specloom-client`.
 * @throws {ToolchainError} `contract/declaration` or `contract/parameter-unknown`.
 */
export function readClient(document: SourceDocument, operations: readonly OperationSource[]): ClientDeclaration {
  const at = member(rootOf(document), "x-specloom-client");
  if (at === undefined) return { parameters: [], environment: {}, defaults: {} };
  return inWholeForm("x-specloom-client", () => {
    const fields = readFields(at, document, clientForm);
    return {
      parameters: fields.optional("parameters", readParameters(operations)) ?? [],
      environment: fields.optional("env", readEnvironment) ?? {},
      defaults: fields.optional("defaults", readDefaults) ?? {},
    };
  });
}

const readEnvironment: Read<Environment> = (at, document) => {
  const fields = readFields(at, document, environmentForm);
  return omitUndefined({
    apiKey: fields.optional("apiKey", variable),
    baseUrl: fields.optional("baseUrl", variable),
    timeoutMs: fields.optional("timeoutMs", readDuration),
    maxRetries: fields.optional("maxRetries", variable),
  });
};

/** A variable in milliseconds, as its name only, or with a unit. */
const readDuration: Read<EnvironmentDuration> = (at, document) => {
  if (typeof at.value === "string") return { name: variable(at, document), unit: "ms" };
  const fields = readFields(at, document, durationForm);
  return { name: fields.required("name", variable), unit: fields.required("unit", choice(["s", "ms"])) };
};

const readDefaults: Read<Contract["defaults"]> = (at, document) => {
  const fields = readFields(at, document, defaultsForm);
  return omitUndefined({
    timeoutMs: fields.optional("timeoutMs", integer(1)),
    maxRetries: fields.optional("maxRetries", integer(0)),
  });
};

function readParameters(operations: readonly OperationSource[]): Read<readonly ClientParameter[]> {
  return (at, document) => {
    if (typeof at.value !== "object" || at.value === null || Array.isArray(at.value))
      throw unexpected(at, document, "an object");
    const parameters = members(at).map(([name, entry]) => readParameter(name, entry, document, operations));
    for (const [index, { option, name }] of parameters.entries()) {
      const other = parameters.slice(0, index).find((parameter) => parameter.option === option)?.name;
      if (other === undefined) continue;
      const message = `The option '${option}' is used for '${other}' and '${name}'.`;
      throw failure(
        document,
        member(at, name)?.pointer ?? at.pointer,
        "contract/declaration",
        message,
        "Give one of them another option.",
      );
    }
    return parameters;
  };
}

function readParameter(
  name: string,
  at: Located<Json>,
  document: SourceDocument,
  operations: readonly OperationSource[],
): ClientParameter {
  const fields = readFields(at, document, clientParameterForm);
  const wanted = fields.optional("in", choice(["path", "query", "header", "cookie"]));
  const all = operations.flatMap(({ parameters }) => parameters);
  const uses = all.flatMap((parameter) => {
    const { in: place } = parameter;
    return parameter.name === name && place !== "querystring" && (wanted ?? place) === place
      ? [{ ...parameter, in: place }]
      : [];
  });
  const [first] = uses;
  if (first === undefined) {
    const closest = findClosest(
      name,
      all.map((parameter) => parameter.name),
    );
    const message = `No operation has ${wanted === undefined ? "a" : `a ${wanted}`} parameter '${name}'.`;
    throw failure(
      document,
      at.pointer,
      "contract/parameter-unknown",
      message,
      closest && `Write '${closest}' instead.`,
    );
  }
  const places = [...new Set(uses.map((parameter) => parameter.in))];
  if (places.length > 1) {
    const message = `'${name}' is a ${places.join(" and a ")} parameter.`;
    throw failure(document, at.pointer, "contract/declaration", message, `Say which with 'in: ${first.in}'.`);
  }
  return omitUndefined({
    name,
    in: first.in,
    option: fields.required("option", readOption),
    env: fields.optional("env", variable),
    description: uses.find((parameter) => parameter.description !== undefined)?.description,
  });
}

const readOption: Read<string> = (at, document) => {
  const option = matching(/^[\p{ID_Start}_$][\p{ID_Continue}$]*$/u, "a name in camel case, such as organizationId")(
    at,
    document,
  );
  if (!clientOptions.some((known) => known === option) && !(option in {})) return option;
  throw unexpected(at, document, "a name that no other option of the client has");
};
