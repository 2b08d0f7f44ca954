import type { SourceDocument } from "../../openapi/document.js";
import type { Json } from "../../json.js";
import type { Job } from "../contract.js";
import { omitUndefined } from "../omit-undefined.js";
import type { JobContext } from "../job-context.js";
import { failure, type Located, member } from "../../openapi/located.js";
import type { OperationSource } from "../operations.js";
import { filledList, matching, type Read, readFields } from "./fields.js";
import { locatedForm } from "./job-form.js";
import { operationNamed } from "./targets.js";

/**
 * A header's name (RFC 9110, section 5.1), a JSON pointer, or the request's own URL in the notation of runtime
 * expressions.
 */
const source = matching(
  /^(\$url|(\/([^~]|~[01])*)|[!#%&'*+.^_`|~0-9A-Za-z-]+)$/,
  "a header's name, a JSON pointer or $url",
);

/** One value, or a list of several. */
function oneOrMore<T>(read: Read<T>): Read<readonly T[]> {
  return (at, document) => (Array.isArray(at.value) ? filledList(read)(at, document) : [read(at, document)]);
}

/** The places of a URL in a response; the first that exists counts. */
export const readSources: Read<readonly string[]> = oneOrMore(source);

/** The places of a state: fields of the body, and `$statusCode`; the first that exists counts. */
export function readStateLocations(field: Read<string>): Read<string | readonly string[]> {
  const place: Read<string> = (at, document) => (at.value === "$statusCode" ? "$statusCode" : field(at, document));
  return (at, document) => (Array.isArray(at.value) ? filledList(place)(at, document) : place(at, document));
}

/** A result at a URL: `{ location, like }`; `like` is an operation whose response has the same type. */
export function readLocated({ operations }: JobContext): Read<NonNullable<Job["result"]>> {
  return (at, document) => {
    const fields = readFields(at, document, locatedForm);
    const like = fields.optional("like", operationNamed(operations));
    return omitUndefined({ location: fields.required("location", readSources), like: like?.id });
  };
}

/**
 * Refuses fields that a job with a URL cannot have: an id, operations that take an id, and, on a status operation, a
 * missing start, because only the start returns the URL.
 *
 * @throws {ToolchainError} `contract/declaration`
 */
export function checkLocated(at: Located<Json>, document: SourceDocument, { method }: OperationSource): void {
  for (const key of ["id", "cancel", "batch"]) {
    const found = member(at, key);
    if (found === undefined) continue;
    const message = `A job with 'location' has a URL, so '${key}' is not allowed.`;
    throw failure(document, found.pointer, "contract/declaration", message, `Leave out '${key}' or 'location'.`);
  }
  if (method !== "GET" || member(at, "start") !== undefined) return;
  const message = "A job with 'location' needs a 'start' that returns its URL, found none.";
  throw failure(document, at.pointer, "contract/declaration", message, "Add 'start: [{ operation: … }]'.");
}
