import { JSONPathQuery } from "json-p3";
import { findClosest } from "../closest.js";
import type { Location } from "../location.js";
import { isObject, ownMember } from "../json.js";
import { compileQuery, describeWrongPattern } from "./query.js";
import { movedField } from "../document/swagger/origins.js";
import type { SourceDocument } from "../openapi/document.js";
import { createQueryable } from "./queryable.js";

/**
 * A hint for a query that selects nothing. It names a pattern that cannot match, or the longest part that matches and a
 * similar name there. For a field of Swagger 2.0, it names the place in the converted document.
 */
export function describeNearest(
  { value: document, publishedName }: Pick<SourceDocument, "value" | "publishedName">,
  expression: string,
  location: Location,
): string {
  const query = compileQuery(expression, location);
  const wrong = describeWrongPattern(query);
  if (wrong !== "") return wrong;
  const view = createQueryable()(document);
  const count = query.segments.length;
  const prefixes = query.segments.map((_, taken) => query.segments.slice(0, count - 1 - taken));
  const nearest = prefixes
    .map((segments) => new JSONPathQuery(query.environment, segments))
    .find((prefix) => prefix.query(view).length > 0);
  if (nearest === undefined) return "";
  const selector = query.segments[nearest.segments.length]?.selectors[0];
  const name = nameOf(selector);
  const moved = publishedName === undefined || nearest.segments.length > 0 ? undefined : movedField(name ?? "");
  if (moved !== undefined)
    return `Overlays change the document as OpenAPI 3, to which Swagger 2.0 is converted: '${name}' is $${moved.replaceAll("/", ".")} there.`;
  const keys = nearest
    .query(view)
    .values()
    .flatMap((value) => (isObject(value) ? Object.keys(value) : []));
  const closest = name === undefined ? undefined : findClosest(name, keys);
  const meant = closest === undefined ? "" : ` and has '${closest}'`;
  return `The nearest path that exists is ${nearest.toString()}${meant}.`;
}

/** The name in a selector. An index of an object counts as a name. */
function nameOf(selector: object | undefined): string | undefined {
  const name = ownMember(selector, "name") ?? ownMember(selector, "index");
  return typeof name === "string" || typeof name === "number" ? `${name}` : undefined;
}
