import { ToolchainError } from "../errors.js";
import type { Source } from "./source.js";

/** No source is a failure: a run over nothing must not look like a run that found nothing wrong. */
export function noDocument({ name, path }: Source): ToolchainError {
  const message = `Expected ${name} to list a file, found none`;
  return new ToolchainError("document/none", message, { location: { file: path } });
}
