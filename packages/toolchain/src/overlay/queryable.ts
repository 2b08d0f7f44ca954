import type { JSONValue } from "json-p3";
import type { Json, JsonObject } from "../json.js";

/** The largest nesting depth of a document while an overlay is applied; the document reader allows 200. */
export const MAX_OVERLAID_DEPTH = 500;

export class DepthError extends Error {}

/**
 * A view of a document for queries. JSONPath compares numbers, so bigint integers become numbers. Actions share
 * unchanged parts, so views are cached by identity and only changed parts are built.
 * @throws {DepthError} where the document nests deeper than MAX_OVERLAID_DEPTH.
 */
export function createQueryable(): (document: JsonObject) => JSONValue {
  const views = new WeakMap<object, View>();

  function view(value: Json, depth: number): View {
    if (depth > MAX_OVERLAID_DEPTH) throw new DepthError(`deeper than ${MAX_OVERLAID_DEPTH} levels`);
    if (typeof value === "bigint") return { value: Number(value), height: 0 };
    if (typeof value !== "object" || value === null) return { value, height: 0 };
    const known = views.get(value);
    if (known !== undefined && depth + known.height <= MAX_OVERLAID_DEPTH) return known;
    const built = Array.isArray(value) ? viewArray(value, depth) : viewObject(value, depth);
    views.set(value, built);
    return built;
  }

  function viewArray(items: readonly Json[], depth: number): View {
    const children = items.map((item) => view(item, depth + 1));
    return { value: children.map((child) => child.value), height: heightAbove(children) };
  }

  function viewObject(object: JsonObject, depth: number): View {
    const children = Object.entries(object).map(([key, item]) => ({ key, ...view(item, depth + 1) }));
    // fromEntries defines own properties, so that a key called __proto__ stays a key.
    const value = Object.fromEntries(children.map((child) => [child.key, child.value]));
    return { value, height: heightAbove(children) };
  }

  return (document) => view(document, 0).value;
}

interface View {
  readonly value: JSONValue;
  /** Levels of nesting below this value. */
  readonly height: number;
}

function heightAbove(children: readonly View[]): number {
  return children.reduce((height, child) => Math.max(height, child.height + 1), 0);
}
