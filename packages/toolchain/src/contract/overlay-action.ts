import { stringify } from "yaml";
import type { Method } from "../openapi/methods.js";
import { isMethodField } from "../openapi/methods.js";
import { formatPointer, type Json, parsePointer, valueAt } from "../json.js";
import type { SourceDocument } from "../openapi/document.js";

/** What an action does to its target (Overlay 1.1, Action Object). */
export type ActionChange = { readonly update: string | number | boolean | object } | { readonly remove: true };

/** An overlay action to propose; `description` is for the maintainer to write where it is not given. */
export type ProposedAction = { readonly target: string; readonly description?: string } & ActionChange;

/** An overlay action that gives one operation an extension, as YAML to paste below `actions:`. */
export function overlayAction(
  operation: { readonly path: string; readonly method: Method },
  extension: string,
  value: string | object | boolean,
): string {
  const field = operation.method.toLowerCase();
  const place = isMethodField(field) ? [field] : ["additionalOperations", operation.method];
  const target = targetOf(["paths", operation.path, ...place]);
  return overlayActions([{ target, update: { [extension]: value } }]);
}

/** Overlay actions as YAML to paste below `actions:`. */
export function overlayActions(actions: readonly ProposedAction[]): string {
  const described = actions.map(({ target, description = "Say here why.", ...change }) => ({
    target,
    description,
    ...change,
  }));
  return stringify(described, { lineWidth: 0 });
}

/**
 * Adds `action` to a note or a finding: the YAML of overlay actions. The YAML is made when somebody reads it, because a
 * document may have a hundred thousand findings, and few of them are printed.
 */
export function withLazyAction<T extends object>(of: T, actions: () => readonly ProposedAction[]): T {
  return Object.defineProperty(of, "action", { enumerable: true, get: () => overlayActions(actions()) });
}

/** The target of an overlay action on the node at a pointer. */
export function targetAt(document: SourceDocument, pointer: string): string {
  let value: Json | undefined = document.value;
  const tokens = parsePointer(pointer).map((token) => {
    const isIndex = Array.isArray(value);
    value = value === undefined ? undefined : valueAt(value, formatPointer([token]));
    return isIndex ? Number(token) : token;
  });
  return targetOf(tokens);
}

/** The JSONPath query (RFC 9535) of the one node at these tokens of a JSON pointer. */
export function targetOf(tokens: readonly (string | number)[]): string {
  const steps = tokens.map((token) => {
    if (typeof token === "number") return `[${token}]`;
    return /^[A-Za-z_]\w*$/u.test(token) ? `.${token}` : `['${escapeName(token)}']`;
  });
  return `$${steps.join("")}`;
}

/** As a single-quoted name selector writes it (RFC 9535, section 2.3.1.1); control characters have escapes of their own. */
function escapeName(name: string): string {
  return name
    .replaceAll("\\", "\\\\")
    .replaceAll("'", "\\'")
    .replaceAll(/\p{Cc}/gu, (character) => `\\u${(character.codePointAt(0) ?? 0).toString(16).padStart(4, "0")}`);
}
