import type { Contract } from "../../../packages/toolchain/src/contract/contract.js";
import type { LockedName } from "../../../packages/toolchain/src/contract/names/lock.js";
import type { Note } from "../../../packages/toolchain/src/contract/note.js";
import { readContract } from "../../../packages/toolchain/src/contract/read-contract.js";
import type { SourceDocument } from "../../../packages/toolchain/src/openapi/document.js";
import { openApiObject } from "../../../packages/toolchain/src/document/openapi-object.js";
import { readData } from "../../../packages/toolchain/src/document/read-data.js";
import { ToolchainError } from "../../../packages/toolchain/src/errors.js";
import type { JsonObject } from "../../../packages/toolchain/src/json.js";

export const identity = { name: "acme", package: "@acme/sdk", title: "Acme", client: "Acme" };

/** The document of a YAML text; `openapi` is added where the text does not begin with it. */
export function documentOf(yaml: string): SourceDocument {
  const data = readData({ path: "api.yaml", text: yaml.includes("openapi:") ? yaml : `openapi: 3.1.0\n${yaml}` });
  return { value: openApiObject(data), locate: data.locate };
}

/** A document made in a test, where places do not matter. */
export function documentWith(value: JsonObject): SourceDocument {
  return { value, locate: (pointer) => ({ file: "api.yaml", pointer }) };
}

export function contractOf(
  yaml: string,
  locked: readonly LockedName[] = [],
): { readonly contract: Contract; readonly notes: readonly Note[] } {
  return readContract(documentOf(yaml), identity, locked);
}

/** Names by operation id. */
export function namesOf({ operations }: Contract): Record<string, string> {
  return Object.fromEntries(operations.map(({ id, name }) => [id, name]));
}

/** The error that a document ends in. */
export function failureOf(yaml: string, locked: readonly LockedName[] = []): ToolchainError {
  try {
    contractOf(yaml, locked);
  } catch (error) {
    if (error instanceof ToolchainError) return error;
    throw error;
  }
  throw new Error("Expected a failure, found none");
}

/** The line, from 1, on which a text says `# here`. */
export function lineHere(yaml: string): number {
  const text = yaml.includes("openapi:") ? yaml : `openapi: 3.1.0\n${yaml}`;
  return text.split("\n").findIndex((line) => line.includes("# here")) + 1;
}
