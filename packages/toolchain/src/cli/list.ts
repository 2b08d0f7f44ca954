import { ToolchainError } from "../errors.js";
import { inspect, type Inspection } from "../inspect.js";
import { member } from "../json.js";
import type { CommandContext } from "./context.js";
import { plainError, renderError } from "./error-text.js";
import { type ExitCode, exitCodeOf } from "./exit-code.js";
import { chooseProviders, type LockTexts, readLock, readProvider } from "./repository.js";
import { renderTable } from "./table.js";
import { paint } from "./terminal.js";

/** What `specloom list` was asked for. */
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
  /** The API's version as its document says it. */
  readonly version: string;
  readonly operations: number;
  readonly paginated: number;
  readonly jobs: number;
  /** What looks like pagination or a job and is not declared. */
  readonly doubtful: number;
  readonly source: string;
};

/** A provider whose document or overlay cannot be used. */
interface Unreadable {
  readonly name: string;
  readonly error: ToolchainError;
}

/**
 * Prints the providers of a repository, or their operations. One that cannot be read does not hide the others: its
 * error comes after them.
 *
 * @returns The exit code: that of the first error where there is one.
 */
export async function runList({ names, operations }: ListOptions, context: CommandContext): Promise<ExitCode> {
  const { root, terminal, program } = context;
  const lock = await readLock(root);
  const found = await Promise.all(chooseProviders(root, names).map((name) => readOne(root, name, lock)));
  const inspections = found.filter((one) => "contract" in one);
  const unreadable = found.filter((one) => "error" in one);
  const rows = operations ? inspections.flatMap(operationRows) : inspections.map(providerRow);
  if (context.json) {
    const errors = unreadable.map(({ name, error }) => ({ name, error: plainError(error, program) }));
    context.printJson([...rows, ...errors]);
  } else {
    if (rows.length > 0) context.print(renderTable(rows, (heading) => paint(terminal, "bold", heading)));
    for (const { error } of unreadable) terminal.err(`${renderError(error, terminal, program)}\n`);
  }
  const [first] = unreadable;
  return first === undefined ? 0 : exitCodeOf(first.error.code);
}

async function readOne(root: string, name: string, lock: LockTexts): Promise<Inspection | Unreadable> {
  try {
    return inspect(await readProvider(root, name, lock));
  } catch (error) {
    if (error instanceof ToolchainError) return { name, error };
    throw error;
  }
}

function providerRow({ source, document, contract, notes }: Inspection): ProviderRow {
  const [file] = source.files;
  const version = member(document.value["info"], "version");
  return {
    name: source.name,
    title: source.title,
    package: source.package,
    version: typeof version === "string" ? version : "",
    operations: contract.operations.length,
    paginated: contract.operations.filter(({ pagination }) => pagination !== undefined).length,
    jobs: contract.jobs.length,
    doubtful: notes.filter(({ kind }) => kind === "doubtful").length,
    source: file?.url ?? file?.index ?? file?.file ?? "",
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
