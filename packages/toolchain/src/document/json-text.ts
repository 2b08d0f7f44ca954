import type { Data } from "./data.js";
import type { SourceText } from "./document.js";
import { JsonReader } from "./json-reader.js";
import { afterSpace, JsonPlace } from "./json-scan.js";
import { findPlace, positionsIn } from "./place.js";
import { parsedText } from "./text.js";

/**
 * Reads one JSON text (RFC 8259) as strictly as YAML is read: JSON.parse keeps the last of two equal keys without a
 * word, rounds large integers and knows no lines.
 * @throws ToolchainError `document/unreadable`, `too-large`, `too-deep`, `duplicate-key` or `number`
 */
export function readJson(source: SourceText): Data {
  const text = parsedText(source);
  const position = positionsIn(source.path, text);
  const value = new JsonReader(text, position).read();
  const root = new JsonPlace(text, afterSpace(text, 0));
  return { value, locate: (pointer) => ({ ...position(findPlace(root, pointer).offset), pointer }) };
}
