import { ToolchainError } from "../errors.js";
import { formatPointer, isObject, type JsonObject, valueAt } from "../json.js";
import type { SourceText } from "../openapi/document.js";
import { type Fence, findFences } from "./fence.js";
import type { Recovery } from "./data.js";
import type { Fragment } from "./fragment.js";
import { type Header, looksLikeHeader, parseHeader } from "./header.js";
import { METHODS } from "../openapi/methods.js";
import { openApiObject } from "./openapi-object.js";
import { parsedText } from "./text.js";
import { readYaml } from "./yaml.js";

/** An OpenAPI fragment cut from a vendored page, and the operation that the page is about. */
export interface Page extends Fragment {
  readonly operation: Header;
}

/**
 * Reads a vendored page: Markdown with one OpenAPI document in a `yaml` fence whose header names an operation.
 * Locations are lines and columns of the page.
 * @throws ToolchainError `document/page`, `header`, `operation`, `legacy-page`, and those of `readYaml`
 */
export function readPage(source: SourceText, recovered?: Recovery[]): Page {
  const text = parsedText(source);
  const fence = openApiFence(source.path, findFences(text));
  const header = parseHeader(fence.info, { file: source.path, line: fence.line, column: 1 });
  // Empty lines in the place of what comes before the fence keep the page's line numbers.
  const data = readYaml({ path: source.path, text: `${"\n".repeat(fence.line)}${fence.content}` }, recovered);
  refuseLegacyPayload(data.value, data.locate);
  const value = openApiObject(data);
  requireOperation(value, header, data.locate);
  return { file: source.path, value, locate: data.locate, operation: header };
}

function openApiFence(file: string, fences: readonly Fence[]): Fence {
  const candidates = fences.filter(({ language, info }) => /^ya?ml$/i.test(language) && looksLikeHeader(info));
  const [fence, second] = candidates;
  if (fence === undefined) {
    const found = fences.map(({ language, info, line }) => `\`${`${language} ${info}`.trim()}\` on line ${line}`);
    const message = `Expected a yaml fence whose header names an operation, found ${found.length === 0 ? "no fence" : found.join(", ")}`;
    throw new ToolchainError("document/page", message, { location: { file, line: fences[0]?.line ?? 1 } });
  }
  if (second !== undefined) {
    const message = `Expected one OpenAPI fence, found one on line ${fence.line} and one on line ${second.line}`;
    throw new ToolchainError("document/page", message, { location: { file, line: second.line } });
  }
  if (!fence.closed) {
    const message = `Expected the fence of line ${fence.line} to be closed, found the end of the page`;
    throw new ToolchainError("document/page", message, { location: { file, line: fence.line } });
  }
  return fence;
}

/** Documentation hosts once published `paths: { path, method, request, response }`: a digest of one operation. */
function refuseLegacyPayload(value: unknown, locate: Fragment["locate"]): void {
  const paths = isObject(value) ? value["paths"] : undefined;
  if (!isObject(paths) || typeof paths["path"] !== "string" || !("method" in paths)) return;
  const message = `Expected OpenAPI paths, found the older payload with the keys ${Object.keys(paths).join(", ")}`;
  throw new ToolchainError("document/legacy-page", message, { location: locate("/paths") });
}

function requireOperation(value: JsonObject, { method, path }: Header, locate: Fragment["locate"]): void {
  if (isObject(valueAt(value, formatPointer(["paths", path, method])))) return;
  const found = operationsOf(value);
  const message = `Expected ${method.toUpperCase()} ${path}, which the header names, found ${found.join(", ") || "no operation"}`;
  throw new ToolchainError("document/operation", message, { location: locate(formatPointer(["paths", path])) });
}

function operationsOf(value: JsonObject): string[] {
  const paths = isObject(value["paths"]) ? value["paths"] : {};
  return Object.entries(paths).flatMap(([path, item]) =>
    METHODS.filter((method) => isObject(item) && Object.hasOwn(item, method)).map(
      (method) => `${method.toUpperCase()} ${path}`,
    ),
  );
}
