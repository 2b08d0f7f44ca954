import { templateParts } from "../../../openapi/path-template.js";
import { isVersion } from "../route.js";
import { isSameNoun, splitWords } from "../words.js";
import { type IdStyle, emptyReading } from "./reading.js";
import { beforeFirstOf } from "../../../trim.js";

/** `/foo/bar/put/`, `api/v{version}/users`, `GET_/users`: the path itself, or the method and the path. */
export const literalRoute: IdStyle = (id, { method }) => {
  const start = id.toLowerCase().startsWith(method.toLowerCase()) ? id.slice(method.length) : id;
  return /[{}]/.test(id) || /^[\s_-]*\//.test(start) ? emptyReading : undefined;
};

/** Spring Data REST's `getCollectionResource-user-get`. */
export const springDataRest: IdStyle = (id) => {
  const words = id.split("-");
  const method = /^(get|post|put|patch|delete)(?:Collection|Item)Resource$/.exec(words[0] ?? "")?.[1];
  const isWhole = words.length > 2 && /^[\w-]+$/.test(id);
  return method !== undefined && words.at(-1) === method && isWhole ? emptyReading : undefined;
};

/**
 * An id that spells out method and path adds nothing: GitLab's `getApiV4ProjectsId`, Swashbuckle's `ApiV1UsersByIdGet`,
 * Stripe's `PostCustomersCustomer`, `post.crm.v3.objects.archive`, `v1_image_to_video`. Of a parameter the last word is
 * enough: `DeleteUsersId`.
 */
export const spelledRoute: IdStyle = (id, { method, path }) => {
  const words = splitWords(id);
  const verb = method.toLowerCase();
  // `users.get` is the author's name; `get.users` is none.
  if (/[./]/.test(id) && words[0] !== verb) return undefined;
  const rest =
    words[0] === verb
      ? words.slice(1)
      : words.at(-1) === verb
        ? words.slice(0, -1)
        : isVersion(words[0] ?? "")
          ? words
          : [];
  return rest.length > 0 && spells(rest, path) ? emptyReading : undefined;
};

/** API Platform's `api_books_get_collection` on `GET /api/books`, or on `GET /books` of a server at `/api`. */
export const routeOfCollection: IdStyle = (id, { method, path }) => {
  const ending = "_get_collection";
  if (method !== "GET" || !id.endsWith(ending)) return undefined;
  const words = splitWords(id.slice(0, -ending.length));
  const isSpelled = spells(words, path) || (words[0] === "api" && spells(words.slice(1), path));
  return isSpelled ? { verb: ["list"], words: [] } : undefined;
};

/** The ids of API Platform 2: `getBookCollection` on `/books`, `putBookItem` on `/books/{id}`. */
export const routeOfItem: IdStyle = (id, { method, path }) => {
  const [verb, ...noun] = splitWords(id);
  const kind = noun.pop();
  const isOfOne = path.endsWith("}");
  if (verb !== method.toLowerCase() || noun.length === 0 || kind !== (isOfOne ? "item" : "collection"))
    return undefined;
  const resource = splitWords(path.split("/").findLast((part) => part !== "" && !part.startsWith("{")) ?? "");
  const isSpelled =
    noun.length === resource.length && noun.every((word, index) => isSameNoun(word, resource[index] ?? ""));
  if (!isSpelled) return undefined;
  return method === "GET" && !isOfOne ? { verb: ["list"], words: [] } : emptyReading;
};

/** Whether words are those of a path, in order. Parameters, `api` and versions may be missing. */
function spells(words: readonly string[], path: string): boolean {
  let at = 0;
  let isNamed = false;
  const skip = (expected: readonly string[]): boolean => {
    if (!expected.every((word, index) => words[at + index] === word)) return false;
    at += expected.length;
    return true;
  };
  for (const part of templateParts(beforeFirstOf(path, "?#"))) {
    if ("name" in part) {
      skip(["by"]);
      const name = splitWords(part.name);
      if (!skip(name)) skip(name.slice(-1));
    } else if (skip(splitWords(part.text.replace(/\.(json|xml)$/u, "")))) isNamed = true;
    else if (!isVersion(part.text) && part.text !== "api") return false;
  }
  return isNamed && at === words.length;
}
