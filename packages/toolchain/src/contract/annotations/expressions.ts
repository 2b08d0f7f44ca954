import type { SourceDocument } from "../../openapi/document.js";
import { formatPointer, type Json } from "../../json.js";
import { failure, type Located, formatShort } from "../../openapi/located.js";
import type { OperationSource } from "../operations.js";
import { type Read, textField } from "../declarations/fields.js";
import { requestField } from "../declarations/targets.js";

/** A JSON pointer, with the path below the last item of the array that it identifies. */
export interface Target {
  readonly pointer: string;
  readonly ofLastItem?: string;
}

const step = /^(?:\.([\p{ID_Continue}$-]+)|\[(?:'([^']*)'|"([^"]*)"|(-?\d+))\])/u;

/**
 * A JSONPath (RFC 9535) of members from `$`: `$.data.items`, `$['data']`, and `$.items[-1].id` for a field of the last
 * item.
 */
export const jsonPath: Read<Target> = (at, document) => {
  const written = textField(at, document);
  const tokens: string[] = [];
  let items: string | undefined;
  let rest = written.startsWith("$") ? written.slice(1) : `.${written}`;
  while (rest !== "") {
    const found = step.exec(rest);
    const token = found?.slice(1).find((group) => group !== undefined);
    if (found === null || token === undefined) throw unreadable(at, document);
    if (token === "-1" && items === undefined) items = formatPointer(tokens.splice(0));
    else tokens.push(token);
    rest = rest.slice(found[0].length);
  }
  const pointer = formatPointer(tokens);
  return items === undefined ? { pointer } : { pointer: items, ofLastItem: pointer };
};

/** The field after a prefix such as `$response.`, as a JSON pointer. */
export function after(prefix: string): Read<string> {
  return (at, document) => {
    const written = textField(at, document);
    if (written === prefix) return "";
    if (!written.startsWith(`${prefix}.`)) throw unreadable(at, document, `a path such as ${prefix}.name`);
    return formatPointer(written.slice(prefix.length + 1).split("."));
  };
}

/** A request parameter by its pointer: a parameter with that name, else a field of the body. */
export function parameterAt(operation: OperationSource, pointer: string): Read<string> {
  return (at, document) => {
    const name = pointer.slice(1);
    const isParameter = operation.parameters.some((parameter) => parameter.name === name);
    const value = isParameter || operation.body === undefined ? name : pointer;
    return requestField(operation)({ value, pointer: at.pointer }, document);
  };
}

/** An error with the expected value of an annotation. */
export function unreadable(
  at: Located<Json>,
  document: SourceDocument,
  expected = "a path such as $.data.items",
): Error {
  return failure(document, at.pointer, "contract/declaration", `Expected ${expected}, found ${formatShort(at.value)}.`);
}
