import { appendTo } from "../../append-to.js";
import { formatPointer } from "../../json.js";
import { createObjectMemory } from "../../memory.js";
import { textOf } from "../../openapi/located.js";
import { propertiesOf, type SchemaField, schemaFieldOf, typesOf } from "../../openapi/schema-fields.js";
import type { JobContext } from "../job-context.js";
import { singular, splitWords } from "../names/words.js";
import type { OperationSource } from "../operations.js";
import { holdersOf } from "./job-signs.js";
import { isJobWord } from "./job-words.js";
import { plain } from "./paging-words.js";
import { type Sending, sentElsewhere } from "./path-index.js";
import type { JobKey } from "./status-place.js";

/** The parameter by which a start knows the one work of a thing: its last, as that of the status. */
export function idGiven(
  { parameters }: OperationSource,
  { id }: JobKey,
  { isClientWide }: JobContext,
): string | undefined {
  const names = parameters.filter((at) => at.in === "path" && !isClientWide(at)).map(({ name }) => name);
  return names.includes(id) ? id : names.at(-1);
}

/** Pointer to the new job's id in the answer of a start; the whole where that is a text or a number. */
export function idIn(
  { answer, parameters }: OperationSource,
  { id, noun, others: places }: JobKey,
  { document }: JobContext,
): string | undefined {
  if (answer === undefined) return undefined;
  const whole = schemaFieldOf(document, answer);
  if (isScalar(whole)) return "";
  const inPath = parameters.filter((parameter) => parameter.in === "path").map(({ name }) => name);
  const given = new Set([...inPath, ...places].map(plain));
  const isOfJob = (name: string): boolean =>
    /(id|uuid|guid)$/u.test(plain(name)) && !given.has(plain(name)) && !isOfRequest(name);
  const usual = [plain(id), splitWords(id).at(-1) ?? "", `${noun}${plain(id)}`, `${noun}id`, "id"];
  for (const { names, field } of holdersOf(document, whole, noun)) {
    const fields = [...propertiesOf(document, field)].filter(
      ([, inner]) => !["object", "array"].some((type) => typesOf(inner).has(type)),
    );
    const ids = fields.map(([name]) => name);
    const named =
      usual.flatMap((word) => ids.find((name) => plain(name) === word) ?? [])[0] ??
      ids.find((name) => noun !== "" && plain(name).endsWith(`${noun}id`));
    const [only, ...others] = ids.filter(isOfJob);
    const found = named ?? (others.length === 0 ? only : undefined);
    if (found !== undefined) return formatPointer([...names, found]);
  }
  // In an object of another name only the parameter's own name tells that it is the job's id.
  const [inner, ...more] = [...propertiesOf(document, whole)].flatMap(([name, field]) =>
    [...propertiesOf(document, field).keys()]
      .filter((key) => plain(key) === plain(id) && plain(id) !== "id")
      .map((key) => formatPointer([name, key])),
  );
  return more.length === 0 ? inner : undefined;
}

/** Requests that answer only an id, by the noun in its description: `task` for `the ID of the task`. */
const described = createObjectMemory<ReadonlyMap<string, readonly Sending[]>>();

/** Returns the requests that answer only an id, if its description names such a job. */
export function idsDescribedAs(noun: string, context: JobContext): readonly Sending[] {
  return described(context.operations, () => indexDescriptions(context)).get(noun) ?? [];
}

function indexDescriptions(context: JobContext): ReadonlyMap<string, readonly Sending[]> {
  const found = new Map<string, Sending[]>();
  for (const sending of sentElsewhere(context).all) {
    const { answer } = sending.operation;
    const fields =
      answer === undefined
        ? new Map<string, SchemaField>()
        : propertiesOf(context.document, schemaFieldOf(context.document, answer));
    const id = fields.size === 1 ? fields.get("id") : undefined;
    const text = id?.map((schema) => textOf(schema, "description") ?? "").join("\n") ?? "";
    const noun = nounOfId(text.toLowerCase().split(/[^a-z]+/u));
    if (noun !== undefined) appendTo(found, singular(noun), sending);
  }
  return found;
}

/** `task` of `the ID of the new task`, as words. */
function nounOfId(words: readonly string[]): string | undefined {
  const start = words.findIndex(
    (word, index) => /^(id|identifier)$/u.test(word) && /^(of|for)$/u.test(words[index + 1] ?? ""),
  );
  const rest = start === -1 ? [] : words.slice(start + 2);
  return rest.find((word) => !/^(the|an?|your|new|created|started|submitted|queued)$/u.test(word));
}

/** Whether an id is that of the request, or of those who send it: `request_id`, `traceId`, `org_id`. */
function isOfRequest(name: string): boolean {
  const [first = ""] = splitWords(name);
  return isJobWord("envelope", first);
}

/** A text or a whole number. */
export function isScalar(field: SchemaField): boolean {
  const [type = "", ...others] = typesOf(field);
  return others.length === 0 && (type === "string" || type === "integer");
}
