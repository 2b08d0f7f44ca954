import { ResponseError } from "./response-error.js";
import { brand } from "./specloom-error.js";

/** A redirect that is not followed: too many, to an unusable address, or with a body that cannot be sent again. */
export class RedirectError extends ResponseError {
  static {
    brand(this, "RedirectError");
  }
}
