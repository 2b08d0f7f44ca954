import { brand, SpecloomError } from "./specloom-error.js";

/** A client option or environment variable is missing or cannot be used. The message names it and never shows it. */
export class ConfigurationError extends SpecloomError {
  static {
    brand(this, "ConfigurationError");
  }
}
