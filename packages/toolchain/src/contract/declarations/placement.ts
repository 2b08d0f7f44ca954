import { findClosest } from "../../closest.js";
import type { SourceDocument } from "../../openapi/document.js";
import { isObject, type Json, parsePointer } from "../../json.js";
import { kindAt } from "../../openapi/grammar.js";
import { extensionsIn } from "../../openapi/extension-keys.js";
import { failure, type Located, members, rootOf } from "../../openapi/located.js";

const prefix = "x-specloom-";
const onRoot = ["x-specloom-client"];
const onSchema = ["x-specloom-enum"];
const onOperation = ["x-specloom-name", "x-specloom-pagination", "x-specloom-job", "x-specloom-retry"];
const onParameter = ["x-specloom-name"];
const onEncoding = ["x-specloom-parts"];
const all = [...new Set([...onRoot, ...onOperation, ...onParameter, ...onSchema, ...onEncoding])];

/** Keys whose members are author-chosen names, and keys with data of any shape. */
const maps = new Set([
  "properties",
  "patternProperties",
  "$defs",
  "definitions",
  "dependentSchemas",
  "dependentRequired",
]);
const data = new Set(["example", "examples", "default", "enum", "const", "value"]);

/**
 * Refuses every `x-specloom-` extension without effect, so that a misspelt or misplaced one is not ignored.
 *
 * @throws {ToolchainError} `contract/extension`, or `contract/declaration` for an invalid `x-specloom-enum`.
 */
export function checkPlacement(document: SourceDocument): void {
  if (![...extensionsIn(document)].some((key) => key.startsWith(prefix))) return;
  const pending: { at: Located<Json>; kind: "schema" | "map" }[] = [{ at: rootOf(document), kind: "schema" }];
  // The list grows during the loop: breadth first, without recursion, because a document may be deep.
  for (const { at: holder, kind } of pending) {
    for (const [key, at] of members(holder)) {
      if (kind === "schema" && key.startsWith(prefix)) checkExtension(document, key, at, holder);
      else if (kind === "map" || !data.has(key))
        pending.push({ at, kind: kind === "schema" && maps.has(key) ? "map" : "schema" });
    }
  }
}

function checkExtension(document: SourceDocument, key: string, at: Located<Json>, holder: Located<Json>): void {
  if (onSchema.includes(key) && isEnum(holder)) return checkEnum(document, at);
  const isOperation = /^\/(paths|components\/pathItems)\/[^/]+\/([a-z]+|additionalOperations\/[^/]+)$/.test(
    holder.pointer,
  );
  const kind = kindAt("document", parsePointer(holder.pointer));
  const known = isOperation
    ? onOperation
    : kind === "parameter"
      ? onParameter
      : kind === "encoding"
        ? onEncoding
        : holder.pointer === ""
          ? onRoot
          : [];
  if (known.includes(key)) return;
  if (!all.includes(key)) {
    const closest = findClosest(key, all);
    const hint = closest === undefined ? "Remove it." : `Write '${closest}' instead.`;
    throw failure(
      document,
      at.pointer,
      "contract/extension",
      `There is no extension '${key}'; there are ${all.join(", ")}.`,
      hint,
    );
  }
  const place = onRoot.includes(key)
    ? "at the document's root"
    : onSchema.includes(key)
      ? "on a schema with an enum"
      : onEncoding.includes(key)
        ? "on the encoding of a multipart property"
        : onParameter.includes(key)
          ? "on an operation of paths or on a parameter"
          : "on an operation of paths";
  throw failure(document, at.pointer, "contract/extension", `'${key}' has no effect here.`, `Put it ${place}.`);
}

function isEnum({ value }: Located<Json>): boolean {
  return isObject(value) && (Array.isArray(value["enum"]) || Array.isArray(value["x-extensible-enum"]));
}

/** `x-specloom-enum` declares whether the API may return values that the document does not list. */
function checkEnum(document: SourceDocument, { value, pointer }: Located<Json>): void {
  if (value === "open" || value === "closed") return;
  const message = `Expected 'open' or 'closed', found ${JSON.stringify(value)}.`;
  const hint = "Write 'open' if the API may return values that are not listed, else 'closed'.";
  throw failure(document, pointer, "contract/declaration", message, hint);
}
