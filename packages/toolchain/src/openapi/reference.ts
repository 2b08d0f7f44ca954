import { formatPointer, isObject, type Json, type JsonObject, parsePointer } from "../json.js";

/** The key whose text makes an object a reference (OpenAPI, "Reference Object"; JSON Schema 2020-12, section 8.2.3.1). */
export const REFERENCE = "$ref";

/** The text of a reference; undefined where a value is none. */
export function referenceOf(value: Json | undefined): string | undefined {
  const reference = isObject(value) && Object.hasOwn(value, REFERENCE) ? value[REFERENCE] : undefined;
  return typeof reference === "string" ? reference : undefined;
}

/** What stands beside a reference. */
export function besideReference(object: JsonObject): JsonObject {
  const { [REFERENCE]: _reference, ...beside } = object;
  return beside;
}

/** The pointer of a reference within the document, percent-decoded (RFC 6901, section 6); undefined for any other. */
export function pointerOf(reference: Json | undefined): string | undefined {
  if (typeof reference !== "string" || !/^#(?:\/|$)/u.test(reference)) return undefined;
  try {
    return decodeURIComponent(reference.slice(1));
  } catch {
    return undefined;
  }
}

/** The pointer that a value refers to within the document; undefined where it is no such reference. */
export function pointerFrom(value: Json | undefined): string | undefined {
  return pointerOf(referenceOf(value));
}

/** A reference to a place. */
export function referenceTo(pointer: string): JsonObject {
  return { [REFERENCE]: referenceText(pointer) };
}

/** A pointer as a URI fragment has it (RFC 6901, section 6). */
export function referenceText(pointer: string): string {
  try {
    return `#${encodeURI(pointer).replaceAll("#", "%23")}`;
  } catch {
    // Half of a surrogate pair has no encoding.
    return `#${pointer.replaceAll("%", "%25")}`;
  }
}

/** A reference to a component. */
export function componentReference(name: string, section = "schemas"): JsonObject {
  return referenceTo(formatPointer(["components", section, name]));
}

/** The name of the component of a section that a value refers to as a whole. */
export function componentName(value: Json | undefined, section = "schemas"): string | undefined {
  const pointer = pointerFrom(value);
  if (pointer === undefined) return undefined;
  const [root, kind, name, ...rest] = parsePointer(pointer);
  return root === "components" && kind === section && rest.length === 0 ? name : undefined;
}

/** The name of a security scheme. A key can also be a URI of the scheme (OpenAPI 3.2, "Security Requirement Object"). */
export function schemeName(key: string): string {
  return componentName({ [REFERENCE]: key }, "securitySchemes") ?? key;
}
