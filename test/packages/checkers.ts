import { installLocked } from "../support/locked-packages.js";

/**
 * Installs publint, attw, both compilers, and the package managers that npm does not bring along, from their own lock.
 *
 * @returns The folder of the installed packages.
 */
export function installCheckers(): Promise<string> {
  return installLocked(import.meta.dirname);
}
