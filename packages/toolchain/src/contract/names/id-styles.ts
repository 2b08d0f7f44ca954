import { splitWords } from "./words.js";

/** What naming reads of an operation. */
export interface NamingSource {
  readonly operationId?: string;
  readonly method: string;
  readonly path: string;
  /** Whether a success answers a collection or one thing; undefined where its schema does not tell. */
  readonly answers?: "many" | "one";
}

/** What an operationId says: a whole name, or words of which the first may be a verb. */
export type IdReading =
  | { readonly kind: "whole"; readonly segments: readonly (readonly string[])[] }
  | { readonly kind: "words"; readonly verb: string | undefined; readonly words: readonly string[] };

type IdStyle = (id: string, source: NamingSource) => IdReading | undefined;

/** drf-spectacular's actions (its `get_operation_id`), and the verb that each is here. */
const djangoActions: readonly (readonly [suffix: string, verb: string])[] = [
  ["partial_update", "partialUpdate"],
  ["list", "list"],
  ["retrieve", "get"],
  ["create", "create"],
  ["update", "update"],
  ["destroy", "delete"],
];

/** Verbs by other names. */
const synonyms: ReadonlyMap<string, string> = new Map([
  ["retrieve", "get"],
  ["read", "get"],
  ["fetch", "get"],
  ["destroy", "delete"],
]);

/** Verbs that some documents put last: `users-list`, `admin-api-keys-create`. */
const lastVerbs = new Set(["list", "get", "retrieve", "create", "update", "delete", "destroy"]);

/** `session.prompt`, `actions/list-jobs`: the document's author has grouped the operations. */
const grouped: IdStyle = (id) => {
  if (!/^[\p{ID_Continue}-]+([./][\p{ID_Continue}-]+)+$/u.test(id)) return undefined;
  const segments = id
    .split(/[./]/)
    .map(splitWords)
    .filter((words) => words.length > 0);
  return segments.length < 2 ? undefined : { kind: "whole", segments };
};

/** FastAPI's `generate_unique_id`: the function's name, the path with `_` for all but letters and digits, the method. */
const fastApi: IdStyle = (id, { method, path }) => {
  const suffix = `${path.replaceAll(/\W/g, "_")}_${method.toLowerCase()}`;
  return id.endsWith(suffix) && id.length > suffix.length ? verbFirst(id.slice(0, -suffix.length)) : undefined;
};

/** `v1_agents_jobs_status_retrieve`: the path's words and an action, and a number where two were alike. */
const django: IdStyle = (id, { method, path }) => {
  const inPath = new Set(splitWords(path.replaceAll(/\{[^{}]*\}/gu, "/")));
  for (const [suffix, verb] of djangoActions) {
    const stem = new RegExp(`^(.+)_${suffix}(_\\d+)?$`).exec(id)?.[1];
    if (stem === undefined) continue;
    const words = splitWords(stem);
    if (!words.every((word) => inPath.has(word))) return undefined;
    // `create` only says POST: `agents_jobs_cancel_create` cancels.
    return { kind: "words", verb: verb === "create" && method === "POST" ? undefined : verb, words };
  }
  return undefined;
};

/** An id that repeats the path, as some generators make where the author gave none, says nothing that the path does not. */
const route: IdStyle = (id) => (/[{}]|^\//.test(id) ? { kind: "words", verb: undefined, words: [] } : undefined);

function verbFirst(id: string): IdReading {
  const [verb, ...words] = splitWords(id);
  return { kind: "words", verb: verb === undefined ? undefined : (synonyms.get(verb) ?? verb), words };
}

const verbLast: IdStyle = (id) => {
  const words = splitWords(id);
  const last = words.at(-1);
  if (last === undefined || words.length < 2 || !lastVerbs.has(last) || lastVerbs.has(words[0] ?? "")) return undefined;
  return { kind: "words", verb: synonyms.get(last) ?? last, words: words.slice(0, -1) };
};

/** In order: the first that knows an id reads it. */
const styles: readonly IdStyle[] = [grouped, route, fastApi, django, verbLast, verbFirst];

/** Reads an operationId in the style that it is written in; nothing where there is none. */
export function readId(source: NamingSource): IdReading {
  const id = source.operationId;
  const none: IdReading = { kind: "words", verb: undefined, words: [] };
  if (id === undefined) return none;
  for (const style of styles) {
    const reading = style(id, source);
    if (reading !== undefined) return reading;
  }
  return none;
}
