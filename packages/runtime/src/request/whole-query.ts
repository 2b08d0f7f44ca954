import type { FormEncoder } from "./body.js";
import type { ParameterWriter } from "./operation.js";
import { styled } from "./styled.js";

/**
 * Writes a parameter that is the whole query (OpenAPI 3.2, `in: querystring`): a form by its fields, or as the text that
 * it is already; a value of another media type percent-encoded.
 */
export function wholeQuery(form?: FormEncoder): ParameterWriter {
  return (parameter, value, encode) => {
    if (form === undefined || value === undefined || value === null) {
      return styled({ ...parameter, in: "path", write: styled }, value, encode);
    }
    const isWritten = typeof value === "string" || value instanceof URLSearchParams;
    const content = isWritten ? value : form(value, "").content;
    return typeof content === "string" || content instanceof URLSearchParams ? String(content) || undefined : undefined;
  };
}
