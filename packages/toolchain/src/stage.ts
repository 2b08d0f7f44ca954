import { ToolchainError } from "./errors.js";
import type { Location } from "./location.js";

/**
 * Runs a stage on user input. Any unexpected error becomes one error at the nearest known location.
 *
 * @throws {ToolchainError} the error of the stage, or `document/unreadable`.
 */
export function inStage<T>(stage: string, place: () => Location, run: () => T): T {
  try {
    return run();
  } catch (error) {
    throw unforeseen(error, stage, place());
  }
}

/** The error for an unexpected failure of a stage. */
export function unforeseen(error: unknown, stage: string, location: Location): ToolchainError {
  if (error instanceof ToolchainError) return error;
  const reason = error instanceof Error ? error.message : String(error);
  const message = `Expected a readable document, found one that stops ${stage}: ${reason.split("\n", 1).join()}`;
  const hint =
    "Repair the document here with an overlay action, and report it to Specloom: no document should cause this.";
  return new ToolchainError("document/unreadable", message, { location, hint, cause: error });
}
