import { type Located, member, members, textOf } from "../../openapi/located.js";
import { compareText } from "../../json.js";
import type { IndexedOperation } from "./operation-index.js";
import { note, type ComparisonContext } from "./note-part.js";

/** An alternative: scheme names, each with its scopes. No schemes at all: the call needs none. */
type Alternative = ReadonlyMap<string, readonly string[]>;

interface Security {
  readonly pointer: string;
  readonly list: readonly Alternative[];
}

/** What a call has to prove, where the operations say so themselves; elsewhere the document's own rule is compared once. */
export function compareSecurity(
  context: ComparisonContext,
  before: IndexedOperation | undefined,
  after: IndexedOperation | undefined,
): void {
  const [was, is] = [securityAt(context.before, before?.at), securityAt(context.after, after?.at)];
  const [wasOpen, isOpen] = [was.list, is.list].map(isOptional);
  const sides = { before: { pointer: was.pointer }, after: { pointer: is.pointer } };
  if (wasOpen !== isOpen)
    return note(context, isOpen ? "security-removed" : "security-added", "security", sides, "request");
  const [wereNames, areNames] = [was.list, is.list].map((list) => new Map(list.map((item) => [nameOf(item), item])));
  for (const [name, alternative] of wereNames ?? []) {
    const other = areNames?.get(name);
    if (other) compareScopes(context, alternative, other, sides);
    else if (is.list.every((candidate) => !asksLess(candidate, alternative)))
      note(context, "security-alternative-removed", `security \`${name}\``, sides, "request");
  }
  for (const name of areNames?.keys() ?? [])
    if (!wereNames?.has(name)) note(context, "security-alternative-added", `security \`${name}\``, sides, "request");
}

/** True where an operation of either document overrides the document's own security. */
export function overridesSecurity(before: IndexedOperation, after: IndexedOperation): boolean {
  return member(before.at, "security") !== undefined || member(after.at, "security") !== undefined;
}

/** Schemes of both documents that read the credential from elsewhere now. */
export function compareSchemes(context: ComparisonContext): void {
  const [before, after] = [schemes(context.before), schemes(context.after)];
  for (const [name, was] of before) {
    const is = after.get(name);
    if (is === undefined || wireOf(was) === wireOf(is)) continue;
    const sides = {
      before: { pointer: was.pointer, value: wireOf(was) },
      after: { pointer: is.pointer, value: wireOf(is) },
    };
    note(context, "security-scheme-changed", `security scheme \`${name}\``, sides, "request");
  }
}

function compareScopes(
  context: ComparisonContext,
  was: Alternative,
  is: Alternative,
  sides: { readonly before: { readonly pointer: string }; readonly after: { readonly pointer: string } },
): void {
  for (const [scheme, scopes] of is) {
    const before = was.get(scheme) ?? [];
    for (const scope of scopes)
      if (!before.includes(scope))
        note(context, "security-scope-added", `security \`${scheme}\`, scope \`${scope}\``, sides, "request");
    for (const scope of before)
      if (!scopes.includes(scope))
        note(context, "security-scope-removed", `security \`${scheme}\`, scope \`${scope}\``, sides, "request");
  }
}

/** What an operation asks for: its own security, else the document's, else none. */
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

/** True where whoever meets one alternative meets another too: it asks for some of the same schemes and scopes. */
function asksLess(less: Alternative, more: Alternative): boolean {
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

/** What a scheme puts on the wire, in words: `apiKey in header X-Key`, `http bearer`. */
function wireOf(at: Located): string {
  const [type, place, name, scheme] = ["type", "in", "name", "scheme"].map((key) => textOf(at, key));
  if (type === "apiKey") return `apiKey in ${place} ${name}`;
  return type === "http" ? `http ${scheme?.toLowerCase()}` : `${type}`;
}
