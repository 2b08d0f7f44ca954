import type { Loaded } from "./published.js";

/** Files of `specs/<name>` that are not the provider's. */
const OWN = new Set(["source.yaml", "overlay.yaml", "accepted.yaml"]);

/**
 * What a document is called in `specs/<name>`: as it was published where that name says its form, else after its form.
 * References among the files of a document go by their names, so a fitting one is kept.
 */
export function documentName(url: URL, { form, bytes }: Pick<Loaded, "form" | "bytes">): string {
  const name = lastSegment(url);
  const isFitting = /^\w[\w.-]*\.(?:json|ya?ml|md)$/u.test(name) && !OWN.has(name);
  if (isFitting && (form === "markdown") === name.endsWith(".md")) return name;
  if (form === "markdown") return `${name.replaceAll(/[^\w-]+/gu, "-").replaceAll(/^-+|-+$/gu, "") || "page"}.md`;
  return form === "json" || (form === "text" && startsAsJson(bytes)) ? "openapi.json" : "openapi.yaml";
}

/** A file's path below a folder; undefined where it lies elsewhere, or where its name could lead elsewhere once decoded. */
export function pathBelow(folder: string, { href, search }: URL): string | undefined {
  if (!href.startsWith(folder) || search !== "") return undefined;
  const path = decoded(href.slice(folder.length).replace(/#.*$/u, ""));
  const isPlain = path.split("/").every((part) => /^[^\\:\p{Cc}]+$/u.test(part) && part !== "." && part !== "..");
  return isPlain && !OWN.has(path) ? path : undefined;
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
