import type { SourceDocument } from "../../document/document.js";
import type { Retry } from "../contract.js";
import { defined } from "../defined.js";
import { member } from "../located.js";
import type { OperationSource } from "../operations.js";
import type { Reader } from "../readings.js";
import { flag, matching, readFields } from "./fields.js";

/** A header's name (RFC 9110, section 5.1). */
const headerName = matching(/^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/, "a header's name");

/** Reads `x-specloom-retry`. */
export const declaredRetry: Reader<OperationSource, SourceDocument, Retry> = (operation, document) => {
  const at = member(operation.at, "x-specloom-retry");
  if (at === undefined) return undefined;
  const fields = readFields(at, document, ["idempotent", "idempotencyKey"]);
  const fact = defined({
    idempotent: fields.optional("idempotent", flag),
    idempotencyKey: fields.optional("idempotencyKey", headerName),
  });
  return { kind: "fact", fact, origin: "declared", notes: [] };
};

/** A header parameter `Idempotency-Key` says by itself that repeating with the same key does no harm. */
export const documentedRetry: Reader<OperationSource, SourceDocument, Retry> = ({ parameters }) => {
  const key = parameters.find(({ in: place, name }) => place === "header" && name.toLowerCase() === "idempotency-key");
  return key && { kind: "fact", fact: { idempotencyKey: key.name }, origin: "document", notes: [] };
};
