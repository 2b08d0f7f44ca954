import type { LintRule } from "../rule.js";
import { type At, childrenOf, type LintOperation, type Subject, targetAt } from "../subject.js";
import { routeOf } from "./ids.js";

export const parameterRules: readonly LintRule[] = [
  {
    id: "path-parameter-optional",
    severity: "warning",
    title: "a path parameter is not required",
    check: (subject) =>
      eachParameter(subject, (operation, { value, pointer }) =>
        value["in"] !== "path" || value["required"] === true
          ? []
          : [
              {
                at: pointer,
                message: `'${nameOf(value)}' of ${routeOf(operation)} is in the path, and not \`required: true\`.`,
                repair: [{ target: targetAt(subject.document, pointer), update: { required: true } }],
              },
            ],
      ),
  },
  {
    id: "parameter-schema-missing",
    severity: "warning",
    title: "a parameter has no schema",
    check: (subject) =>
      eachParameter(subject, (operation, { value, pointer }) =>
        "schema" in value || "content" in value
          ? []
          : [
              {
                at: pointer,
                message: `'${nameOf(value)}' of ${routeOf(operation)} has no schema: users may pass anything.`,
                repair: [{ target: targetAt(subject.document, pointer), update: { schema: { type: "string" } } }],
              },
            ],
      ),
  },
];

function eachParameter(
  { operations, document }: Subject,
  check: (operation: LintOperation, parameter: At) => ReturnType<LintRule["check"]>,
): ReturnType<LintRule["check"]> {
  return operations.flatMap((operation) =>
    parametersOf(document, operation).flatMap((parameter) => check(operation, parameter)),
  );
}

/** Of the path item and of the operation. */
function parametersOf(document: Subject["document"], operation: LintOperation): At[] {
  return [operation.pathItem, operation].flatMap((holder) =>
    childrenOf(document, holder, "parameters").map(([, at]) => at),
  );
}

function nameOf(value: At["value"]): string {
  return typeof value["name"] === "string" ? value["name"] : "";
}
