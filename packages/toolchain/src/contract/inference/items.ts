import { formatPointer } from "../../json.js";
import type { SourceDocument } from "../../openapi/document.js";
import { isSameNoun, splitWords } from "../names/words.js";
import { type SchemaField, propertiesOf, typesOf } from "../../openapi/schema-fields.js";
import { speaksOf } from "./paging-words.js";

/** The list that an answer is about. */
export interface Items {
  readonly pointer: string;
  /** Names on the way to the object that holds it; empty at the top. */
  readonly within: readonly string[];
  /** Whether it is called as lists usually are, or as the resource. */
  readonly isNamed: boolean;
}

/**
 * The items of an answer: its one list; of several the one of a usual name, the one that is called as the resource, or
 * the one that is no known companion. They may stand in an object that wraps the answer, up to two levels deep.
 */
export function findItems(document: SourceDocument, answer: SchemaField, path: string): Items | undefined {
  if (typesOf(answer).has("array")) return { pointer: "", within: [], isNamed: true };
  return itemsWithin(document, answer, nounOf(path), []);
}

function itemsWithin(
  document: SourceDocument,
  field: SchemaField,
  noun: string,
  within: readonly string[],
): Items | undefined {
  const arrays = arraysOf(document, field);
  const chosen = chooseList(arrays, noun);
  if (chosen !== undefined) {
    const isNamed = speaksOf("items", chosen) || isCalled(chosen, noun);
    return { pointer: formatPointer([...within, chosen]), within, isNamed };
  }
  if (within.length === 2 || arrays.some((name) => !speaksOf("companion", name))) return undefined;
  const wrapped = [...propertiesOf(document, field)]
    .filter(([name]) => speaksOf("container", name) || isCalled(name, noun))
    .flatMap(([name, inner]) => itemsWithin(document, inner, noun, [...within, name]) ?? []);
  return wrapped.length === 1 ? wrapped[0] : undefined;
}

function chooseList(arrays: readonly string[], noun: string): string | undefined {
  const usual = arrays.filter((name) => speaksOf("items", name));
  const called = arrays.filter((name) => isCalled(name, noun));
  const others = arrays.filter((name) => !speaksOf("companion", name));
  return [usual, called, others].find((names) => names.length === 1)?.[0];
}

function arraysOf(document: SourceDocument, field: SchemaField): string[] {
  return [...propertiesOf(document, field)]
    .filter(([, property]) => typesOf(property).has("array"))
    .map(([name]) => name);
}

/** The last word of a path that is no parameter. */
function nounOf(path: string): string {
  const [last = ""] = path
    .split("/")
    .toReversed()
    .filter((part) => part !== "" && !part.includes("{"));
  return splitWords(last.replace(/\.(json|xml)$/u, "")).join("");
}

function isCalled(name: string, noun: string): boolean {
  return isSameNoun(splitWords(name).join(""), noun);
}
