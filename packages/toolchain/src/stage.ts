import { type ErrorCode, ToolchainError } from "./errors.js";
import type { Location } from "./location.js";

/**
 * Runs a stage on user input. Any unexpected error becomes one error at the nearest known location.
 *
 * @param tooDeep The code of the error if the stage needs more stack than its thread has.
 * @throws {ToolchainError} the error of the stage, `tooDeep`, or `document/unreadable`.
 */
export function inStage<T>(stage: string, place: () => Location, run: () => T, tooDeep?: ErrorCode): T {
  try {
    return run();
  } catch (error) {
    return failIn(stage, place, tooDeep)(error);
  }
}

/** The handler for `catch` of a stage that is a promise. It throws as {@link inStage} does. */
export function failIn(stage: string, place: () => Location, tooDeep?: ErrorCode): (error: unknown) => never {
  return (error) => {
    throw unforeseen(error, stage, place(), tooDeep);
  };
}

/** The error for an unexpected failure of a stage. */
function unforeseen(
  error: unknown,
  stage: string,
  location: Location,
  tooDeep: ErrorCode = "document/too-deep",
): ToolchainError {
  if (error instanceof ToolchainError) return error;
  const details = { location, cause: error };
  if (error instanceof RangeError && error.message.includes("call stack")) {
    const message = `Expected shorter chains of schemas that refer to each other, found one that stops ${stage}`;
    return new ToolchainError(tooDeep, message, { ...details, hint: "Shorten the chains of `$ref`." });
  }
  const reason = error instanceof Error ? error.message : String(error);
  const message = `Expected a readable document, found one that stops ${stage}: ${reason.split("\n", 1).join()}`;
  const hint =
    "Repair the document here with an overlay action, and report it to Specloom: no document should cause this.";
  return new ToolchainError("document/unreadable", message, { ...details, hint });
}
