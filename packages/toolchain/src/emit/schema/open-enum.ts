import { isObject, type JsonObject } from "../../json.js";

/**
 * Whether an enum may have other values than those that it lists. It is closed unless the document says otherwise: by
 * `x-specloom-enum`, else by `x-extensible-enum` (Zalando's guidelines, whose list may stand in place of `enum`) or by
 * `modelAsString` of Azure's `x-ms-enum`.
 */
export function isOpenEnum(schema: JsonObject): boolean {
  const declared = schema["x-specloom-enum"];
  if (declared !== undefined) return declared === "open";
  const azure = schema["x-ms-enum"];
  return Array.isArray(schema["x-extensible-enum"]) || (isObject(azure) && azure["modelAsString"] === true);
}
