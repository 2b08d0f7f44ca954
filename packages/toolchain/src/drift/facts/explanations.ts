import type { JsonObject } from "../../json.js";
import type { Change } from "../change.js";
import { type Difference, differences } from "../differences.js";

/** Explains a difference whatever else was told: the fact has no effect. */
const IDLE = "*";

/** A path in a part of a contract, `*` for any name, and the beginnings of the kinds of change that explain it. */
type Explanation = readonly [path: string, ...kinds: string[]];

/** Facts that have no row, or a row without kinds, are always told by their path. The longest path counts. */
const explanations: Readonly<Record<"client" | "operation", readonly Explanation[]>> = {
  client: [
    ["client", "client-renamed"],
    ["package", "package-renamed"],
    // A name for people, which no program reads.
    ["title", IDLE],
    ["models", "model-"],
    ["servers", "server-", "description-changed"],
    ["security", "security-", "credential-"],
    ["environment", "environment-"],
    ["environment.timeoutMs.unit"],
    ["parameters", "client-option-"],
    ["parameters.*.in"],
    ["parameters.*.name"],
    ["parameters.*.description"],
    ["parameters.*.env", "environment-"],
  ],
  operation: [
    ["", "operation-"],
    ["id", "operation-", "path-parameter-renamed"],
    ["name", "method-"],
    ["aliases", "method-"],
    ["method", "operation-moved"],
    ["path", "operation-moved", "operation-rebased", "path-parameter-renamed", "positional-"],
    ["summary", "description-changed"],
    ["description", "description-changed"],
    ["deprecated", "operation-"],
    ["servers", "server-", "description-changed"],
    ["parameters", "parameter-", "path-parameter-", "positional-"],
    ["parameters.*.key"],
    ["parameters.*.name", "path-parameter-", "parameter-respelled", "positional-"],
    ["parameters.*.style", "parameter-style-"],
    ["parameters.*.explode", "parameter-style-"],
    ["parameters.*.allowReserved", "parameter-style-"],
    ["parameters.*.required", "parameter-became-"],
    ["parameters.*.description", "description-changed"],
    // They follow from the schema.
    ["parameters.*.hasLists", ""],
    ["parameters.*.constant", "const-", "enum-", "type-", "parameter-became-"],
    ["parameters.*.encoding", "encoding-", "property-"],
    ["body", "body-", "media-type-"],
    ["body.required", "body-became-"],
    ["body.forms.*.encoding", "encoding-", "property-"],
    // They follow from the schema, whatever changed in it.
    ["body.forms", ""],
    ["responses", "success-status-", "error-status-", "media-type-"],
    ["responses.*.headers", "header-"],
    ["responses.*.textEvents", ""],
    ["responses.*.textLines", ""],
    ["responses.*.textOfAnyType", ""],
    ["security", "security-"],
    ["retry"],
    ["pagination", "pagination-"],
    // How a fact was found; what it is stands beside it.
    ["origins", IDLE],
  ],
};

/** The rows of each part with their patterns split into steps. The longest pattern comes first. */
const longestFirst = {
  client: readRows(explanations.client),
  operation: readRows(explanations.operation),
};

function readRows(
  rows: readonly Explanation[],
): { readonly steps: readonly string[]; readonly kinds: readonly string[] }[] {
  return rows
    .map(([pattern, ...kinds]) => ({ steps: stepsOf(pattern), kinds }))
    .toSorted((a, b) => b.steps.length - a.steps.length);
}

/** The floor: the differences of two parts of a contract that none of the changes explains. */
export function unexplained(
  part: keyof typeof explanations,
  before: JsonObject | undefined,
  after: JsonObject | undefined,
  told: readonly Change[],
): Difference[] {
  return differences(before, after).filter(({ path }) => {
    const { kinds = [] } = longestFirst[part].find(({ steps }) => matches(steps, path)) ?? {};
    return kinds[0] !== IDLE && !told.some(({ kind }) => kinds.some((start) => kind.startsWith(start)));
  });
}

function stepsOf(pattern: string): string[] {
  return pattern === "" ? [] : pattern.split(".");
}

/** Whether a path is that of a pattern, or below it. A part that is missing as a whole has the empty path. */
function matches(steps: readonly string[], path: readonly string[]): boolean {
  if (steps.length === 0) return path.length === 0;
  return steps.every((step, index) => path[index] !== undefined && (step === "*" || step === path[index]));
}
