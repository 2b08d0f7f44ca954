import { ToolchainError } from "./errors.js";
import type { Location } from "./location.js";

/**
 * Runs a stage on what people gave. Whatever else goes wrong in it than what it foresees is one error at the nearest
 * place known.
 *
 * @throws ToolchainError that of the stage, or `document/unreadable`
 */
export function inStage<T>(stage: string, place: () => Location, run: () => T): T {
  try {
    return run();
  } catch (error) {
    throw unforeseen(error, stage, place());
  }
}

/** An error of a stage as it is told. */
export function unforeseen(error: unknown, stage: string, location: Location): ToolchainError {
  if (error instanceof ToolchainError) return error;
  const reason = error instanceof Error ? error.message : String(error);
  const message = `Expected a document that can be read, found one that ends ${stage}: ${reason.split("\n", 1).join()}`;
  const hint =
    "Repair the document here with an overlay action, and report it to Specloom: nothing in a document should do this.";
  return new ToolchainError("document/unreadable", message, { location, hint, cause: error });
}
