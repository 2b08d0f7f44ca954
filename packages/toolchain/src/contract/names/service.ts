import { splitWords } from "./words.js";

/**
 * The first segment of all ids with three or more segments, where it only names the API, as in Google's
 * `drive.files.list`: no path has it, or the API's title is the same.
 */
export function sharedService(
  operations: readonly { readonly operationId?: string; readonly path: string }[],
  title: string,
): string | undefined {
  const ids = operations.flatMap(({ operationId }) => (operationId === undefined ? [] : [operationId.split(".")]));
  const [service] = ids[0] ?? [];
  if (service === undefined || ids.length !== operations.length) return undefined;
  if (!ids.every((segments) => segments.length > 2 && segments[0] === service)) return undefined;
  const name = splitWords(service).join("");
  const isInPath = operations.some(({ path }) => splitWords(path).includes(name));
  return !isInPath || splitWords(title).includes(name) ? name : undefined;
}
