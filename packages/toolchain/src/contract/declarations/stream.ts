import type { SourceDocument } from "../../openapi/document.js";
import { failure, member } from "../../openapi/located.js";
import type { StreamChoice } from "../contract.js";
import type { FactReader } from "../fact-readers.js";
import { answersOf, streamChoice } from "../inference/stream.js";
import type { OperationSource } from "../operations.js";
import { type Read, readFields, textField } from "./fields.js";
import { streamForm } from "./declaration-table.js";
import { inWholeForm } from "./whole-form.js";
import { queryParameter, requestField } from "./targets.js";

/**
 * Reads `x-specloom-stream`; `false` declares that no field of the request chooses.
 *
 * @throws {ToolchainError} `contract/declaration`, `contract/field` or `contract/parameter-unknown`.
 */
export const declaredStream: FactReader<OperationSource, SourceDocument, StreamChoice> = (operation, document) => {
  const at = member(operation.at, "x-specloom-stream");
  if (at === undefined) return undefined;
  if (at.value === false) return { kind: "none", notes: [] };
  const read = (): StreamChoice => readFields(at, document, streamForm).required("when", streamField(operation));
  const fact = inWholeForm("x-specloom-stream", read);
  checkAnswers(operation, document, at.pointer);
  return { kind: "fact", fact, origin: "declared", notes: [] };
};

/** A boolean of the JSON body by its pointer, or a query parameter by its name, as the choice that it gives. */
export function streamField(operation: OperationSource): Read<StreamChoice> {
  return (at, document) => {
    const isPointer = textField(at, document).startsWith("/");
    const when = (isPointer ? requestField : queryParameter)(operation)(at, document);
    const choice = streamChoice(operation, document, when);
    if (choice !== undefined) return choice;
    const place = isPointer ? "request body" : "query";
    const message = `'${when}' of the ${place} is not a boolean that may be true or false.`;
    const hint = "Name the boolean that is true where the answer is a stream.";
    throw failure(document, at.pointer, "contract/field", message, hint);
  };
}

/**
 * Both answers must be declared.
 *
 * @throws {ToolchainError} `contract/declaration`
 */
export function checkAnswers(operation: OperationSource, document: SourceDocument, pointer: string): void {
  const { json, streams, others } = answersOf(operation);
  if (json.length + others.length > 0 && streams.length > 0) return;
  const [missing, add] =
    streams.length === 0 ? ["a stream", "text/event-stream"] : ["anything but a stream", "application/json"];
  const message = `No success of ${operation.method} ${operation.path} declares ${missing}.`;
  const hint = `Add ${add} with its schema to the success, or declare \`x-specloom-stream: false\`.`;
  throw failure(document, pointer, "contract/declaration", message, hint);
}
