import { mkdirSync, mkdtempSync, realpathSync, symlinkSync } from "node:fs";
import { rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { delimiter, dirname, join } from "node:path";
import { type Finished, run, runOrThrow } from "../../support/command.js";
import type { Loopback } from "../../support/loopback.js";

/** Somebody with Node, npm and an empty folder, for whom the packages are published. */
export interface Newcomer {
  /** The empty folder. */
  readonly folder: string;
  /** The whole environment of what is run here. */
  readonly env: Readonly<Record<string, string>>;
  /** Runs a program in the folder. */
  run(program: string, ...args: readonly string[]): Promise<Finished>;
  remove(): Promise<void>;
}

/**
 * Makes a folder outside of every repository, and an environment in which there is nothing to run but node, npm and npx.
 * Packages come from `registry`; npm keeps what else it downloads where it always does.
 */
export async function newcomer(registry: Loopback): Promise<Newcomer> {
  const home = realpathSync(mkdtempSync(join(tmpdir(), "specloom-newcomer-")));
  const inside = (name: string): string => {
    mkdirSync(join(home, name));
    return join(home, name);
  };
  const [folder, bin, cache] = [inside("api-clients"), inside("bin"), inside("npm")];
  for (const program of ["node", "npm", "npx", "sh"]) symlinkSync(await which(program), join(bin, program));
  // Packages that were run once by `npx` are cached by name and version alone: those of other runs are others.
  const downloads = (await runOrThrow("npm", ["config", "get", "cache"], { cwd: home })).trim();
  symlinkSync(join(downloads, "_cacache"), join(cache, "_cacache"));
  const { NODE_EXTRA_CA_CERTS: certificates } = process.env;
  const env = {
    PATH: bin,
    // Yarn 4 reads none of npm's settings.
    ...(certificates === undefined ? {} : { NODE_EXTRA_CA_CERTS: certificates }),
    HOME: process.env["HOME"] ?? home,
    npm_config_cache: cache,
    npm_config_registry: registry.url,
    npm_config_audit: "false",
    npm_config_fund: "false",
    npm_config_update_notifier: "false",
    npm_config_loglevel: "error",
    NO_PROXY: "127.0.0.1",
  };
  return {
    folder,
    env,
    run: (program, ...args) => run(join(bin, program), args, { cwd: folder, env }),
    remove: () => rm(home, { recursive: true, force: true }),
  };
}

/** The file of a program that stands beside this process's Node, or else in its search path. */
async function which(program: string): Promise<string> {
  if (program === "node") return process.execPath;
  const path = [dirname(process.execPath), process.env["PATH"] ?? ""].join(delimiter);
  return realpathSync(
    (await runOrThrow("sh", ["-c", `command -v ${program}`], { cwd: "/", env: { PATH: path } })).trim(),
  );
}
