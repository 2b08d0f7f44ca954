import { type Located, member, members, rootOf, textOf } from "../../openapi/located.js";
import { absoluteServer } from "../../contract/servers.js";
import { isObject, type JsonObject } from "../../json.js";
import { firstOf, shortValue } from "../describe.js";
import { differences } from "../differences.js";
import { jsonText } from "../json-text.js";
import type { ComparedDocument } from "../schema/walk.js";
import { firstNames } from "./entries.js";
import type { IndexedOperation } from "./operation-index.js";
import { type ComparisonContext, teller } from "./part-changes.js";

/** Servers by URL, in their order. */
type Servers = ReadonlyMap<string, Located>;

/**
 * A server URL in the form that all its spellings share (RFC 3986, 6.2.2 and 6.2.3): the letter case of scheme and host,
 * a default port, dots, and a last slash change nothing.
 */
export function serverKey(url: string): string {
  const isWhole = /^https?:\/\/[^{}]*$/iu.test(url) && URL.canParse(url);
  return (isWhole ? new URL(url).href : url).replace(/\/$/u, "");
}

/** The key of a server URL that can be relative to the document's address. Without an address, it stays relative. */
function placedKey(url: string, documentUrl: string | undefined): string {
  return serverKey(absoluteServer(url, documentUrl) ?? url.replace(/^(?:\.\/)+/u, ""));
}

/** Compares the servers of two documents. */
export function compareServers(context: ComparisonContext): void {
  compareLists(context, rootServers(context.before), rootServers(context.after));
}

/** Compares the servers of two operations where one of them, or its path, has its own. */
export function compareServersOf(context: ComparisonContext, before: IndexedOperation, after: IndexedOperation): void {
  const [was, is] = [ownServers(context.before, before), ownServers(context.after, after)];
  if (was || is) compareLists(context, was ?? inherited(context.before), is ?? inherited(context.after));
}

function compareLists(context: ComparisonContext, were: Servers, are: Servers): void {
  const gone = [...were].filter(([url]) => !are.has(url));
  const added = [...are].filter(([url]) => !were.has(url));
  const [[oldUrl, old] = [], [newUrl, new_] = []] = [gone[0], added[0]];
  // One removed and one added server are the same server at a new address.
  if (gone.length === 1 && added.length === 1)
    return teller(context, "server", old, new_)("server-changed", oldUrl, newUrl);
  for (const [url, was] of gone) teller(context, "server", was)("server-removed", url);
  for (const [url, is] of added) teller(context, "server", undefined, is)("server-added", undefined, url);
  for (const [url, was] of were) {
    const is = are.get(url);
    if (is === undefined) continue;
    const isSame = variables(context.before, was) === variables(context.after, is);
    if (!isSame) teller(context, `server \`${url}\``, was, is)("server-changed", ...variableTexts(was.value, is.value));
    else if (jsonText({ ...was.value, url }) !== jsonText({ ...is.value, url }))
      teller(context, "server", was, is)("description-changed");
  }
  // The first server is the default.
  const moved = firstNames(were, are);
  if (moved) teller(context, "server", were.get(moved[0]), are.get(moved[1]))("server-order-changed", ...moved);
}

function rootServers({ document, url }: ComparedDocument): Servers {
  return serversOf(rootOf(document), url) ?? new Map();
}

/**
 * The servers of an operation without its own servers. A document without servers has the server `/` (OpenAPI,
 * `servers`).
 */
function inherited(compared: ComparedDocument): Servers {
  const found = rootServers(compared);
  return found.size > 0 ? found : new Map([[placedKey("/", compared.url), rootOf(compared.document)]]);
}

function ownServers({ url }: ComparedDocument, { at, item }: IndexedOperation): Servers | undefined {
  return serversOf(at, url) ?? serversOf(item, url);
}

function serversOf(container: Located, documentUrl: string | undefined): Servers | undefined {
  const found = member(container, "servers");
  if (found === undefined) return undefined;
  return new Map(
    members(found).flatMap(([, { value, pointer }]): [string, Located][] =>
      isObject(value) ? [[placedKey(textOf({ value, pointer }, "url") ?? "/", documentUrl), { value, pointer }]] : [],
    ),
  );
}

/** The common path of all listed servers, without the last slash. Empty if they differ, undefined if none is listed. */
export function basePath(container: Located, documentUrl: string | undefined): string | undefined {
  const servers = serversOf(container, documentUrl);
  if (servers === undefined) return undefined;
  const [path = "", ...others] = new Set([...servers.keys()].map(pathOfServer));
  return others.length === 0 ? path : "";
}

function pathOfServer(url: string): string {
  const [path = ""] = /^\/[^?#]*/u.exec(url.replace(/^(?:[a-z][a-z\d+.-]*:)?\/\/[^/]*/iu, "")) ?? [];
  return path;
}

function variables({ shapeOf }: ComparedDocument, server: Located): string {
  const found = member(server, "variables");
  return found === undefined ? "" : shapeOf(found);
}

/** The variables of both that differ: `region.default eu`. */
function variableTexts({ variables: were }: JsonObject, { variables: are }: JsonObject): [was: string, is: string] {
  const fields = differences(were ?? {}, are ?? {}).filter(({ path }) => path.at(-1) !== "description");
  const text = (side: "before" | "after"): string =>
    firstOf(fields.map((field) => `${field.path.join(".")} ${shortValue(field[side])}`));
  return [text("before"), text("after")];
}
