import type { ClientParameter, Contract } from "../contract/contract.js";
import { isBasic } from "../contract/security.js";
import { comment } from "./docs.js";
import type { ModuleText } from "./format.js";
import { Imports } from "./imports.js";
import { asWritten, indented, type CodeFragment } from "./layout.js";
import { constant } from "./literal-layout.js";
import { type LiteralValue, literal, objectOf, propertyKey, textLiteral } from "./literal.js";
import { runtime } from "./module.js";
import { securityFacts } from "./security.js";
import { leavesChoice, needsBaseUrl, serverFacts, serverOptions } from "./servers.js";
import { propertyLines, typeAlias } from "./type-layout.js";
import { operationType } from "./types.js";

/** The module while it is being written. */
interface Facts {
  readonly contract: Contract;
  readonly imports: Imports;
}

/** `create-client.ts`: the client's options, what the API is, and the function that makes a client of both. */
export function createClientModule(contract: Contract, version: string): ModuleText {
  const name = `${contract.client}Options`;
  const imports = new Imports([name, "createClient", "api"]);
  const facts = { contract, imports };
  const parameters = contract.parameters.map(({ name: key, option }) => `${propertyKey(key)}: options.${option}`);
  const clientWide = parameters.length > 0 ? `, { ${parameters.join(", ")} }` : "";
  const client = imports.value(runtime, "Client");
  const code = [
    options(facts),
    constant(`const api: ${imports.type(runtime, "Api")}`, apiFacts(facts, version), ""),
    asWritten(
      [
        "/**",
        ` * What the functions of this package take, and {@link ${contract.client}} holds.`,
        " *",
        " * @throws {ConfigurationError} where the key is missing, or the base URL or another option cannot be used.",
        " */",
        `export function createClient(options: ${name}${needsBaseUrl(contract) ? "" : " = {}"}): ${client} {`,
        `  return new ${client}(api, options${clientWide});`,
        "}",
      ].join("\n"),
    ),
  ];
  return { statements: [...imports.print(), ...code] };
}

function options(facts: Facts): CodeFragment {
  const { contract, imports } = facts;
  const base = imports.type(runtime, "ClientOptions");
  const head = comment({ summary: `Options of {@link ${contract.client}}.`, description: environmentDocs(contract) });
  const choices = [...serverOptions(contract), ...authOption(facts)];
  if (contract.parameters.length + choices.length === 0) return typeAlias(head, `${contract.client}Options`, base);
  const members = contract.parameters.map((parameter) => {
    const tags = parameter.env === undefined ? [] : [`@default the environment variable \`${parameter.env}\``];
    const summary = `Sent as \`${parameter.name}\` where a call gives none.`;
    const key = `readonly ${parameter.option}?`;
    const type = optionType(parameter, facts);
    const lines = propertyLines(key, type, 1) ?? [`${key}: ${type};`];
    return comment({ summary, description: parameter.description, tags }) + lines.join("\n");
  });
  const lines = [...choices, ...members].map(indented).join("\n");
  const declared = `${head}export interface ${contract.client}Options extends ${base} {\n${lines}\n}`;
  // An object beside `undefined` has a layout of its own.
  return choices.some((choice) => choice.includes("?: {")) ? declared : asWritten(declared);
}

/** Credentials by scheme, where there is more to give than one key. */
function authOption({ contract, imports }: Facts): string[] {
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
function optionType({ name, in: location }: ClientParameter, { contract, imports }: Facts): string {
  const user = contract.operations.find((operation) =>
    operation.parameters.some((parameter) => parameter.name === name && parameter.in === location),
  );
  if (user === undefined) return "string | undefined";
  imports.type("./schema.js", "operations");
  return `NonNullable<${operationType(user)}["parameters"]["${location}"]>[${textLiteral(name)}] | undefined`;
}

function apiFacts({ contract, imports }: Facts, version: string): string {
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
