import {
  isObject,
  type Json,
  type JsonObject,
  parsePointer,
  setOwn,
  valueAt,
} from "../../../packages/toolchain/src/json.js";

/** The part of a document that some of its paths make up: with all that they refer to, and nothing else. */
export function excerpt(document: JsonObject, isWanted: (path: string) => boolean): JsonObject {
  const { paths, components: _components, "x-webhooks": _webhooks, ...head } = document;
  const wanted = Object.entries(isObject(paths) ? paths : {}).filter(([path]) => isWanted(path));
  const part: JsonObject = { ...head, paths: Object.fromEntries(wanted) };
  const pending: Json[] = wanted.map(([, item]) => item);
  for (let value = pending.pop(); value !== undefined; value = pending.pop()) {
    if (typeof value !== "object" || value === null) continue;
    pending.push(...Object.values(value));
    const reference = isObject(value) ? value["$ref"] : undefined;
    if (typeof reference !== "string" || valueAt(part, reference.slice(1)) !== undefined) continue;
    const target = valueAt(document, reference.slice(1));
    if (target === undefined) continue;
    place(part, parsePointer(reference), target);
    pending.push(target);
  }
  return part;
}

function place(root: JsonObject, tokens: readonly string[], value: Json): void {
  let parent = root;
  for (const token of tokens.slice(0, -1)) {
    const next = parent[token];
    const inner = isObject(next) ? next : {};
    setOwn(parent, token, inner);
    parent = inner;
  }
  setOwn(parent, tokens.at(-1) ?? "", value);
}
