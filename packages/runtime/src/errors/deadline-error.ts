import { RequestError } from "./request-error.js";
import { brand } from "./specloom-error.js";

/**
 * The call took longer than `deadlineMs`, or would with its next delay. `cause` is the error of the last failed
 * attempt.
 */
export class DeadlineError extends RequestError {
  static {
    brand(this, "DeadlineError");
  }
}
