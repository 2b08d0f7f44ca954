import { ToolchainError } from "../../errors.js";
import type { Location } from "../../location.js";

/** What an answer without a document means, and what to do. */
export function statusError(status: number, from: string, location?: Location): ToolchainError {
  const { found, hint } = meaningOf(status);
  return new ToolchainError("network/status", `Expected a document from ${from}, found ${status}${found}`, {
    location,
    hint,
  });
}

function meaningOf(status: number): { readonly found: string; readonly hint?: string } {
  if (status === 404 || status === 410)
    return {
      found: ": it is gone",
      hint: "Look where the provider publishes it now, and correct the address. No file was changed.",
    };
  if (status === 401 || status === 403 || status === 407)
    return {
      found: ": the host asks who you are",
      hint: "Name an environment variable that holds a token, under `credentials` in source.yaml. No file was changed.",
    };
  if (status === 429 || status >= 500)
    return { found: ": the host cannot answer now", hint: "Run the command again later. No file was changed." };
  return { found: "" };
}
