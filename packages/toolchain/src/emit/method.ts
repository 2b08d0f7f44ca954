import type { Contract, Operation } from "../contract/contract.js";
import { inParams } from "../contract/parameter-keys.js";
import { comment } from "./docs.js";
import type { CodeFragment } from "./layout.js";
import { exportedFunction, guard, method, type MethodText, type Overload } from "./method-layout.js";
import { declarable, guardName, methodTypeName, type MethodType } from "./method-names.js";
import { type Module, runtime } from "./module.js";
import { methodOf, pathParameters } from "./names.js";
import { textLiteral } from "./literal.js";
import { operationDocs, paramsDocs } from "./operation-words.js";
import { typeAlias } from "./type-layout.js";
import {
  answersEvents,
  declaredErrors,
  paramsType,
  pathType,
  replyType,
  resultType,
  streamedType,
  typesByMediaType,
} from "./types.js";

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

/** Path values by position in template order, then always `params`, then always `options`: the slots never move. */
export function signature(operation: Operation, module: Module, optionsType: string, of?: string): Signature {
  const positional = pathParameters(operation, module.contract).map(({ name, parameter }) => ({
    name,
    type: module.type(pathType(operation, parameter)),
    optional: false,
  }));
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
  const typeName = (suffix: MethodType): string => methodTypeName(module.resource, name, suffix);
  const { type } = paramsType(operation, module.contract);
  const params =
    type &&
    typeAlias(
      `/** What \`${name}\` takes beside its path: ${paramsDocs(operation, module.contract)}. */\n`,
      typeName("Params"),
      module.type(type),
    );
  const response = typeAlias(
    `/** What \`${name}\` answers. */\n`,
    typeName("Response"),
    module.type(resultType(operation)),
  );
  const typed = replyType(operation);
  const reply =
    typed &&
    typeAlias(
      `/** What \`${name}\` gives by status, with the headers of each: \`withResponse()\`. */\n`,
      typeName("Reply"),
      module.type(typed),
    );
  return [
    ...(params === undefined ? [] : [params]),
    response,
    ...(reply === undefined ? [] : [reply]),
    ...errorTypes(operation, module),
  ];
}

/** The errors that an operation declares: their type, and a guard for it. */
function errorTypes(operation: Operation, module: Module): CodeFragment[] {
  const errors = declaredErrors(operation);
  if (errors.length === 0) return [];
  const called = methodOf(operation);
  const name = methodTypeName(module.resource, called, "Error");
  const declared = module.imports.type(runtime, "DeclaredError");
  const types = errors.map(
    ({ status, body }) => `${declared}<${status.startsWith('"') ? "number" : status}, ${module.type(body)}>`,
  );
  const check = module.imports.value(runtime, "isDeclaredError");
  const facts = module.wireFacts(module.find(operation.id));
  return [
    typeAlias(`/** The errors that \`${called}\` declares. */\n`, name, types.join(" | ")),
    guard(`/** Whether an error is one that \`${called}\` declares. */\n`, guardName(module.resource, called), name, {
      callee: check,
      given: ["error", facts, `[${errors.map(({ status }) => status).join(", ")}]`],
    }),
  ];
}

/** The kinds of types that an operation's method has. */
export function methodTypesOf(operation: Operation, contract: Parameters): MethodType[] {
  return [
    ...(takesParams(operation, contract) ? (["Params"] as const) : []),
    "Response",
    ...(replyType(operation) === undefined ? [] : (["Reply"] as const)),
    ...(declaredErrors(operation).length > 0 ? (["Error"] as const) : []),
  ];
}

/** Whether an operation's errors have a guard. */
export function hasGuard(operation: Operation): boolean {
  return declaredErrors(operation).length > 0;
}

/** A function before it is known whose it is: what it calls stands in its module. */
export interface Callable extends MethodText {
  readonly overloads?: readonly Overload[];
}

/** A function of `src/functions`: the client first, then what the method takes. */
export function functionOf({ overloads = [], ...text }: Callable, module: Module): CodeFragment {
  const client = `client: ${module.imports.type(runtime, "Client")}`;
  const led = <T extends Pick<MethodText, "parameters">>(one: T): T => ({
    ...one,
    parameters: [client, ...one.parameters],
  });
  return exportedFunction(led(text), declarable(text.name), overloads.map(led));
}

/** The method that hands its arguments to the function of the same name. */
export function delegateOf({ overloads = [], ...text }: Callable, module: Module): CodeFragment {
  const names = text.parameters.map((parameter) => parameter.replace(/\??:.*$/su, ""));
  const call = { callee: `${module.functions()}.${text.name}`, given: [module.client, ...names] };
  return method({ ...text, ...call }, overloads);
}

/** The plain call of an operation. What is answered in bytes can be asked for as a stream. */
export function plainCall(operation: Operation, module: Module): Callable {
  const { parameters, path } = signature(operation, module, answersEvents(operation) ? "EventOptions" : "CallOptions");
  const list = parametersOf(parameters);
  const name = methodOf(operation);
  const docs = comment(operationDocs(operation, module));
  const placed = module.find(operation.id);
  const reply = replyType(operation) === undefined ? [] : [module.methodType(placed, "Reply")];
  const given = [module.resultOf(placed), ...reply];
  const call = module.imports.type(runtime, "Call");
  const result = `${call}<${given.join(", ")}>`;
  const values = (): string[] => [module.wireFacts(placed), `[${path.join(", ")}]`, "params", "options"];
  const streamed = streamedType(operation);
  const text = { docs, name, parameters: list, returns: result, ...calls(module, () => ["client.call", values()]) };
  const types = typesByMediaType(operation);
  if (streamed === undefined && types === undefined) return text;
  // First those whose options are those of a plain call too; last the one that the compiler's messages are about.
  const stream = streamed === undefined ? [] : [module.type(streamed)];
  const asked = (): string[] => parametersOf(signature(operation, module, "StreamOptions").parameters, true);
  return {
    ...text,
    docs: "",
    returns: stream.length === 0 ? result : `${call}<${[given[0], ...stream].join(" | ")}>`,
    overloads: [
      ...(types === undefined ? [] : [chosenType(operation, types, docs, module)]),
      ...stream.map((type) => ({ docs, parameters: asked(), returns: `${call}<${type}>` })),
      { docs, parameters: list, returns: result },
    ],
  };
}

/** The call that chooses the media type of its answer, whose type follows from that. */
function chosenType(operation: Operation, types: ReadonlyMap<string, string>, docs: string, module: Module): Overload {
  const events = answersEvents(operation) ? `${module.imports.type(runtime, "EventOptions")} & ` : "";
  const { parameters } = signature(operation, module, "AcceptOptions", "A");
  const given = parameters.map((one) => (one.name === "options" ? { ...one, type: events + one.type } : one));
  const members = [...types].map(([mediaType, type]) => `${textLiteral(mediaType)}: ${module.type(type)}`);
  return {
    docs,
    generics: `<A extends ${[...types.keys()].map(textLiteral).join(" | ")}>`,
    parameters: parametersOf(given, true),
    returns: `${module.imports.type(runtime, "Call")}<{ ${members.join("; ")} }[A]>`,
  };
}

/** What a function calls. A method calls the function, so that its module imports nothing of this. */
export function calls(
  module: Module,
  made: () => readonly [callee: string, given: readonly string[]],
): Pick<MethodText, "callee" | "given"> {
  const [callee, given] = module.isOfFunctions ? made() : ["", []];
  return { callee, given };
}

/** Parameters as a declaration has them; all of them required where none may be left out. */
export function parametersOf(parameters: readonly MethodParameter[], areRequired = false): string[] {
  return parameters.map(({ name, type, optional }) => `${name}${optional && !areRequired ? "?" : ""}: ${type}`);
}

function takesParams({ body, parameters }: Operation, contract: Parameters): boolean {
  return body !== undefined || parameters.some(inParams(contract.parameters));
}
