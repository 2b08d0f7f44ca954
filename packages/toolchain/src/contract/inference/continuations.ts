import { textsOf } from "../../openapi/located.js";
import { schemaFieldOf } from "../../openapi/schema-fields.js";
import { jsonSchema } from "../content.js";
import type { JobContext } from "../job-context.js";
import { singular, splitWords } from "../names/words.js";
import type { OperationSource } from "../operations.js";
import { isJobWord } from "./job-words.js";
import { plain } from "./paging-words.js";
import { itemsCalledLike } from "./path-index.js";
import type { JobKey } from "./status-place.js";

/**
 * Whether an operation needs an existing job. Its operationId says so, or it takes the job's id or the token of a
 * paused job.
 */
export function goesOn(operation: OperationSource, key: JobKey, context: JobContext): boolean {
  const { id, noun } = key;
  const { document } = context;
  const segments = operation.path
    .split("/")
    .map((part) => (part.startsWith("{") ? "{}" : singular(splitWords(part).join(""))));
  if (segments.some((part, index) => noun !== "" && part === noun && segments[index + 1] === "{}")) return true;
  if (splitWords(operation.operationId ?? "").some((word) => isJobWord("resumption", word))) return true;
  const schema = operation.body && jsonSchema(document, operation.body.at);
  const body = schema === undefined ? [] : schemaFieldOf(document, schema);
  const required = body.flatMap((part) => textsOf(part, "required") ?? []);
  const given = operation.parameters.filter((parameter) => parameter.in !== "path" && parameter.required);
  return [...required, ...given.map(({ name }) => name)]
    .map(plain)
    .some(
      (name) =>
        isTokenOf(name, noun) ||
        ((name === `${noun}id` || (plain(id) !== "id" && name === plain(id))) && !isOfOthers(key, context)),
    );
}

/** Whether a token is that of work which goes on: `token`, `task_token`, `resume_token`; others are credentials. */
function isTokenOf(name: string, noun: string): boolean {
  if (!name.endsWith("token")) return false;
  const whose = name.slice(0, -"token".length);
  return whose === "" || whose === noun || isJobWord("token", whose);
}

/** Whether such things are kept elsewhere too, so that their id in a request attaches one: `/stores/{}/files` and `/files/{}`. */
export function isOfOthers({ collection, item }: JobKey, context: JobContext): boolean {
  const items = itemsCalledLike(collection, context);
  return items.size > (items.has(item) ? 1 : 0);
}
