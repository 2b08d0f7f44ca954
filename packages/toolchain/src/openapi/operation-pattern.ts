import type { OperationPlace } from "./operations.js";
import { textOf, textsOf } from "./located.js";

/** Whether an operation is one that a pattern names. */
export type OperationTest = (operation: OperationPlace) => boolean;

/**
 * Reads a pattern: `tag:pets`, a path (`/pets/**`), a method (`GET`), both (`GET /pets/*`), or an operationId, in which
 * `*` stands for any letters. In a path `*` stands for a part of one segment, and `**` for any number of segments.
 */
export function operationPattern(pattern: string): OperationTest {
  const [, tag] = /^tag:(.+)$/su.exec(pattern) ?? [];
  if (tag !== undefined) {
    const isTag = glob(tag);
    return ({ at }) => textsOf(at, "tags")?.some(isTag) === true;
  }
  const [, method, path] = /^([A-Z][A-Z-]*)?(?: ?)(\/.*)?$/su.exec(pattern) ?? [];
  if (method !== undefined || path !== undefined) {
    const isPath = path === undefined ? () => true : pathGlob(path);
    return (operation) => (method === undefined || operation.method === method) && isPath(operation.path);
  }
  const isId = glob(pattern);
  return ({ at }) => isId(textOf(at, "operationId") ?? "");
}

/** The patterns that name one operation, for a hint at what was meant. */
export function patternsOf({ method, path, at }: OperationPlace): string[] {
  const id = textOf(at, "operationId");
  return [
    ...(textsOf(at, "tags") ?? []).map((tag) => `tag:${tag}`),
    `${method} ${path}`,
    path,
    ...(id === undefined ? [] : [id]),
  ];
}

type TextTest = (text: string) => boolean;

function glob(pattern: string): TextTest {
  const parts = pattern.split(/(\*)/u).map((part) => (part === "*" ? { but: "" } : part));
  return (text) => isMade(text, parts);
}

/** `/**` at the end is the path itself, too. */
function pathGlob(pattern: string): TextTest {
  const parts = pathParts(pattern);
  const above = pattern.endsWith("/**") ? pathParts(pattern.slice(0, -3)) : parts;
  return (text) => isMade(text, parts) || isMade(text, above);
}

function pathParts(pattern: string): Part[] {
  return pattern.split(/(\*\*|\*)/u).map((part) => {
    if (part === "**") return { but: "" };
    return part === "*" ? { but: "/" } : part;
  });
}

/** A text as it stands, or any letters but one. */
type Part = string | { readonly but: string };

/**
 * Whether a text is made of these parts. The places where the next part may begin are kept together, so the time is at
 * most that of both lengths multiplied; a regular expression with many stars takes far longer.
 */
function isMade(text: string, parts: readonly Part[]): boolean {
  let starts: readonly number[] = [0];
  for (const part of parts) {
    const ends = new Set<number>();
    for (const start of starts) {
      if (typeof part === "string") {
        if (text.startsWith(part, start)) ends.add(start + part.length);
        continue;
      }
      for (let end = start; end <= text.length && !ends.has(end); end += 1) {
        ends.add(end);
        if (text[end] === part.but) break;
      }
    }
    starts = [...ends];
  }
  return starts.includes(text.length);
}
