import type { ResponseInfo } from "./response-error.js";
import { ResponseError } from "./response-error.js";
import { brand } from "./specloom-error.js";

/**
 * `syntax`: invalid JSON. `media-type`: a content type that the operation does not declare. `empty`: no body although
 * the operation declares one. `too-large`: a body of more than `maxResponseBytes`.
 */
export type ParseFault = "syntax" | "media-type" | "empty" | "too-large";

/** The response has a success status, but not the body that the operation declares. */
export class ResponseParseError extends ResponseError {
  declare readonly fault: ParseFault;
  /** The first characters of the body. */
  declare readonly excerpt: string;

  constructor(message: string, info: ResponseInfo, fault: ParseFault, excerpt: string) {
    super(message, info);
    this.fault = fault;
    this.excerpt = excerpt;
  }

  static {
    brand(this, "ResponseParseError");
  }
}
