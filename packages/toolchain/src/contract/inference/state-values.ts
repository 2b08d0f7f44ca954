import { textOf, member, members } from "../../openapi/located.js";
import { type SchemaField, typesOf, valuesOf } from "../../openapi/schema-fields.js";
import type { State } from "../contract.js";
import { splitWords } from "../names/words.js";

/** A value of a state's field, and the word for it. */
export type StateValue = readonly [value: State, word: string];

/** What a document says of a state outside its schema. */
export interface ToldElsewhere {
  /** The operation's description, which may quote the field's name and its states. */
  readonly prose?: string | undefined;
  /** The names of all fields of the object. */
  readonly fields?: readonly string[];
  /** The values by which the list of such things is filtered, by the field's name. */
  readonly filter?: (name: string) => readonly string[];
  /** Whether there is a result. If the state has only one end, the result tells how the work went. */
  readonly hasResult?: () => boolean;
}

/** The values of a field with the word for each: an enum's texts, or what its description or its example spells out. */
export function valueWords(field: SchemaField): readonly StateValue[] {
  // TypeSpec writes an extensible enum as a union of its values and any string.
  const values = valuesOf(field) ?? valuesOf(field.filter((schema) => !isAnyText(schema)));
  if (values !== undefined && values.every((value) => typeof value === "string"))
    return values.map((value) => [value, value]);
  const text = field.map((schema) => textOf(schema, "description") ?? "").join("\n");
  if (values === undefined && typesOf(field).has("string"))
    return (
      [text, ...examplesOf(field)]
        .map(textsIn)
        .find((found) => found.length > 0)
        ?.map(asWord) ?? []
    );
  if (!typesOf(field).has("integer")) return [];
  const codes = codesIn(text);
  return values === undefined ? codes : codes.filter(([code]) => values.includes(code));
}

function isAnyText(schema: SchemaField[number]): boolean {
  return (
    member(schema, "type")?.value === "string" && !["enum", "const"].some((key) => Object.hasOwn(schema.value, key))
  );
}

/**
 * The words without their common prefix: `RUNNING` for `JOB_STATE_RUNNING`. Enums of gRPC services begin with the name
 * of the enum.
 */
export function withoutPrefix(values: readonly StateValue[]): readonly StateValue[] {
  const all = values.map(([, word]) => splitWords(word));
  const [first = []] = all;
  const differing = first.findIndex((word, index) =>
    all.some((words) => words[index] !== word || words.length === index + 1),
  );
  const length =
    first.slice(0, differing).findLastIndex((word) => /^(state|status|phase|job|task|run)$/u.test(word)) + 1;
  if (all.length < 3 || length === 0) return values;
  return values.map(([value], index) => [value, (all[index] ?? []).slice(length).join("_")]);
}

/**
 * The words for a text field that its schema does not tell: those of a filter, else those that its own description
 * quotes, except names of fields, else those that prose quotes.
 */
export function wordsElsewhere(field: SchemaField, name: string, told: ToldElsewhere): StateValue[] {
  const { prose = "", filter, fields = [] } = told;
  if (valuesOf(field) !== undefined || !typesOf(field).has("string")) return [];
  const own = field.map((schema) => textOf(schema, "description") ?? "").join("\n");
  const inOwn = quotedWords(own).filter((word) => !fields.includes(word));
  const listed = filter?.(name) ?? [];
  if (listed.length > 0) return listed.map(asWord);
  return (inOwn.length >= LEAST_QUOTED ? inOwn : quotedIn(prose, name)).map(asWord);
}

/** A field's description lists its states if it quotes at least this number of words. */
const LEAST_QUOTED = 3;

/**
 * The values that prose lists as troubles: items of a list below a sentence that speaks of problems or errors. The work
 * may have ended with one, or go on once somebody mends what is wrong.
 */
export function troublesIn(prose: string): ReadonlySet<string> {
  const found = new Set<string>();
  let isOfTroubles = false;
  for (const line of prose.split("\n").filter((text) => text.trim() !== "")) {
    const [, value] = /^\s*[*-]\s+`([\w-]+)`/u.exec(line) ?? [];
    if (value === undefined)
      isOfTroubles = /\b(problems?|errors?|wrong)\b/iu.test(line) && !/\b(no|not|without)\b/iu.test(line);
    else if (isOfTroubles) found.add(value);
  }
  return found;
}

function asWord(word: string): StateValue {
  return [word, word];
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

/** Examples that list all states in one text: `succeeded | failed | in_progress`. */
function examplesOf(field: SchemaField): string[] {
  const examples = field.flatMap((schema) => {
    const several = member(schema, "examples");
    return [member(schema, "example")?.value, ...(several ? members(several).map(([, at]) => at.value) : [])];
  });
  return examples.filter((value) => typeof value === "string");
}

/** Where a text quotes a field's name: the other words that it quotes. */
function quotedIn(prose: string, name: string): string[] {
  if (!prose.includes(`\`${name}\``)) return [];
  return quotedWords(prose).filter((word) => word !== name);
}

function quotedWords(prose: string): string[] {
  return [...new Set([...prose.matchAll(/`([A-Za-z][\w-]*)`/gu)].map(([, word = ""]) => word))];
}
