import type { SourceDocument } from "../../openapi/document.js";
import { member } from "../../openapi/located.js";
import type { OperationSource } from "../operations.js";
import { schemaFieldOf } from "../../openapi/schema-fields.js";

/** The number of the first page where the parameter's default says that it is 0; every other start is 1. */
export function firstPage(operation: OperationSource, name: string, document: SourceDocument): 0 | undefined {
  const found = operation.parameters.find((parameter) => parameter.name === name);
  const schema = found && member(found.at, "schema");
  const isZero =
    schema !== undefined && schemaFieldOf(document, schema).some((part) => member(part, "default")?.value === 0);
  return isZero ? 0 : undefined;
}
