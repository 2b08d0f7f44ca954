import { formatPointer } from "../../json.js";
import type { SourceDocument } from "../../openapi/document.js";
import { textOf } from "../../openapi/located.js";
import { type SchemaField, propertiesOf, typesOf, valuesOf } from "../../openapi/schema-fields.js";
import type { Job, State } from "../contract.js";
import { isSameNoun, splitWords } from "../names/words.js";
import { omitUndefined } from "../omit-undefined.js";
import { jobWordRank } from "./job-words.js";
import { plain, speaksOf } from "./paging-words.js";
import { isCached, saysFailure, saysWork, stateKind, type StateKind } from "./state-words.js";

/** A field that tells how far a job has come, and what its values mean. */
export interface StateSign {
  readonly pointer: string;
  /** The object that holds it: the answer, or what wraps it. */
  readonly holder: Holder;
  readonly field: SchemaField;
  readonly states: Job["states"];
  readonly cached: readonly State[];
  /** Values whose words are none of the usual ones. */
  readonly unknown: readonly State[];
  /** Whether a value tells of work that goes on: things that live on have states too. */
  readonly isWork: boolean;
}

/** An object in an answer, and the names on the way to it. */
export interface Holder {
  readonly names: readonly string[];
  readonly field: SchemaField;
}

/** The answer, and the objects that wrap it, up to two levels deep; `noun` is what the answer is about. */
export function holdersOf(document: SourceDocument, answer: SchemaField, noun: string): Holder[] {
  const within = ({ names, field }: Holder): Holder[] =>
    [...propertiesOf(document, field)]
      .filter(([name, inner]) => isHolder(name, noun) && !typesOf(inner).has("array"))
      .map(([name, inner]) => ({ names: [...names, name], field: inner }));
  const top = { names: [], field: answer };
  const inner = within(top);
  return [top, ...inner, ...inner.flatMap(within)];
}

function isHolder(name: string, noun: string): boolean {
  return (
    speaksOf("container", name) ||
    /^(job|task|run|attributes|info)$/u.test(plain(name)) ||
    isSameNoun(plain(name), noun)
  );
}

/**
 * The field whose values say what is pending, what succeeded and what failed: one of a usual name, else the only one
 * whose name ends in `status` or `state`. Where the work ends in one way, `ended`, each result tells how it went.
 *
 * @param prose The operation's description, which may list the states.
 */
export function stateSign(
  document: SourceDocument,
  answer: SchemaField,
  noun: string,
  prose = "",
): StateSign | undefined {
  for (const holder of holdersOf(document, answer, noun)) {
    const fields = [...propertiesOf(document, holder.field)];
    const usual = fields
      .filter(([name]) => jobWordRank("state", plain(name)) !== -1)
      .toSorted(([a], [b]) => jobWordRank("state", plain(a)) - jobWordRank("state", plain(b)));
    const others = fields.filter(
      ([name]) => !usual.some(([other]) => other === name) && /(status|state)$/u.test(plain(name)),
    );
    const [first] = usual.flatMap(([name, field]) => signOf(holder, name, field, prose) ?? []);
    if (first !== undefined) return first;
    const [only, ...more] = others.flatMap(([name, field]) => signOf(holder, name, field, prose) ?? []);
    if (only !== undefined && more.length === 0) return only;
  }
  return undefined;
}

function signOf(holder: Holder, name: string, field: SchemaField, prose: string): StateSign | undefined {
  const told = valueWords(field);
  const words = told.length > 0 ? told : wordsInProse(field, name, prose);
  const { states, unknown } = sortStates(words);
  const ends = states.failed !== undefined && words.some(([, word]) => saysFailure(word));
  const isTold = ends || words.some(([, word]) => splitWords(word).join("") === "ended");
  if (states.pending === undefined || states.succeeded === undefined || !isTold) return undefined;
  return {
    pointer: formatPointer([...holder.names, name]),
    holder,
    field,
    states,
    unknown,
    cached: words.filter(([, word]) => isCached(word)).map(([value]) => value),
    isWork: words.some(([, word]) => saysWork(word)),
  };
}

/** The values of a field with the word for each: an enum's texts, or what the description spells out. */
function valueWords(field: SchemaField): (readonly [value: State, word: string])[] {
  const values = valuesOf(field);
  if (values !== undefined && values.every((value) => typeof value === "string"))
    return values.map((value) => [value, value]);
  const text = field.map((schema) => textOf(schema, "description") ?? "").join("\n");
  if (values === undefined && typesOf(field).has("string")) return textsIn(text).map((word) => [word, word]);
  if (!typesOf(field).has("integer")) return [];
  const codes = codesIn(text);
  return values === undefined ? codes : codes.filter(([code]) => values.includes(code));
}

/** `0: PENDING, 1: STARTED`, `0=PENDING`, or `* \`0\` - Pending`. */
function codesIn(description: string): [code: number, word: string][] {
  const entries = description.matchAll(/(?<![\w.])`?(\d{1,4})`?\s*[:=-]\s*`?([A-Za-z][A-Za-z_ -]*[A-Za-z])/g);
  return [...entries].map(([, code, word = ""]) => [Number(code), word]);
}

/** `pending, running, done or failed`: at least three words in a list, quoted or not. */
function textsIn(description: string): string[] {
  const item = "[`'\"]?[A-Za-z][A-Za-z_-]*[`'\"]?";
  const list = new RegExp(
    `(?<![A-Za-z_-])${item}(?:\\s*(?:,|\\||/)\\s*(?:(?:and|or)\\s+)?${item}|\\s+(?:and|or)\\s+${item}){2,}`,
    "u",
  );
  const [found = ""] = list.exec(description) ?? [];
  return found
    .split(/\s*(?:,|\||\/|\s)\s*/u)
    .map((word) => word.replaceAll(/[`'"]/gu, ""))
    .filter((word) => word !== "" && word !== "and" && word !== "or");
}

/** Where the operation's description quotes the field's name: the other words that it quotes. */
function wordsInProse(field: SchemaField, name: string, prose: string): (readonly [State, string])[] {
  if (valuesOf(field) !== undefined || !typesOf(field).has("string") || !prose.includes(`\`${name}\``)) return [];
  const quoted = [...prose.matchAll(/`([A-Za-z][\w-]*)`/gu)].map(([, word = ""]) => word);
  return [...new Set(quoted)].filter((word) => word !== name).map((word) => [word, word]);
}

function sortStates(words: readonly (readonly [State, string])[]): Pick<StateSign, "states" | "unknown"> {
  const of = (kind: StateKind | undefined): State[] | undefined => {
    const values = words.filter(([, word]) => stateKind(word) === kind).map(([value]) => value);
    return values.length === 0 ? undefined : values;
  };
  return {
    states: omitUndefined({
      pending: of("pending"),
      succeeded: of("succeeded"),
      partial: of("partial"),
      failed: of("failed"),
      cancelled: of("cancelled"),
      indeterminate: of("indeterminate"),
    }),
    unknown: of(undefined) ?? [],
  };
}
