import { type Located, member, members, textOf } from "../../openapi/located.js";
import { compareText } from "../../json.js";
import type { IndexedOperation } from "./operation-index.js";
import { record, type ComparisonContext } from "./part-changes.js";

/** An alternative: scheme names with their scopes. An empty one needs no credentials. */
type Alternative = ReadonlyMap<string, readonly string[]>;

interface Security {
  readonly pointer: string;
  readonly list: readonly Alternative[];
}

/** Compares the required credentials of two operations, or of the two documents where none is given. */
export function compareSecurity(
  context: ComparisonContext,
  before: IndexedOperation | undefined,
  after: IndexedOperation | undefined,
): void {
  const [was, is] = [securityAt(context.before, before?.at), securityAt(context.after, after?.at)];
  const [wasOpen, isOpen] = [was.list, is.list].map(isOptional);
  const places = { before: { pointer: was.pointer }, after: { pointer: is.pointer } };
  if (wasOpen !== isOpen)
    return record(context, isOpen ? "security-removed" : "security-added", "security", places, "request");
  const [wereNames, areNames] = [was.list, is.list].map((list) => new Map(list.map((item) => [nameOf(item), item])));
  for (const [name, alternative] of wereNames ?? []) {
    const other = areNames?.get(name);
    if (other) compareScopes(context, alternative, other, places);
    else if (is.list.every((candidate) => !isWeaker(candidate, alternative)))
      record(context, "security-alternative-removed", `security \`${name}\``, places, "request");
  }
  for (const name of areNames?.keys() ?? [])
    if (!wereNames?.has(name)) record(context, "security-alternative-added", `security \`${name}\``, places, "request");
}

/** Whether an operation of either document overrides the document's security. */
export function overridesSecurity(before: IndexedOperation, after: IndexedOperation): boolean {
  return member(before.at, "security") !== undefined || member(after.at, "security") !== undefined;
}

/** Compares the schemes of both documents. */
export function compareSchemes(context: ComparisonContext): void {
  const [before, after] = [schemes(context.before), schemes(context.after)];
  for (const [name, was] of before) {
    const is = after.get(name);
    if (is === undefined || wireFormat(was) === wireFormat(is)) continue;
    const places = {
      before: { pointer: was.pointer, value: wireFormat(was) },
      after: { pointer: is.pointer, value: wireFormat(is) },
    };
    record(context, "security-scheme-changed", `security scheme \`${name}\``, places, "request");
  }
}

function compareScopes(
  context: ComparisonContext,
  was: Alternative,
  is: Alternative,
  places: { readonly before: { readonly pointer: string }; readonly after: { readonly pointer: string } },
): void {
  for (const [scheme, scopes] of is) {
    const before = was.get(scheme) ?? [];
    for (const scope of scopes)
      if (!before.includes(scope))
        record(context, "security-scope-added", `security \`${scheme}\`, scope \`${scope}\``, places, "request");
    for (const scope of before)
      if (!scopes.includes(scope))
        record(context, "security-scope-removed", `security \`${scheme}\`, scope \`${scope}\``, places, "request");
  }
}

/** The security of an operation, else of the document, else none. */
function securityAt({ document }: ComparisonContext["before"], operation: Located | undefined): Security {
  const root = { value: document.value, pointer: "" };
  const found = (operation && member(operation, "security")) ?? member(root, "security");
  if (found === undefined) return { pointer: "", list: [] };
  const list = members(found).map(
    ([, alternative]) =>
      new Map(
        members(alternative).map(([name, { value }]) => [
          name,
          Array.isArray(value) ? value.filter((scope) => typeof scope === "string") : [],
        ]),
      ),
  );
  return { pointer: found.pointer, list };
}

/** Whether credentials for `more` also satisfy `less`: it needs a subset of its schemes and scopes. */
function isWeaker(less: Alternative, more: Alternative): boolean {
  return [...less].every(
    ([scheme, scopes]) => scopes.every((scope) => more.get(scheme)?.includes(scope)) && more.has(scheme),
  );
}

function isOptional(list: readonly Alternative[]): boolean {
  return list.length === 0 || list.some((alternative) => alternative.size === 0);
}

function nameOf(alternative: Alternative): string {
  return [...alternative.keys()].toSorted(compareText).join(" + ");
}

function schemes({ document }: ComparisonContext["before"]): Map<string, Located> {
  const components = member({ value: document.value, pointer: "" }, "components");
  const found = components === undefined ? undefined : member(components, "securitySchemes");
  return new Map(
    (found === undefined ? [] : members(found)).flatMap(([name, { value, pointer }]) =>
      typeof value === "object" && value !== null && !Array.isArray(value) ? [[name, { value, pointer }]] : [],
    ),
  );
}

/** How a scheme sends its credential, in words: `apiKey in header X-Key`, `http bearer`. */
function wireFormat(at: Located): string {
  const [type, place, name, scheme] = ["type", "in", "name", "scheme"].map((key) => textOf(at, key));
  if (type === "apiKey") return `apiKey in ${place} ${name}`;
  return type === "http" ? `http ${scheme?.toLowerCase()}` : `${type}`;
}
