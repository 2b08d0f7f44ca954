import type { Loaded } from "./published.js";

/** Files of `specs/<name>` that Specloom uses itself. */
const RESERVED = new Set(["source.yaml", "overlay.yaml", "accepted.yaml"]);

/**
 * The file name of a document in `specs/<name>`. The published name is kept where it fits the format, because the files
 * of a document refer to each other by name; else the format decides.
 */
export function documentName(url: URL, { form, bytes }: Pick<Loaded, "form" | "bytes">): string {
  const name = lastSegment(url);
  const isFitting = /^\w[\w.-]*\.(?:json|ya?ml|md)$/u.test(name) && !RESERVED.has(name);
  if (isFitting && (form === "markdown") === name.endsWith(".md")) return name;
  if (form === "markdown") return `${name.replaceAll(/[^\w-]+/gu, "-").replaceAll(/^-+|-+$/gu, "") || "page"}.md`;
  return form === "json" || (form === "text" && startsAsJson(bytes)) ? "openapi.json" : "openapi.yaml";
}

/**
 * A file's path below a folder. Undefined where the file is outside the folder, or where its decoded name could lead
 * outside.
 */
export function pathBelow(folder: string, { href, search }: URL): string | undefined {
  if (!href.startsWith(folder) || search !== "") return undefined;
  const path = decoded(href.slice(folder.length).replace(/#.*$/u, ""));
  const isPlain = path.split("/").every((part) => /^[^\\:\p{Cc}]+$/u.test(part) && part !== "." && part !== "..");
  return isPlain && !RESERVED.has(path) ? path : undefined;
}

function lastSegment({ pathname }: URL): string {
  return decoded(pathname.split("/").at(-1) ?? "");
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

function startsAsJson(bytes: Uint8Array): boolean {
  return /^\uFEFF?\s*\{/u.test(new TextDecoder("utf-8", { ignoreBOM: true }).decode(bytes.subarray(0, 100)));
}
