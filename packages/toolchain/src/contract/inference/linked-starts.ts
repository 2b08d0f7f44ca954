import { appendTo } from "../../append-to.js";
import { formatPointer } from "../../json.js";
import { type Located, member, membersAt, textOf } from "../../openapi/located.js";
import { createObjectMemory } from "../../memory.js";
import { objectAt } from "../../openapi/references.js";
import { schemaFieldAt, schemaFieldOf } from "../../openapi/schema-fields.js";
import type { JobStart } from "../job-contract.js";
import type { JobContext } from "../job-context.js";
import type { OperationSource } from "../operations.js";

/** A link in a success response of an operation. */
interface Linked {
  readonly operation: OperationSource;
  readonly link: Located;
}

/** The links of a document by their target: an operationId, or a reference to an operation. */
const linksByTarget = createObjectMemory<ReadonlyMap<string, readonly Linked[]>>();

/** The operations whose answers name a job's status by an OpenAPI link (OpenAPI 3.1, Link Object). */
export function linkedStarts(status: OperationSource, id: string, context: JobContext): JobStart[] {
  const reference = `#${formatPointer(["paths", status.path, status.method.toLowerCase()])}`;
  const links = new Map<OperationSource, Located[]>();
  for (const target of [status.id, reference])
    for (const { operation, link } of linksByTarget(context.operations, () => indexLinks(context)).get(target) ?? [])
      appendTo(links, operation, link);
  return [...links].flatMap(([operation, found]) => {
    const pointer = linkedId(operation, found, id, context);
    return pointer === undefined ? [] : [{ operation: operation.id, jobId: pointer }];
  });
}

function indexLinks({ operations, document }: JobContext): ReadonlyMap<string, readonly Linked[]> {
  const index = new Map<string, Linked[]>();
  for (const operation of operations.values()) {
    if (operation.method === "GET") continue;
    for (const { status, at } of operation.responses) {
      if (!status.startsWith("2")) continue;
      for (const [, given] of membersAt(at, "links")) {
        const link = objectAt(document, given);
        for (const target of [textOf(link, "operationId"), textOf(link, "operationRef")])
          if (target !== undefined) appendTo(index, target, { operation, link });
      }
    }
  }
  return index;
}

/** Pointer to the id that a link to the status operation passes on, where the answer has such a field. */
function linkedId(
  { answer }: OperationSource,
  links: readonly Located[],
  id: string,
  { document }: JobContext,
): string | undefined {
  const parameters = links.map((link) => member(link, "parameters")).find((found) => found !== undefined);
  const value = parameters && (member(parameters, id) ?? member(parameters, `path.${id}`))?.value;
  if (answer === undefined || typeof value !== "string" || !value.startsWith(inBody)) return undefined;
  const pointer = value.slice(inBody.length - 1);
  return schemaFieldAt(document, schemaFieldOf(document, answer), pointer) && pointer;
}

const inBody = "$response.body#/";
