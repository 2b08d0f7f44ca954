import { formatPointer } from "../../json.js";
import { type Located, member, members, textOf } from "../../openapi/located.js";
import { objectAt } from "../../openapi/references.js";
import { schemaFieldAt, schemaFieldOf } from "../../openapi/schema-fields.js";
import type { JobStart } from "../job-contract.js";
import type { JobContext } from "../job-context.js";
import type { OperationSource } from "../operations.js";

/** The operations whose answers name a job's status by an OpenAPI link (OpenAPI 3.1, Link Object). */
export function linkedStarts(status: OperationSource, id: string, context: JobContext): JobStart[] {
  return [...context.operations.values()].flatMap((operation) => {
    const pointer = operation.method === "GET" ? undefined : linkedId(operation, status, id, context);
    return pointer === undefined ? [] : [{ operation: operation.id, jobId: pointer }];
  });
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
