import { templateParts } from "../../openapi/path-template.js";
import { previewWords } from "./preview-words.js";
import { isVersion } from "./route.js";
import type { NamingSource } from "./styles/reading.js";
import { camelCase, splitWords } from "./words.js";

/**
 * What tells an operation from its twin in another edition of the API: the preview that it belongs to, such as `beta`,
 * else the version in its path, such as `v2`.
 */
export function editionOf(source: NamingSource): string | undefined {
  return previewOf(source) ?? versionOf(source.path);
}

/** The word of the preview that an operation belongs to; undefined for a stable one. */
export function previewOf({ path, operationId = "", tags = [] }: NamingSource): string | undefined {
  const words = [path, operationId, ...tags.slice(0, 1)].flatMap((text) => splitWords(text.replaceAll(/\d+/gu, " ")));
  return previewWords.find(({ word }) => words.some((other) => other === word || other === `v${word}`))?.word;
}

function versionOf(path: string): string | undefined {
  const version = templateParts(path).find((part) => "text" in part && isVersion(part.text));
  if (version === undefined || !("text" in version)) return undefined;
  // `2024-01-01` is `v20240101`.
  return /^v/iu.test(version.text) ? camelCase(splitWords(version.text)) : `v${version.text.replaceAll(/\D/gu, "")}`;
}
