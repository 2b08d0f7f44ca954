import { readFileSync } from "node:fs";

/** The parts of the toolchain's own manifest that commands speak of. */
export interface ToolchainManifest {
  readonly version: string;
  /** Exact versions by package name. */
  readonly dependencies: Readonly<Record<string, string>>;
}

/** The toolchain's manifest, which stands two folders up from here, in the sources and when built. */
export function readManifest(): ToolchainManifest {
  return JSON.parse(readFileSync(new URL("../../package.json", import.meta.url), "utf8"));
}
