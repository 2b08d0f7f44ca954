import { routeWords } from "../../contract/names/candidates.js";
import { camelCase } from "../../contract/names/words.js";
import { valueAt } from "../../json.js";
import type { LintRule } from "../rule.js";
import { type LintOperation, type LintContext, targetAt } from "../lint-context.js";

export const idRules: readonly LintRule[] = [
  {
    id: "operation-id-missing",
    severity: "warning",
    title: "an operation has no operationId",
    check: ({ operations, document, repaired }) =>
      operations
        .filter((operation) => idOf(operation) === undefined)
        // One that others have too is a defect of another kind.
        .filter(({ pointer }) => valueAt(repaired.value, `${pointer}/operationId`) === undefined)
        .map((operation) => ({
          at: operation.pointer,
          message: `${routeOf(operation)} has no operationId: the names of its method and type come from its path.`,
          repair: [giveId(operation, operations, document)],
        })),
  },
  {
    id: "operation-id-numbered",
    severity: "warning",
    title: "an operationId is another one with a number added",
    check: ({ operations, document }) => {
      const ids = new Set(operations.map(idOf));
      return operations.flatMap((operation) => {
        const id = idOf(operation) ?? "";
        const base = /^(?<base>.*?[A-Za-z])[_-]?\d+$/u.exec(id)?.groups?.["base"];
        if (base === undefined || !ids.has(base)) return [];
        const message = `${routeOf(operation)} is called '${id}' because '${base}' was taken: the number has no meaning and may change.`;
        const repair = [giveId(operation, operations, document)];
        return [{ at: `${operation.pointer}/operationId`, message, repair }];
      });
    },
  },
  {
    id: "summary-missing",
    severity: "info",
    title: "an operation has no description",
    check: ({ operations, document }) =>
      operations
        .filter(({ value }) => isBlank(value["summary"]) && isBlank(value["description"]))
        .map((operation) => ({
          at: operation.pointer,
          message: `${routeOf(operation)} has neither summary nor description: editors show nothing.`,
          repair: [{ target: targetAt(document, operation.pointer), update: { summary: sentence(operation) } }],
        })),
  },
];

export function routeOf({ method, path }: LintOperation): string {
  return `${method} ${path}`;
}

function idOf({ value }: LintOperation): string | undefined {
  const id = value["operationId"];
  return typeof id === "string" && id !== "" ? id : undefined;
}

/** An id from method and path that no other operation has. */
function giveId(
  operation: LintOperation,
  operations: readonly LintOperation[],
  document: LintContext["document"],
): { target: string; update: object } {
  const spelled = camelCase(routeWords(operation));
  const isTaken = operations.some(
    (other) => other !== operation && (idOf(other) === spelled || camelCase(routeWords(other)) === spelled),
  );
  const operationId = isTaken ? routeOf(operation) : spelled;
  return { target: targetAt(document, operation.pointer), update: { operationId } };
}

/** `get widgets by widget id` as a sentence, with a capital and a full stop. */
function sentence(operation: LintOperation): string {
  const words = routeWords(operation).join(" ");
  return `${words.charAt(0).toUpperCase()}${words.slice(1)}.`;
}

function isBlank(value: unknown): boolean {
  return typeof value !== "string" || value.trim() === "";
}
