import type { SourceDocument } from "../../openapi/document.js";
import { member, textOf } from "../../openapi/located.js";
import type { OperationSource } from "../operations.js";
import type { SchemaField } from "../../openapi/schema-fields.js";
import { plain, speaksOf } from "./paging-words.js";
import { parameterField } from "./text-fields.js";

/** Returns 0 if the document says that page numbers start at 0. Otherwise page numbers start at 1. */
export function firstPage(operation: OperationSource, name: string, document: SourceDocument): 0 | undefined {
  return statedFirst(operation, name, document) === 0 ? 0 : undefined;
}

/**
 * Returns 1 if the document says that offsets start at 1. Otherwise offsets start at 0. A parameter with the name `skip`
 * always starts at 0.
 */
export function firstOffset(operation: OperationSource, name: string, document: SourceDocument): 1 | undefined {
  return plain(name) !== "skip" && statedFirst(operation, name, document) === 1 ? 1 : undefined;
}

/** The first number of a parameter, if the document states it: in its default, its description or its minimum. */
export function statedFirst(operation: OperationSource, name: string, document: SourceDocument): 0 | 1 | undefined {
  const found = operation.parameters.find((parameter) => parameter.name === name);
  const field = found === undefined ? [] : parameterField(found, document);
  const valuesOf = (key: string): unknown[] => field.map((part) => member(part, key)?.value);
  const [stated] = valuesOf("default").flatMap((value) => (/^-?\d+$/u.test(String(value)) ? [Number(value)] : []));
  if (stated !== undefined) return stated === 0 || stated === 1 ? stated : undefined;
  const text = [found?.description, ...field.map((part) => textOf(part, "description"))].join("\n").replaceAll("`", "");
  const told = (text.match(firstNumber) ?? []).map((words) => (/1|\bone/iu.test(words) ? 1 : 0));
  if (told.includes(1)) return 1;
  if (told.includes(0)) return 0;
  if (valuesOf("minimum").includes(0) || valuesOf("exclusiveMinimum").includes(-1))
    return isUnsigned(field, operation, document) ? undefined : 0;
  return valuesOf("minimum").includes(1) || valuesOf("exclusiveMinimum").includes(0) ? 1 : undefined;
}

/**
 * Returns true if a minimum of 0 comes from an unsigned type in the code of the server, as in Rust and Go. The format of
 * the parameter shows this. A page size with the same minimum shows it too.
 */
function isUnsigned(field: SchemaField, { parameters }: OperationSource, document: SourceDocument): boolean {
  const sizes = parameters.filter(({ name }) => speaksOf("size", name)).map((size) => parameterField(size, document));
  return (
    field.some((part) => textOf(part, "format")?.startsWith("uint") === true) ||
    sizes.some((size) => size.some((part) => member(part, "minimum")?.value === 0))
  );
}

const firstNumber =
  /\b(zero|one|[01])[- ]?(based|indexed)\b|\b(start|begin|count|number|index)(s|n?ing|ed)? (at|from|with) (page )?(zero|one|[01])\b|\bfirst page(:| =| is| has)( page| the number| number)? (zero|one|[01])\b|\b(zero|one|[01]) (is|for|means|=) (the )?first\b|\([01]\.\.n\)|\bdefaults?( value)?(:| =| is| to)? (zero|one|[01])\b/giu;
