import { formatPointer } from "../../json.js";
import type { SourceDocument } from "../../openapi/document.js";
import { type SchemaField, propertiesOf, typesOf } from "../../openapi/schema-fields.js";
import type { Job, State } from "../contract.js";
import { isSameNoun, splitWords } from "../names/words.js";
import { omitUndefined } from "../omit-undefined.js";
import { absentState } from "../job-context.js";
import { isJobWord, jobWordRank } from "./job-words.js";
import { plain, speaksOf } from "./paging-words.js";
import {
  type StateValue,
  type ToldElsewhere,
  troublesIn,
  valueWords,
  withoutPrefix,
  wordsElsewhere,
} from "./state-values.js";
import { stateKinds } from "./state-kinds.js";
import { isCached, saysFailure, saysOnlyEnd, saysTurn, saysWork, stateKind, type StateKind } from "./state-words.js";
import { isPlainText } from "./text-fields.js";

/** A field that tells how far a job has come, and what its values mean. */
export interface StateSign {
  /** Pointer to the state; of the outcome of the work and its state the first that is there. */
  readonly state: string | readonly string[];
  /** The object that holds it: the answer, or what wraps it. */
  readonly holder: Holder;
  readonly field: SchemaField;
  readonly states: Job["states"];
  /** All values that the document tells, in its order. */
  readonly values: readonly State[];
  readonly cached: readonly State[];
  /** Values whose words are none of the usual ones. */
  readonly unknown: readonly State[];
  /** Whether a value tells of work that goes on: things that live on have states too. */
  readonly isWork: boolean;
  /** What the lack of the field means. */
  readonly absent: State | undefined;
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
  return speaksOf("container", name) || isJobWord("holder", plain(name)) || isSameNoun(plain(name), noun);
}

/**
 * The field whose values say what is pending, what succeeded and what failed: one of a usual name, else the only one
 * whose name ends in `status` or `state`, else a flag that the work has ended. A state can have only one
 * end: `ended`, or another word if there are a state such as `queued` and a result. Each result then tells how it went.
 */
export function stateSign(
  document: SourceDocument,
  answer: SchemaField,
  noun: string,
  told: ToldElsewhere = {},
): StateSign | undefined {
  const holders = holdersOf(document, answer, noun).map((holder) => ({
    holder,
    fields: [...propertiesOf(document, holder.field)],
  }));
  for (const { holder, fields } of holders) {
    const usual = fields
      .filter(([name]) => jobWordRank("state", plain(name)) !== -1)
      .toSorted(([a], [b]) => jobWordRank("state", plain(a)) - jobWordRank("state", plain(b)));
    const others = fields.filter(
      ([name]) => !usual.some(([other]) => other === name) && /(status|state)$/u.test(plain(name)),
    );
    const all = { ...told, fields: fields.map(([name]) => name) };
    const signs = (named: typeof fields): StateSign[] => named.flatMap((one) => signOf(holder, one, fields, all) ?? []);
    const [first] = signs(usual);
    if (first !== undefined) return first;
    const [only, ...more] = signs(others);
    if (only !== undefined && more.length === 0) return only;
  }
  return holders.flatMap(({ holder, fields }) => endSign(holder, fields) ?? [])[0];
}

type Named = readonly [name: string, field: SchemaField];

function signOf(
  holder: Holder,
  [name, field]: Named,
  fields: readonly Named[],
  told: ToldElsewhere,
): StateSign | undefined {
  const outcome = fields.find(([other, at]) => isJobWord("outcome", plain(other)) && isPlainText(at));
  const own = valueWords(field);
  const words = withoutPrefix(own.length > 0 ? own : wordsElsewhere(field, name, told));
  const ends = outcome && outcome[0] !== name ? endsOf(outcome[1], words, own.length === 0) : undefined;
  const troubles = troublesIn(told.prose ?? "");
  const kinds = stateKinds(
    words.map(([, word]) => word),
    fields.map(([other]) => other),
  );
  const kindOf = (word: string, index: number): StateKind | undefined =>
    kinds[index] ?? (troubles.has(word) ? "indeterminate" : undefined);
  const all = ends ?? words.map(([value, word], index): Meant => [value, word, kindOf(word, index)]);
  const { states, unknown } = sortStates(all);
  const isFailing = states.failed !== undefined && all.some(([, word]) => saysFailure(word));
  const isOfQueue = !isFailing && words.some(([, word]) => saysTurn(word)) && told.hasResult?.() === true;
  const isEnd = (word: string): boolean => splitWords(word).join("") === "ended" || (isOfQueue && saysOnlyEnd(word));
  const isTold = isFailing || all.some(([, word]) => isEnd(word));
  if (states.pending === undefined || states.succeeded === undefined || !isTold) return undefined;
  const place = formatPointer([...holder.names, name]);
  return {
    state: ends === undefined || outcome === undefined ? place : [formatPointer([...holder.names, outcome[0]]), place],
    holder,
    field,
    states,
    values: all.map(([value]) => value),
    unknown,
    cached: all.filter(([, word]) => isCached(word)).map(([value]) => value),
    isWork: words.some(([, word]) => saysWork(word)) && !words.some(([, word]) => isJobWord("removal", plain(word))),
    absent: absentState(field),
  };
}

type Meant = readonly [value: State, word: string, kind: StateKind | undefined];

/**
 * The values of a state and of the outcome beside it, which is null while the work goes on: its values tell the end, so
 * that a state such as `completed` alone tells none. Undefined where the outcome is something else, such as a text that
 * the work made.
 *
 * @param isFiltered The words come from a filter, which has those of both fields.
 */
function endsOf(outcome: SchemaField, words: readonly StateValue[], isFiltered: boolean): Meant[] | undefined {
  const own = valueWords(outcome);
  const ends = own.length > 0 ? own : isFiltered ? words : [];
  const means = (kind: StateKind): boolean =>
    ends.some(([, word]) => stateKind(word) === kind && (own.length > 0 || !saysOnlyEnd(word)));
  if (!means("succeeded") || !means("failed")) return undefined;
  const isEnd = new Set(own.map(([value]) => value));
  const rest = words.filter(([value]) => !isEnd.has(value));
  return [
    ...own.map(([value, word]): Meant => [value, word, stateKind(word)]),
    ...rest.map(([value, word]): Meant => [value, word, saysOnlyEnd(word) ? "indeterminate" : stateKind(word)]),
  ];
}

/**
 * A flag that says that the work has ended. The answer must also have an error or a product, because tasks for people have
 * neither. If a second flag says whether the work succeeded, the first flag alone is no sign.
 */
function endSign(holder: Holder, fields: readonly Named[]): StateSign | undefined {
  const flag = fields.find(([name, field]) => isJobWord("end", plain(name)) && isFlag(field));
  const tells = ([name, field]: Named): boolean => isJobWord("error", plain(name)) || isProduct(name, field);
  const isJudged = fields.some(([name, field]) => isJobWord("verdict", plain(name)) && isFlag(field));
  if (flag === undefined || isJudged || !fields.some(tells)) return undefined;
  return {
    state: formatPointer([...holder.names, flag[0]]),
    holder,
    field: flag[1],
    states: { pending: [false], succeeded: [true] },
    values: [false, true],
    unknown: [],
    cached: [],
    isWork: true,
    absent: false,
  };
}

/** Whether a field holds what work has made, or its URL: a text called `result` may be the score of a match. */
function isProduct(name: string, field: SchemaField): boolean {
  const isScalar = [...typesOf(field)].every((type) => type !== "object" && type !== "array");
  return isJobWord("product", plain(name)) && (plain(name).endsWith("url") || typesOf(field).size === 0 || !isScalar);
}

function isFlag(field: SchemaField): boolean {
  const types = typesOf(field);
  return types.size === 1 && types.has("boolean");
}

function sortStates(words: readonly Meant[]): Pick<StateSign, "states" | "unknown"> {
  const of = (kind: StateKind | undefined): State[] | undefined => {
    const values = words.filter(([, , meant]) => meant === kind).map(([value]) => value);
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
