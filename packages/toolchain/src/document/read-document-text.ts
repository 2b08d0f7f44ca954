import { ToolchainError } from "../errors.js";
import type { SourceText } from "../openapi/document.js";
import type { LocatedData, Recovery } from "./data.js";
import { formatOfText, isOpenApi } from "./other-format.js";
import { locationsIn } from "./position.js";
import { readData } from "./read-data.js";
import { parsedText } from "./text.js";

/**
 * Reads a file of an OpenAPI document: the document, or a part that a reference names.
 *
 * @throws {ToolchainError} `document/not-openapi` for a text of another format that is known; what `readData` throws.
 */
export function readDocumentText(source: SourceText, recovered: Recovery[]): LocatedData {
  let data: LocatedData;
  try {
    data = readData(source, recovered);
  } catch (error) {
    throw otherFormat(source) ?? error;
  }
  // RAML and its like are well-formed YAML.
  const other = isOpenApi(data.value) ? undefined : otherFormat(source);
  if (other !== undefined) throw other;
  return data;
}

function otherFormat(source: SourceText): ToolchainError | undefined {
  const text = parsedText(source);
  const format = formatOfText(text);
  return (
    format &&
    new ToolchainError("document/not-openapi", `Expected an OpenAPI document, found ${format.name}`, {
      location: locationsIn(source.path, text)(format.offset),
      hint: format.hint,
    })
  );
}
