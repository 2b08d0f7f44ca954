import { ResponseError } from "./response-error.js";
import { brand } from "./specloom-error.js";

/**
 * A redirect that the client does not follow: there are too many, the address is invalid, or the body cannot be sent
 * again.
 */
export class RedirectError extends ResponseError {
  static {
    brand(this, "RedirectError");
  }
}
