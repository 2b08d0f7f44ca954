import { brand, SpecloomError } from "./specloom-error.js";

/** An argument of a call cannot be sent. Thrown before anything is sent; the message names it and never shows it. */
export class ParameterError extends SpecloomError {
  /** Wire name of the parameter, or `body`. */
  readonly parameter: string;

  constructor(parameter: string, problem: string) {
    super(`${parameter} ${problem}`);
    this.parameter = parameter;
  }

  static {
    brand(this, "ParameterError");
  }
}
