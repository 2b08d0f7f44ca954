import { routeWords } from "../../contract/names/candidates.js";
import type { ProposedAction } from "../../contract/overlay-action.js";
import { camelCase } from "../../contract/names/words.js";
import { valueAt } from "../../json.js";
import type { LintRule } from "../rule.js";
import { type LintOperation, type LintContext, targetAt } from "../lint-context.js";

export const idRules: readonly LintRule[] = [
  {
    id: "operation-id-missing",
    severity: "warning",
    title: "an operation has no operationId",
    check: ({ operations, document, repaired }) => {
      const giveId = idGiver(operations, document);
      return (
        operations
          .filter((operation) => idOf(operation) === undefined)
          // A duplicate operationId is another kind of defect.
          .filter(({ pointer }) => valueAt(repaired.value, `${pointer}/operationId`) === undefined)
          .map((operation) => ({
            at: operation.pointer,
            message: `${routeOf(operation)} has no operationId: the names of its method and type come from its path.`,
            repair: [giveId(operation)],
          }))
      );
    },
  },
  {
    id: "operation-id-numbered",
    severity: "warning",
    title: "an operationId is another one with a number added",
    check: ({ operations, document }) => {
      const ids = new Set(operations.map(idOf));
      const giveId = idGiver(operations, document);
      return operations.flatMap((operation) => {
        const id = idOf(operation) ?? "";
        const base = /^(?<base>.*?[A-Za-z])[_-]?\d+$/u.exec(id)?.groups?.["base"];
        if (base === undefined || !ids.has(base)) return [];
        const message = `${routeOf(operation)} is called '${id}' because '${base}' was taken: the number has no meaning and may change.`;
        const repair = [giveId(operation)];
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

/** Returns a function that proposes a unique operationId from the method and the path. */
function idGiver(
  operations: readonly LintOperation[],
  document: LintContext["document"],
): (operation: LintOperation) => ProposedAction {
  const spelled = new Map(operations.map((operation) => [operation, camelCase(routeWords(operation))]));
  const users = new Map<string, Set<LintOperation>>();
  for (const operation of operations)
    for (const id of [idOf(operation), spelled.get(operation)])
      if (id !== undefined) users.set(id, (users.get(id) ?? new Set()).add(operation));
  return (operation) => {
    const id = spelled.get(operation) ?? "";
    const isTaken = (users.get(id)?.size ?? 0) > 1;
    const operationId = isTaken ? routeOf(operation) : id;
    return { target: targetAt(document, operation.pointer), update: { operationId } };
  };
}

/** `get widgets by widget id` as a sentence, with a capital and a full stop. */
function sentence(operation: LintOperation): string {
  const words = routeWords(operation).join(" ");
  return `${words.charAt(0).toUpperCase()}${words.slice(1)}.`;
}

function isBlank(value: unknown): boolean {
  return typeof value !== "string" || value.trim() === "";
}
