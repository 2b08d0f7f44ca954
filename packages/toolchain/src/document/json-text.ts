import type { LocatedData } from "./data.js";
import type { SourceText } from "../openapi/document.js";
import { JsonReader } from "./json-reader.js";
import { afterSpace, JsonPlace } from "./json-scan.js";
import { locationAt, locationsIn } from "./position.js";
import { parsedText } from "./text.js";

/**
 * Reads one JSON text (RFC 8259) as strictly as YAML is read: JSON.parse keeps the last of two equal keys without a
 * word, rounds large integers and knows no lines.
 * @throws ToolchainError `document/unreadable`, `too-large`, `too-deep`, `duplicate-key` or `number`
 */
export function readJson(source: SourceText): LocatedData {
  const text = parsedText(source);
  const position = locationsIn(source.path, text);
  const value = new JsonReader(text, position).read();
  const root = new JsonPlace(text, afterSpace(text, 0));
  return { value, locate: (pointer) => locationAt(root, pointer, source.path, position) };
}
