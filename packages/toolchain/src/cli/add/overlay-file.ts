import { stringify } from "yaml";
import type { Contract, Job, Operation } from "../../contract/contract.js";
import type { Note } from "../../contract/note.js";
import { overlayAction } from "../../contract/overlay-action.js";
import type { Inspection } from "../../inspect.js";
import type { Identity } from "./identity.js";
import { schemaLine } from "./schema-line.js";

/** What was found and stands in the overlay as comments, by what it is. */
export interface Suggestion {
  /** What was found, in one line. */
  readonly what: string;
  /** YAML of one action. */
  readonly action: string;
}

const INTRODUCTION = `# Repairs of the published document, and declarations that it cannot say (OpenAPI Overlay 1.1). What is commented out was
# found in the document and changes nothing as it stands: remove the \`# \` before each of its lines to declare it, then
# correct what is wrong and say why. \`specloom generate\` checks every action.
`;

/** The environment variables of a new client: its key, where its document has one, and its base URL. */
export function environmentFor(
  { name }: Pick<Identity, "name">,
  { security }: Pick<Contract, "security">,
): Contract["environment"] {
  const prefix = name.toUpperCase().replaceAll("-", "_");
  const hasKey = Object.values(security.schemes).some(({ type }) => type !== "mutualTLS");
  return { ...(hasKey ? { apiKey: `${prefix}_API_KEY` } : {}), baseUrl: `${prefix}_BASE_URL` };
}

/**
 * The text of a first overlay.yaml: the environment variables of the client as its one action, and everything found in
 * the document as comments that become actions when uncommented.
 *
 * @param repairs YAML of actions that people brought.
 */
export function overlayFile(
  { title }: Pick<Identity, "title">,
  { contract, notes }: Pick<Inspection, "contract" | "notes">,
  repairs = "",
): string {
  const head = stringify({
    overlay: "1.1.0",
    info: { title: `${title} as its clients need it`, version: "1.0.0" },
  });
  const sections: [heading: string, suggestions: readonly Suggestion[]][] = [
    ["Pagination, as the client has it", inferredPagination(contract)],
    ["Jobs, as the client has them", inferredJobs(contract)],
    ["Looks like pagination or a job; nothing is generated for it", noted(notes, "doubtful")],
    ["Names that could read better", noted(notes, "fallback")],
  ];
  const found = sections
    .filter(([, suggestions]) => suggestions.length > 0)
    .map(([heading, suggestions]) => `\n  # ${heading}\n${suggestions.map(comment).join("")}`);
  return `${schemaLine("overlay")}${head}\n${INTRODUCTION}\nactions:\n${indent(environmentAction(contract) + repairs, "  ")}${found.join("")}`;
}

function environmentAction({ environment }: Pick<Contract, "environment">): string {
  const action = {
    target: "$",
    description: "Environment variables that the client reads where an option is not given.",
    update: { "x-specloom-client": { env: environment } },
  };
  return stringify([action], { lineWidth: 0 });
}

function inferredPagination({ operations }: Contract): Suggestion[] {
  return operations.flatMap((operation) => {
    const { pagination, origins } = operation;
    if (pagination === undefined || origins.pagination !== "inferred") return [];
    return [{ what: routeOf(operation), action: overlayAction(operation, "x-specloom-pagination", pagination) }];
  });
}

function inferredJobs({ operations, jobs }: Contract): Suggestion[] {
  return jobs.flatMap((job) => {
    const operation = operations.find(({ id }) => id === job.operation);
    if (operation === undefined || job.origin !== "inferred") return [];
    return [{ what: routeOf(operation), action: overlayAction(operation, "x-specloom-job", declarationOf(job)) }];
  });
}

/** What a declaration says of a job; the rest follows from where it stands and from the schema. */
function declarationOf({ operation: _operation, origin: _origin, absent: _absent, ...declared }: Job): object {
  return declared;
}

function noted(notes: readonly Note[], kind: Note["kind"]): Suggestion[] {
  return notes.flatMap(({ kind: found, message, action }) =>
    found === kind && action !== undefined ? [{ what: message, action }] : [],
  );
}

function routeOf({ method, path }: Operation): string {
  return `${method} ${path}`;
}

function comment({ what, action }: Suggestion): string {
  const line = what.replaceAll(/[\s\p{Cc}]+/gu, " ");
  return `\n  # ${line}\n${indent(action, "  # ")}`;
}

function indent(text: string, prefix: string): string {
  return text.replaceAll(/^(?=.)/gmu, prefix);
}
