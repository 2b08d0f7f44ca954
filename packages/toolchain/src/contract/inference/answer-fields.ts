import { formatPointer } from "../../json.js";
import type { SourceDocument } from "../../openapi/document.js";
import { type SchemaField, propertiesOf } from "../../openapi/schema-fields.js";
import type { Items } from "./items.js";
import { plain, speaksOf } from "./paging-words.js";
import { isUrl } from "./text-fields.js";

/** A field of an answer that may hold a fact of the page. */
export interface AnswerField {
  /** Names on the way to it, outermost first. */
  readonly names: readonly string[];
  readonly pointer: string;
  readonly field: SchemaField;
  /** Whether it stands beside the items, beside what wraps them, or in an object that tells of the page. */
  readonly isBeside: boolean;
}

/**
 * The fields beside the items and beside each object that wraps them, and those of the objects there, up to two levels
 * deep. Objects whose names do not tell of the page are looked into once: only a word that means nothing else counts
 * there.
 */
export function fieldsBeside(document: SourceDocument, answer: SchemaField, items: Items): AnswerField[] {
  const holders = items.within.map((_, index) => items.within.slice(0, index + 1));
  return [[], ...holders].flatMap((names) => {
    const holder = names.reduce((field, name) => propertiesOf(document, field).get(name) ?? [], answer);
    return fieldsOf(document, holder, names, true, 2);
  });
}

function fieldsOf(
  document: SourceDocument,
  holder: SchemaField,
  within: readonly string[],
  isBeside: boolean,
  depth: number,
): AnswerField[] {
  return [...propertiesOf(document, holder)].flatMap(([name, field]) => {
    const names = [...within, name];
    const own = { names, pointer: formatPointer(names), field, isBeside };
    if (depth === 0) return [own];
    const tellsOfPage = isBeside && isWrapper(name);
    const inner =
      tellsOfPage || depth === 2 ? fieldsOf(document, field, names, tellsOfPage, tellsOfPage ? depth - 1 : 0) : [];
    return [own, ...inner];
  });
}

/** Whether an object's name tells that it holds facts of the page: `meta`, `response_metadata`, `pageInfo`, `_links`. */
export function isWrapper(name: string): boolean {
  return speaksOf("wrapper", name) || /(meta|metadata|pagination|paging|pageinfo|cursors?)$/u.test(plain(name));
}

/** A URL called `next`, or `href` and the like in an object of that name. */
export function nextUrlIn(fields: readonly AnswerField[]): string | undefined {
  const isNext = (names: readonly string[]): boolean => {
    const [leaf = "", parent = ""] = names.toReversed();
    return speaksOf("nextUrl", leaf) || (speaksOf("nextUrl", parent) && /^(href|url|uri|link)$/u.test(plain(leaf)));
  };
  return fields.find(({ names, field, isBeside }) => isBeside && isNext(names) && isUrl(field, names))?.pointer;
}
