import { ToolchainError } from "../../errors.js";
import type { Location } from "../../location.js";

/** The error for a response without a document, with a hint. */
export function statusError(status: number, from: string, location?: Location): ToolchainError {
  const { found, hint } = statusText(status);
  return new ToolchainError("network/status", `Expected a document from ${from}, found ${status}${found}`, {
    location,
    hint,
  });
}

function statusText(status: number): { readonly found: string; readonly hint?: string } {
  if (status === 404 || status === 410)
    return {
      found: ": the document does not exist",
      hint: "Find the provider's new address and correct it. No file was changed.",
    };
  if (status === 401 || status === 403 || status === 407)
    return {
      found: ": the host requires authentication",
      hint: "Name an environment variable with a token under `credentials` in source.yaml, or download the document and give the file. No file was changed.",
    };
  if (status === 429 || status >= 500)
    return { found: ": the host is unavailable", hint: "Run the command again later. No file was changed." };
  return { found: "" };
}
