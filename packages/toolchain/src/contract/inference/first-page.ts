import type { SourceDocument } from "../../openapi/document.js";
import { member, textOf } from "../../openapi/located.js";
import type { OperationSource } from "../operations.js";
import { schemaFieldOf } from "../../openapi/schema-fields.js";

/**
 * 0 where the document says that pages are counted from 0: by the parameter's default, in words, or by the least value
 * that it may have. Every other count starts at 1.
 */
export function firstPage(operation: OperationSource, name: string, document: SourceDocument): 0 | undefined {
  const found = operation.parameters.find((parameter) => parameter.name === name);
  const schema = found && member(found.at, "schema");
  const field = schema === undefined ? [] : schemaFieldOf(document, schema);
  const valuesOf = (key: string): unknown[] => field.map((part) => member(part, key)?.value);
  const stated = valuesOf("default").find((value) => typeof value === "number");
  if (stated !== undefined) return stated === 0 ? 0 : undefined;
  const text = [found?.description, ...field.map((part) => textOf(part, "description"))].join("\n");
  if (fromOne.test(text)) return undefined;
  return fromZero.test(text) || valuesOf("minimum").includes(0) ? 0 : undefined;
}

const fromZero =
  /\b(zero|0)[- ]?(based|indexed)\b|\b(start|begin|count|number)(s|ing|ed)? (at|from|with) (zero|0)\b|\bfirst page is (page )?(zero|0)\b|\bpage (zero|0) is the first\b|\bdefaults? (is |to |: ?)?(zero|0)\b/iu;
const fromOne =
  /\b(one|1)[- ]?(based|indexed)\b|\b(start|begin|count|number)(s|ing|ed)? (at|from|with) (one|1)\b|\bfirst page is (page )?(one|1)\b|\bdefaults? (is |to |: ?)?(one|1)\b/iu;
