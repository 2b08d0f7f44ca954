import { ToolchainError } from "../errors.js";
import type { SourceText } from "../openapi/document.js";
import { formatOfBytes } from "./other-format.js";

/** Largest text that is read, in bytes of UTF-8: five times the largest description known to be published (13 MB). */
export const MAX_BYTES = 64 * 1024 * 1024;

/**
 * The text of a file's bytes, kept as it is, byte order mark included.
 * @throws ToolchainError `document/too-large`, or `document/unreadable` where the bytes are not UTF-8
 */
export function decodeText(path: string, bytes: Uint8Array): SourceText {
  if (bytes.byteLength > MAX_BYTES) throw tooLarge(path, bytes.byteLength);
  const other = formatOfBytes(bytes);
  if (other !== undefined)
    throw new ToolchainError("document/unreadable", `Expected UTF-8 text, found ${other.name}`, {
      location: { file: path },
      hint: other.hint,
    });
  try {
    return { path, text: new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes) };
  } catch (cause) {
    const [valid = ""] = new TextDecoder().decode(bytes).split("\uFFFD", 1);
    const lines = withLineFeeds(valid).split("\n");
    throw new ToolchainError("document/unreadable", `Expected UTF-8 text, found bytes that are not UTF-8`, {
      location: { file: path, line: lines.length, column: (lines.at(-1)?.length ?? 0) + 1 },
      hint: "Save the file as UTF-8.",
      cause,
    });
  }
}

/**
 * The text as it is parsed: no byte order mark, `\n` line ends. Lines and columns stay what an editor shows.
 * @throws ToolchainError `document/too-large`
 */
export function parsedText({ path, text }: SourceText): string {
  const bytes = Buffer.byteLength(text);
  if (bytes > MAX_BYTES) throw tooLarge(path, bytes);
  return withLineFeeds(text.replace(/^\uFEFF/, ""));
}

/** A text whose lines all end in a line feed. */
function withLineFeeds(text: string): string {
  return text.replaceAll(/\r\n?/gu, "\n");
}

function tooLarge(file: string, bytes: number): ToolchainError {
  return new ToolchainError("document/too-large", `Expected at most ${MAX_BYTES} bytes, found ${bytes}`, {
    location: { file },
  });
}
