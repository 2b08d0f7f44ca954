import { mapObjects, type Visit } from "../../openapi/walk.js";
import { isObject, type Json, type JsonObject } from "../../json.js";
import { breakCycles } from "./cycles.js";
import { splitDirections } from "./direction.js";
import { resolveDiscriminators } from "./discriminator.js";
import { typedExtras } from "./additional-properties.js";
import { contentSchema, mediaSchema, textualComments } from "./media.js";
import { nullConstant, nullOnce, takeNull, withNull } from "./null.js";
import { openEnum } from "./open-enum.js";
import { printedOperations } from "./operations.js";
import { wholeReferences } from "./references.js";
import { requiredUnion } from "./required.js";
import { decodableKeys, plainNames, type Placeholders } from "./placeholders.js";
import { knownType } from "./types.js";
import { besideReference, fullMembers, unionBeside } from "./union.js";

/**
 * What openapi-typescript is given in place of the document: the same types, said in ways that it prints as they are
 * meant. The document itself is left as it was.
 */
export function prepared(document: JsonObject, tokens: Placeholders): JsonObject {
  return decodableKeys(withSchemas(visibleSchemas(document, tokens)), tokens);
}

/** The document with the schemas that are printed, before they are rewritten for printing. */
function visibleSchemas(document: JsonObject, tokens: Placeholders): JsonObject {
  const whole = wholeReferences(printedOperations(document, tokens));
  return breakCycles(splitDirections(resolveDiscriminators(plainNames(whole, tokens))));
}

function withSchemas(document: JsonObject): JsonObject {
  const changed = mapObjects(document, "document", (met): Json => {
    if (met.kind === "schema") return printable(textualComments(met));
    const { kind } = met;
    return textualComments({ kind, object: contentSchema({ kind, object: mediaSchema(met) }) });
  });
  return isObject(changed) ? changed : document;
}

const rules: readonly ((schema: JsonObject) => JsonObject)[] = [
  typedExtras,
  requiredUnion,
  besideReference,
  fullMembers,
  unionBeside,
];

function printable(given: Visit["object"]): Json {
  const { schema, isNullable } = takeNull(nullOnce(knownType(openEnum(nullConstant(given)))));
  const result = rules.reduce((current, rule) => rule(current), schema);
  return isNullable ? withNull(result) : result;
}
