import { FunctionExpressionType, type JSONPathEnvironment, type JSONPathQuery } from "json-p3";
import { ownMember } from "../json.js";
import { queryParts } from "./query-parts.js";

/**
 * Refuses operands of the wrong type (RFC 9535, section 2.3.5.1), because the library does not check them. One kind is
 * a condition that is compared: `!@.a == 1`. The other is a value in place of a condition: `@.a && count(@.b)`.
 */
export function refuseMistyped({ segments, environment }: JSONPathQuery): void {
  for (const part of queryParts(segments)) {
    const operator = ownMember(part, "operator");
    if (typeof operator !== "string") continue;
    const isComparison = /^(?:[=!]=|[<>]=?)$/u.test(operator);
    for (const operand of [ownMember(part, "left"), ownMember(part, "right")]) {
      if (operand === undefined) continue;
      if (isComparison && isOperation(operand))
        throw new SyntaxError(`'${operator}' compares values, not conditions; write !(… == …) to negate a comparison`);
      if (!isComparison && !isCondition(operand, environment.functionRegister))
        throw new SyntaxError(`'${operator}' takes conditions, not values; compare the value`);
    }
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
