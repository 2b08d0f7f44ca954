import type { Operation } from "../../contract/contract.js";
import { hintsOf } from "../../contract/inference/hints.js";
import { overlayAction } from "../../contract/overlay-action.js";
import { isObject } from "../../json.js";
import type { RuleMatch, LintRule } from "../rule.js";
import { childOf, childrenOf, type LintOperation, type LintContext } from "../lint-context.js";
import { routeOf } from "./ids.js";
import { declaredTypesOf } from "./schemas.js";

export const declarationRules: readonly LintRule[] = [
  {
    id: "pagination-undeclared",
    severity: "warning",
    title: "an operation looks paginated",
    check: (subject) => doubts(subject, (action) => action.includes("x-specloom-pagination")),
  },
  {
    id: "job-undeclared",
    severity: "warning",
    title: "an operation looks like a job's status",
    check: (subject) => doubts(subject, (action) => action.includes("x-specloom-job")),
  },
  {
    id: "pagination-signs",
    severity: "info",
    title: "an operation has signs of pages that are not enough",
    check: (subject) => hints(subject, (action) => action.includes("x-specloom-pagination")),
  },
  {
    id: "job-signs",
    severity: "info",
    title: "an operation has signs of a job that are not enough",
    check: (subject) => hints(subject, (action) => action.includes("x-specloom-job")),
  },
  {
    id: "list-unpaged",
    severity: "info",
    title: "a list has no pagination",
    check: (subject) =>
      listsWithoutSigns(subject).map((operation) => ({
        at: operation.pointer,
        message: `${routeOf(operation)} returns a list, and its pagination is unknown. Declare its pagination, or that there is none.`,
        repair: overlayAction(operation, "x-specloom-pagination", false),
      })),
  },
  {
    id: "accepted-without-job",
    severity: "info",
    title: "an operation returns 202, and no job waits for its end",
    check: (subject) =>
      subject.operations
        .filter((operation) => isAccepted(operation) && !isWaitedFor(subject, operation))
        .map((operation) => ({
          at: operation.pointer,
          message: `${routeOf(operation)} returns 202, and no job declares how it ends. Declare x-specloom-job on the operation that reports the state, or declare here that there is none.`,
          repair: overlayAction(operation, "x-specloom-job", false),
        })),
  },
  {
    id: "name-contested",
    severity: "info",
    title: "an operation has a longer name because another operation wants the shorter one",
    check: (subject) =>
      notesOf(subject)
        .filter(({ kind }) => kind === "fallback")
        .map(({ location, message, action }) => ({ at: location, message, repair: action })),
  },
  {
    id: "overlay-action-unused",
    severity: "warning",
    title: "an overlay action changes nothing",
    check: ({ actions }) =>
      actions
        .filter(({ changed }) => !changed)
        .map(({ action, target, location }) => ({
          at: location,
          message: `Action ${action} (${target}) is no longer needed: remove it.`,
        })),
  },
  {
    id: "contract-unreadable",
    severity: "error",
    title: "nothing can be generated",
    check: ({ contract }) =>
      "error" in contract
        ? [{ at: contract.error.location ?? "", message: `${contract.error.message} ${contract.error.hint}` }]
        : [],
  },
];

function notesOf({ contract }: LintContext): Extract<LintContext["contract"], { notes: unknown }>["notes"] {
  return "notes" in contract ? contract.notes : [];
}

function doubts(subject: LintContext, isMeant: (action: string) => boolean): RuleMatch[] {
  return notesOf(subject)
    .filter(({ kind, action }) => kind === "doubtful" && isMeant(action ?? ""))
    .map(({ location, message, action }) => ({ at: location, message, repair: action }));
}

/** What was seen and what is missing, with a declaration whose blanks are to be filled in. */
function hints({ contract, document }: LintContext, isMeant: (action: string) => boolean): RuleMatch[] {
  if (!("value" in contract)) return [];
  return hintsOf(document, contract.value, contract.notes)
    .filter(({ action }) => isMeant(action ?? ""))
    .map(({ location, message, action }) => ({ at: location, message, repair: action }));
}

function contractOf({ contract }: LintContext, { method, path }: LintOperation): Operation | undefined {
  const operations = "value" in contract ? contract.value.operations : [];
  return operations.find((operation) => operation.method === method && operation.path === path);
}

/** Lists that nothing says more of. */
function listsWithoutSigns(subject: LintContext): LintOperation[] {
  const { contract, document } = subject;
  const hinted = new Set(
    "value" in contract
      ? hintsOf(document, contract.value, contract.notes).flatMap(({ operation, action = "" }) =>
          action.includes("x-specloom-pagination") ? [operation] : [],
        )
      : [],
  );
  return subject.operations.filter(
    (operation) =>
      returnsList(subject, operation) &&
      isUnpaged(subject, operation) &&
      !hinted.has(contractOf(subject, operation)?.id),
  );
}

function isUnpaged(subject: LintContext, operation: LintOperation): boolean {
  const known = contractOf(subject, operation);
  const isDoubtful = notesOf(subject).some(({ kind, operation: id }) => kind === "doubtful" && id === known?.id);
  return (
    known !== undefined &&
    known.pagination === undefined &&
    !isDoubtful &&
    !("x-specloom-pagination" in operation.value)
  );
}

/** Whether a GET returns an array, or an object with an array as its only property. */
function returnsList({ document }: LintContext, operation: LintOperation): boolean {
  if (operation.method !== "GET") return false;
  const response = childOf(document, childOf(document, operation, "responses"), "200");
  const schema = childOf(document, childrenOf(document, response, "content")[0]?.[1], "schema");
  if (schema === undefined) return false;
  const properties = childrenOf(document, schema, "properties");
  const [only, ...others] = properties;
  return (
    declaredTypesOf(schema.value).includes("array") ||
    (others.length === 0 && only !== undefined && declaredTypesOf(only[1].value).includes("array"))
  );
}

function isAccepted({ method, value }: LintOperation): boolean {
  return (
    method !== "GET" && isObject(value["responses"]) && "202" in value["responses"] && !("x-specloom-job" in value)
  );
}

function isWaitedFor(subject: LintContext, operation: LintOperation): boolean {
  const id = contractOf(subject, operation)?.id;
  const jobs = "value" in subject.contract ? subject.contract.value.jobs : [];
  return (
    id === undefined ||
    jobs.some(({ start, cancel }) => cancel?.operation === id || start?.some((one) => one.operation === id) === true)
  );
}
