import { formatPointer, isObject, parsePointer, valueAt } from "../../json.js";
import { type Kind, kindAt } from "../../openapi/grammar.js";
import type { FilePlace, DocumentFile } from "./file-set.js";

/** A part of another file that becomes a component of the document. */
export interface Component extends FilePlace {
  readonly kind: Kind;
  /** The name that it has where it stands, or by which it was reached. */
  readonly name: string;
}

/** Where each kind of component stands in 3.x. */
const SECTIONS: ReadonlyMap<Kind, string> = new Map([
  ["schema", "schemas"],
  ["response", "responses"],
  ["parameter", "parameters"],
  ["requestBody", "requestBodies"],
  ["header", "headers"],
  ["securityScheme", "securitySchemes"],
  ["callback", "callbacks"],
  ["link", "links"],
  ["example", "examples"],
]);

/** The same in 2.0. */
const SECTIONS_2: ReadonlyMap<Kind, string> = new Map([
  ["schema", "definitions"],
  ["response", "responses"],
  ["parameter", "parameters"],
  ["securityScheme", "securityDefinitions"],
]);

/** The pointers of the maps that the components of an entry's version stand in, by kind. */
export function sectionsOf({ value }: DocumentFile): ReadonlyMap<Kind, string> {
  const isOld = isObject(value) && "swagger" in value;
  return isOld
    ? new Map([...SECTIONS_2].map(([kind, section]) => [kind, `/${section}`]))
    : new Map([...SECTIONS].map(([kind, section]) => [kind, `/components/${section}`]));
}

/**
 * The component that a place is or lies in: `/components/schemas/Job/properties/id` lies in `Job`. A place in none is a
 * component by itself, named after its last key, or after its file.
 */
export function componentAt({ file, pointer }: FilePlace, kind: Kind): Component {
  const tokens = parsePointer(pointer);
  const depth = tokens[0] === "components" ? 3 : 2;
  const isNamed = ["components", "definitions", "parameters", "responses", "$defs"].includes(tokens[0] ?? "");
  const outer = tokens[0] === "$defs" ? "schema" : kindAt("document", tokens.slice(0, depth));
  if (!isNamed || outer === undefined || tokens.length < depth)
    return { file, pointer, kind, name: nameOf(lastName(tokens, file)) };
  const at = tokens.slice(0, depth);
  return { file, pointer: formatPointer(at), kind: outer, name: nameOf(at.at(-1) ?? "") };
}

/** The last key of a place. An index gets the key of its list as a prefix. The root has the name of its file. */
function lastName(tokens: readonly string[], file: DocumentFile): string {
  const last = tokens.at(-1) ?? stem(knownPath(file));
  const list = tokens.at(-2) ?? "";
  const isIndex = list !== "" && Array.isArray(valueAt(file.value, formatPointer(tokens.slice(0, -1))));
  return isIndex ? `${list}_${last}` : last;
}

/**
 * Pointers for components in the bundled document. All that reach for one name fall back together, to their file's name
 * and theirs, so that no order decides; a number is the last resort.
 */
export function placeComponents(components: readonly Component[], entry: DocumentFile): Map<Component, string> {
  const sections = sectionsOf(entry);
  const candidates = components.map((component, index) => {
    const path = nameOf(relativePath(knownPath(component.file), entry.path).replace(/\.[^./]+$/u, ""));
    const long = `${path}_${component.name}`;
    const isNamedSo = path === component.name || path.endsWith(`_${component.name}`);
    return [component.name, isNamedSo ? path : long, long, `${long}_${index + 1}`];
  });
  const levels = components.map(() => 0);
  for (;;) {
    const pointers = components.map(({ kind }, index) => {
      const name =
        candidates[index]?.[levels[index] ?? 0] ?? `${candidates[index]?.at(-1)}${"_".repeat(levels[index] ?? 0)}`;
      return (sections.get(kind) ?? "") + formatPointer([name]);
    });
    const counts = counted(pointers);
    const clashing = pointers.map((at) => counts.get(at) !== 1 || valueAt(entry.value, at) !== undefined);
    if (!clashing.includes(true))
      return new Map(components.map((component, index) => [component, pointers[index] ?? ""]));
    for (const [index, isClashing] of clashing.entries()) if (isClashing) levels[index] = (levels[index] ?? 0) + 1;
  }
}

function counted(texts: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const text of texts) counts.set(text, (counts.get(text) ?? 0) + 1);
  return counts;
}

/** Characters that a component's name may have (OpenAPI 3.1, "Components Object"). */
export function nameOf(text: string): string {
  return text.replaceAll(/[^A-Za-z0-9._-]/gu, "_");
}

function stem(path: string): string {
  return path.slice(path.lastIndexOf("/") + 1).replace(/\.[^.]+$/u, "");
}

/** A file's path below the entry's folder; the whole path of a file elsewhere. */
export function relativePath(path: string, entry: string): string {
  const folder = entry.slice(0, entry.lastIndexOf("/") + 1);
  return path.startsWith(folder) ? path.slice(folder.length) : path;
}

function knownPath({ path, known = path }: DocumentFile): string {
  return known;
}
