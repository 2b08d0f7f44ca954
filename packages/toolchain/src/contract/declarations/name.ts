import { member } from "../located.js";
import type { SourceDocument } from "../../document/document.js";
import { isReserved } from "../names/reserved.js";
import type { OperationSource } from "../operations.js";
import { matching, type Read, unexpected } from "./fields.js";

const segment = "[\\p{ID_Start}$_][\\p{ID_Continue}$]*";
const form = new RegExp(`^${segment}(\\.${segment}){0,3}$`, "u");
const dotted = matching(form, "up to three resources and a method, such as agents.jobs.list");

/** Reads `x-specloom-name`, undefined where there is none. @throws ToolchainError `contract/declaration` */
export function declaredName({ at }: Pick<OperationSource, "at">, document: SourceDocument): string | undefined {
  const found = member(at, "x-specloom-name");
  return found && readName(found, document);
}

const readName: Read<string> = (at, document) => {
  const name = dotted(at, document);
  const reserved = name.split(".").find((part, depth) => isReserved(part, depth));
  if (reserved === undefined) return name;
  throw unexpected(at, document, `a name without '${reserved}', which every object or client has already`);
};
