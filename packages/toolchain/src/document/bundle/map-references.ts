import { isObject, type Json, type JsonObject, mapMembers, pointerBelow, setOwn, valueAt } from "../../json.js";
import { fieldOf, type Kind } from "../../openapi/grammar.js";
import { referenceOf, REFERENCE, referenceText } from "../../openapi/reference.js";
import type { DocumentFile, FilePlace, FileSet } from "./file-set.js";

/**
 * An entry file in which no map of the document or of its components is a reference to a map of another file: it holds
 * references to what that one holds. The specification has no references there; documents have them all the same.
 */
export function withoutMapReferences(entry: DocumentFile, files: FileSet): DocumentFile {
  if (!isObject(entry.value)) return entry;
  const value = expanded(entry.value, "document", { file: entry, pointer: "" }, files);
  return value === entry.value ? entry : { ...entry, value };
}

function expanded(object: JsonObject, kind: Kind, at: FilePlace, files: FileSet): JsonObject {
  return mapMembers(object, (member, key) => {
    const field = fieldOf(kind, key);
    const isMap = field?.as === "map" || field?.as === "extensibleMap";
    if (field === undefined || !(isMap || field.holds === "components") || !isObject(member)) return member;
    const place = { file: at.file, pointer: pointerBelow(at.pointer, key) };
    const held = heldBy(member, place, files) ?? member;
    return field.holds === "components" ? expanded(held, "components", place, files) : held;
  });
}

/** References to the members of the map that a map refers to in the end. */
function heldBy(map: JsonObject, place: FilePlace, files: FileSet): JsonObject | undefined {
  const seen = new Set<Json>();
  let target: FilePlace | undefined = place;
  let value: Json | undefined = map;
  while (target !== undefined && isObject(value) && !seen.has(value)) {
    seen.add(value);
    const reference = Object.keys(value).length === 1 ? referenceOf(value) : undefined;
    if (reference === undefined) break;
    target = files.resolve(reference, target);
    value = target && valueAt(target.file.value, target.pointer);
  }
  if (target === undefined || !isObject(value) || value === map) return undefined;
  const held: JsonObject = {};
  for (const key of Object.keys(value)) setOwn(held, key, { [REFERENCE]: uriOf(target, key) });
  return held;
}

function uriOf({ file, pointer }: FilePlace, key: string): string {
  return `/${file.path.split("/").map(encodeURIComponent).join("/")}${referenceText(pointerBelow(pointer, key))}`;
}
