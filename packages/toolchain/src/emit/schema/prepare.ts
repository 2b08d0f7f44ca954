import { mapObjects, type Visit } from "../../openapi/walk.js";
import { isObject, type JsonObject } from "../../json.js";
import { textual } from "./comment.js";
import { placesOf } from "./bytes.js";
import { breakCycles } from "./cycles.js";
import { type Directions, directionsOf } from "./direction.js";
import { withInheritance } from "./discriminator.js";
import { schemasOf } from "./lookup.js";
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
  readonly directions: Directions;
  /** Where component schemas stand that lead to bytes. */
  readonly places: ReadonlyMap<string, Place>;
}

/** The same types, said in ways that are printed as they are meant. The document itself is left as it was. */
export function prepared(document: JsonObject, placeholders: Placeholders): Prepared {
  const whole = wholeReferences(printedOperations(document, placeholders), document);
  const schemas = breakCycles(withInheritance(schemasOf(whole)));
  const frame = frameOf(whole);
  const places = placesOf(frame, schemas);
  return { frame: decodableKeys(frame, placeholders), schemas, directions: directionsOf(whole, schemas), places };
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
