import { mapObjects, type Visit } from "../../openapi/walk.js";
import { isObject, type JsonObject } from "../../json.js";
import { textual } from "./comment.js";
import { breakCycles } from "./cycles.js";
import { splitDirections } from "./direction.js";
import { resolveDiscriminators } from "./discriminator.js";
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
}

/** The same types, said in ways that are printed as they are meant. The document itself is left as it was. */
export function prepared(document: JsonObject, tokens: Placeholders): Prepared {
  const whole = wholeReferences(printedOperations(document, tokens));
  const visible = breakCycles(splitDirections(resolveDiscriminators(whole)));
  return { frame: decodableKeys(frameOf(visible), tokens), schemas: schemasOf(visible) };
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
