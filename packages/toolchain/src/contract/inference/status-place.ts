import { appendTo } from "../../append-to.js";
import { createObjectMemory } from "../../memory.js";
import { templateNames } from "../../openapi/path-template.js";
import { schemaFieldOf } from "../../openapi/schema-fields.js";
import type { JobContext } from "../job-context.js";
import type { OperationSource } from "../operations.js";
import { singular, splitWords } from "../names/words.js";
import { operationsOfPath, pathShapeOf } from "./path-index.js";

/** Where a job's status stands among the paths. */
export interface StatusPlace {
  /** The path up to the job's id, parameters unnamed: `/teams/{}/jobs/{}`. */
  readonly item: string;
  /** The same without the id: where jobs are posted to. */
  readonly collection: string;
  /** The word before the id, in the singular; empty where none stands there. */
  readonly word: string;
  /** What the jobs are called, in the singular: that word, or `job` of `/status/{job_id}`; may be empty. */
  readonly noun: string;
  /** The last word of the noun, in the singular: `room` of `video-rooms`. */
  readonly head: string;
}

/** What tells a job from others: the parameter of its own id, and the others of its path, which say where it is. */
export interface JobKey extends StatusPlace {
  readonly id: string;
  readonly others: readonly string[];
}

/**
 * Where a GET reports a status: by the id at the end of its path, or, where each thing has one such work, by the ids of the
 * thing: `/alerts/{id}/autofix`, to which the start is posted too. Undefined where there is no id.
 */
export function jobKeyOf(status: OperationSource, context: JobContext): JobKey | undefined {
  const { isClientWide } = context;
  if (status.method !== "GET") return undefined;
  const ids = status.parameters.filter((parameter) => parameter.in === "path" && !isClientWide(parameter));
  const id = ids.at(-1)?.name;
  if (id === undefined) return undefined;
  const others = ids.slice(0, -1).map(({ name }) => name);
  const place = statusPlaceOf(status) ?? onlyPlaceOf(status, context);
  return place && { ...place, id, others };
}

/** The GET operations of a document that take an id. */
export interface Statuses {
  readonly count: number;
  /** By the noun of what they return. */
  readonly named: ReadonlyMap<string, readonly OperationSource[]>;
  /** Pointers to the schemas that they answer. */
  readonly answering: ReadonlySet<string>;
}

const statuses = createObjectMemory<Statuses>();

/** The GET operations of a document that take an id. */
export function statusesIn(context: JobContext): Statuses {
  return statuses(context.operations, () => indexStatuses(context));
}

function indexStatuses(context: JobContext): Statuses {
  const named = new Map<string, OperationSource[]>();
  const answering = new Set<string>();
  let count = 0;
  for (const operation of context.operations.values()) {
    const key = jobKeyOf(operation, context);
    if (key === undefined) continue;
    appendTo(named, key.noun, operation);
    const [schema] = operation.answer === undefined ? [] : schemaFieldOf(context.document, operation.answer);
    if (schema !== undefined) answering.add(schema.pointer);
    count += 1;
  }
  return { count, named, answering };
}

/** The place of work that its thing has but once. */
function onlyPlaceOf(status: OperationSource, context: JobContext): StatusPlace | undefined {
  const item = pathShapeOf(status);
  const last = item.slice(item.lastIndexOf("/") + 1);
  const noun = singular(splitWords(last).join(""));
  if (noun === "" || singular(last) !== last || isStatus(last)) return undefined;
  const isStarted = operationsOfPath(item, context).some(({ method }) => method === "POST" || method === "PUT");
  return isStarted ? { item, collection: item, word: noun, noun, head: splitWords(last).at(-1) ?? "" } : undefined;
}

/** Whether a segment only says that it tells how far something has come. */
export function isStatus(word: string): boolean {
  return /^(status|state|phase|progress)$/iu.test(word);
}

/** Undefined where the path does not end in a parameter, or in one and a word such as `status`. */
export function statusPlaceOf(status: Pick<OperationSource, "path">): StatusPlace | undefined {
  const shape = pathShapeOf(status);
  const last = shape.slice(shape.lastIndexOf("/") + 1);
  const item = isStatus(last) ? shape.slice(0, -last.length - 1) : shape;
  if (!item.endsWith("/{}")) return undefined;
  const collection = item.slice(0, -"/{}".length);
  const before = collection.slice(collection.lastIndexOf("/") + 1);
  const words = before.includes("{") ? [] : splitWords(before);
  const word = singular(words.join(""));
  const ofId = isStatus(word) ? wordsOfId(status) : [];
  const [noun, head = ""] = ofId.length > 0 ? [ofId.join(""), ofId.at(-1)] : [word, words.at(-1)];
  return { item, collection, word, noun, head: singular(head) };
}

/** `job` of `{job_id}`. */
function wordsOfId({ path }: Pick<OperationSource, "path">): string[] {
  const words = splitWords(templateNames(path).at(-1) ?? "");
  return /^(id|uuid|guid)$/u.test(words.at(-1) ?? "") ? words.slice(0, -1) : [];
}
