import { compareText, isObject, type Json } from "../json.js";
import { type Role, roleOf } from "../openapi/role.js";

/** Arrays of a schema whose order says nothing (JSON Schema Validation, sections 6.1.1, 6.1.2 and 6.5.3). */
const SETS = new Set(["required", "enum", "type"]);

/** A text that is equal for two values exactly when they say the same, whatever the order of keys and of sets. */
export function contentText(value: Json, role: Role): string {
  return print(value, role, { isSet: false, documentation: true });
}

/** As `contentText`, without what only documents: equal texts mean that the same travels on the wire. */
export function structureText(value: Json, role: Role): string {
  return role === "documentation" ? "" : print(value, role, { isSet: false, documentation: false });
}

/** Where two values first differ in structure, as the keys that lead there; undefined where they do not. */
export function firstDifference(a: Json, b: Json, role: Role): string[] | undefined {
  if (structureText(a, role) === structureText(b, role)) return undefined;
  if (!isObject(a) || !isObject(b)) return [];
  for (const key of new Set([...Object.keys(a), ...Object.keys(b)])) {
    const [left, right] = [a[key], b[key]];
    if (left === undefined || right === undefined) {
      if (roleOf(role, key, left ?? right ?? null) !== "documentation") return [key];
      continue;
    }
    const inner = firstDifference(left, right, roleOf(role, key, left));
    if (inner !== undefined) return [key, ...inner];
  }
  return [];
}

interface Printing {
  readonly isSet: boolean;
  readonly documentation: boolean;
}

function print(value: Json, role: Role, { isSet, documentation }: Printing): string {
  if (Array.isArray(value)) {
    const items = value.map((item) => print(item, role, { isSet: false, documentation }));
    return `[${(isSet ? items.toSorted(compareText) : items).join()}]`;
  }
  if (!isObject(value)) return typeof value === "bigint" ? String(value) : JSON.stringify(value);
  const members = Object.keys(value)
    .toSorted(compareText)
    .flatMap((key) => {
      const member = value[key] ?? null;
      const memberRole = roleOf(role, key, member);
      if (memberRole === "documentation" && !documentation) return [];
      const printing = { isSet: role === "object" && SETS.has(key), documentation };
      return `${JSON.stringify(key)}:${print(member, memberRole, printing)}`;
    });
  return `{${members.join()}}`;
}
