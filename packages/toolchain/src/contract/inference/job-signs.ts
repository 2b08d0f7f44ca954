import type { SourceDocument } from "../../openapi/document.js";
import type { Job, State } from "../contract.js";
import { omitUndefined } from "../omit-undefined.js";
import { textOf } from "../../openapi/located.js";
import { type SchemaField, propertiesOf, typesOf, valuesOf } from "../../openapi/schema-fields.js";
import { plain } from "./paging-words.js";
import { isCached, saysFailure, stateKind, type StateKind } from "./state-words.js";

/** A field that tells how far a job has come, and what its values mean. */
export interface StateSign {
  readonly name: string;
  readonly field: SchemaField;
  readonly states: Job["states"];
  readonly cached: readonly State[];
  /** Values whose words are none of the usual ones. */
  readonly unknown: readonly State[];
}

const stateNames = ["provisioningstate", "status", "state", "jobstatus", "jobstate", "statuscode", "phase"];

/** The first field of a usual name whose values say at least what is pending, what succeeded and what failed. */
export function stateSign(document: SourceDocument, answer: SchemaField): StateSign | undefined {
  for (const [name, field] of propertiesOf(document, answer)) {
    if (!stateNames.includes(plain(name))) continue;
    const words = valueWords(field);
    const { states, unknown } = sortStates(words);
    const fails = words.some(([, word]) => saysFailure(word));
    if (states.pending && states.succeeded && states.failed && fails)
      return {
        name,
        field,
        states,
        unknown,
        cached: words.filter(([, word]) => isCached(word)).map(([value]) => value),
      };
  }
  return undefined;
}

/** The values of a field with the word for each: an enum's texts, or integers that the description spells out. */
function valueWords(field: SchemaField): (readonly [value: State, word: string])[] {
  const values = valuesOf(field);
  if (values !== undefined && values.every((value) => typeof value === "string"))
    return values.map((value) => [value, value]);
  if (!typesOf(field).has("integer")) return [];
  const codes = codesIn(field.map((schema) => textOf(schema, "description") ?? "").join("\n"));
  return values === undefined ? codes : codes.filter(([code]) => values.includes(code));
}

/** `0: PENDING, 1: STARTED`, `0=PENDING`, or `* \`0\` - Pending`. */
function codesIn(description: string): [code: number, word: string][] {
  const entries = description.matchAll(/(?<![\w.])`?(\d{1,4})`?\s*[:=-]\s*`?([A-Za-z][A-Za-z_ -]*[A-Za-z])/g);
  return [...entries].map(([, code, word = ""]) => [Number(code), word]);
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
