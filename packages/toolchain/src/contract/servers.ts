import type { SourceDocument } from "../document/document.js";
import type { Json } from "../json.js";
import type { Server } from "./contract.js";
import { defined } from "./defined.js";
import { failure, type Located, member, members, show, textOf } from "./located.js";

/** The servers of the document's root, in its order. */
export function readServers(document: SourceDocument): Server[] {
  const servers = member({ value: document.value, pointer: "" }, "servers") ?? { value: [], pointer: "" };
  if (!Array.isArray(servers.value))
    throw failure(
      document,
      servers.pointer,
      "contract/shape",
      `Expected a list of servers, found ${show(servers.value)}.`,
    );
  return members(servers).map(([, server]) => readServer(document, server));
}

function readServer(document: SourceDocument, at: Located<Json>): Server {
  const variables = members(member(at, "variables") ?? { value: {}, pointer: "" });
  return defined({
    url: requiredText(document, at, "url"),
    description: textOf(at, "description"),
    variables:
      variables.length === 0
        ? undefined
        : Object.fromEntries(variables.map(([name, variable]) => [name, readVariable(document, variable)])),
  });
}

function readVariable(document: SourceDocument, at: Located<Json>): { default: string; enum?: readonly string[] } {
  const values = members(member(at, "enum") ?? { value: [], pointer: "" }).map(([, { value }]) =>
    typeof value === "string" ? value : show(value),
  );
  return defined({ default: requiredText(document, at, "default"), enum: values.length === 0 ? undefined : values });
}

function requiredText(document: SourceDocument, at: Located<Json>, key: string): string {
  const found = member(at, key);
  if (typeof found?.value === "string") return found.value;
  const arrived = found === undefined ? "nothing" : show(found.value);
  throw failure(
    document,
    found?.pointer ?? at.pointer,
    "contract/shape",
    `Expected '${key}' to be text, found ${arrived}.`,
  );
}
