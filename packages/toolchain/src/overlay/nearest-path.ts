import { JSONPathQuery } from "json-p3";
import { findClosest } from "../closest.js";
import type { Location } from "../location.js";
import { isObject, type JsonObject } from "../json.js";
import { compileQuery } from "./query.js";
import { createQueryable } from "./queryable.js";

/** A hint for a query that selects nothing: the longest part that matches, and a similar name there. */
export function describeNearest(document: JsonObject, expression: string, location: Location): string {
  const query = compileQuery(expression, location);
  const view = createQueryable()(document);
  const count = query.segments.length;
  const prefixes = query.segments.map((_, taken) => query.segments.slice(0, count - 1 - taken));
  const nearest = prefixes
    .map((segments) => new JSONPathQuery(query.environment, segments))
    .find((prefix) => prefix.query(view).length > 0);
  if (nearest === undefined) return "";
  const selector = query.segments[nearest.segments.length]?.selectors[0];
  const name = selector !== undefined && "name" in selector ? selector.name : undefined;
  const keys = nearest
    .query(view)
    .values()
    .flatMap((value) => (isObject(value) ? Object.keys(value) : []));
  const closest = typeof name === "string" ? findClosest(name, keys) : undefined;
  const meant = closest === undefined ? "" : ` and has '${closest}'`;
  return `The nearest path that exists is ${nearest.toString()}${meant}.`;
}
