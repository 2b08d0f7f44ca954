import type { Json } from "../json.js";
import type { Server } from "./contract.js";
import { omitUndefined } from "./omit-undefined.js";
import { type Located, member, members, membersAt, textOf, textsOf } from "../openapi/located.js";

/**
 * The servers of the document's root, of a path item or of an operation, in its order; undefined where it names none.
 * Relative URLs are resolved against `documentUrl` (OpenAPI 3.1.1, "Relative References in API URLs"); where that is
 * not known they lead nowhere, and are left out.
 */
export function readServers(holder: Located, documentUrl: string | undefined): Server[] | undefined {
  const servers = member(holder, "servers");
  if (!Array.isArray(servers?.value) || servers.value.length === 0) return undefined;
  return members(servers).flatMap(([, at]) => {
    const server = readServer(at);
    const url = absoluteServer(server.url, documentUrl);
    return url === undefined ? [] : [{ ...server, url }];
  });
}

/**
 * The absolute form of a server URL. A URL template can begin with a variable. A relative URL is
 * relative to the document's address. A URL that begins with `//` gets the scheme of that address, or https if that is
 * unknown.
 */
export function absoluteServer(url: string, documentUrl: string | undefined): string | undefined {
  if (/^(?:[a-z][\w+.-]*:|\{)/i.test(url)) return url;
  if (url.startsWith("//") && !/^https?:/i.test(documentUrl ?? "")) return `https:${url}`;
  if (documentUrl === undefined || !URL.canParse(url, documentUrl)) return undefined;
  return new URL(url, documentUrl).href.replaceAll("%7B", "{").replaceAll("%7D", "}");
}

function readServer(at: Located<Json>): Server {
  const variables = membersAt(at, "variables");
  return omitUndefined({
    url: textOf(at, "url") ?? "",
    description: textOf(at, "description"),
    variables:
      variables.length === 0
        ? undefined
        : Object.fromEntries(variables.map(([name, variable]) => [name, readVariable(variable)])),
  });
}

function readVariable(at: Located<Json>): { default: string; enum?: readonly string[] } {
  const values = textsOf(at, "enum") ?? [];
  return omitUndefined({ default: textOf(at, "default") ?? "", enum: values.length === 0 ? undefined : values });
}
