import type { JsonObject } from "../../json.js";

/** The form of a declaration or of a part of it, as a JSON Schema (draft 7), with what it means as `description`. */
export type ValueForm = JsonObject;

/** The form of an object, with that of each of its keys. */
export interface ObjectForm<K extends string> extends JsonObject {
  readonly description?: string;
  readonly properties: Readonly<Record<K, ValueForm>>;
}

/** An object that has these keys and no others. */
export function objectForm<K extends string>(
  properties: Readonly<Record<K, ValueForm>>,
  required: readonly NoInfer<K>[] = [],
  description?: string,
): ObjectForm<K> {
  return {
    type: "object",
    ...(description === undefined ? {} : { description }),
    additionalProperties: false,
    ...(required.length === 0 ? {} : { required: [...required] }),
    properties,
  };
}

/** The keys that an object may have. */
export function keysOfForm<K extends string>({ properties }: ObjectForm<K>): readonly K[] {
  return Object.keys(properties).filter((key): key is K => Object.hasOwn(properties, key));
}

/** An object whose keys are names. */
export function mapForm(values: ValueForm, description: string): ValueForm {
  return { type: "object", description, additionalProperties: values };
}

/** Text that is not empty, or that matches a pattern. */
export function textForm(description: string, pattern = "."): ValueForm {
  return { type: "string", description, pattern };
}

/** A JSON pointer (RFC 6901), `""` included. */
export function pointerForm(description: string): ValueForm {
  return { type: "string", description: `JSON pointer ${description}` };
}

export function listForm(items: ValueForm, description: string): ValueForm {
  return { type: "array", description, items };
}

/** A list with at least one item. */
export function filledListForm(items: ValueForm, description: string): ValueForm {
  return { ...listForm(items, description), minItems: 1 };
}

export function oneOrMoreForm(item: ValueForm, description: string): ValueForm {
  return { description, anyOf: [item, { type: "array", items: item, minItems: 1 }] };
}

export function integerForm(description: string, minimum = 0, maximum?: number): ValueForm {
  return { type: "integer", description, minimum, ...(maximum === undefined ? {} : { maximum }) };
}

export function numberForm(description: string, minimum: number, maximum?: number): ValueForm {
  return { type: "number", description, minimum, ...(maximum === undefined ? {} : { maximum }) };
}

export function flagForm(description: string): ValueForm {
  return { type: "boolean", description };
}

/** One of several words. */
export function wordForm(description: string, ...values: readonly string[]): ValueForm {
  return { description, enum: [...values] };
}
