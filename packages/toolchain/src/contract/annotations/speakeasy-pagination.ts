import type { SourceDocument } from "../../openapi/document.js";
import type { Pagination } from "../contract.js";
import { choice, listField, type Read, readFields, textField } from "../declarations/fields.js";
import { requestField } from "../declarations/targets.js";
import { itemField } from "../declarations/targets.js";
import { omitUndefined } from "../omit-undefined.js";
import { failure, member } from "../../openapi/located.js";
import type { OperationSource } from "../operations.js";
import type { FactReader } from "../fact-readers.js";
import { type Annotation, readAnnotation, strayKeys } from "./annotation.js";
import { jsonPath } from "./expressions.js";
import { firstOffset, firstPage } from "../inference/first-page.js";
import { fieldOfAnswer, itemFieldsOf } from "./page-fields.js";

const name = "x-speakeasy-pagination";

/** Speakeasy's pagination: https://www.speakeasy.com/docs/sdks/customize/runtime/pagination */
export const speakeasyPagination: FactReader<OperationSource, SourceDocument, Pagination> = (operation, document) => {
  const at = member(operation.at, name);
  if (at === undefined) return undefined;
  const annotation = { name, at, operation, document };
  return readAnnotation("vendor:speakeasy", annotation, () => read(annotation));
};

type Inputs = Partial<Record<"page" | "offset" | "limit" | "cursor", string>>;

function read(annotation: Annotation): { fact: Pagination; notes: ReturnType<typeof strayKeys> } {
  const { at, operation, document } = annotation;
  const notes = strayKeys(annotation, at, ["type", "inputs", "outputs"]);
  const outputs = member(at, "outputs") ?? { value: {}, pointer: at.pointer };
  notes.push(...strayKeys(annotation, outputs, ["results", "numPages", "nextCursor", "nextUrl"]));
  const type = choice(["offsetLimit", "cursor", "url"])(member(at, "type") ?? at, document);
  const listed = member(at, "inputs");
  const inputs: Inputs = Object.assign(
    {},
    ...(listed === undefined ? [] : listField(readInput(operation))(listed, document)),
  );
  const items = itemFieldsOf(operation, document, at, member(outputs, "results"), pointer);
  const field = (key: string): string | undefined => {
    const found = member(outputs, key);
    return found && fieldOfAnswer(operation, pointer)(found, document);
  };
  const fact = (
    style: Pagination["style"],
    more: Omit<Pagination["response"], "items">,
  ): { fact: Pagination; notes: typeof notes } => {
    const { limit: size, ...moving } = inputs;
    const { page, offset } = moving;
    const ofItems = offset === undefined ? undefined : firstOffset(operation, offset, document);
    const first = page === undefined ? ofItems : firstPage(operation, page, document);
    return { fact: { style, request: omitUndefined({ ...moving, size, first }), response: { items, ...more } }, notes };
  };
  if (type === "url") return fact("next-url", { next: field("nextUrl") ?? missing(annotation, "outputs.nextUrl") });
  if (type === "cursor") {
    if (inputs.cursor === undefined) return missing(annotation, "an input of the type cursor");
    return fact("cursor", readCursor(annotation, items));
  }
  const pages = field("numPages");
  if (inputs.page !== undefined) return fact("page", omitUndefined({ pages }));
  return inputs.offset === undefined ? missing(annotation, "an input of the type page or offset") : fact("offset", {});
}

function readInput(operation: OperationSource): Read<Inputs> {
  return (at, document) => {
    const fields = readFields(at, document, ["name", "in", "type"]);
    const place = fields.required("in", choice(["parameters", "requestBody"]));
    const type = fields.required("type", choice(["page", "offset", "limit", "cursor"]));
    const named: Read<string> = (written) => {
      const value = textField(written, document);
      const given = place === "requestBody" ? `/${value.replaceAll(".", "/")}` : value;
      return requestField(operation)({ value: given, pointer: written.pointer }, document);
    };
    return { [type]: fields.required("name", named) };
  };
}

/** The next cursor is a field of the response, or of its last item: `$.items[-1].id`. */
function readCursor(annotation: Annotation, items: string): Pick<Pagination["response"], "next" | "itemCursor"> {
  const { at, operation, document } = annotation;
  const found = member(member(at, "outputs") ?? at, "nextCursor") ?? missing(annotation, "outputs.nextCursor");
  const { pointer: target, ofLastItem } = jsonPath(found, document);
  if (ofLastItem === undefined) return { next: fieldOfAnswer(operation, pointer)(found, document) };
  if (target !== items) return missing(annotation, "a cursor in the last result");
  const itemCursor = itemField(operation, items)({ value: ofLastItem, pointer: found.pointer }, document);
  return { itemCursor };
}

const pointer: Read<string> = (at, document) => jsonPath(at, document).pointer;

function missing({ at, document }: Annotation, what: string): never {
  throw failure(document, at.pointer, "contract/declaration", `Expected ${what}, found none.`);
}
