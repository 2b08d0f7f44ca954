import { cell, table } from "./markdown.js";
import type { ReadFile } from "./read-file.js";

/** What is used of a `contract.json`. */
interface ContractFacts {
  readonly client: string;
  readonly environment: Readonly<Record<string, string | { readonly name: string; readonly unit: string }>>;
  readonly defaults: Readonly<Record<string, number>>;
  readonly parameters: readonly { readonly option: string; readonly env?: string; readonly description?: string }[];
  readonly operations: readonly {
    readonly name: string;
    readonly method: string;
    readonly path: string;
    readonly summary?: string;
    readonly pagination?: { readonly style: string };
  }[];
  readonly jobs: readonly { readonly resource: string; readonly operation: string }[];
}

function readContract(provider: string, read: ReadFile): ContractFacts {
  const contract: ContractFacts = JSON.parse(read(`generated/${provider}/contract.json`));
  return contract;
}

/** Every operation of a provider: its method, its route and what is known of it. */
export function methodTable(provider: string, read: ReadFile): string {
  const { client, operations, jobs } = readContract(provider, read);
  const variable = client.toLowerCase();
  const rows = operations.map(({ name, method, path, summary = "", pagination }) => [
    `\`${variable}.${name}\``,
    `\`${method} ${path}\``,
    cell(summary),
    pagination === undefined ? "" : `pages (${pagination.style})`,
  ]);
  const waits = jobs.map(
    ({ resource }) => `\`${variable}.${resource}.job(id)\` and \`${variable}.${resource}.waitFor(id)\` wait for a job.`,
  );
  return [table(["Method", "Route", "What", "List"], rows), ...waits].join("\n\n");
}

/** The options of a provider's client that the document or its overlay gives, with variables and defaults. */
export function optionTable(provider: string, read: ReadFile): string {
  const { environment, defaults, parameters } = readContract(provider, read);
  const given = parameters.map(({ option, env }) => [`\`${option}\``, env === undefined ? "" : `\`${env}\``, ""]);
  const others = Object.entries(environment).map(([option, variable]) => [
    `\`${option}\``,
    typeof variable === "string" ? `\`${variable}\`` : `\`${variable.name}\`, in ${variable.unit}`,
    defaults[option] === undefined ? "" : String(defaults[option]),
  ]);
  return table(["Option", "Environment", "Default"], [...given, ...others]);
}
