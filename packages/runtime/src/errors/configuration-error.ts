import { brand, SpecloomError } from "./specloom-error.js";

/** A client option or environment variable is missing or invalid. The message names it and never shows its value. */
export class ConfigurationError extends SpecloomError {
  static {
    brand(this, "ConfigurationError");
  }
}
