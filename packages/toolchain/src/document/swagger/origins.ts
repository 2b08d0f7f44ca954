import {
  formatPointer,
  isObject,
  type Json,
  type JsonObject,
  mapItems,
  mapMembers,
  nearestPlace,
  parsePointer,
  pointerBelow,
  valueAt,
} from "../../json.js";
import type { SourceDocument } from "../../openapi/document.js";
import type { Kind } from "../../openapi/grammar.js";
import { pointerFrom, referenceTo } from "../../openapi/reference.js";
import { mapObjects } from "../../openapi/walk.js";
import { released } from "./held-values.js";

/** Where an object keeps its published pointer during the conversion. No published key has this noncharacter. */
export const ORIGIN = "\uFDD1origin";

/** Where a parameter travels that does not say so, which the conversion would refuse. */
export const NOWHERE = "\uFDD1nowhere";

const MARKED = new Set<Kind>(["schema", "parameter", "response", "header", "operation", "pathItem", "securityScheme"]);

/** Where 2.0 has at its root what 3.x has elsewhere ("Swagger Object", and "Components Object"). */
const MOVED: ReadonlyMap<string, readonly string[]> = new Map([
  ["/components/schemas", ["definitions"]],
  ["/components/parameters", ["parameters"]],
  ["/components/requestBodies", ["parameters"]],
  ["/components/responses", ["responses"]],
  ["/components/securitySchemes", ["securityDefinitions"]],
  ["/servers", ["host", "basePath", "schemes"]],
  ["/openapi", ["swagger"]],
]);

/** The place in 3.x of a root field of 2.0. Undefined for other fields. */
export function movedField(field: string): string | undefined {
  return [...MOVED].find(([, tokens]) => tokens.includes(field))?.[0];
}

/** A copy of a 2.0 document in which each object knows where it stands. */
export function withOrigins(document: JsonObject): JsonObject {
  const marked = mapObjects(document, "document", ({ object, kind, pointer }) =>
    MARKED.has(kind) ? { ...object, [ORIGIN]: pointer } : object,
  );
  return isObject(marked) ? marked : document;
}

/**
 * The conversion of a marked document, without the marks: its references lead to where what they name stands now, and
 * its places are located where they were published.
 */
export function settleOrigins(published: SourceDocument, converted: JsonObject): SourceDocument {
  const origins = new Map<string, string>();
  const value = unmarked(converted, "", origins);
  if (!isObject(value)) return published;
  return {
    value: withMovedReferences(value, placesOf(origins)),
    locate: (pointer) => published.locate(publishedPointer(published.value, origins, pointer)),
    publishedName: (pointer) => formatPointer(rootTokens(pointer)),
  };
}

function unmarked(value: Json, pointer: string, origins: Map<string, string>): Json {
  if (Array.isArray(value))
    return mapItems(value, (item, index) => unmarked(item, pointerBelow(pointer, index), origins));
  if (!isObject(value)) return value;
  const { [ORIGIN]: origin, ...rest } = value;
  if (typeof origin === "string") origins.set(pointer, origin);
  if (rest["in"] === NOWHERE) delete rest["in"];
  const published = released(origin === undefined ? value : rest);
  if (!isObject(published)) return published;
  return mapMembers(published, (member, key) => unmarked(member, pointerBelow(pointer, key), origins));
}

/** Where each published place stands now. One that stands in several is the component among them, else the first. */
function placesOf(origins: ReadonlyMap<string, string>): ReadonlyMap<string, string> {
  const places = new Map<string, string>();
  for (const [pointer, origin] of origins)
    if (!places.has(origin) || pointer.startsWith("/components/")) places.set(origin, pointer);
  return places;
}

function withMovedReferences(document: JsonObject, places: ReadonlyMap<string, string>): JsonObject {
  const moved = mapObjects(document, "document", ({ object }) => {
    const pointer = pointerFrom(object);
    // The conversion has moved references to whole components.
    if (pointer === undefined || (!pointer.startsWith("/paths/") && valueAt(document, pointer) !== undefined))
      return object;
    const origin = formatPointer(rootTokens(pointer));
    const place = nearestPlace(places, origin);
    if (place === undefined) return object;
    // The items of a parameter are in its schema now.
    const candidates = [place.found + place.rest, `${place.found}/schema${place.rest}`];
    const found = candidates.find((at) => valueAt(document, at) !== undefined);
    return found === undefined || found === pointer ? object : { ...object, ...referenceTo(found) };
  });
  return isObject(moved) ? moved : document;
}

/** The place in the published document: as far as it has the keys that lead there, those that the conversion added left out. */
function publishedPointer(document: JsonObject, origins: ReadonlyMap<string, string>, pointer: string): string {
  const origin = nearestPlace(origins, pointer);
  let at = origin?.found ?? "";
  const tokens = origin === undefined ? rootTokens(pointer) : parsePointer(origin.rest);
  for (const token of tokens) {
    const next = pointerBelow(at, token);
    if (valueAt(document, next) !== undefined) at = next;
  }
  return at;
}

/** A pointer's tokens, as they lead there from the root of 2.0. */
function rootTokens(pointer: string): string[] {
  const root = nearestPlace(MOVED, pointer);
  return root === undefined ? parsePointer(pointer) : [...root.found, ...parsePointer(root.rest)];
}
