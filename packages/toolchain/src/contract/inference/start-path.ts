import { createMemory } from "../../memory.js";
import { propertiesOf, schemaFieldOf } from "../../openapi/schema-fields.js";
import { jsonSchema } from "../content.js";
import type { JobContext } from "../job-context.js";
import { isBatch, isReadingWord, tokenise } from "../names/route.js";
import { singular, splitWords } from "../names/words.js";
import type { OperationSource } from "../operations.js";
import type { StateSign } from "./job-signs.js";
import { isJobWord } from "./job-words.js";
import { plain } from "./paging-words.js";
import { operationsBelow, pathShapeOf } from "./path-index.js";
import { type JobKey, statusesIn } from "./status-place.js";

/** Whether a path ends in the noun of the jobs, or in a verb that starts one. A word such as `batch` at its end is ignored. */
export function makesJobs({ path }: OperationSource, { noun }: JobKey): boolean {
  const word = lastWords(path, lastWordOf);
  return singular(word) === noun || isJobWord("start", word) || hasStemOf(word, noun);
}

const lastWords = createMemory<string>();

function lastWordOf(path: string): string {
  const last = path
    .split(/[/:]/u)
    .toReversed()
    .find((part) => part !== "" && !part.includes("{") && !isBatch(splitWords(part)));
  return splitWords(last ?? "").join("");
}

/** `evaluate` and `evaluation`, `transcribe` and `transcription`: a verb and the noun that is made of it. */
function hasStemOf(verb: string, noun: string): boolean {
  const stem = verb.slice(0, Math.max(5, verb.length - 2));
  return stem.length >= 5 && noun.startsWith(stem);
}

/** Words at the end of a path that starts no job. They act on existing jobs, or check an input. */
const STARTS_NOTHING = /^(acquire|check|claim|lock|next|pop|preview|test|validate|verify)$/u;

/**
 * Returns the operations near the jobs. Their path is the collection of the jobs, or its parent, and one more word:
 * `/generations/image` near `/generations/{}`, `/parsing/upload` near `/parsing/jobs/{}`. Words that read data or act on
 * existing jobs do not count.
 */
export function nearTo({ collection }: JobKey, context: JobContext): ReadonlySet<OperationSource> {
  const places = [collection, collection.slice(0, collection.lastIndexOf("/"))];
  return new Set(
    places
      .filter((place) => tokenise(place).length > 0)
      .flatMap((place) => operationsBelow(place, context))
      .filter(({ word }) => !isReadingWord(word) && !STARTS_NOTHING.test(word))
      .map(({ operation }) => operation),
  );
}

/** Returns true if the JSON body has a field for a job. Such an operation acts on an existing job. */
export function takesJob({ body }: OperationSource, { id, noun }: JobKey, { document }: JobContext): boolean {
  const schema = body && jsonSchema(document, body.at);
  const names = schema === undefined ? [] : [...propertiesOf(document, schemaFieldOf(document, schema)).keys()];
  const ids = ["id", "ids", plain(id), `${plain(id)}s`, noun, `${noun}id`, `${noun}ids`];
  return names.some((name) => ids.includes(plain(name)));
}

/** Returns true if a path is the collection of the jobs and one more word: `/generations/image`. */
export function isJustBelow(operation: OperationSource, { collection }: JobKey): boolean {
  const shape = pathShapeOf(operation);
  return shape.startsWith(`${collection}/`) && /^[^/{}]+$/u.test(shape.slice(collection.length + 1));
}

/**
 * Returns true if an operation starts jobs of another kind with a similar status. Its answer has the schema of the other
 * status, or its path ends in the noun of the other jobs.
 */
export function isOfOtherJobs(
  operation: OperationSource,
  status: OperationSource,
  { noun }: JobKey,
  context: JobContext,
): boolean {
  const { named, answering } = statusesIn(context);
  const schemaOf = ({ answer }: OperationSource): string | undefined =>
    answer && schemaFieldOf(context.document, answer)[0]?.pointer;
  const schema = schemaOf(operation) ?? "";
  const isOwn = schema === schemaOf(status);
  if (!isOwn && answering.has(schema)) return true;
  const word = singular(lastWords(operation.path, lastWordOf));
  return word !== noun && (named.get(word) ?? []).some((other) => !isOwn || schemaOf(other) === schema);
}

/**
 * Returns the operation that starts the work of an existing thing by its id: `/encodings/{}/start`. The thing must have a
 * state before the work, such as `created`. Then the request that makes the thing starts no work.
 */
export function startedById(
  { item, collection }: JobKey,
  sign: StateSign | undefined,
  context: JobContext,
): OperationSource | undefined {
  const waits = sign?.values.some((value) => /(^|[^a-z])(created|new|draft|not_?started|idle)$/iu.test(String(value)));
  if (item === collection || waits !== true) return undefined;
  return operationsBelow(item, context).find(
    ({ operation, word }) => operation.method === "POST" && isJobWord("start", word),
  )?.operation;
}
