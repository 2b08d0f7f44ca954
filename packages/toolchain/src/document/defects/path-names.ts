import { appendTo } from "../../append-to.js";
import { formatPointer, isObject, type JsonObject, setOwn } from "../../json.js";
import type { Located } from "../../openapi/located.js";
import { operationsOf } from "../../openapi/operations.js";
import { SEVERAL_NAMES } from "../../openapi/parameter-styles.js";
import {
  readExpression,
  templateNames,
  withoutQueryExpressions,
  withTemplateNames,
} from "../../openapi/path-template.js";
import type { Draft } from "./draft.js";
import { declaredParameters } from "./operation-ids.js";

/**
 * The paths with the declared parameter names in their templates. Some templates have other forms of these names:
 * `{name=jobs/*}`, `{+name}` or `{name+}` for `name`, `{jobId}` for `job_id`.
 *
 * @param moved Called for each changed path, with its new and its old place.
 */
export function readPathNames(draft: Draft, paths: JsonObject, moved: (to: string, from: string) => void): JsonObject {
  const declared = new Map<string, Set<string>>();
  for (const { path, pathItem, at } of operationsOf(draft.document)) {
    const names = declared.get(path) ?? new Set();
    for (const name of [pathItem, at].flatMap((holder) => pathNames(draft, holder))) names.add(name);
    declared.set(path, names);
  }
  const read: JsonObject = {};
  for (const [path, item] of Object.entries(paths)) {
    const { reading, several } = withNames(path, declared.get(path) ?? new Set());
    const isFree = reading !== path && !Object.hasOwn(paths, reading) && !Object.hasOwn(read, reading);
    setOwn(read, isFree ? reading : path, isFree && isObject(item) ? withSeveral(item, several) : item);
    if (!isFree) continue;
    draft.report("path-parameter-spelling", formatPointer(["paths", path]), { name: path, reading });
    moved(formatPointer(["paths", reading]), formatPointer(["paths", path]));
  }
  return Object.keys(read).every((path) => Object.hasOwn(paths, path)) ? paths : read;
}

function withSeveral(item: JsonObject, several: readonly string[]): JsonObject {
  return several.length === 0 ? item : { ...item, [SEVERAL_NAMES]: [...several] };
}

/** A path with the declared parameter names, and the names whose values can have several segments. */
function withNames(given: string, declared: ReadonlySet<string>): { reading: string; several: readonly string[] } {
  const path = withoutQueryExpressions(given);
  const names = new Set(templateNames(path));
  const free = [...declared].filter((name) => !names.has(name));
  const alike = new Map<string, string[]>();
  for (const name of free) appendTo(alike, plain(name), name);
  const several: string[] = [];
  const reading = withTemplateNames(path, (text) => {
    if (declared.has(text)) return text;
    const { name, isSeveral } = readExpression(text);
    const [other = name, ...others] = free.includes(name) ? [] : (alike.get(plain(name)) ?? []);
    const meant = others.length === 0 ? other : name;
    if (isSeveral) several.push(meant);
    return meant;
  });
  return templateNames(reading).length === names.size ? { reading, several } : { reading: given, several: [] };
}

/** A name in lower case, with letters and digits only. Different spellings of a name become equal. */
function plain(name: string): string {
  return name.replaceAll(/[^\p{L}\p{N}]/gu, "").toLowerCase();
}

function pathNames(draft: Draft, { value }: Located): string[] {
  return declaredParameters(draft, value).flatMap(({ in: place, name }) =>
    place === "path" && typeof name === "string" ? [name] : [],
  );
}
