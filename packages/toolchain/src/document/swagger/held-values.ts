import { isObject, type Json, type JsonObject, mapItems, mapMembers } from "../../json.js";
import { isField, type Shape, shapeOf } from "../../openapi/grammar.js";
import { mapObjects } from "../../openapi/walk.js";
import { likeliestValue } from "../defects/likeliest.js";

/** Where an object keeps a list of fields as they were published. No published key has this noncharacter. */
const FIELDS = "\uFDD1fields";

/** Where the stand-in of an object keeps what was published in its place. */
const VALUE = "\uFDD1value";

/** The fields that the conversion takes apart ("Swagger Object", "Operation Object", "Response Object"). */
const CONVERTED =
  "host basePath schemes consumes produces paths parameters responses securityDefinitions headers".split(" ");

/**
 * A 2.0 document that the conversion can read: such fields hold what was likely meant, and objects. Otherwise it would
 * drop what has another shape in silence. {@link released} gives it back, to be told like any other defect.
 */
export function withHeldValues(document: JsonObject): JsonObject {
  const readable = mapObjects(document, "document", ({ object, kind }) => {
    const held: JsonObject = {};
    const result = { ...object };
    for (const key of CONVERTED) {
      const value = Object.hasOwn(object, key) ? object[key] : undefined;
      const shape = shapeOf(kind, key);
      if (value === undefined || shape === undefined) continue;
      const read = readableValue(value, shape);
      if (read === value) continue;
      if (typeof read !== "object" || Array.isArray(read) !== Array.isArray(value)) held[key] = value;
      if (read === undefined) delete result[key];
      else result[key] = read;
    }
    return Object.keys(held).length === 0 ? result : { ...result, [FIELDS]: Object.entries(held) };
  });
  return isObject(readable) ? readable : document;
}

/** A field's value in its shape; undefined where nothing of it can be read. */
function readableValue(value: Json, shape: Shape): Json | undefined {
  if (!isField(shape) && shape.as === "one") return likeliestValue(value, shape);
  if (!isField(shape)) return Array.isArray(value) ? value : typeof value === "string" ? [value] : undefined;
  if (shape.as === "list") return Array.isArray(value) ? mapItems(value, standIn) : undefined;
  if (!isObject(value)) return undefined;
  return shape.as === "map" ? mapMembers(value, standIn) : value;
}

function standIn(value: Json): Json {
  return isObject(value) ? value : { [VALUE]: value };
}

/** What a converted object was published as, where it holds that. */
export function released(object: JsonObject): Json {
  if (object[VALUE] !== undefined) return object[VALUE];
  const { [FIELDS]: held, ...rest } = object;
  if (!Array.isArray(held)) return object;
  for (const [key = "", value = null] of held.filter(Array.isArray)) rest[String(key)] = value;
  return rest;
}
