import type ts from "typescript";
import { isObject, type Json } from "../../json.js";
import { compiler, nodes } from "./libraries.js";
import { componentName } from "../../openapi/reference.js";
import { listedValues, schemaNamed, textsIn } from "../../openapi/schema-keywords.js";
import type { Scope } from "./scope.js";

const { factory } = compiler;

/** The keys that a pattern matches: one name, or those of a type. Neither stands where no type has just these keys. */
export interface Keys {
  readonly name?: string;
  readonly type?: ts.TypeNode;
}

/** Text that has no meaning in a pattern, at the beginning or the end of a key where it is anchored. */
const PLAIN = /^(\^?)((?:[^\\^$.*+?()[\]{}|]|\\[^\p{L}\p{N}])*)(\$?)$/u;

/** The keys that a pattern of `patternProperties` or `propertyNames` matches. */
export function keysOf(pattern: string): Keys {
  const core = pattern.replace(/^\^?\.[*+]/u, "").replace(/(?<!\\)\.[*+]\$?$/u, "");
  const [, start, escaped, end] = PLAIN.exec(core) ?? [];
  if (escaped === undefined) return {};
  const text = escaped.replaceAll(/\\(.)/gu, "$1");
  if (start !== "" && end !== "") return { name: text };
  if (text === "") return { type: nodes.STRING };
  const pieces = start !== "" ? [text, ""] : end !== "" ? ["", text] : ["", text, ""];
  const [head = "", ...rest] = pieces;
  const spans = rest.map((piece, index) =>
    factory.createTemplateLiteralTypeSpan(
      nodes.STRING,
      index === rest.length - 1 ? factory.createTemplateTail(piece) : factory.createTemplateMiddle(piece),
    ),
  );
  return { type: factory.createTemplateLiteralType(factory.createTemplateHead(head), spans) };
}

/** The names that `propertyNames` lists; undefined where it says something else. */
export function listedNames(schema: Json | undefined, { schemas }: Scope): string[] | undefined {
  const target = schemaNamed(schemas, componentName(schema)) ?? schema;
  if (!isObject(target)) return undefined;
  const { const: constant } = target;
  return typeof constant === "string" ? [constant] : listedValues(target) && textsIn(target["enum"]);
}
