/**
 * Names of devices on Windows, in any folder and with any extension (Microsoft, "Naming Files, Paths, and Namespaces").
 */
const DEVICE = /^(?:con|prn|aux|nul|conin\$|conout\$|com[0-9¹²³]|lpt[0-9¹²³])(?:\.|$)/u;

/** Files of `specs/<name>` that Specloom uses itself. */
const RESERVED = new Set(["source.yaml", "overlay.yaml", "accepted.yaml", "notice"]);

/** Files that tools look for in every folder. */
const TOOL_SETTINGS = new Set(
  "package package-lock tsconfig jsconfig deno biome turbo nx project renovate"
    .split(" ")
    .map((name) => `${name}.json`),
);

const MAX_LENGTH = 200;

/** The form of a path that {@link isSafePath} allows, for messages. */
export const SAFE_PATH =
  "a path of plain names inside the folder of source.yaml, without names that begin with a dot, `node_modules`, and names that Specloom or Windows reserves";

/**
 * Whether a file of a provider may have a path: the same files on every platform, below its folder, that no tool takes
 * for its settings. Compared without regard to case, because file systems are.
 *
 * @param path Relative to the provider's folder, with `/`.
 */
export function isSafePath(path: string): boolean {
  const lower = path.normalize("NFKC").toLowerCase();
  return path.length <= MAX_LENGTH && !RESERVED.has(lower) && lower.split("/").every(isSafeName);
}

function isSafeName(name: string): boolean {
  if (name === "" || name === "node_modules" || TOOL_SETTINGS.has(name)) return false;
  const isPlain = /^[^\\/:*?"<>|\p{C}\p{Zl}\p{Zp}]+$/u.test(name) && !/^[. ~-]|[. ]$/u.test(name);
  return isPlain && !isDeviceName(name);
}

/** Whether Windows takes a name in lower case for a device. */
export function isDeviceName(name: string): boolean {
  return DEVICE.test(name);
}

const NAME = /^[a-z][a-z0-9]*(?:-[a-z0-9]+)*$/u;
export const MAX_NAME_LENGTH = 60;

/** Whether a text may name a provider: it is a folder, a part of an npm name and, in Pascal case, a class. */
export function isProviderName(text: string): boolean {
  return text.length <= MAX_NAME_LENGTH && NAME.test(text) && !isDeviceName(text);
}

/** Whether a text that should name a provider is a path or an address: people type the document there. */
export function isDocumentPath(text: string): boolean {
  return /[./\\]/u.test(text);
}

/**
 * Whether a text is a path that files of a document refer to each other by. It names no file here, so any name will do
 * that stays below the document's folder.
 */
export function isReferencePath(path: string): boolean {
  return path.split("/").every((part) => /^[^\\:\p{Cc}]+$/u.test(part) && part !== "." && part !== "..");
}

/** Returns true for an address: a text that begins with a scheme and `//`. */
export function isAddress(text: string): boolean {
  return /^[a-z][a-z\d+.-]*:\/\//iu.test(text);
}

/** A path as the path of a URI: each name in it is encoded. */
export function uriPath(path: string): string {
  return path.split("/").map(encodeURIComponent).join("/");
}
