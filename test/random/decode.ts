import { decodeBody } from "./decode-bodies.js";
import { decodeParameter, pairsOf, propertiesOf, type Wire } from "./decode-parameters.js";
import { expectedBody, expectedParameter } from "./expected.js";
import type { Case, Operation } from "./operations.js";
import { expectedCredentials } from "./security.js";
import type { Arrived } from "./server.js";

/** A request as the values in it: what was decoded, or what was to be. */
export interface Decoded {
  readonly method: string;
  readonly base: string;
  readonly parameters: Readonly<Record<string, unknown>>;
  readonly body: unknown;
  readonly credentials: readonly object[];
  /** Whether the query that the path has of its own is there. */
  readonly isWhole: boolean;
  /** Names in the query and the cookie that nothing declares. */
  readonly strays: readonly string[];
}

export function decode(
  { method, target, headers, body }: Arrived,
  given: Case,
  index: number,
  operation: Operation,
): Decoded {
  // A question mark may stand in the query too (RFC 3986, section 3.4).
  const [, path = "", query = ""] = /^([^?]*)\??(.*)$/su.exec(target) ?? [];
  const { base, values } = split(path, index, operation);
  const wire: Wire = {
    path: values,
    query: pairsOf(query, "&"),
    header: headers,
    cookie: pairsOf(headers.get("cookie") ?? "", "; "),
  };
  const content = operation.body?.chosen === undefined ? undefined : operation.body.contents[operation.body.chosen];
  return {
    method: method.toLowerCase(),
    base,
    parameters: Object.fromEntries(
      operation.parameters.map((parameter) => [keyOf(parameter), decodeParameter(parameter, wire)]),
    ),
    body:
      content === undefined
        ? body.toString("utf8") || undefined
        : decodeBody(content, headers.get("content-type") ?? "", body),
    isWhole: !hasQuery(operation) || query.startsWith("view=full"),
    strays: [...wire.query, ...wire.cookie]
      .map(([name]) => decodeURIComponent(name))
      .filter((name) => !isDeclared(name, given, operation)),
    credentials: requirementsOf(given, operation).map(({ place, key }) => ({
      place,
      key,
      sent:
        place === "header"
          ? headers.get(key)
          : wire[place === "query" ? "query" : "cookie"]
              .filter(([name]) => decodeURIComponent(name) === key)
              .map(([, value]) => decodeURIComponent(value))
              .join(" and "),
    })),
  };
}

export function expected(given: Case, operation: Operation): Decoded {
  const { server } = given;
  const own = server.kind === "none" ? "/base" : server.kind === "plain" ? "/api" : `/${server.value ?? "us"}`;
  const content = operation.body?.chosen === undefined ? undefined : operation.body.contents[operation.body.chosen];
  return {
    method: operation.method,
    // A base URL of the caller's stands for an operation's own server too.
    base: server.kind === "none" ? own : (operation.server ?? own),
    parameters: Object.fromEntries(
      operation.parameters.map((parameter) => [keyOf(parameter), expectedParameter(parameter)]),
    ),
    body: content === undefined ? undefined : expectedBody(content),
    credentials: requirementsOf(given, operation),
    isWhole: true,
    strays: [],
  };
}

function isDeclared(name: string, given: Case, operation: Operation): boolean {
  const parameters = operation.parameters.some(
    (parameter) =>
      parameter.name === name ||
      (parameter.style === "deepObject" && name.startsWith(`${parameter.name}[`)) ||
      (parameter.explode && Object.hasOwn(propertiesOf(parameter.schema), name)),
  );
  return (
    parameters ||
    (hasQuery(operation) && name === "view") ||
    requirementsOf(given, operation).some(({ key }) => key === name)
  );
}

function hasQuery({ literals }: Operation): boolean {
  return literals.at(-1)?.includes("?") === true;
}

function requirementsOf({ security }: Case, operation: Operation): { place: string; key: string; sent: string }[] {
  return expectedCredentials(operation.security ?? security.default);
}

function keyOf({ in: place, name }: Operation["parameters"][number]): string {
  return `${place} ${name}`;
}

/** The base path, and the text that stands for each parameter of the path. */
function split(
  path: string,
  index: number,
  { literals, parameters }: Operation,
): { base: string; values: Map<string, string> } {
  const names = parameters.filter(({ in: place }) => place === "path").map(({ name }) => name);
  const parts = literals.map((literal, at) =>
    escaped(
      encodeURI(at === 0 ? `/${index}${literal}` : literal)
        .replaceAll("%25", "%")
        .replace(/\?.*/u, ""),
    ),
  );
  const pattern = new RegExp(`^(.*?)${parts.join("(.*?)")}$`, "u");
  const found = pattern.exec(path);
  if (found === null) throw new Error(`${path} is not of ${pattern.source}`);
  return { base: found[1] ?? "", values: new Map(names.map((name, at) => [name, found[at + 2] ?? ""])) };
}

function escaped(text: string): string {
  return text.replaceAll(/[\\^$.*+?()[\]{}|/]/gu, "\\$&");
}
