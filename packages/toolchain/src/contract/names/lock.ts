import type { SourceText } from "../../openapi/document.js";
import { ToolchainError } from "../../errors.js";
import { isObject } from "../../json.js";

/** A name from an earlier generation, as in `contract.json`. */
export interface LockedName {
  readonly id: string;
  readonly name: string;
  readonly method: string;
  readonly path: string;
}

/**
 * The names in an earlier `contract.json`.
 *
 * @throws {ToolchainError} `contract/lock` where the text is not a contract, for example because of merge conflict
 * markers.
 */
export function parseLockedNames({ path: file, text }: SourceText): LockedName[] {
  const fail = (message: string, cause?: unknown): never => {
    throw new ToolchainError("contract/lock", message, { location: { file }, cause });
  };
  const parse = (): unknown => {
    try {
      return JSON.parse(text);
    } catch (error) {
      return fail(`${file} is not JSON: ${error instanceof Error ? error.message : String(error)}`, error);
    }
  };
  const contract = parse();
  const operations: unknown = isObject(contract) ? contract["operations"] : undefined;
  if (!Array.isArray(operations)) return fail(`${file} has no list of operations.`);
  return operations.map((operation: unknown, index) => {
    const found = isObject(operation) ? readEntry(operation) : undefined;
    return found ?? fail(`Operation ${index} of ${file} has no id, name, method or path.`);
  });
}

function readEntry(operation: Readonly<Record<string, unknown>>): LockedName | undefined {
  const { id, name, method, path } = operation;
  const whole =
    typeof id === "string" && typeof name === "string" && typeof method === "string" && typeof path === "string";
  return whole ? { id, name, method, path } : undefined;
}
