import type { SourceDocument } from "../../openapi/document.js";
import type { Json } from "../../json.js";
import type { Job, State } from "../contract.js";
import { omitUndefined } from "../omit-undefined.js";
import { failure, type Located, member, formatShort } from "../../openapi/located.js";
import { type SchemaField, typesOf } from "../../openapi/schema-fields.js";
import { statesForm } from "./job-form.js";
import { keysOfForm } from "./value-form.js";
import { filledList, listField, type Read, readFields, unexpected } from "./fields.js";

type States = Job["states"];

const kinds = keysOfForm(statesForm);

const state: Read<State> = (at, document) => {
  const { value } = at;
  if (typeof value === "string" || typeof value === "boolean") return value;
  if (typeof value === "number" && Number.isSafeInteger(value)) return value;
  throw unexpected(at, document, "a state: text, a whole number, or true or false");
};

/** Reads `states`: each state once, with the type of the field, and at least one success state. */
export function readJobStates(field: SchemaField): Read<States> {
  return (at, document) => {
    const fields = readFields(at, document, statesForm);
    const list = listField(stateOf(field));
    const states = omitUndefined({
      pending: fields.optional("pending", list),
      succeeded: fields.required("succeeded", filledList(stateOf(field))),
      partial: fields.optional("partial", list),
      failed: fields.optional("failed", list),
      cancelled: fields.optional("cancelled", list),
      indeterminate: fields.optional("indeterminate", list),
    });
    refuseRepeats(states, at, document);
    return states;
  };
}

/** Reads `cached`: states that are also listed under `succeeded`. */
export function readCached(states: States): Read<readonly State[]> {
  return listField((at, document) => {
    const cached = state(at, document);
    if (states.succeeded?.includes(cached) === true) return cached;
    const message = `The cached state ${formatShort(cached)} is not a succeeded state.`;
    throw failure(document, at.pointer, "contract/declaration", message, "List it under states.succeeded too.");
  });
}

/** All states of a declaration. */
export function allStates(states: States): State[] {
  return kinds.flatMap((kind) => states[kind] ?? []);
}

/** The comparison key of a state. As in the runtime, strings are equal except for case and surrounding spaces. */
export function stateKey(value: Json): string {
  return typeof value === "string" ? `text ${value.trim().toLowerCase()}` : `other ${formatShort(value)}`;
}

function stateOf(field: SchemaField): Read<State> {
  const types = typesOf(field);
  return (at, document) => {
    const value = state(at, document);
    if (types.size === 0 || types.has(typeof value) || (typeof value === "number" && types.has("integer")))
      return value;
    throw unexpected(at, document, `a state of the field's type, ${[...types].join(" or ")}`);
  };
}

function refuseRepeats(states: States, at: Located<Json>, document: SourceDocument): void {
  const seen = new Map<string, string>();
  for (const kind of kinds)
    for (const [index, value] of (states[kind] ?? []).entries()) {
      const before = seen.get(stateKey(value));
      seen.set(stateKey(value), kind);
      if (before === undefined) continue;
      const list = member(at, kind);
      const pointer = (list && member(list, index)?.pointer) ?? at.pointer;
      throw failure(
        document,
        pointer,
        "contract/declaration",
        `The state ${formatShort(value)} is listed under '${before}' and under '${kind}'.`,
        "Keep one of them.",
      );
    }
}
