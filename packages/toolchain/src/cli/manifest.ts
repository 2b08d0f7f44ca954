import { readFileSync } from "node:fs";
import { codeFolder } from "../code-folder.js";

/** The parts of the toolchain's manifest that commands use. */
export interface ToolchainManifest {
  readonly version: string;
  /** Exact versions by package name. */
  readonly dependencies: Readonly<Record<string, string>>;
}

/** Reads the toolchain's manifest. */
export function readManifest(): ToolchainManifest {
  return JSON.parse(readFileSync(new URL("../package.json", codeFolder), "utf8"));
}
