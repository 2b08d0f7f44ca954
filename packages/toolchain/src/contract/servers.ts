import type { SourceDocument } from "../openapi/document.js";
import type { Json } from "../json.js";
import type { Server } from "./contract.js";
import { omitUndefined } from "./omit-undefined.js";
import { failure, type Located, member, members, formatShort, textOf } from "../openapi/located.js";

/**
 * The servers of the document's root, of a path item or of an operation, in its order; undefined where it names none.
 * Relative URLs are resolved against `documentUrl` (OpenAPI 3.1.1, "Relative References in API URLs"); where that is
 * not known they lead nowhere, and are left out.
 */
export function readServers(
  document: SourceDocument,
  holder: Located,
  documentUrl: string | undefined,
): Server[] | undefined {
  const servers = member(holder, "servers") ?? { value: [], pointer: "" };
  if (!Array.isArray(servers.value))
    throw failure(
      document,
      servers.pointer,
      "contract/shape",
      `Expected a list of servers, found ${formatShort(servers.value)}.`,
    );
  if (servers.value.length === 0) return undefined;
  return members(servers).flatMap(([, at]) => {
    const server = readServer(document, at);
    const url = absolute(server.url, documentUrl);
    return url === undefined ? [] : [{ ...server, url }];
  });
}

/** A URL template may begin with a variable; one that does not is absolute or relative as it stands. */
function absolute(url: string, documentUrl: string | undefined): string | undefined {
  if (/^(?:[a-z][\w+.-]*:|\{)/i.test(url)) return url;
  if (documentUrl === undefined || !URL.canParse(url, documentUrl)) return undefined;
  return new URL(url, documentUrl).href.replaceAll("%7B", "{").replaceAll("%7D", "}");
}

function readServer(document: SourceDocument, at: Located<Json>): Server {
  const variables = members(member(at, "variables") ?? { value: {}, pointer: "" });
  return omitUndefined({
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
    typeof value === "string" ? value : formatShort(value),
  );
  return omitUndefined({
    default: requiredText(document, at, "default"),
    enum: values.length === 0 ? undefined : values,
  });
}

function requiredText(document: SourceDocument, at: Located<Json>, key: string): string {
  const found = member(at, key);
  if (typeof found?.value === "string") return found.value;
  const arrived = found === undefined ? "nothing" : formatShort(found.value);
  throw failure(
    document,
    found?.pointer ?? at.pointer,
    "contract/shape",
    `Expected '${key}' to be text, found ${arrived}.`,
  );
}
