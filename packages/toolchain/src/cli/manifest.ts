import { readFileSync } from "node:fs";

/** The parts of the toolchain's manifest that commands use. */
export interface ToolchainManifest {
  readonly version: string;
  /** Exact versions by package name. */
  readonly dependencies: Readonly<Record<string, string>>;
}

/** The toolchain's manifest. It is two folders up, both from the sources and from the build. */
export function readManifest(): ToolchainManifest {
  return JSON.parse(readFileSync(new URL("../../package.json", import.meta.url), "utf8"));
}
