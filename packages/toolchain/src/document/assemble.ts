import { formatPointer, isObject, type Json, type JsonObject, nearestPlace, setOwn } from "../json.js";
import type { SourceDocument } from "../openapi/document.js";
import type { Fragment } from "./fragment.js";
import { isMapPart, type Part } from "./part.js";

/** The document of the chosen parts, in their order; each of its places is found in the page that it came from, the root in the first. */
export function assemble(parts: readonly Part[], first: Fragment): SourceDocument {
  const value: JsonObject = {};
  const tags: Json[] = [];
  const origins = new Map<string, Part>();
  for (const part of parts) {
    if (part.path[0] === "tags" && part.path.length === 2) {
      origins.set(formatPointer(["tags", tags.length]), part);
      tags.push(part.value);
      value["tags"] = tags;
    } else {
      origins.set(formatPointer(part.path), part);
      setAt(value, part.path, isMapPart(part) ? {} : part.value);
    }
  }
  return { value, locate: locateIn(first, origins) };
}

/** Sets a member below maps that are there already, since a map's part comes before its members'. */
function setAt(root: JsonObject, path: readonly string[], value: Json): void {
  let parent = root;
  for (const key of path.slice(0, -1)) {
    const next = Object.hasOwn(parent, key) ? parent[key] : undefined;
    if (isObject(next)) parent = next;
  }
  setOwn(parent, path.at(-1) ?? "", value);
}

function locateIn(first: Fragment, origins: ReadonlyMap<string, Part>): SourceDocument["locate"] {
  return (pointer) => {
    const origin = nearestPlace(origins, pointer);
    if (origin !== undefined) return origin.found.fragment.locate(origin.found.pointer + origin.rest);
    return first.locate("");
  };
}
