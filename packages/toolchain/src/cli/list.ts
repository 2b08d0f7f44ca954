import type { Inspection } from "../inspect.js";
import { ownMember } from "../json.js";
import type { CommandContext } from "./context.js";
import type { ExitCode } from "./exit-code.js";
import { inspectAll, printWithErrors } from "./inspections.js";
import { renderTable } from "./table.js";
import { paint } from "../paint.js";
import { withoutCredentials } from "./add/typed-document.js";

/** The arguments of `specloom list`. */
export interface ListOptions {
  readonly names: readonly string[];
  /** Print the operations instead of the providers. */
  readonly operations: boolean;
}

/** One provider, as `--json` prints it. */
type ProviderRow = {
  readonly name: string;
  readonly title: string;
  readonly package: string;
  /** The API's version from the document. */
  readonly version: string;
  readonly operations: number;
  readonly paginated: number;
  readonly jobs: number;
  /** The number of look-alikes of pagination or jobs that are not declared. */
  readonly doubtful: number;
  readonly source: string;
};

/**
 * Prints the providers of a repository, or their operations.
 *
 * @returns The exit code of the first unreadable provider, else 0.
 */
export async function runList({ names, operations }: ListOptions, context: CommandContext): Promise<ExitCode> {
  const { inspections, unreadable } = await inspectAll(context.root, names);
  const rows = operations ? inspections.flatMap(operationRows) : inspections.map(providerRow);
  const table = renderTable(rows, (heading) => paint(context.terminal, "bold", heading));
  return printWithErrors({ unreadable }, rows, table, context);
}

function providerRow({ source, document, contract, notes }: Inspection): ProviderRow {
  const [file] = source.files;
  const version = ownMember(document.value["info"], "version");
  return {
    name: source.name,
    title: source.title,
    package: source.package,
    version: typeof version === "string" ? version : "",
    operations: contract.operations.length,
    paginated: contract.operations.filter(({ pagination }) => pagination !== undefined).length,
    jobs: contract.jobs.length,
    doubtful: notes.filter(({ kind }) => kind === "doubtful").length,
    source: withoutCredentials(file?.url ?? file?.index ?? file?.file ?? ""),
  };
}

function operationRows({ source, contract }: Inspection): Readonly<Record<string, string>>[] {
  const jobs = new Set(contract.jobs.map(({ operation }) => operation));
  return contract.operations.map(({ id, name, method, path, pagination }) => ({
    provider: source.name,
    name,
    route: `${method} ${path}`,
    facts: [pagination && `paginated by ${pagination.style}`, jobs.has(id) ? "job" : undefined]
      .filter((fact) => fact !== undefined)
      .join(", "),
  }));
}
