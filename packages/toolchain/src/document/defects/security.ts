import { isObject, type Json, type JsonObject } from "../../json.js";
import { schemeName } from "../../openapi/reference.js";
import { objectFrom } from "../../openapi/references.js";
import type { Draft } from "./draft.js";

/** A security scheme as it can be read; undefined where it cannot. */
export function readScheme(
  draft: Draft,
  scheme: JsonObject,
  name: string,
  pointer: () => string,
): JsonObject | undefined {
  const reading = likeliestScheme(scheme);
  if (reading !== scheme) draft.report("security-scheme-malformed", pointer(), { name, found: scheme, reading });
  return reading;
}

/** A requirement without the schemes that are not declared or cannot be read; undefined where no other is left. */
export function readRequirement(draft: Draft, requirement: JsonObject, pointer: () => string): JsonObject | undefined {
  const declared = schemesOf(draft.value);
  const names = Object.keys(requirement);
  const known = names.flatMap((given) => {
    const name = schemeName(given);
    if (!Object.hasOwn(declared, name)) draft.report("security-scheme-undeclared", pointer(), { name });
    return isReadable(draft.value, declared, name) ? [[name, requirement[given] ?? null] as const] : [];
  });
  if (known.length === names.length && known.every(([name], index) => name === names[index])) return requirement;
  return known.length === 0 ? undefined : Object.fromEntries(known);
}

function isReadable(root: Json, declared: JsonObject, name: string): boolean {
  if (!Object.hasOwn(declared, name)) return false;
  const at = objectFrom(root, { value: declared[name] ?? null, pointer: "" });
  return at !== undefined && likeliestScheme(at.value) !== undefined;
}

function schemesOf({ components }: JsonObject): JsonObject {
  const schemes = isObject(components) ? components["securitySchemes"] : undefined;
  return isObject(schemes) ? schemes : {};
}

/** The types of 2.0, and what people write for those of 3.x; undefined where nobody can say how a key would be sent. */
function likeliestScheme(scheme: JsonObject): JsonObject | undefined {
  const { type, name, in: place, scheme: http, bearerFormat } = scheme;
  const word = typeof type === "string" ? type.toLowerCase().replaceAll(/[^a-z0-9]/gu, "") : "";
  const known = ["oauth2", "openIdConnect", "mutualTLS", "http", "apiKey"].find((each) => each.toLowerCase() === word);
  const as = (fields: JsonObject): JsonObject =>
    Object.entries(fields).every(([key, value]) => scheme[key] === value) ? scheme : { ...scheme, ...fields };
  if (word === "basic" || word === "bearer") return { ...scheme, type: "http", scheme: word };
  if (known === undefined) return undefined;
  if (known === "http") {
    if (typeof http === "string") return as({ type: known });
    return typeof bearerFormat === "string" ? as({ type: known, scheme: "bearer" }) : undefined;
  }
  if (known !== "apiKey") return as({ type: known });
  return typeof name === "string" && typeof place === "string" ? as({ type: known }) : undefined;
}
