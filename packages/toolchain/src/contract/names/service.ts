import type { OperationSource } from "../operations.js";
import { isVerb } from "./verbs.js";
import { splitWords } from "./words.js";

/**
 * The first word of all ids, where it only names the API: of ids with three or more segments, as in Google's
 * `drive.files.list`, where no path has it or the API's title is the same; of any other ids, as in `studio_list_assets`,
 * where there are at least three and no path has it.
 */
export function sharedService(
  operations: readonly Pick<OperationSource, "operationId" | "path">[],
  title: string,
): string | undefined {
  const ids = operations.flatMap(({ operationId }) => (operationId === undefined ? [] : [operationId]));
  if (ids.length === 0 || ids.length !== operations.length) return undefined;
  const inPaths = new Set(operations.flatMap(({ path }) => splitWords(path)));
  const segments = ids.map((id) => id.split("."));
  const service = sharedFirst(segments, 3);
  const name = service === undefined ? undefined : splitWords(service).join("");
  if (name !== undefined) return !inPaths.has(name) || splitWords(title).includes(name) ? name : undefined;
  const word = ids.length < 3 ? undefined : sharedFirst(ids.map(splitWords), 3);
  return word === undefined || inPaths.has(word) || isVerb(word) ? undefined : word;
}

/** The first part of all lists, where each has so many parts. */
function sharedFirst(lists: readonly (readonly string[])[], least: number): string | undefined {
  const first = lists[0]?.[0];
  return lists.every((parts) => parts.length >= least && parts[0] === first) ? first : undefined;
}
