import type { LintRule } from "../rule.js";
import { type At, childrenOf, type LintOperation, type LintContext, targetAt } from "../lint-context.js";
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
                message: `'${nameOf(value)}' of ${routeOf(operation)} is a path parameter without \`required: true\`.`,
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
                message: `'${nameOf(value)}' of ${routeOf(operation)} has no schema: its type is unknown.`,
                repair: [{ target: targetAt(subject.document, pointer), update: { schema: { type: "string" } } }],
              },
            ],
      ),
  },
];

function eachParameter(
  { operations, document }: LintContext,
  check: (operation: LintOperation, parameter: At) => ReturnType<LintRule["check"]>,
): ReturnType<LintRule["check"]> {
  return operations.flatMap((operation) =>
    parametersOf(document, operation).flatMap((parameter) => check(operation, parameter)),
  );
}

/** The parameters of the path item and the operation. */
function parametersOf(document: LintContext["document"], operation: LintOperation): At[] {
  return [operation.pathItem, operation].flatMap((holder) =>
    childrenOf(document, holder, "parameters").map(([, at]) => at),
  );
}

function nameOf(value: At["value"]): string {
  return typeof value["name"] === "string" ? value["name"] : "";
}
