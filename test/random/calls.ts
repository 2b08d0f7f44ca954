import type { Contract } from "specloom";
import { templateOf } from "./facts.js";
import type { Case, Operation } from "./operations.js";
import { credentialsOf } from "./security.js";
import { Bytes, source } from "./values.js";

/** A module with a function for each operation that calls it as a user would, and the type of what it answers. */
export function callsModule(given: Case, contract: Contract, origin: string): string {
  const functions = given.operations.map((operation, index) => {
    const template = templateOf(operation, index);
    const found = contract.operations.find(
      ({ path, method }) => path === template && method === operation.method.toUpperCase(),
    );
    if (found === undefined) throw new Error(`no method for ${operation.method} ${template}`);
    const { declared, answered } = operation.responses;
    const answer = declared[answered];
    const isTyped = answer !== undefined && answer.status.startsWith("2") && operation.method !== "head";
    const type = `Awaited<ReturnType<Random${found.name
      .split(".")
      .map((part) => `["${part}"]`)
      .join("")}>>`;
    const fits = isTyped ? `export const answer${index}: ${type} = ${source(blob(answer.value))};` : "";
    return `export function call${index}(base: Pick<ClientOptions, "maxRetries">) {
  const client = new Random({ ...base, ${clientOptions(given, origin)} });
  return client.${found.name}(${argumentsOf(operation, found)}).withResponse();
}
${fits}`;
  });
  return `import type { ClientOptions } from "@specloom/runtime";
import { Upload } from "@specloom/runtime";
import { Random } from "./index.js";
export const upload = Upload;
${functions.join("\n")}
`;
}

function blob(value: unknown): unknown {
  return value instanceof Bytes ? new Bytes(value.content, "Blob") : value;
}

function clientOptions({ server, security }: Case, origin: string): string {
  const where =
    server.kind === "none"
      ? { baseUrl: `${origin}/base` }
      : server.kind === "variable" && server.value !== undefined
        ? { serverVariables: { zone: server.value } }
        : {};
  return Object.entries({ ...where, ...credentialsOf(security) })
    .map(([name, value]) => `${name}: ${source(value)}`)
    .join(", ");
}

/** A parameter that shares its name has a key of its own, which the contract tells. */
function argumentsOf({ parameters, body }: Operation, found: Contract["operations"][number]): string {
  const keyOf = ({ in: place, name }: Operation["parameters"][number]): string =>
    found.parameters.find((parameter) => parameter.in === place && parameter.name === name)?.key ?? name;
  const path = parameters.filter(({ in: place }) => place === "path").map(({ value }) => source(value));
  const others = parameters.filter(({ in: place, value }) => place !== "path" && value !== undefined);
  const content = body?.chosen === undefined ? undefined : body.contents[body.chosen];
  const members = [
    ...others.map((parameter) => `[${JSON.stringify(keyOf(parameter))}]: ${source(parameter.value)}`),
    ...(content === undefined ? [] : [`body: ${source(content.value)}`]),
    ...(content === undefined || body?.chosen === 0 ? [] : [`"content-type": ${JSON.stringify(content.mediaType)}`]),
  ];
  return [...path, ...(members.length === 0 ? [] : [`{ ${members.join(", ")} }`])].join(", ");
}
