import { isMethodField } from "../openapi/methods.js";
import { ToolchainError } from "../errors.js";
import type { Location } from "../location.js";

/** What the fence of a vendored page says about its fragment. */
export interface Header {
  /** Lower case, as a Path Item Object spells it. */
  readonly method: string;
  readonly path: string;
  /** The whole document that the fragment was cut from, where the header names it. */
  readonly documentUrl: string | undefined;
}

/** Whether the words after `yaml` are meant as a header: a code sample's fence may carry attributes there. */
export function looksLikeHeader(info: string): boolean {
  return words(info).some((word) => isMethod(word) || /^(https?:\/)?\//i.test(word));
}

/**
 * Reads `METHOD path` or `URL method path`, the method in any case.
 * @throws ToolchainError `document/header`
 */
export function parseHeader(info: string, location: Location): Header {
  const found = words(info);
  if (found.length > 3) throw unreadable(`${found.length} words`, info, location);
  const [url, method, path] = found.length === 3 ? found : [undefined, ...found];
  if (method === undefined || path === undefined) throw unreadable(`${found.length} word`, info, location);
  if (!isMethod(method)) throw unreadable(`${JSON.stringify(method)} in the method's place`, info, location);
  if (!path.startsWith("/")) throw unreadable(`${JSON.stringify(path)} in the path's place`, info, location);
  if (url !== undefined && !namesDocument(url))
    throw unreadable(`${JSON.stringify(url)} in the URL's place`, info, location);
  return { method: method.toLowerCase(), path, documentUrl: url };
}

function words(info: string): string[] {
  return info.split(/\s+/).filter((word) => word !== "");
}

function isMethod(word: string): boolean {
  return isMethodField(word.toLowerCase());
}

/** Documentation hosts name the document by its URL, or by its path in their own repository. */
function namesDocument(word: string): boolean {
  return /^https?:\/\/[^/]/i.test(word) ? URL.canParse(word) : /\.(json|ya?ml)$/i.test(word);
}

function unreadable(what: string, info: string, location: Location): ToolchainError {
  const message = `Expected the header \`METHOD path\` or \`URL method path\`, found ${what}: \`${info}\``;
  return new ToolchainError("document/header", message, { location });
}
