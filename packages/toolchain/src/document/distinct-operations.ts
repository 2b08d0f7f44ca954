import { ToolchainError } from "../errors.js";
import { formatLocation } from "../location.js";
import { formatPointer, isObject } from "../json.js";
import { isMethodField } from "../openapi/methods.js";
import { templateShape } from "../openapi/path-template.js";
import type { Part } from "./part.js";

/**
 * Refuses two operations of one operationId, and two paths that differ in the names of their parameters only
 * (OpenAPI 3.1, "Paths Object": they are identical and invalid).
 * @throws ToolchainError `document/conflict`, with both places
 */
export function requireDistinctOperations(parts: readonly Part[]): void {
  const seen = new Map<string, Part>();
  for (const part of parts) {
    for (const { key, title, pointer } of identitiesOf(part)) {
      const earlier = seen.get(key);
      if (earlier !== undefined) throw notDistinct(title, earlier, part, pointer);
      seen.set(key, part);
    }
  }
}

interface Identity {
  readonly key: string;
  readonly title: string;
  readonly pointer: string;
}

function identitiesOf({ path: [root, path = "", method = ""], pointer, value }: Part): Identity[] {
  if (root !== "paths" || !isMethodField(method) || !isObject(value)) return [];
  const shape = `${method.toUpperCase()} ${templateShape(path)}`;
  const id = value["operationId"];
  const identities = [{ key: shape, title: `the path of ${shape}`, pointer }];
  if (typeof id !== "string") return identities;
  const ofId = { key: `operationId ${id}`, title: `the operationId ${id}`, pointer: `${pointer}/operationId` };
  return [...identities, ofId];
}

function notDistinct(title: string, first: Part, second: Part, pointer: string): ToolchainError {
  const suffix = pointer.slice(second.pointer.length);
  const left = first.fragment.locate(`${first.pointer}${suffix}`);
  const right = second.fragment.locate(pointer);
  const message = `Expected ${title} to belong to one operation, found two: ${formatLocation(left)} and ${formatLocation(right)}`;
  const at = formatPointer([...second.path, "operationId"]);
  const rename = `Add to \`conflicts\` in source.yaml: \`{ at: ${at}, rename: { in: <file>, to: <name> }, why: <reason> }\`.`;
  const hint = suffix === "" ? "Remove the page that is out of date." : rename;
  return new ToolchainError("document/conflict", message, { location: right, hint });
}
