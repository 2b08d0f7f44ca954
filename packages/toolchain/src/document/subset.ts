import { findClosest } from "../closest.js";
import { ToolchainError } from "../errors.js";
import type { SourceDocument } from "../openapi/document.js";
import { operationPattern, patternsOf } from "../openapi/operation-pattern.js";
import { type OperationPlace, operationsOf } from "../openapi/operations.js";
import { subsetOf } from "../openapi/subset.js";
import type { Pattern, Source } from "./source.js";

/**
 * The part of a document that a source asks for: the operations that `include` names, or all, without those that
 * `exclude` names.
 *
 * @throws {ToolchainError} `document/subset` where a pattern names no operation, or nothing is left.
 */
export function subset(document: SourceDocument, { include, exclude, path }: Source): SourceDocument {
  if (include.length + exclude.length === 0) return document;
  const operations = operationsOf(document);
  const included = include.length === 0 ? operations : include.flatMap((pattern) => named(pattern, operations));
  const excluded = new Set(exclude.flatMap((pattern) => named(pattern, operations)).map(keyOf));
  const kept = new Set(included.map(keyOf).filter((key) => !excluded.has(key)));
  if (kept.size === 0)
    throw new ToolchainError("document/subset", "Expected operations that stay, found that all are excluded", {
      location: exclude[0]?.location ?? { file: path },
    });
  return subsetOf(document, (operation) => kept.has(keyOf(operation)), include.length === 0);
}

function named({ pattern, location }: Pattern, operations: readonly OperationPlace[]): OperationPlace[] {
  const matches = operationPattern(pattern);
  const found = operations.filter((operation) => matches(operation));
  if (found.length > 0) return found;
  const names = [...new Set(operations.flatMap(patternsOf))];
  const closest = findClosest(pattern, names);
  const examples = names.slice(0, 3).map((name) => `'${name}'`);
  throw new ToolchainError("document/subset", `Expected a pattern that names an operation, found '${pattern}'`, {
    location,
    hint:
      closest === undefined
        ? `Name tags, paths, operations or operationIds of the document, such as ${examples.join(", ")}.`
        : `Did you mean '${closest}'?`,
  });
}

function keyOf({ method, path }: OperationPlace): string {
  return `${method} ${path}`;
}
