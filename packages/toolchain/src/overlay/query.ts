import { FunctionExpressionType, JSONPathEnvironment, type JSONPathQuery } from "json-p3";
import { ToolchainError } from "../errors.js";
import type { Location } from "../location.js";
import { formatPointer, type JsonObject, ownMember } from "../json.js";
import { isIRegexp, matches } from "./linear-pattern.js";
import { queryParts } from "./query-parts.js";
import { createQueryable, DepthError, MAX_OVERLAID_DEPTH } from "./queryable.js";
import { oneLine } from "../visible.js";
import { refuseMistyped } from "./well-typed.js";

/** The names and indexes from the root to a node: an RFC 9535 normalized path as data. */
export type QueryMatch = readonly (string | number)[];

/** The nodes that a query selects, in the query's order, each once. */
export type Select = (document: JsonObject, expression: string, location: Location) => readonly QueryMatch[];

// The library's default limit for descendant segments is 50 levels.
const environment = new JSONPathEnvironment({ maxRecursionDepth: MAX_OVERLAID_DEPTH + 2 });
// The library's own functions run patterns of the overlay as JavaScript's, whose time has no bound.
const patternFunctions = ["match", "search"];
for (const name of patternFunctions)
  environment.functionRegister.set(name, {
    argTypes: [FunctionExpressionType.ValueType, FunctionExpressionType.ValueType],
    returnType: FunctionExpressionType.LogicalType,
    call: (text, pattern) => matches(text, pattern, name === "match"),
  });

/** @throws {ToolchainError} `overlay/query` where the expression is not RFC 9535 JSONPath. */
export function compileQuery(expression: string, location: Location): JSONPathQuery {
  try {
    const query = environment.compile(expression);
    refuseMistyped(query);
    return query;
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new ToolchainError("overlay/query", `Expected an RFC 9535 JSONPath query, found '${expression}': ${reason}`, {
      location,
      cause,
    });
  }
}

/**
 * Returns a message about the first pattern in a query that is no I-Regexp. Such a pattern matches nothing (RFC 9535,
 * section 2.4.6). Returns an empty text if there is none.
 */
export function describeWrongPattern({ segments }: JSONPathQuery): string {
  for (const part of queryParts(segments)) {
    const args = ownMember(part, "args");
    const isRun = patternFunctions.some((name) => name === ownMember(part, "name"));
    const pattern = isRun && Array.isArray(args) ? ownMember(args[1], "value") : undefined;
    if (typeof pattern === "string" && !isIRegexp(pattern))
      return `'${oneLine(pattern, 100)}' is no I-Regexp (RFC 9485), so it matches nothing: write [0-9] for \\d, (…) for (?:…), and no look-around.`;
  }
  return "";
}

/** A selector for successive versions of a document, which must not be mutated. */
export function createSelect(): Select {
  const queryable = createQueryable();
  return (document, expression, location) => {
    const query = compileQuery(expression, location);
    try {
      const places = query.query(queryable(document)).locations();
      return [...new Map(places.map((place) => [formatPointer(place), place])).values()];
    } catch (cause) {
      if (!(cause instanceof DepthError)) throw cause;
      const message = `The document nests deeper than ${MAX_OVERLAID_DEPTH} levels at '${expression}'`;
      throw new ToolchainError("overlay/too-deep", message, { location, cause });
    }
  };
}
