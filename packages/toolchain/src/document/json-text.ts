import type { Data } from "./data.js";
import type { SourceText } from "./document.js";
import { JsonReader } from "./json-reader.js";
import { findPlace, type Place, positionsIn } from "./place.js";
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
  // Places take as much memory as the value and serve messages only, so they wait for the first message.
  let root: Place | undefined;
  const locate: Data["locate"] = (pointer) => {
    if (root === undefined) {
      root = { offset: text.search(/\S|$/) };
      new JsonReader(text, position).read(root);
    }
    return { ...position(findPlace(root, pointer).offset), pointer };
  };
  return { value, locate };
}
