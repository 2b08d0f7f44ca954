import type { Contract, Server } from "../contract/contract.js";
import { comment } from "./docs.js";
import { type LiteralValue, propertyKey, textLiteral } from "./literal.js";

/** A server as the runtime reads it. */
export function serverFacts({ url, variables }: Server): LiteralValue {
  if (variables === undefined) return url;
  return {
    url,
    variables: Object.fromEntries(Object.entries(variables).map(([name, facts]) => [name, facts.default])),
  };
}

/** Whether a client cannot do without a base URL of the caller's. */
export function needsBaseUrl({ servers, environment }: Pick<Contract, "servers" | "environment">): boolean {
  return servers.length === 0 && environment.baseUrl === undefined;
}

/** Whether the document leaves a server, or a part of one, to the caller. */
export function leavesChoice({ servers, operations }: Pick<Contract, "servers" | "operations">): boolean {
  const all = [...servers, ...operations.flatMap((operation) => operation.servers ?? [])];
  return servers.length > 1 || all.some(({ variables }) => variables !== undefined);
}

/** The members of a client's options that choose a server: those that the document leaves open. */
export function serverOptions(contract: Contract): string[] {
  const { servers, operations } = contract;
  const variables = new Map(
    [...servers, ...operations.flatMap((operation) => operation.servers ?? [])].flatMap((server) =>
      Object.entries(server.variables ?? {}),
    ),
  );
  const members = [...variables].map(([name, { default: standard, enum: values }]) => {
    const type = values === undefined ? "string" : values.map(textLiteral).join(" | ");
    return `${comment({ summary: `Default: \`${standard}\`.` })}readonly ${propertyKey(name)}?: ${type} | undefined;`;
  });
  const missing = "/** Where the API is: its document does not say. */\nreadonly baseUrl: string | URL;";
  const choice = `/** The document's servers, the first by default; a \`baseUrl\` stands for all of them. */
readonly server?: ${servers.map(({ url }) => textLiteral(url)).join(" | ")} | undefined;`;
  const values = `/** Values of the servers' variables. */\nreadonly serverVariables?: { ${members.join("\n")} } | undefined;`;
  return [
    ...(needsBaseUrl(contract) ? [missing] : []),
    ...(servers.length > 1 ? [choice] : []),
    ...(members.length > 0 ? [values] : []),
  ];
}
