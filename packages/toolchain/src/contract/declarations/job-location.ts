import type { SourceDocument } from "../../openapi/document.js";
import type { Json } from "../../json.js";
import type { Job } from "../contract.js";
import { omitUndefined } from "../omit-undefined.js";
import type { JobContext } from "../job-context.js";
import { failure, type Located, member } from "../../openapi/located.js";
import type { OperationSource } from "../operations.js";
import { listField, matching, type Read, readFields } from "./fields.js";
import { operationNamed } from "./targets.js";

/** A header's name (RFC 9110, section 5.1), a JSON pointer, or the URL of the request itself as runtime expressions write it. */
const source = matching(
  /^(\$url|(\/([^~]|~[01])*)|[!#%&'*+.^_`|~0-9A-Za-z-]+)$/,
  "a header's name, a JSON pointer or $url",
);

/** One of a thing, or a list of several. */
function oneOrMore<T>(read: Read<T>): Read<readonly T[]> {
  return (at, document) => (Array.isArray(at.value) ? listField(read)(at, document) : [read(at, document)]);
}

/** Where an answer has a URL: the first that is there counts. */
export const readSources: Read<readonly string[]> = oneOrMore(source);

/** Where a state is: fields of the body, and `$statusCode`; the first that is there counts. */
export function readStateLocations(field: Read<string>): Read<string | readonly string[]> {
  const place: Read<string> = (at, document) => (at.value === "$statusCode" ? "$statusCode" : field(at, document));
  return (at, document) => (Array.isArray(at.value) ? listField(place)(at, document) : place(at, document));
}

/** A result at a URL: `{ location, like }`, `like` being an operation whose answer has the same type. */
export function readLocated({ operations }: JobContext): Read<NonNullable<Job["result"]>> {
  return (at, document) => {
    const fields = readFields(at, document, ["location", "like"]);
    const like = fields.optional("like", operationNamed(operations));
    return omitUndefined({ location: fields.required("location", readSources), like: like?.id });
  };
}

/**
 * Refuses what a job known by a URL cannot have: an id, operations that take one, and on a status operation no start,
 * which alone learns the URL.
 *
 * @throws ToolchainError `contract/declaration`
 */
export function checkLocated(at: Located<Json>, document: SourceDocument, { method }: OperationSource): void {
  for (const key of ["id", "cancel", "batch"]) {
    const found = member(at, key);
    if (found === undefined) continue;
    const message = `A job with 'location' is known by a URL, which '${key}' has no use for.`;
    throw failure(document, found.pointer, "contract/declaration", message, `Leave out '${key}' or 'location'.`);
  }
  if (method !== "GET" || member(at, "start") !== undefined) return;
  const message = "A job with 'location' is known by the URL that its start answers with, and no 'start' is declared.";
  throw failure(document, at.pointer, "contract/declaration", message, "Add 'start: [{ operation: … }]'.");
}
