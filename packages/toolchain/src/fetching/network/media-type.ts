import { isHtml } from "../../document/other-format.js";
import { ToolchainError } from "../../errors.js";
import type { Location } from "../../location.js";

/** The format of a document, from its media type; `text` may be any of the others. */
export type DocumentForm = "yaml" | "json" | "markdown" | "text";

const FORMS: readonly (readonly [DocumentForm, RegExp])[] = [
  ["yaml", /^(?:application|text)\/(?:x-)?yaml$|^[^/]+\/[^/]+\+yaml$|^application\/vnd\.oai\.openapi$/u],
  ["json", /^application\/json$|^text\/json$|^[^/]+\/[^/]+\+json$/u],
  ["markdown", /^text\/(?:x-)?markdown$/u],
  // Object storage serves files of any kind as bytes.
  ["text", /^text\/plain$|^(?:application|binary)\/octet-stream$/u],
];

/**
 * The format in a `Content-Type` (RFC 9110, section 8.3; RFC 9512 for YAML, RFC 7763 for Markdown).
 *
 * @throws {ToolchainError} `network/content-type`.
 */
export function documentForm(header: string | undefined, from: string, location?: Location): DocumentForm {
  const type = header?.split(";", 1)[0]?.trim().toLowerCase() ?? "";
  const form = FORMS.find(([, pattern]) => pattern.test(type))?.[0];
  if (form !== undefined) return form;
  if (/^(?:text\/html|application\/xhtml\+xml)$/u.test(type))
    throw unexpected(`an HTML page (${type})`, from, location);
  const found =
    type === "" ? "no content type" : /^[\w.+-]+\/[\w.+-]+$/u.test(type) ? type : "no readable content type";
  throw unexpected(found, from, location);
}

/**
 * Refuses HTML with another media type, because error pages are often served so.
 *
 * @throws {ToolchainError} `network/content-type`.
 */
export function refuseHtml(bytes: Uint8Array, from: string, location?: Location): void {
  const start = new TextDecoder().decode(bytes.subarray(0, 1_024)).replace(/^\uFEFF/u, "");
  if (isHtml(start)) throw unexpected("an HTML page under another content type", from, location);
}

function unexpected(found: string, from: string, location: Location | undefined): ToolchainError {
  const message = `Expected YAML, JSON, Markdown or plain text from ${from}, found ${found}`;
  return new ToolchainError("network/content-type", message, { location });
}
