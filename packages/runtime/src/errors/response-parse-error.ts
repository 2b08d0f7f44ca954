import type { ResponseFacts } from "./response-error.js";
import { ResponseError } from "./response-error.js";
import { brand } from "./specloom-error.js";

/** `syntax`: broken JSON. `media-type`: a type the operation does not declare. `empty`: no body where one is declared. */
export type ParseFault = "syntax" | "media-type" | "empty";

/** The server reported success with a body that is not what the operation declares. */
export class ResponseParseError extends ResponseError {
  readonly fault: ParseFault;
  /** The first bytes of the body, as text. */
  readonly excerpt: string;

  constructor(message: string, facts: ResponseFacts, fault: ParseFault, excerpt: string) {
    super(message, facts);
    this.fault = fault;
    this.excerpt = excerpt;
  }

  static {
    brand(this, "ResponseParseError");
  }
}
