import type { ModelNames } from "../contract/names/models.js";
import { isObject, type Json, type JsonObject, mapItems, mapMembers } from "../json.js";

/** `schema.ts` and `models.ts`, and what is in them. */
export interface SchemaModule {
  readonly text: string;
  /** A type for each component schema; undefined where there are none. */
  readonly models: string | undefined;
  /** Names of the models by the names of their schemas. */
  readonly names: ModelNames;
  /** Whether the API sends anything by itself, callbacks included. */
  readonly hasWebhooks: boolean;
}

/**
 * Prints the types of a document, given as JSON in UTF-8. It may begin at once, in a thread beside; what it gives is
 * called for the result, and never where the document turns out to be of no use. The kept names of models stand.
 *
 * @param hasMethods Whether a client has methods with these docs. Then `paths` has only the summaries.
 */
export type PrintTypes = (
  document: Uint8Array<ArrayBuffer>,
  kept?: ModelNames,
  hasMethods?: boolean,
) => () => Promise<SchemaModule>;

/** Prints types in this thread, once they are asked for; only then is the compiler loaded. */
export const printTypesHere: PrintTypes =
  (...order) =>
  async () => {
    const { schemaModule } = await import("./schema.js");
    return schemaModule(...order);
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
