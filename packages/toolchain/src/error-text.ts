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
    ...messageLines(error.message),
    `  hint: ${hintFor(program, error)}`,
  ].join("\n");
}

/** The lines that an error shows of its message, and the length of each. */
const MAX_LINES = 60;
const MAX_LENGTH = 2_000;

/** A message with its lines indented, so that none looks like a line of ours. */
function messageLines(message: string): string[] {
  const [first = "", ...others] = message.split(/\r?\n/u, MAX_LINES);
  return [`  ${cut(first)}`, ...others.map((line) => `    ${cut(line.trim())}`)];
}

function cut(line: string): string {
  return line.length > MAX_LENGTH ? `${line.slice(0, MAX_LENGTH)}…` : line;
}

/** An error as `--json` prints it. */
export function plainError(error: ToolchainError, program: string): object {
  const { code, message, location } = error;
  return { code, message, location, hint: hintFor(program, error) };
}

function hintFor(program: string, { hint }: ToolchainError): string {
  return hint.replaceAll("`specloom ", `\`${program} `);
}
