import type { ToolchainError } from "./errors.js";
import { formatLocation } from "./location.js";
import { type Colors, paint } from "./paint.js";

/**
 * `error[code] location`, the message and the hint.
 * @param program As people type it, so that they can paste hints.
 */
export function renderError(error: ToolchainError, colors: Colors = {}, program = "specloom"): string {
  const place = error.location === undefined ? "" : ` ${formatLocation(error.location)}`;
  return [
    `${paint(colors, "red", `error[${error.code}]`)}${place}`,
    `  ${error.message}`,
    `  hint: ${hintFor(program, error)}`,
  ].join("\n");
}

/** An error as `--json` prints it. */
export function plainError(error: ToolchainError, program: string): object {
  const { code, message, location } = error;
  return { code, message, location, hint: hintFor(program, error) };
}

function hintFor(program: string, { hint }: ToolchainError): string {
  return hint.replaceAll("`specloom ", `\`${program} `);
}
