import { ToolchainError } from "../../errors.js";
import { type DeclarationKey, declarations } from "./declaration-table.js";

/**
 * Reads a declaration; an error in a part of it tells the whole form too.
 *
 * @throws {ToolchainError} as `read`, with the form in its hint.
 */
export function inWholeForm<T>(key: DeclarationKey, read: () => T): T {
  try {
    return read();
  } catch (error) {
    if (!(error instanceof ToolchainError) || !error.code.startsWith("contract/")) throw error;
    const { code, message, location, hint, cause } = error;
    const whole = `${hint} The whole form: ${key}: ${declarations[key].example}`;
    throw new ToolchainError(code, message, { location, hint: whole, cause });
  }
}
