import { mapObjects, type Visit } from "../../openapi/walk.js";
import { isObject, type JsonObject } from "../../json.js";
import { textual } from "./comment.js";
import { placesOf } from "./bytes.js";
import { breakCycles } from "../../openapi/schema-cycles.js";
import { type Directions, directionsOf } from "../../openapi/directions.js";
import { withInheritance } from "../../openapi/inheritance.js";
import { has, schemasOf } from "../../openapi/schema-keywords.js";
import { marked, withContent } from "./media.js";
import { printedOperations } from "./operations.js";
import { wholeReferences } from "./references.js";
import type { Place } from "./scope.js";
import { decodableKeys, type Placeholders } from "./placeholders.js";

/** A document as it is printed. */
export interface Prepared {
  /** All but its component schemas, for openapi-typescript. Its other schemas are marked. */
  readonly frame: JsonObject;
  /** The component schemas by name. */
  readonly schemas: JsonObject;
  /** Names of the document's schemas, of those that inheritance and directions add, and of places that have a name. */
  readonly names: readonly (readonly string[])[];
  readonly directions: Directions;
  /** Where component schemas stand that lead to bytes. */
  readonly places: ReadonlyMap<string, Place>;
}

/** The same types, said in ways that are printed as they are meant. The document itself is left as it was. */
export function prepared(document: JsonObject, placeholders: Placeholders, hasMethods: boolean): Prepared {
  const whole = wholeReferences(printedOperations(document, placeholders, hasMethods), document);
  const [described, named] = [schemasOf(document), schemasOf(whole)];
  const schemas = breakCycles(withInheritance(named));
  const frame = frameOf(whole);
  const directions = directionsOf(whole, schemas);
  const added = Object.keys(schemas).filter((name) => !has(named, name));
  const names = [
    Object.keys(described),
    [...added, ...directions.inputs.values()],
    Object.keys(named).filter((name) => !has(described, name)),
  ];
  return { frame: decodableKeys(frame, placeholders), schemas, names, directions, places: placesOf(frame, schemas) };
}

function frameOf(document: JsonObject): JsonObject {
  const { components } = document;
  const bare = isObject(components) ? { ...document, components: { ...components, schemas: {} } } : document;
  const frame = mapObjects(bare, "document", (met) => printable(met, document), "", "schema");
  return isObject(frame) ? frame : bare;
}

function printable(met: Visit, document: JsonObject): JsonObject {
  const { kind, object } = met;
  if (kind === "document" || kind === "components" || kind === "callback") return object;
  return textual(kind === "response" || kind === "requestBody" ? withContent(object, document) : marked(met, document));
}
