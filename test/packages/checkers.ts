import { installLocked } from "../support/locked-packages.js";

/**
 * Installs publint, attw and both compilers from their own lock.
 *
 * @returns The folder of the installed packages.
 */
export function installCheckers(): Promise<string> {
  return installLocked(import.meta.dirname);
}
