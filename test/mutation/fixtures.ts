import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parse, stringify } from "yaml";
import type { Json } from "../../packages/toolchain/src/json.js";

const folder = join(import.meta.dirname, "documents");

export type Format = "json" | "yaml";

/** A value in one of the documents, with the keys that lead to it. */
export interface Place {
  readonly document: Document;
  readonly path: readonly string[];
  readonly value: Json;
}

/** A valid document; together they use every feature of OpenAPI 2.0 to 3.2 that the toolchain knows. */
export interface Document {
  readonly name: string;
  readonly value: Json;
  /** All places, the root first. */
  readonly places: readonly Place[];
  readonly texts: Readonly<Record<Format, string>>;
}

export const documents: readonly Document[] = readdirSync(folder).map((file) => {
  const value: Json = parse(readFileSync(join(folder, file), "utf8"));
  const texts = { json: print(value, "json"), yaml: print(value, "yaml") };
  const places: Place[] = [];
  const document = { name: file.replace(".yaml", ""), value, places, texts };
  const visit = (current: Json, path: readonly string[]): void => {
    places.push({ document, path, value: current });
    if (typeof current !== "object" || current === null) return;
    for (const [key, item] of Object.entries(current)) visit(item, [...path, key]);
  };
  visit(value, []);
  return document;
});

export function print(value: Json, format: Format): string {
  return format === "json" ? JSON.stringify(value, undefined, 1) : stringify(value);
}
