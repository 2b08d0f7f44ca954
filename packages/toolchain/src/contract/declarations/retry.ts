import type { SourceDocument } from "../../openapi/document.js";
import type { Retry } from "../contract.js";
import { omitUndefined } from "../omit-undefined.js";
import { member } from "../../openapi/located.js";
import type { OperationSource } from "../operations.js";
import type { FactReader } from "../fact-readers.js";
import { retryForm } from "./declaration-table.js";
import { inWholeForm } from "./whole-form.js";
import { flag, integer, listField, matching, number, type Read, readFields, textField, unexpected } from "./fields.js";

/** A header's name (RFC 9110, section 5.1). */
const headerName = matching(/^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/, "a header's name");

/** A status, as a number or a string, or a range as in OpenAPI's Responses Object: `5XX`. */
export const statusRange: Read<string> = (at, document) => {
  const written = typeof at.value === "number" ? `${at.value}` : textField(at, document).toUpperCase();
  if (/^[1-5](\d\d|XX)$/.test(written)) return written;
  throw unexpected(at, document, "a status such as 429, or a range such as 5XX");
};

/** Reads `x-specloom-retry`. */
export const declaredRetry: FactReader<OperationSource, SourceDocument, Retry> = (operation, document) => {
  const at = member(operation.at, "x-specloom-retry");
  if (at === undefined) return undefined;
  const fact = inWholeForm("x-specloom-retry", () => readRetry(at, document));
  return { kind: "fact", fact, origin: "declared", notes: [] };
};

const readRetry: Read<Retry> = (at, document) => {
  const fields = readFields(at, document, retryForm);
  return omitUndefined({
    idempotent: fields.optional("idempotent", flag),
    idempotencyKey: fields.optional("idempotencyKey", headerName),
    statuses: fields.optional("statuses", listField(statusRange)),
    connectionErrors: fields.optional("connectionErrors", flag),
    maxRetries: fields.optional("maxRetries", integer(0)),
    initialDelayMs: fields.optional("initialDelayMs", integer(0)),
    minDelayMs: fields.optional("minDelayMs", integer(0)),
    maxDelayMs: fields.optional("maxDelayMs", integer(0)),
    factor: fields.optional("factor", number(1)),
    jitter: fields.optional("jitter", number(0, 1)),
    elapsedMs: fields.optional("elapsedMs", integer(0)),
  });
};

/** A header parameter `Idempotency-Key` shows that repeating with the same key is safe. */
export const documentedRetry: FactReader<OperationSource, SourceDocument, Retry> = ({ parameters }) => {
  const key = parameters.find(({ in: place, name }) => place === "header" && name.toLowerCase() === "idempotency-key");
  return key && { kind: "fact", fact: { idempotencyKey: key.name }, origin: "document", notes: [] };
};
