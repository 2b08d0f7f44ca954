import { RequestError } from "./request-error.js";
import { brand } from "./specloom-error.js";

/**
 * The whole call took, or with its next pause would take, longer than `deadlineMs`. `cause` is the error of the last
 * attempt, where one failed.
 */
export class DeadlineError extends RequestError {
  static {
    brand(this, "DeadlineError");
  }
}
