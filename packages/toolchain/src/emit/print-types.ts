import { isObject, type Json, type JsonObject, mapItems, mapMembers } from "../json.js";

/** `schema.ts`, and what is in it. */
export interface SchemaModule {
  readonly text: string;
  /** Names of schemas: the document's, and those that only requests have. */
  readonly schemas: readonly string[];
  /** Whether the API sends anything by itself, callbacks included. */
  readonly hasWebhooks: boolean;
}

/**
 * Prints the types of a document, given as JSON in UTF-8. It may begin at once, in a thread beside; what it gives is
 * called for the result, and never where the document turns out to be of no use.
 */
export type PrintTypes = (document: Uint8Array<ArrayBuffer>) => () => Promise<SchemaModule>;

/** Prints types in this thread, once they are asked for; only then is the compiler loaded. */
export const printTypesHere: PrintTypes = (document) => async () => {
  const { schemaModule } = await import("./schema.js");
  return schemaModule(document);
};

/** A document as types are printed of it: big integers are numbers, since a type has no use for their last digits. */
export function printable(document: JsonObject): Uint8Array<ArrayBuffer> {
  return new TextEncoder().encode(stringify(document));
}

function stringify(document: JsonObject): string {
  try {
    return JSON.stringify(document);
  } catch (error) {
    // Few documents have a bigint, which JSON cannot hold.
    if (error instanceof TypeError) return JSON.stringify(withNumbers(document));
    throw error;
  }
}

function withNumbers(value: Json): Json {
  if (typeof value === "bigint") return Number(value);
  if (Array.isArray(value)) return mapItems(value, withNumbers);
  return isObject(value) ? mapMembers(value, withNumbers) : value;
}
