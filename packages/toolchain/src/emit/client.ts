import type { ClientParameter, Contract } from "../contract/contract.js";
import { isBasic } from "../contract/security.js";
import { aliasMethods, aliasTypes } from "./alias.js";
import type { ClassBody } from "./class-body.js";
import { comment } from "./docs.js";
import { asWritten, below, indented, type CodeFragment } from "./layout.js";
import { constant } from "./literal-layout.js";
import { type LiteralValue, literal, objectOf, propertyKey, textLiteral } from "./literal.js";
import { methodTypes } from "./method.js";
import { type Module, runtime } from "./module.js";
import { childAssignments, childFields, plainMethods } from "./resource.js";
import { securityFacts } from "./security.js";
import { leavesChoice, needsBaseUrl, serverFacts, serverOptions } from "./servers.js";
import { propertyLines, typeAlias } from "./type-layout.js";
import { operationType } from "./types.js";

/** The body of the client's module: its options, its configuration and its class. */
export function clientBody(module: Module, version: string): ClassBody {
  const { contract, imports } = module;
  const name = contract.client;
  const parameters = contract.parameters.map(({ name: key, option }) => `${propertyKey(key)}: options.${option}`);
  const clientWide = parameters.length > 0 ? `, { ${parameters.join(", ")} }` : "";
  const raw = `${imports.type(runtime, "RawClient")}<${module.schema("paths")}>`;
  return {
    before: [
      ...module.resource.operations.flatMap((operation) => methodTypes(operation, module)),
      ...aliasTypes(module),
      options(module),
      constant(`const api: ${imports.type(runtime, "Api")}`, apiFacts(module, version), ""),
    ],
    head: `${comment({ summary: `Client of the ${contract.title} API.` })}export class ${name}`,
    members: [
      member(
        ...childFields(module),
        `readonly #client: ${imports.value(runtime, "Client")};`,
        `readonly #options: ${name}Options;`,
      ),
      member(
        "/** @throws {ConfigurationError} where the key is missing, or the base URL or another option cannot be used. */",
        `constructor(options: ${name}Options${needsBaseUrl(contract) ? "" : " = {}"}) {`,
        "  this.#options = options;",
        `  this.#client = new Client(api, options${clientWide});`,
        ...below(childAssignments(module, "this.#client")),
        "}",
      ),
      member(
        "/**",
        " * openapi-fetch's own client, typed by path: the same key, retries and timeouts, but its own parameter",
        " * serialization, no parameters set on this client, and errors returned instead of thrown.",
        " */",
        `get raw(): ${raw} {`,
        `  return ${imports.value(runtime, "raw")}(this.#client);`,
        "}",
      ),
      member(
        "/** A client with these options over this one's. */",
        `withOptions(options: ${needsBaseUrl(contract) ? `Partial<${name}Options>` : `${name}Options`}): ${name} {`,
        `  return new ${name}(${imports.value(runtime, "mergeOptions")}(this.#options, options));`,
        "}",
      ),
      ...plainMethods(module),
      ...aliasMethods(module),
    ],
  };
}

function member(...lines: readonly string[]): CodeFragment {
  return asWritten(lines.join("\n"), 1);
}

function options(module: Module): CodeFragment {
  const { contract, imports } = module;
  const base = imports.type(runtime, "ClientOptions");
  const head = comment({ summary: `Options of {@link ${contract.client}}.`, description: environmentDocs(contract) });
  const choices = [...serverOptions(contract), ...authOption(module)];
  if (contract.parameters.length + choices.length === 0) return typeAlias(head, `${contract.client}Options`, base);
  const members = contract.parameters.map((parameter) => {
    const env = parameter.env === undefined ? "" : ` Default: the environment variable \`${parameter.env}\`.`;
    const summary = `Sent as \`${parameter.name}\` where a call gives none.${env}`;
    const key = `readonly ${parameter.option}?`;
    const type = optionType(parameter, module);
    const lines = propertyLines(key, type, 1) ?? [`${key}: ${type};`];
    return comment({ summary, description: parameter.description }) + lines.join("\n");
  });
  const lines = [...choices, ...members].map(indented).join("\n");
  const declared = `${head}export interface ${contract.client}Options extends ${base} {\n${lines}\n}`;
  // An object beside `undefined` has a layout of its own.
  return choices.some((choice) => choice.includes("?: {")) ? declared : asWritten(declared);
}

/** Credentials by scheme, where there is more to give than one key. */
function authOption({ contract, imports }: Module): string[] {
  const schemes = Object.entries(contract.security.schemes).filter(([, { type }]) => type !== "mutualTLS");
  if (schemes.length < 2 && !schemes.some(([, scheme]) => isBasic(scheme))) return [];
  const members = schemes.map(([name, scheme]) => {
    const type = imports.type(runtime, isBasic(scheme) ? "Credential" : "Secret");
    return `readonly ${propertyKey(name)}?: ${type} | undefined;`;
  });
  return [
    `/** Credentials by the name of their security scheme. */\nreadonly auth?: { ${members.join("\n")} } | undefined;`,
  ];
}

function environmentDocs({ environment }: Contract): string | undefined {
  const variables = Object.entries(environment).map(
    ([option, variable]) => `\`${option}\` from \`${typeof variable === "string" ? variable : variable.name}\``,
  );
  return variables.length === 0 ? undefined : `Read from the environment where not given: ${variables.join(", ")}.`;
}

/** The type that the first operation with this parameter gives it. */
function optionType({ name, in: location }: ClientParameter, module: Module): string {
  const user = module.contract.operations.find((operation) =>
    operation.parameters.some((parameter) => parameter.name === name && parameter.in === location),
  );
  if (user === undefined) return "string | undefined";
  module.schema("operations");
  return `NonNullable<${operationType(user)}["parameters"]["${location}"]>[${textLiteral(name)}] | undefined`;
}

function apiFacts({ contract, imports }: Module, version: string): string {
  const { parameters, environment } = contract;
  const name = (exported: string) => imports.value(runtime, exported);
  return objectOf({
    name: literal(contract.provider),
    userAgent: literal(`${contract.package}/${version}`),
    servers: literal(contract.servers.map(serverFacts)),
    choose: leavesChoice(contract) ? name("chooseServer") : undefined,
    security: securityFacts(contract, name),
    parameters: unlessEmpty(parameters.map(({ description: _description, ...facts }) => facts)),
    environment: unlessEmpty({ ...environment, timeoutMs: environment.timeoutMs && { ...environment.timeoutMs } }),
    defaults: unlessEmpty({ ...contract.defaults }),
  });
}

function unlessEmpty(facts: LiteralValue & object): string | undefined {
  return Object.values(facts).every((fact) => fact === undefined) ? undefined : literal(facts);
}
