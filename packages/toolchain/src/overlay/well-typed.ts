import { FunctionExpressionType, type JSONPathEnvironment, type JSONPathQuery } from "json-p3";
import { ownMember } from "../json.js";

/**
 * Refuses operands of the wrong type, which the library evaluates (RFC 9535, section 2.3.5.1): a condition that is
 * compared, as in `!@.a == 1`, and a value in place of a condition, as in `@.a && count(@.b)`.
 */
export function refuseMistyped({ segments, environment }: JSONPathQuery): void {
  visit(segments, environment.functionRegister);
}

function visit(part: unknown, functions: JSONPathEnvironment["functionRegister"]): void {
  if (typeof part !== "object" || part === null) return;
  const operator = ownMember(part, "operator");
  for (const [key, inner] of Object.entries(part)) {
    if (key === "environment" || key === "token") continue;
    if (typeof operator === "string" && typeof inner === "object") {
      const isComparison = /^(?:[=!]=|[<>]=?)$/u.test(operator);
      if (isComparison && isOperation(inner))
        throw new SyntaxError(`'${operator}' compares values, not conditions; write !(… == …) to negate a comparison`);
      if (!isComparison && !isCondition(inner, functions))
        throw new SyntaxError(`'${operator}' takes conditions, not values; compare the value`);
    }
    visit(inner, functions);
  }
}

function isOperation(expression: unknown): boolean {
  return ownMember(expression, "operator") !== undefined;
}

/** Returns true for an operation, a query, and a function that returns a condition. */
function isCondition(expression: unknown, functions: JSONPathEnvironment["functionRegister"]): boolean {
  const name = ownMember(expression, "name");
  const returned = typeof name === "string" ? functions.get(name)?.returnType : undefined;
  return (
    isOperation(expression) ||
    ownMember(expression, "path") !== undefined ||
    returned === FunctionExpressionType.LogicalType
  );
}
