import { stringify } from "yaml";
import type { Contract, Job, Operation } from "../../contract/contract.js";
import type { Note } from "../../contract/note.js";
import { hintsOf } from "../../contract/inference/hints.js";
import { overlayAction } from "../../contract/overlay-action.js";
import type { Inspection } from "../../inspect.js";
import { oneLine } from "../../visible.js";
import type { Identity } from "./identity.js";
import { schemaLine } from "./schema-line.js";

/** An action that the overlay holds as a comment. */
export interface Suggestion {
  /** The finding, in one line. */
  readonly finding: string;
  /** YAML of one action. */
  readonly action: string;
}

/** What a first overlay has beside the findings. */
export interface OverlayFileOptions {
  /** YAML of the actions that people supplied. */
  readonly repairs?: string | undefined;
  /** The first line, for editors. */
  readonly comment?: string;
  /** The command that checks the actions. */
  readonly command?: string;
}

const introduction = (
  command: string,
): string => `# Repairs of the published document, and declarations that OpenAPI cannot express (OpenAPI Overlay 1.1). Commented actions
# are findings in the document and have no effect. To declare one, remove the \`# \` before each of its lines, correct what
# is wrong and describe the reason. \`${command}\` checks every action.
`;

/** The environment variables of a new client: its base URL and, where the document has a security scheme, its key. */
export function environmentFor(
  { name }: Pick<Identity, "name">,
  { security }: Pick<Contract, "security">,
): Contract["environment"] {
  const prefix = name.toUpperCase().replaceAll("-", "_");
  const hasKey = Object.values(security.schemes).some(({ type }) => type !== "mutualTLS");
  return { ...(hasKey ? { apiKey: `${prefix}_API_KEY` } : {}), baseUrl: `${prefix}_BASE_URL` };
}

/**
 * The text of a first overlay.yaml. Its one action sets the client's environment variables. Findings in the document
 * are commented actions.
 */
export function overlayFile(
  { title }: Pick<Identity, "title">,
  { contract, notes, document }: Pick<Inspection, "contract" | "notes" | "document">,
  { repairs = "", comment = schemaLine("overlay"), command = "specloom generate" }: OverlayFileOptions = {},
): string {
  const head = stringify({
    overlay: "1.1.0",
    info: { title: `${title} as its clients need it`, version: "1.0.0" },
  });
  const sections: [heading: string, suggestions: readonly Suggestion[]][] = [
    ["Pagination that the client uses", inferredPagination(contract)],
    ["Jobs that the client uses", inferredJobs(contract)],
    ["Look-alikes of pagination or a job; nothing is generated for them", noted(notes, "doubtful")],
    [
      "Signs of pages or a job that are not enough: fill in each `<…>`",
      noted(hintsOf(document, contract, notes), "doubtful"),
    ],
    ["Names that could read better", noted(notes, "fallback")],
    ["States that the document and the client do not share", noted(notes, "states")],
    ["Defects of the document, which are read as each says", noted(notes, "defect")],
  ];
  const found = sections
    .filter(([, suggestions]) => suggestions.length > 0)
    .map(([heading, suggestions]) => `\n  # ${heading}\n${suggestions.map(commented).join("")}`);
  return `${comment}${head}\n${introduction(command)}\nactions:\n${indent(environmentAction(contract) + repairs, "  ")}${found.join("")}`;
}

function environmentAction({ environment }: Pick<Contract, "environment">): string {
  const action = {
    target: "$",
    description: "Environment variables that the client reads when an option is missing.",
    update: { "x-specloom-client": { env: environment } },
  };
  return stringify([action], { lineWidth: 0 });
}

function inferredPagination({ operations }: Contract): Suggestion[] {
  return operations.flatMap((operation) => {
    const { pagination, origins } = operation;
    if (pagination === undefined || origins.pagination !== "inferred") return [];
    return [{ finding: routeOf(operation), action: overlayAction(operation, "x-specloom-pagination", pagination) }];
  });
}

function inferredJobs({ operations, jobs }: Contract): Suggestion[] {
  return jobs.flatMap((job) => {
    const operation = operations.find(({ id }) => id === job.operation);
    if (operation === undefined || job.origin !== "inferred") return [];
    return [{ finding: routeOf(operation), action: overlayAction(operation, "x-specloom-job", declarationOf(job)) }];
  });
}

/** The fields of a job's declaration; the others follow from its position and the schema. */
function declarationOf({ operation: _operation, origin: _origin, absent: _absent, ...declared }: Job): object {
  return declared;
}

function noted(notes: readonly Note[], kind: Note["kind"]): Suggestion[] {
  return notes.flatMap(({ kind: noteKind, message, action }) =>
    noteKind === kind && action !== undefined ? [{ finding: message, action }] : [],
  );
}

function routeOf({ method, path }: Operation): string {
  return `${method} ${path}`;
}

function commented({ finding, action }: Suggestion): string {
  return `\n  # ${oneLine(finding)}\n${indent(action, "  # ")}`;
}

function indent(text: string, prefix: string): string {
  return text.replaceAll(/^(?=.)/gmu, prefix);
}
