import { expect, test } from "vitest";
import { jobTables } from "./annotations/jobs.js";
import { operationTables } from "./annotations/operations.js";
import { paginationTables } from "./annotations/pagination.js";
import { streamingTables } from "./annotations/streaming.js";
import { conformance } from "./harness.js";

const tables = [...paginationTables, ...jobTables, ...operationTables, ...streamingTables];

conformance(...tables);

/** Every extension that is read as it stands, with its keys, and those values that mean different things. */
const extensions: readonly (readonly [extension: string, keys: string])[] = [
  [
    "x-speakeasy-pagination",
    "type=offsetLimit type=cursor type=url inputs.name inputs.in=parameters inputs.in=requestBody inputs.type=page " +
      "inputs.type=offset inputs.type=limit inputs.type=cursor outputs.results outputs.nextCursor outputs.nextUrl outputs.numPages",
  ],
  [
    "x-speakeasy-polling",
    "name delaySeconds intervalSeconds limitCount successCriteria.condition successCriteria.context " +
      "successCriteria.type=simple successCriteria.type=regex failureCriteria.condition",
  ],
  [
    "x-speakeasy-retries",
    "strategy=backoff strategy=none statusCodes retryConnectionErrors backoff.initialInterval backoff.maxInterval " +
      "backoff.exponent backoff.maxElapsedTime",
  ],
  ["x-speakeasy-name-override", ""],
  ["x-speakeasy-group", ""],
  ["x-speakeasy-ignore", "=true"],
  [
    "x-fern-pagination",
    "=true cursor=$request next_cursor=$response results=$response offset=$request step=$request " +
      "has-next-page=$response next_uri=$response next_path=$response",
  ],
  ["x-fern-sdk-group-name", ""],
  ["x-fern-sdk-method-name", ""],
  ["x-fern-ignore", "=true"],
  ["x-speakeasy-sse-overload", "=true =false"],
  ["x-fern-streaming", "stream-condition=$request format=sse format=json response response-stream"],
  ["x-fern-idempotent", "=true =false"],
  [
    "x-stainless-pagination-property",
    "purpose=items purpose=next_cursor_field purpose=next_cursor_param purpose=next_cursor_id_param " +
      "purpose=cursor_item_id purpose=page_number_param purpose=current_page_number_field " +
      "purpose=total_page_count_field purpose=offset_count_param purpose=offset_count_start_field " +
      "purpose=offset_total_count_field purpose=cursor_url_field purpose=has_next_page " +
      "purpose=previous_cursor_param from_header is_top_level_array",
  ],
  ["x-ms-pageable", "nextLinkName nextLinkName=null itemName"],
  ["x-ms-long-running-operation", "=true"],
  [
    "x-ms-long-running-operation-options",
    "final-state-via=azure-async-operation final-state-via=location final-state-via=original-uri " +
      "final-state-via=operation-location final-state-schema",
  ],
  ["links", "status.operationId status.parameters"],
];

/** What stands below each extension in any row or document, as `extension key.key` and `extension key.key=value`. */
const written = new Set(
  tables.flatMap(({ rows, document }) => [...rows, document].flatMap((part) => placesIn(part, undefined))),
);

/** @param path Of the value; undefined outside every extension. */
function placesIn(value: unknown, path: string | undefined): string[] {
  const own = path === undefined ? [] : [path];
  if (Array.isArray(value)) return [...own, ...value.flatMap((item) => placesIn(item, path))];
  if (typeof value !== "object" || value === null) {
    // Of `$request.cursor` and `$response.body#/status` the source alone.
    const [source = ""] = String(value).split(/[.#]/u, 1);
    return [...own, ...own.map((at) => `${at}=${source}`)];
  }
  const members = Object.entries(value).flatMap(([key, item]) => placesIn(item, pathOf(path, key)));
  return [...own, ...members];
}

function pathOf(path: string | undefined, key: string): string | undefined {
  if (extensions.some(([extension]) => extension === key)) return `${key} `;
  return path?.endsWith(" ") ? path + key : path && `${path}.${key}`;
}

test.each(extensions.flatMap(([extension, keys]) => keys.split(" ").map((key) => [extension, key] as const)))(
  "%s %s has a row",
  (extension, key) => {
    expect(written).toContain(`${extension} ${key}`);
  },
);
