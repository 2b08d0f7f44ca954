import { formatPointer } from "../../json.js";
import { type Located, member, members, textOf, textsOf } from "../../openapi/located.js";
import { objectAt } from "../../openapi/references.js";
import { propertiesOf, schemaFieldAt, schemaFieldOf, typesOf } from "../../openapi/schema-fields.js";
import { jsonSchema } from "../content.js";
import type { JobStart } from "../job-contract.js";
import type { JobContext } from "../job-context.js";
import { omitUndefined } from "../omit-undefined.js";
import { singular, splitWords } from "../names/words.js";
import type { OperationSource } from "../operations.js";
import { type JobKey, plainShape } from "./status-place.js";
import { holdersOf, stateSign } from "./job-signs.js";
import { isJobWord } from "./job-words.js";
import { plain } from "./paging-words.js";

/** Operations that start a job, and whether one of them shows by itself that there is a job. */
export interface Starts {
  readonly starts: readonly JobStart[];
  readonly isSure: boolean;
}

/** The operations whose answers name a job's status by an OpenAPI link (OpenAPI 3.1, Link Object). */
export function linkedStarts(status: OperationSource, id: string, context: JobContext): JobStart[] {
  return [...context.operations.values()].flatMap((operation) => {
    const pointer = operation.method === "GET" ? undefined : linkedId(operation, status, id, context);
    return pointer === undefined ? [] : [{ operation: operation.id, jobId: pointer }];
  });
}

/**
 * What starts a job: a POST to where the jobs are that is answered by 202 (or a PUT), by an id and a state, or by the status'
 * schema; or elsewhere a POST that makes such jobs and answers the status' schema. What takes a job's id or a token goes
 * on with a job and starts none.
 */
export function postedStarts(status: OperationSource, key: JobKey, context: JobContext): Starts {
  const found = [...context.operations.values()].flatMap((operation) => {
    const isHere = plainShape(operation.path) === key.collection;
    const isAccepted = operation.responses.some((response) => response.status === "202");
    const mayStart = operation.method === "POST" || (operation.method === "PUT" && isHere && isAccepted);
    if (!mayStart || goesOn(operation, key, context)) return [];
    const isSame = answersAlike(operation, status, context);
    if (!isHere && !(isSame && makesJobs(operation, key))) return [];
    const jobId = idIn(operation, key, context);
    const place = placeIn(operation, key, isHere, context);
    if (place === undefined) return [];
    return [
      {
        start: jobId === undefined ? undefined : omitUndefined({ operation: operation.id, jobId, path: place.path }),
        isSure: isAccepted || (jobId !== undefined && (isSame || hasState(operation, key, context))),
      },
    ];
  });
  return {
    starts: found.flatMap(({ start }) => start ?? []),
    isSure: found.some(({ isSure }) => isSure),
  };
}

/**
 * Where a start has the other path parameters of the status: under the same names, where the jobs are posted to under
 * others, or in its answer; undefined where it lacks one of them.
 */
function placeIn(
  { parameters, answer }: OperationSource,
  { others }: JobKey,
  isHere: boolean,
  { isClientWide, document }: JobContext,
): Pick<JobStart, "path"> | undefined {
  const names = parameters
    .filter((parameter) => parameter.in === "path" && !isClientWide(parameter))
    .map(({ name }) => name);
  const fields = answer === undefined ? [] : [...propertiesOf(document, schemaFieldOf(document, answer)).keys()];
  const renamed = others.flatMap((other, index) => {
    const field = fields.find((name) => plain(name) === plain(other));
    const answered = field === undefined ? undefined : formatPointer([field]);
    const found = names.includes(other) ? other : ((isHere ? names[index] : undefined) ?? answered);
    return found === other ? [] : [[other, found] as const];
  });
  if (renamed.some(([, found]) => found === undefined)) return undefined;
  return renamed.length === 0
    ? {}
    : { path: Object.fromEntries(renamed.map(([other, found = other]) => [other, found])) };
}

/** Whether an operation needs a job that is there already: its id, or the token of a paused one. */
function goesOn(operation: OperationSource, { id, noun }: JobKey, { document }: JobContext): boolean {
  const segments = operation.path
    .split("/")
    .map((part) => (part.startsWith("{") ? "{}" : singular(splitWords(part).join(""))));
  if (segments.some((part, index) => noun !== "" && part === noun && segments[index + 1] === "{}")) return true;
  const schema = operation.body && jsonSchema(document, operation.body.at);
  const body = schema === undefined ? [] : schemaFieldOf(document, schema);
  const required = body.flatMap((part) => textsOf(part, "required") ?? []);
  const given = operation.parameters.filter((parameter) => parameter.in !== "path" && parameter.required);
  return [...required, ...given.map(({ name }) => name)]
    .map(plain)
    .some((name) => name.endsWith("token") || name === `${noun}id` || (plain(id) !== "id" && name === plain(id)));
}

/** Whether two operations answer one schema of the document. */
function answersAlike({ answer }: OperationSource, status: OperationSource, { document }: JobContext): boolean {
  if (answer === undefined || status.answer === undefined) return false;
  const [own, other] = [schemaFieldOf(document, answer)[0], schemaFieldOf(document, status.answer)[0]];
  return own !== undefined && own.pointer === other?.pointer;
}

/** Whether the last word of a path is that of the jobs, or a verb that starts one. */
function makesJobs({ path }: OperationSource, { noun }: JobKey): boolean {
  const last =
    path
      .split(/[/:]/u)
      .toReversed()
      .find((part) => part !== "" && !part.includes("{")) ?? "";
  const word = splitWords(last).join("");
  return singular(word) === noun || isJobWord("start", word);
}

function hasState({ answer }: OperationSource, { noun }: JobKey, { document }: JobContext): boolean {
  return answer !== undefined && stateSign(document, schemaFieldOf(document, answer), noun) !== undefined;
}

/** Pointer to the new job's id in the answer of a start; the whole where that is a text or a number. */
function idIn({ answer }: OperationSource, { id, noun }: JobKey, { document }: JobContext): string | undefined {
  if (answer === undefined) return undefined;
  const whole = schemaFieldOf(document, answer);
  const types = [...typesOf(whole)];
  if (types.length === 1 && /^(string|integer)$/u.test(types[0] ?? "")) return "";
  const usual = [plain(id), splitWords(id).at(-1) ?? "", `${noun}id`, "id"];
  for (const { names, field } of holdersOf(document, whole, noun)) {
    const fields = [...propertiesOf(document, field)].filter(
      ([, inner]) => !["object", "array"].some((type) => typesOf(inner).has(type)),
    );
    const ids = fields.map(([name]) => name);
    const named = usual.flatMap((word) => ids.find((name) => plain(name) === word) ?? [])[0];
    const [only, ...others] = ids.filter((name) => /(id|uuid|guid)$/u.test(plain(name)));
    const found = named ?? (others.length === 0 ? only : undefined);
    if (found !== undefined) return formatPointer([...names, found]);
  }
  return undefined;
}

/** Pointer to the id that a link to the status operation passes on, where the answer has such a field. */
function linkedId(
  { answer, responses }: OperationSource,
  status: OperationSource,
  id: string,
  { document }: JobContext,
): string | undefined {
  const links = responses
    .filter((response) => response.status.startsWith("2"))
    .flatMap(({ at }) => members(member(at, "links") ?? nothing))
    .map(([, link]) => objectAt(document, link))
    .filter((link) => leadsTo(status, link));
  const parameters = links.map((link) => member(link, "parameters")).find((found) => found !== undefined);
  const value = parameters && (member(parameters, id) ?? member(parameters, `path.${id}`))?.value;
  if (answer === undefined || typeof value !== "string" || !value.startsWith(inBody)) return undefined;
  const pointer = value.slice(inBody.length - 1);
  return schemaFieldAt(document, schemaFieldOf(document, answer), pointer) && pointer;
}

const inBody = "$response.body#/";
const nothing = { value: {}, pointer: "" };

function leadsTo({ id, path, method }: OperationSource, link: Located): boolean {
  const reference = `#${formatPointer(["paths", path, method.toLowerCase()])}`;
  return textOf(link, "operationId") === id || textOf(link, "operationRef") === reference;
}
