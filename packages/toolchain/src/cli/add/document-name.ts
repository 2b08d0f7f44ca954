import { isReferencePath, isSafePath } from "../../document/file-name.js";
import type { Loaded } from "./published.js";
import { trimOf } from "../../trim.js";

/**
 * The file name of a document in `specs/<name>`. The published name is kept where it is plain and fits the format; else
 * the format decides.
 */
export function documentName(url: URL, loaded: Pick<Loaded, "form" | "bytes">): string {
  const name = lastSegment(url);
  const isFitting = /^\w[\w.-]*\.(?:json|ya?ml|md)$/u.test(name) && isSafePath(name);
  const isMarkdown = loaded.form === "markdown";
  if (isFitting && isMarkdown === name.endsWith(".md")) return name;
  if (!isMarkdown) return `openapi${extensionOf(loaded)}`;
  const plain = trimOf(name.replaceAll(/[^\w-]+/gu, "-"), "-");
  return isSafePath(`${plain}.md`) ? `${plain}.md` : "page.md";
}

/**
 * The file name of a file that a reference brings along. The document does not choose it: a tool could take the file for
 * its settings.
 *
 * @param index Counted from 1.
 */
export function partName(index: number, loaded: Pick<Loaded, "form" | "bytes">): string {
  return `part-${index}${extensionOf(loaded)}`;
}

/**
 * The path by which the files of a document refer to one below its folder. Undefined where it is outside the folder, or
 * where its decoded name could lead outside.
 */
export function pathBelow(folder: string, { href, search }: URL): string | undefined {
  if (!href.startsWith(folder) || search !== "") return undefined;
  const path = decoded(href.slice(folder.length).split("#", 1)[0] ?? "");
  return isReferencePath(path) ? path : undefined;
}

function extensionOf({ form, bytes }: Pick<Loaded, "form" | "bytes">): ".json" | ".yaml" {
  return form === "json" || (form === "text" && startsAsJson(bytes)) ? ".json" : ".yaml";
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
