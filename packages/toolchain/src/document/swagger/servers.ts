import { isObject, type Json, type JsonObject } from "../../json.js";
import { mapObjects } from "../../openapi/walk.js";

/** The schemes that fetch supports, the safer one first. The order of `schemes` has no meaning in 2.0. */
const SCHEMES = ["https", "http"];

/**
 * A 2.0 document with the `servers` of 3.x (Swagger 2.0, "Swagger Object", `host`, `basePath` and `schemes`). Without
 * `schemes` the URL begins with `//`, because the scheme of the document's address applies. An operation with other
 * schemes gets its own servers.
 */
export function withServers(document: JsonObject): JsonObject {
  const { host, basePath, schemes, ...rest } = document;
  const place = placeOf(host, basePath);
  if (place === undefined) return document;
  const own = serversOf(place, schemes, schemeOf(host));
  const placed = mapObjects(rest, "document", ({ object, kind }) => {
    if (kind !== "operation" || object["schemes"] === undefined) return object;
    const { schemes: given, ...operation } = object;
    const servers = serversOf(place, given);
    const isSame = JSON.stringify(servers) === JSON.stringify(own) || !place.startsWith("//");
    return isSame || usable(given).length === 0 ? operation : { ...operation, servers };
  });
  return { ...(isObject(placed) ? placed : rest), servers: own };
}

/** The base URL of all paths, without a scheme. Undefined if the document has neither a host nor a base path. */
function placeOf(host: Json | undefined, basePath: Json | undefined): string | undefined {
  const path = typeof basePath === "string" && basePath !== "" ? `/${basePath.replace(/^\/+/u, "")}` : "";
  if (typeof host !== "string" || host === "") return path === "" ? undefined : path;
  const scheme = schemeOf(host);
  const name = scheme === undefined ? host : host.slice(scheme.length + "://".length);
  return `//${name.endsWith("/") ? name.slice(0, -1) : name}${path}`;
}

/** The scheme in `host`. Some documents have a whole URL there. */
function schemeOf(host: Json | undefined): string | undefined {
  return typeof host === "string" ? /^([a-z][a-z0-9+.-]*):\/\//iu.exec(host)?.[1] : undefined;
}

function serversOf(place: string, schemes: Json | undefined, otherwise?: string): JsonObject[] {
  const known = usable(schemes ?? (otherwise === undefined ? [] : [otherwise]));
  if (!place.startsWith("//") || known.length === 0) return [{ url: place }];
  return known.map((scheme) => ({ url: `${scheme}:${place}` }));
}

function usable(schemes: Json | undefined): string[] {
  const given = Array.isArray(schemes) ? schemes.filter((scheme) => typeof scheme === "string") : [];
  return SCHEMES.filter((known) => given.some((scheme) => scheme.toLowerCase() === known));
}
