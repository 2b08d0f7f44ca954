import type { SourceDocument } from "../../openapi/document.js";
import type { Json } from "../../json.js";
import type { State } from "../contract.js";
import { readFields, textField } from "../declarations/fields.js";
import type { Located } from "../../openapi/located.js";
import { unreadable } from "./expressions.js";

/** A condition: a location, `$statusCode` or a JSON pointer into the body, and its values. */
export interface Criterion {
  readonly place: string;
  readonly values: readonly State[];
}

const CONDITION = `a condition such as $response.body#/status == "done"`;

const place = String.raw`(\$statusCode|\$response\.body(?:#(?:\/[^\s=!<>]*)?)?)`;
const equals = new RegExp(`^${place}\\s*==\\s*(?:"([^"]*)"|'([^']*)'|(-?\\d+))$`, "u");

/** Words, or a choice of words. Other patterns are not run, because a document could make one run forever. */
const choice = /^\^?(?:\((?:\?:)?)?([\w -]+(?:\|[\w -]+)*)\)?\$?$/u;

/**
 * Reads a condition: `$response.body#/status == "done"`, or `{ context, type: regex, condition: ^(done|ready)$ }`.
 *
 * @throws {ToolchainError} `contract/declaration` for any other.
 */
export function readCriterion(at: Located<Json>, document: SourceDocument): Criterion {
  const fields = readFields(at, document, ["condition", "context", "type"]);
  const condition = fields.required("condition", textField).trim();
  if (fields.optional("type", textField) === "regex") {
    const found = choice.exec(condition)?.[1];
    if (found === undefined) throw unreadable(at, document, CONDITION);
    const where = placeOf(fields.required("context", textField));
    return { place: where, values: found.split("|").map((word) => valueAt(where, word)) };
  }
  const [, where, ...values] = equals.exec(condition) ?? [];
  const value = values.find((one) => one !== undefined);
  if (where === undefined || value === undefined) throw unreadable(at, document, CONDITION);
  const isNumber = values[2] !== undefined;
  return { place: placeOf(where), values: [isNumber ? Number(value) : value] };
}

function placeOf(expression: string): string {
  return expression === "$statusCode" ? expression : expression.replace(/^\$response\.body#?/u, "");
}

function valueAt(where: string, word: string): State {
  return where === "$statusCode" ? Number(word) : word;
}
