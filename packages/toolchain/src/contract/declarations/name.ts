import { member } from "../../openapi/located.js";
import type { SourceDocument } from "../../openapi/document.js";
import { isReserved } from "../names/reserved.js";
import type { OperationSource } from "../operations.js";
import { nameForm } from "./declaration-table.js";
import { inWholeForm } from "./whole-form.js";
import { listField, matching, type Read, readFields, unexpected } from "./fields.js";

/** A declared name and its aliases. */
export interface DeclaredName {
  readonly name: string;
  readonly aliases: readonly string[];
}

const segment = "[\\p{ID_Start}$_][\\p{ID_Continue}$]*";
const form = new RegExp(`^${segment}(\\.${segment}){0,3}$`, "u");
const dotted = matching(form, "up to three resources and a method, such as agents.jobs.list");

/**
 * Reads `x-specloom-name`, a name or `{ name, aliases }`; undefined where there is none.
 *
 * @throws {ToolchainError} `contract/declaration`
 */
export function declaredName({ at }: Pick<OperationSource, "at">, document: SourceDocument): DeclaredName | undefined {
  const found = member(at, "x-specloom-name");
  if (found === undefined) return undefined;
  return inWholeForm("x-specloom-name", () => {
    if (typeof found.value === "string") return { name: readName(found, document), aliases: [] };
    const fields = readFields(found, document, nameForm);
    const name = fields.required("name", readName);
    return { name, aliases: fields.optional("aliases", listField(otherThan(name))) ?? [] };
  });
}

const readName: Read<string> = (at, document) => {
  const name = dotted(at, document);
  const reserved = name.split(".").find((part, depth) => isReserved(part, depth));
  if (reserved === undefined) return name;
  throw unexpected(at, document, `a name without '${reserved}', which every object or client already has`);
};

function otherThan(name: string): Read<string> {
  return (at, document) => {
    const alias = readName(at, document);
    if (alias === name) throw unexpected(at, document, "an earlier name, different from the current one");
    // A resource has no reference to its client.
    if (!name.includes(".") && alias.includes("."))
      throw unexpected(at, document, `a name without resources, as '${name}' is a method of the client itself`);
    return alias;
  };
}
