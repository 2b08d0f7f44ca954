import { isObject, valueAt } from "../../json.js";
import { conditionalNames } from "../../openapi/schema-facts.js";
import { member } from "../../openapi/located.js";
import { REFERENCE } from "../../openapi/reference.js";
import { jsonText } from "../json-text.js";
import { presenceKeywords, type PresenceKeyword } from "../rules/keyword-presence.js";
import { isSameKeyword } from "./other-keywords.js";
import { first, keyword, type View } from "./view.js";
import { type ComparedDocument, tell, type SchemaContext } from "./walk.js";

/** Compares keywords for single values: `format`, `pattern`, `uniqueItems`, and those that are compared as a whole. */
export function compareValues(context: SchemaContext, before: View, after: View): void {
  compareFormat(context, before, after);
  comparePatterns(context, before, after);
  const [wasUnique, isUnique] = [before, after].map((view) =>
    keyword(view, "uniqueItems").find(({ value }) => value === true),
  );
  if (wasUnique === undefined && isUnique) tell(context, "unique-items-added", undefined, isUnique);
  if (wasUnique && isUnique === undefined) tell(context, "unique-items-removed", wasUnique);
  for (const name of presenceNames) comparePresence(context, name, before, after);
}

const presenceNames = Object.keys(presenceKeywords).filter((name): name is PresenceKeyword => name in presenceKeywords);

export function compareDefault(context: SchemaContext, before: View, after: View): void {
  const [was, is] = [first(before, "default"), first(after, "default")];
  if (jsonText(was?.value) !== jsonText(is?.value)) tell(context, `default-${changeTypeOf(was, is)}`, was, is);
}

/** Rows of formats. All values of a format are values of each later format in its row (OpenAPI format registry). */
const widening = [
  "int8 int16 int32 double-int int64",
  "uint8 uint16 uint32 double-int uint64",
  "uint8 int16 int32 int64",
  "uint16 int32 int64",
  "uint32 int64",
  "float double",
].map((row) => row.split(" "));

function isWithin(narrow = "", wide = ""): boolean {
  return widening.some((row) => row.includes(narrow) && row.indexOf(narrow) < row.indexOf(wide));
}

function compareFormat(context: SchemaContext, before: View, after: View): void {
  const [was, is] = [first(before, "format"), first(after, "format")];
  const [old, now] = [was?.value, is?.value].map((value) => (typeof value === "string" ? value : undefined));
  if (old === now) return;
  const isTyped = [old, now].some(
    (format) => format === "binary" || (format === "date-time" && / parameter `/u.test(context.where)),
  );
  if (isTyped) return tell(context, "format-type-changed", was, is);
  const kind = isWithin(old, now) ? "widened" : isWithin(now, old) ? "narrowed" : changeTypeOf(was, is);
  tell(context, `format-${kind}`, was, is);
}

/** All patterns must match, so each is its own change; one removed and one added are a changed pattern. */
function comparePatterns(context: SchemaContext, before: View, after: View): void {
  const [was, is] = [keyword(before, "pattern"), keyword(after, "pattern")];
  const gone = was.filter(({ value }) => is.every((other) => other.value !== value));
  const added = is.filter(({ value }) => was.every((other) => other.value !== value));
  for (let index = 0; index < Math.max(gone.length, added.length); index++)
    tell(context, `pattern-${changeTypeOf(gone[index], added[index])}`, gone[index], added[index]);
}

function comparePresence(context: SchemaContext, name: PresenceKeyword, before: View, after: View): void {
  const [key] = presenceKeywords[name];
  if (isSameKeyword(context, before, after, ...(key === "if" ? ["if", "then", "else"] : [key]))) return;
  const [was, is] = [first(before, key), first(after, key)];
  const isTold =
    key === "propertyNames"
      ? [before, after].some(namesKeys)
      : !CONDITIONS.has(key) || areNamedOtherwise(context, before, after);
  tell(context, `${name}-${changeTypeOf(was, is)}`, was, is, context.axis ?? (isTold ? undefined : "wire"));
}

/** Keywords whose names the types have as properties of unknown type, where nothing else declares them. */
const CONDITIONS: ReadonlySet<string> = new Set(["if", "dependentRequired", "dependentSchemas"]);

/** Whether the types of one schema have names, from conditions alone, that those of the other lack. */
function areNamedOtherwise(context: SchemaContext, before: View, after: View): boolean {
  const [were, are] = [undeclaredNames(context.before, before), undeclaredNames(context.after, after)];
  return were.size !== are.size || [...were].some((name) => !are.has(name));
}

function undeclaredNames({ document }: ComparedDocument, view: View): Set<string> {
  const { parts, types, properties, required } = view;
  const isClosed = keyword(view, "additionalProperties").some(({ value }) => value === false);
  if (types?.has("object") !== true || isClosed) return new Set();
  const schemas = valueAt(document.value, "/components/schemas");
  const names = parts.flatMap(({ value }) =>
    isObject(value) ? conditionalNames(value, isObject(schemas) ? schemas : {}) : [],
  );
  return new Set(names.filter((name) => !properties.has(name) && !required.has(name)));
}

/** Whether a schema says of its names what its types say too: which they are, or of a map what they look like. */
function namesKeys(view: View): boolean {
  const isMap = ["additionalProperties", "patternProperties"].some((name) => keyword(view, name).length > 0);
  const names = ["enum", "const", REFERENCE, ...(isMap ? ["pattern"] : [])];
  return keyword(view, "propertyNames").some((at) => names.some((name) => member(at, name)));
}

function changeTypeOf(before: unknown, after: unknown): "added" | "changed" | "removed" {
  return before === undefined ? "added" : after === undefined ? "removed" : "changed";
}
