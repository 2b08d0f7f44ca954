import { brand, SpecloomError } from "./specloom-error.js";

/**
 * An argument of a call is invalid. Thrown before a request is sent. The message names the argument and never shows its
 * value.
 */
export class ParameterError extends SpecloomError {
  /** Wire name of the parameter, or `body`. */
  declare readonly parameter: string;

  constructor(parameter: string, problem: string) {
    super(`${parameter} ${problem}`);
    this.parameter = parameter;
  }

  static {
    brand(this, "ParameterError");
  }
}
