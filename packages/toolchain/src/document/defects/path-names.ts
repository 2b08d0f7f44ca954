import { appendTo } from "../../append-to.js";
import { formatPointer, type JsonObject, setOwn } from "../../json.js";
import type { Located } from "../../openapi/located.js";
import { operationsOf } from "../../openapi/operations.js";
import { templateNames, withTemplateNames } from "../../openapi/path-template.js";
import type { Draft } from "./draft.js";
import { declaredParameters } from "./operation-ids.js";

/** The name in an expression. Frameworks add operators, patterns, and marks for optional or repeated parts. */
const EXPRESSION = /^[+./;?&*]?([^\s=:*+?!]+)/u;

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
    const reading = withNames(path, declared.get(path) ?? new Set());
    const isFree = reading !== path && !Object.hasOwn(paths, reading) && !Object.hasOwn(read, reading);
    setOwn(read, isFree ? reading : path, item);
    if (!isFree) continue;
    draft.report("path-parameter-spelling", formatPointer(["paths", path]), { name: path, reading });
    moved(formatPointer(["paths", reading]), formatPointer(["paths", path]));
  }
  return Object.keys(read).every((path) => Object.hasOwn(paths, path)) ? paths : read;
}

function withNames(path: string, declared: ReadonlySet<string>): string {
  const names = new Set(templateNames(path));
  const free = new Set([...declared].filter((name) => !names.has(name)));
  if (free.size === 0) return path;
  const alike = new Map<string, string[]>();
  for (const name of free) appendTo(alike, plain(name), name);
  const reading = withTemplateNames(path, (name) => {
    if (declared.has(name)) return name;
    const [, inner = name] = EXPRESSION.exec(name) ?? [];
    if (free.has(inner)) return inner;
    const [meant = name, ...others] = alike.get(plain(inner)) ?? [];
    return others.length === 0 ? meant : name;
  });
  return templateNames(reading).length === names.size ? reading : path;
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
