import { appendTo } from "../append-to.js";
import {
  formatPointer,
  isObject,
  type Json,
  type JsonObject,
  mapItems,
  mapMembers,
  ownMember,
  parsePointer,
  setOwn,
  valueAt,
} from "../json.js";
import { mappedIn } from "./discriminator.js";
import type { SourceDocument } from "./document.js";
import { isMethodField } from "./methods.js";
import { type OperationPlace, operationsOf } from "./operations.js";
import { pointerOf, referenceOf, schemeName } from "./reference.js";
import { type Role, roleOf } from "./role.js";

/**
 * A document with some of its operations alone. Of the components it keeps those that are reached from them; places stay
 * where they were.
 *
 * @param isKept Whether an operation stays.
 * @param keepsWebhooks Whether the document's webhooks stay.
 */
export function subsetOf(
  document: SourceDocument,
  isKept: (operation: OperationPlace) => boolean,
  keepsWebhooks: boolean,
): SourceDocument {
  const { components, paths: _paths, ...others } = document.value;
  if (!keepsWebhooks) for (const key of WEBHOOKS) delete others[key];
  const before = { ...others, paths: pathsWith(document, isKept) };
  const kept = withoutLostReferences(before, document.value, { ...before, components: components ?? null });
  const value = isObject(components) ? { ...kept, components: reachedFrom(kept, components) } : kept;
  return { ...document, value };
}

/** Where a document has webhooks: before 3.1, in an extension. */
const WEBHOOKS = ["webhooks", "x-webhooks"];

/** The path items that have an operation left. */
function pathsWith(document: SourceDocument, isKept: (operation: OperationPlace) => boolean): JsonObject {
  const items = new Map<string, { readonly all: OperationPlace[]; readonly kept: OperationPlace[] }>();
  for (const operation of operationsOf(document)) {
    const item = items.get(operation.path) ?? { all: [], kept: [] };
    items.set(operation.path, item);
    item.all.push(operation);
    if (isKept(operation)) item.kept.push(operation);
  }
  const paths: JsonObject = {};
  for (const [path, { all, kept }] of items) {
    const [first] = kept;
    if (first === undefined) continue;
    const own = ownMember(document.value["paths"], path);
    setOwn(paths, path, kept.length === all.length && isObject(own) ? own : itemWith(first.pathItem.value, kept));
  }
  return paths;
}

function itemWith(item: JsonObject, operations: readonly OperationPlace[]): JsonObject {
  const methods = new Set(operations.map(({ method }) => method));
  const left: JsonObject = {};
  for (const [key, value] of Object.entries(item)) {
    if (isMethodField(key) && !methods.has(key.toUpperCase())) continue;
    if (key !== "additionalOperations" || !isObject(value)) setOwn(left, key, value);
    else setOwn(left, key, Object.fromEntries(Object.entries(value).filter(([method]) => methods.has(method))));
  }
  return left;
}

/** What a reference to a part of a lost operation led to stands in its place. */
function withoutLostReferences(value: JsonObject, whole: JsonObject, left: JsonObject): JsonObject {
  const open = new Set<string>();
  const replaced = (part: Json): Json => {
    if (Array.isArray(part)) return mapItems(part, replaced);
    if (!isObject(part)) return part;
    const pointer = pointerOf(referenceOf(part));
    if (pointer?.startsWith("/paths/") === true && valueAt(left, pointer) === undefined && !open.has(pointer)) {
      open.add(pointer);
      const target = replaced(valueAt(whole, pointer) ?? part);
      open.delete(pointer);
      return target;
    }
    return mapMembers(part, replaced);
  };
  return mapMembers(value, replaced);
}

/** The components that references reach, directly or through each other; all of them where a reference names an anchor. */
function reachedFrom(start: JsonObject, components: JsonObject): JsonObject {
  const reached = new Set<string>();
  const open: [value: Json, role: Role][] = [[start, "object"]];
  const heirs = heirsOf(components);
  const reach = (pointer: string): void => {
    const [root, section, name] = parsePointer(pointer);
    if (root !== "components" || section === undefined || name === undefined) return;
    const key = formatPointer([section, name]);
    if (reached.has(key)) return;
    reached.add(key);
    open.push([valueAt(components, key) ?? null, "object"]);
    for (const heir of heirs.get(key) ?? []) reach(formatPointer(["components", "schemas", heir]));
  };
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const [value, role] = next;
    if (role === "data" || typeof value !== "object" || value === null) continue;
    const reference = referenceOf(value);
    const pointer = pointerOf(reference);
    // An example may be a reference to another; what looks like one inside of an example is none.
    const counts = role !== "documentation" || pointer?.startsWith("/components/examples/") === true;
    if (reference !== undefined && counts) {
      if (pointer === undefined) return components;
      reach(pointer);
    }
    for (const name of securityNames(value)) reach(formatPointer(["components", "securitySchemes", name]));
    for (const target of mappedNames(value))
      reach(pointerOf(target) ?? formatPointer(["components", "schemas", target]));
    if (Array.isArray(value)) for (const item of value) open.push([item, role]);
    else for (const [key, item] of Object.entries(value)) open.push([item, roleOf(role, key, item)]);
  }
  return mapMembers(components, (section, name) => {
    if (!isObject(section) || name.startsWith("x-")) return section;
    const members = Object.entries(section).filter(([key]) => reached.has(formatPointer([name, key])));
    return members.length === Object.keys(section).length ? section : Object.fromEntries(members);
  });
}

/** The names of security schemes in a value's `security`. */
function securityNames(value: Json): string[] {
  const security = ownMember(value, "security");
  return Array.isArray(security)
    ? security.flatMap((item) => (isObject(item) ? Object.keys(item).map(schemeName) : []))
    : [];
}

/** The schemas that a discriminator names, by name or by reference. */
function mappedNames(value: Json): string[] {
  return isObject(value) ? mappedIn(value).filter((target) => typeof target === "string") : [];
}

/** By schema with a discriminator: the schemas that extend it, which a reader finds without a reference to them. */
function heirsOf(components: JsonObject): Map<string, string[]> {
  const schemas = components["schemas"];
  const heirs = new Map<string, string[]>();
  if (!isObject(schemas)) return heirs;
  for (const [name, schema] of Object.entries(schemas)) {
    const parts = ownMember(schema, "allOf");
    if (!Array.isArray(parts)) continue;
    for (const part of parts) {
      const key = pointerOf(referenceOf(part))?.slice("/components".length);
      const base = key === undefined ? undefined : valueAt(components, key);
      if (key !== undefined && ownMember(base, "discriminator") !== undefined) appendTo(heirs, key, name);
    }
  }
  return heirs;
}
