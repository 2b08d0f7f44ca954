import { formatPointer, isObject, type Json, nearestPlace } from "../json.js";
import { fieldOf } from "./grammar.js";
import { objectsIn, type Visit } from "./walk.js";
import { beforeFirstOf } from "../trim.js";

/**
 * A part of a file that has URIs of its own: the file itself, or a schema with an `$id` (JSON Schema 2020-12, section
 * 8.2.1). References in it count from there.
 */
export interface SchemaResource {
  /** Where it stands in its file. */
  readonly pointer: string;
  /** The URIs that name it; its own comes before those that the file was found under. */
  readonly uris: readonly string[];
  /** Pointers in the file by the names of anchors. */
  readonly anchors: Map<string, string>;
  /** Those of them that dynamic references name; a recursive reference names `""` (2019-09, section 8.2.4.2). */
  readonly dynamicAnchors: Map<string, string>;
  /** The resource around it. */
  readonly outer: SchemaResource | undefined;
}

/** Keys of a schema that hold values, whatever these look like. */
const VALUES = /^(?:default|const|enum|examples?|x-.*)$/u;

/**
 * The resources of a file by their pointers, outer ones first.
 *
 * @param uris The URIs that the file was found under; its own `$self` (OpenAPI 3.2) or `$id` comes before them.
 */
export function resourcesIn(file: Json, uris: readonly string[]): ReadonlyMap<string, SchemaResource> {
  const own = isObject(file) ? (file["$self"] ?? file["$id"]) : undefined;
  const root = resourceAt("", [...resolved(own, uris), ...uris], undefined);
  const resources = new Map([["", root]]);
  for (const { object, pointer } of schemasIn(file)) {
    const { $id: id, $anchor: anchor, $dynamicAnchor: dynamicAnchor } = object;
    // Up to draft 7 an anchor was an `$id` that is a fragment alone.
    const [, oldAnchor] = (typeof id === "string" && /^#(.+)$/u.exec(id)) || [];
    let resource = nearestResource(resources, pointer) ?? root;
    if (typeof id === "string" && oldAnchor === undefined && pointer !== "") {
      resource = resourceAt(pointer, resolved(id, resource.uris), resource);
      resources.set(pointer, resource);
    }
    for (const name of [anchor, dynamicAnchor, oldAnchor])
      if (typeof name === "string") resource.anchors.set(name, pointer);
    if (typeof dynamicAnchor === "string") resource.dynamicAnchors.set(dynamicAnchor, pointer);
    if (object["$recursiveAnchor"] === true && pointer === resource.pointer) resource.dynamicAnchors.set("", pointer);
  }
  return resources;
}

function resourceAt(pointer: string, uris: readonly string[], outer: SchemaResource | undefined): SchemaResource {
  return { pointer, uris, outer, anchors: new Map<string, string>(), dynamicAnchors: new Map<string, string>() };
}

/** The innermost resource around a place, the place itself included. */
export function nearestResource(
  resources: ReadonlyMap<string, SchemaResource>,
  pointer: string,
): SchemaResource | undefined {
  return resources.size === 1 ? resources.get("") : nearestPlace(resources, pointer)?.found;
}

/** A reference without its fragment as an absolute URI; undefined where the base allows none (RFC 3986, section 5). */
export function absoluteUri(reference: string, base: string): string | undefined {
  return URL.canParse(reference, base) ? beforeFirstOf(new URL(reference, base).href, "#") : undefined;
}

function resolved(id: Json | undefined, bases: readonly string[]): string[] {
  return typeof id === "string" ? bases.flatMap((base) => absoluteUri(id, base) ?? []) : [];
}

/** Every schema of a file, which may be a document, a schema, or a map of schemas. */
function schemasIn(file: Json): Visit[] {
  if (!isObject(file)) return [];
  const isDocument = ["openapi", "swagger", "components", "paths"].some((key) => Object.hasOwn(file, key));
  if (isDocument) return objectsIn(file, "document").filter(({ kind }) => kind === "schema");
  const isName = (key: string): boolean => fieldOf("schema", key) === undefined && !VALUES.test(key);
  const members = Object.entries(file).filter(([key]) => isName(key));
  const below = members.flatMap(([key, member]) => objectsIn(member, "schema", formatPointer([key])));
  return [...objectsIn(file, "schema"), ...below];
}
