import type { OptionalKind, ParameterDeclarationStructure } from "ts-morph";
import { comment, type Docs } from "../docs.js";
import type { MethodParameter } from "../method.js";

export function parameterStructure({
  name,
  type,
  optional,
}: MethodParameter): OptionalKind<ParameterDeclarationStructure> {
  return { name, type, hasQuestionToken: optional };
}

/** A documentation comment as ts-morph takes it: without its delimiters. */
export function docsOf(docs: Docs): string[] {
  const inner = comment(docs)
    .replace(/^\/\*\*\s?/u, "")
    .replace(/\s*\*\/\s*$/u, "")
    .split("\n")
    .map((line) => line.replace(/^ \* ?/u, ""))
    .join("\n")
    .trim();
  return commentOf(inner);
}

/** One line stays on one line; more stand below the opening. */
export function commentOf(inner: string): string[] {
  if (inner === "") return [];
  return [inner.includes("\n") ? `\n${inner}` : inner];
}
