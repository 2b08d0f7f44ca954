import type { SourceText } from "../openapi/document.js";
import { readData } from "../document/read-data.js";
import type { Overlay } from "./overlay.js";
import { parseOverlay } from "./parse-overlay.js";

/**
 * Reads an overlay document of version 1.0.x or 1.1.x: JSON where its name ends in `.json`, else YAML.
 * @throws {ToolchainError} with file, line and hint where the text is unreadable or not an overlay.
 */
export function readOverlay(source: SourceText): Overlay {
  const { value, locate } = readData(source);
  return parseOverlay(value, locate);
}
