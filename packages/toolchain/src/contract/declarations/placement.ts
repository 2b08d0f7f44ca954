import { type DeclarationPlace, declarations, declarationsAt } from "./declaration-table.js";
import { findClosest } from "../../closest.js";
import type { SourceDocument } from "../../openapi/document.js";
import { isObject, type Json, parsePointer } from "../../json.js";
import { kindAt } from "../../openapi/grammar.js";
import { extensionsIn } from "../../openapi/extension-keys.js";
import { failure, type Located, members, rootOf } from "../../openapi/located.js";
import { inWholeForm } from "./whole-form.js";

const prefix = "x-specloom-";
const all = Object.keys(declarations);

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
  const place = placeOf(holder);
  if (place !== undefined && declarationsAt(place).includes(key))
    return place === "schema" ? inWholeForm("x-specloom-enum", () => checkEnum(document, at)) : undefined;
  const declaration = Object.entries(declarations).find(([name]) => name === key)?.[1];
  if (declaration === undefined) {
    const closest = findClosest(key, all);
    const hint = closest === undefined ? "Remove it." : `Write '${closest}' instead.`;
    const message = `There is no extension '${key}'; there are ${all.join(", ")}.`;
    throw failure(document, at.pointer, "contract/extension", message, hint);
  }
  const right = declaration.places.map((name) => placeWords[name]).join(" or ");
  throw failure(document, at.pointer, "contract/extension", `'${key}' has no effect here.`, `Put it ${right}.`);
}

const placeWords: Readonly<Record<DeclarationPlace, string>> = {
  root: "at the document's root",
  operation: "on an operation of paths",
  parameter: "on a parameter",
  schema: "on a schema with an enum",
  encoding: "on the encoding of a multipart property",
};

function placeOf(holder: Located<Json>): DeclarationPlace | undefined {
  if (isEnum(holder)) return "schema";
  if (holder.pointer === "") return "root";
  const isOperation = /^\/(paths|components\/pathItems)\/[^/]+\/([a-z]+|additionalOperations\/[^/]+)$/.test(
    holder.pointer,
  );
  const kind = kindAt("document", parsePointer(holder.pointer));
  return isOperation ? "operation" : kind === "parameter" || kind === "encoding" ? kind : undefined;
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
