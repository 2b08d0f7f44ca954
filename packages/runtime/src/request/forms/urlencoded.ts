import { ParameterError } from "../../errors/parameter-error.js";
import { isJson } from "../../json/media-type.js";
import { isBytes, refuseForeignFile } from "../binary.js";
import { type FormEncoder, toJson } from "../body.js";
import { hasParts, primitiveText } from "../expansion.js";
import type { StyledParameter } from "../operation.js";
import { styled } from "../styled.js";
import { formFields, listItems } from "./fields.js";

/** How a property of a urlencoded form is encoded: the fields of an OpenAPI Encoding Object. */
export interface FieldEncoding extends Pick<StyledParameter, "style" | "explode" | "allowReserved"> {
  readonly contentType?: string;
}

type Encodings = Readonly<Record<string, FieldEncoding>>;

/**
 * Encodes `application/x-www-form-urlencoded`. A property with `style`, `explode` or `allowReserved` is written like a
 * query parameter. Otherwise an array repeats its name for each item, and an object, or a property declared as JSON, is
 * written as JSON (OpenAPI 3.1.1, "Encoding the x-www-form-urlencoded Media Type"). `E` keeps TypeScript from checking
 * the encoding of a property named `constructor` against `Object.constructor`.
 */
export function urlencoded<const E extends Encodings>(encoding?: E & Record<keyof E, FieldEncoding>): FormEncoder;
export function urlencoded(encoding: Encodings = {}): FormEncoder {
  return (value) => {
    const parts = formFields(value).flatMap(([name, property]) => {
      const facts = Object.hasOwn(encoding, name) ? encoding[name] : undefined;
      const { contentType, ...style } = facts ?? {};
      if (Object.keys(style).length > 0) {
        return styled({ ...style, name, in: "query", write: styled }, property, encodeURIComponent) ?? [];
      }
      const asJson = contentType !== undefined && isJson(contentType);
      const items = asJson ? [property] : listItems(property);
      return items.map((item) => String(new URLSearchParams([[name, fieldText(item, asJson)]])));
    });
    return { content: parts.join("&"), mediaType: "application/x-www-form-urlencoded;charset=UTF-8" };
  };
}

function fieldText(item: unknown, asJson: boolean): string {
  if (item instanceof Blob || isBytes(item)) {
    throw new ParameterError("body", "has bytes, which a urlencoded form cannot contain");
  }
  refuseForeignFile("body", Object(item));
  // An object is sent as JSON.
  return asJson || hasParts(item) ? toJson(item) : primitiveText("body", item);
}
