import { mapObjects, type Visit } from "../../openapi/walk.js";
import { isObject, type JsonObject } from "../../json.js";
import { textual } from "./comment.js";
import { breakCycles } from "./cycles.js";
import { type Directions, directionsOf } from "./direction.js";
import { withInheritance } from "./discriminator.js";
import { schemasOf } from "./lookup.js";
import { marked } from "./media.js";
import { printedOperations } from "./operations.js";
import { wholeReferences } from "./references.js";
import { decodableKeys, type Placeholders } from "./placeholders.js";

/** A document as it is printed. */
export interface Prepared {
  /** All but its component schemas, for openapi-typescript. Its other schemas are marked. */
  readonly frame: JsonObject;
  /** The component schemas by name. */
  readonly schemas: JsonObject;
  readonly directions: Directions;
}

/** The same types, said in ways that are printed as they are meant. The document itself is left as it was. */
export function prepared(document: JsonObject, tokens: Placeholders): Prepared {
  const whole = wholeReferences(printedOperations(document, tokens));
  const schemas = breakCycles(withInheritance(schemasOf(whole)));
  return { frame: decodableKeys(frameOf(whole), tokens), schemas, directions: directionsOf(whole, schemas) };
}

function frameOf(document: JsonObject): JsonObject {
  const { components } = document;
  const bare = isObject(components) ? { ...document, components: { ...components, schemas: {} } } : document;
  const frame = mapObjects(bare, "document", change, "", "schema");
  return isObject(frame) ? frame : bare;
}

function change(met: Visit): JsonObject {
  const { kind, object } = met;
  return kind === "document" || kind === "components" || kind === "callback" ? object : textual(marked(met));
}
