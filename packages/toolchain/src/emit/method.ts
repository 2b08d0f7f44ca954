import type { Contract, Operation, Parameter } from "../contract/contract.js";
import { inParams } from "../contract/parameter-keys.js";
import { comment, type Docs, firstParagraph } from "./docs.js";
import { Formatted, type CodeFragment } from "./layout.js";
import { guard, method } from "./method-layout.js";
import { guardName, type Module, runtime, typeName } from "./module.js";
import { methodOf, parameterNames } from "./names.js";
import type { Resource } from "./resources.js";
import { typeAlias } from "./type-layout.js";
import { answersEvents, declaredErrors, paramsType, pathType, replyType, resultType, streamedType } from "./types.js";

/** What a contract says of the parameters that are set once on the client. */
type Parameters = Pick<Contract, "parameters">;

/** One parameter of a generated method. */
export interface MethodParameter {
  readonly name: string;
  readonly type: string;
  readonly optional: boolean;
}

/** A method's parameters, and the names of those that fill the path. */
export interface Signature {
  readonly parameters: readonly MethodParameter[];
  readonly path: readonly string[];
}

/** The arguments that fill the path, in template order, with their names. What the client has stands in `params`. */
export function pathParameters(
  operation: Operation,
  contract: Parameters,
): { readonly name: string; readonly parameter: Parameter }[] {
  const isKeyed = inParams(contract.parameters);
  const parameters = operation.parameters.filter((parameter) => !isKeyed(parameter));
  const names = parameterNames(parameters.map(({ key, name }) => key ?? name));
  return parameters.map((parameter, index) => ({ name: names[index] ?? parameter.name, parameter }));
}

/** Path values by position in template order, then always `params`, then always `options`: the slots never move. */
export function signature(operation: Operation, module: Module, optionsType: string, of?: string): Signature {
  const positional = pathParameters(operation, module.contract).map(({ name, parameter }) => ({
    name,
    type: pathType(operation, parameter),
    optional: false,
  }));
  if (positional.length > 0) module.schema("operations");
  return {
    parameters: [
      ...positional,
      {
        name: "params",
        type: paramsName(operation, module),
        optional: paramsType(operation, module.contract).optional,
      },
      {
        name: "options",
        type: `${module.imports.type(runtime, optionsType)}${of === undefined ? "" : `<${of}>`}`,
        optional: true,
      },
    ],
    path: positional.map(({ name }) => name),
  };
}

/** The name of the type of an operation's `params` slot. */
export function paramsName(operation: Operation, module: Module): string {
  return takesParams(operation, module.contract)
    ? module.methodType(module.find(operation.id), "Params")
    : module.imports.type(runtime, "NoParams");
}

/** The exported types that a method's signature names. */
export function methodTypes(operation: Operation, module: Module): CodeFragment[] {
  const name = methodOf(operation);
  const { type } = paramsType(operation, module.contract);
  const params =
    type &&
    typeAlias(
      `/** What \`${name}\` takes beside its path: ${contents(operation, module.contract)}. */\n`,
      typeName(module.resource, operation, "Params"),
      type,
    );
  const response = typeAlias(
    `/** What \`${name}\` answers. */\n`,
    typeName(module.resource, operation, "Response"),
    resultType(operation),
  );
  const typed = replyType(operation);
  const reply =
    typed &&
    typeAlias(
      `/** What \`${name}\` gives by status, with the headers of each: \`withResponse()\`. */\n`,
      typeName(module.resource, operation, "Reply"),
      typed,
    );
  const printed = [
    ...(params === undefined ? [] : [params]),
    response,
    ...(reply === undefined ? [] : [reply]),
    ...errorTypes(operation, module),
  ];
  const code = printed
    .map((piece) => (piece instanceof Formatted ? piece.text : piece))
    .join("\n")
    .replaceAll(/"(?:[^"\\]|\\.)*"/gu, "");
  if (code.includes("operations[")) module.schema("operations");
  for (const shared of ["Binary", "JsonLines", "MultipartBody", "ServerSentEvent", "StatusReply"])
    if (new RegExp(`\\b${shared}\\b`, "u").test(code)) module.imports.type(runtime, shared);
  return printed;
}

/** The errors that an operation declares: their type, and a guard for it. */
function errorTypes(operation: Operation, module: Module): CodeFragment[] {
  const errors = declaredErrors(operation);
  if (errors.length === 0) return [];
  const name = typeName(module.resource, operation, "Error");
  const declared = module.imports.type(runtime, "DeclaredError");
  const types = errors.map(({ status, body }) => `${declared}<${status.startsWith('"') ? "number" : status}, ${body}>`);
  const check = module.imports.value(runtime, "isDeclaredError");
  const facts = module.wireFacts(module.find(operation.id));
  return [
    typeAlias(`/** The errors that \`${methodOf(operation)}\` declares. */\n`, name, types.join(" | ")),
    guard(
      `/** Whether an error is one that \`${methodOf(operation)}\` declares. */\n`,
      guardName(module.resource, operation),
      name,
      {
        callee: check,
        given: ["error", facts, `[${errors.map(({ status }) => status).join(", ")}]`],
      },
    ),
  ];
}

/** What of these a package exports, types marked as such. */
export function methodExports(operation: Operation, resource: Resource, contract: Parameters): string[] {
  const suffixes = [
    ...(takesParams(operation, contract) ? (["Params"] as const) : []),
    "Response",
    ...(replyType(operation) === undefined ? [] : (["Reply"] as const)),
  ] as const;
  const error = typeName(resource, operation, "Error");
  return [
    ...suffixes.map((suffix) => `type ${typeName(resource, operation, suffix)}`),
    ...(declaredErrors(operation).length > 0 ? [`type ${error}`, guardName(resource, operation)] : []),
  ];
}

/** The plain method of an operation: one statement. What is answered in bytes can be asked for as a stream. */
export function plainMethod(operation: Operation, module: Module): CodeFragment {
  const { parameters, path } = signature(operation, module, answersEvents(operation) ? "EventOptions" : "CallOptions");
  const list = parametersOf(parameters);
  const name = methodOf(operation);
  const docs = comment(operationDocs(operation, module.contract));
  const placed = module.find(operation.id);
  const given = (["Response", ...(replyType(operation) === undefined ? [] : (["Reply"] as const))] as const).map(
    (suffix) => module.methodType(placed, suffix),
  );
  const call = module.imports.type(runtime, "Call");
  const result = `${call}<${given.join(", ")}>`;
  const callee = "this.#client.call";
  const values = [module.wireFacts(placed), `[${path.join(", ")}]`, "params", "options"];
  const streamed = streamedType(operation);
  const text = { docs, name, parameters: list, returns: result, callee, given: values };
  if (streamed === undefined) return method(text);
  // First, since its options are those of a plain call too; last comes the one that the compiler's messages are about.
  const asked = parametersOf(signature(operation, module, "StreamOptions").parameters, true);
  return method({ ...text, docs: "", returns: `${call}<${given[0]} | ${streamed}>` }, [
    { docs, parameters: asked, returns: `${call}<${streamed}>` },
    { docs, parameters: list, returns: result },
  ]);
}

/** Parameters as a declaration has them; all of them required where none may be left out. */
export function parametersOf(parameters: readonly MethodParameter[], areRequired = false): string[] {
  return parameters.map(({ name, type, optional }) => `${name}${optional && !areRequired ? "?" : ""}: ${type}`);
}

/** What the document says of an operation, its route, and further tags. */
export function operationDocs(operation: Operation, contract: Parameters, tags: readonly string[] = []): Docs {
  const described = pathParameters(operation, contract)
    .filter(({ parameter }) => parameter.description !== undefined)
    .map(({ name, parameter }) => `@param ${name} ${firstParagraph(parameter.description ?? "")}`);
  return {
    summary: operation.summary,
    description: operation.description,
    route: `\`${operation.method} ${operation.path}\``,
    tags: [...described, ...tags, ...(operation.deprecated === true ? ["@deprecated"] : [])],
  };
}

function takesParams({ body, parameters }: Operation, contract: Parameters): boolean {
  return body !== undefined || parameters.some(inParams(contract.parameters));
}

function contents({ body, parameters }: Operation, contract: Parameters): string {
  const keyed = parameters.filter(inParams(contract.parameters));
  const places = ["path", "query", "querystring", "header", "cookie"].filter((place) =>
    keyed.some((parameter) => parameter.in === place),
  );
  const renamed = keyed.flatMap(({ key, in: place, name }) =>
    key === undefined ? [] : [`, \`${key}\` being the ${place} parameter \`${firstParagraph(name)}\``],
  );
  return [
    ...(places.length === 0 ? [] : [`${places.join(" and ")} parameters by wire name${renamed.join("")}`]),
    ...(body === undefined ? [] : ["the request body under `body`"]),
  ].join(", and ");
}
