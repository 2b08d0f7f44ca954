import { ToolchainError } from "../../errors.js";
import { formatLocation } from "../../location.js";
import { formatPointer, isObject, parsePointer, valueAt } from "../../json.js";
import { type Kind, kindAt } from "../../openapi/grammar.js";
import type { FilePlace, DocumentFile } from "./file-set.js";

/** A part of another file that becomes a component of the document. */
export interface Component extends FilePlace {
  readonly kind: Kind;
  /** The name it has where it stands. */
  readonly name: string;
}

/** Where each kind of component stands in 3.x. */
const SECTIONS: ReadonlyMap<Kind, string> = new Map([
  ["schema", "schemas"],
  ["response", "responses"],
  ["parameter", "parameters"],
  ["requestBody", "requestBodies"],
  ["header", "headers"],
  ["callback", "callbacks"],
  ["link", "links"],
  ["example", "examples"],
]);

/** The same in 2.0, which has three kinds. */
const SECTIONS_2: ReadonlyMap<Kind, string> = new Map([
  ["schema", "definitions"],
  ["response", "responses"],
  ["parameter", "parameters"],
]);

/** The pointer of the map that components of a kind stand in; undefined where the version has none. */
export function sectionOf(kind: Kind, entry: DocumentFile): string | undefined {
  const isOld = isObject(entry.value) && "swagger" in entry.value;
  if (isOld) return SECTIONS_2.has(kind) ? `/${SECTIONS_2.get(kind)}` : undefined;
  return SECTIONS.has(kind) ? `/components/${SECTIONS.get(kind)}` : undefined;
}

/**
 * The component that a place is or lies in, and the way from there: `/components/schemas/Job/properties/id` lies in `Job`.
 * A place in none is a component by itself, named after its last key, or after its file.
 */
export function componentAt({ volume, pointer }: FilePlace, kind: Kind): { component: Component; rest: string } {
  const tokens = parsePointer(pointer);
  const depth = tokens[0] === "components" ? 3 : 2;
  const isNamed = ["components", "definitions", "parameters", "responses", "$defs"].includes(tokens[0] ?? "");
  const outer = tokens[0] === "$defs" ? "schema" : kindAt("document", tokens.slice(0, depth));
  if (isNamed && outer !== undefined && tokens.length >= depth) {
    const at = tokens.slice(0, depth);
    const component = { volume, pointer: formatPointer(at), kind: outer, name: nameOf(at.at(-1) ?? "") };
    return { component, rest: formatPointer(tokens.slice(depth)) };
  }
  return { component: { volume, pointer, kind, name: nameOf(tokens.at(-1) ?? stem(volume.path)) }, rest: "" };
}

/**
 * Pointers for components in the bundled document. All that reach for one name fall back together to their file's name
 * and theirs, so that no order and no number decides.
 * @throws ToolchainError `document/conflict` where even that is taken
 */
export function placeComponents(components: readonly Component[], entry: DocumentFile): Map<Component, string> {
  const short = (component: Component): string => `${sectionOf(component.kind, entry)}/${component.name}`;
  const long = (component: Component): string =>
    `${sectionOf(component.kind, entry)}/${nameOf(relative(component.volume.path, entry.path))}_${component.name}`;
  const isTaken = (pointer: string): boolean => valueAt(entry.value, pointer) !== undefined;
  const wanted = counted(components.map(short));
  const placed = new Map<Component, string>();
  const holders = new Map<string, Component>();
  for (const component of components) {
    const isFree = wanted.get(short(component)) === 1 && !isTaken(short(component));
    const pointer = isFree ? short(component) : long(component);
    const holder = holders.get(pointer);
    if (holder !== undefined || isTaken(pointer)) throw clash(component, holder, pointer, entry);
    holders.set(pointer, component);
    placed.set(component, pointer);
  }
  return placed;
}

function clash(
  component: Component,
  holder: Component | undefined,
  pointer: string,
  entry: DocumentFile,
): ToolchainError {
  const other = holder === undefined ? entry.locate(pointer) : holder.volume.locate(holder.pointer);
  const message = `Expected a name that is free in the bundled document, found ${pointer} at ${formatLocation(other)} too.`;
  return new ToolchainError("document/conflict", message, {
    location: component.volume.locate(component.pointer),
    hint: "Rename one of the two, or its file.",
  });
}

function counted(texts: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const text of texts) counts.set(text, (counts.get(text) ?? 0) + 1);
  return counts;
}

/** Characters that a component's name may have (OpenAPI 3.1, "Components Object"). */
function nameOf(text: string): string {
  return text.replaceAll(/[^A-Za-z0-9._-]/gu, "_");
}

function stem(path: string): string {
  return path.slice(path.lastIndexOf("/") + 1).replace(/\.[^.]+$/u, "");
}

/** A file's path below the entry's folder, without its extension. */
function relative(path: string, entry: string): string {
  const folder = entry.slice(0, entry.lastIndexOf("/") + 1);
  const inner = path.startsWith(folder) ? path.slice(folder.length) : path;
  return inner.replace(/\.[^./]+$/u, "");
}
