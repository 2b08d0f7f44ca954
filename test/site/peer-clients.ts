import { writeFileSync } from "node:fs";
import { join } from "node:path";
import process from "node:process";
import type { Command } from "../bench/generate/cost.js";
import { STUDIO_URL } from "./studio.js";

/** A tool that makes a client of a document, as its own documentation has it. */
export interface PeerTool {
  readonly name: string;
  /** The packages that a user installs or runs, by their names in `test/packages/coming-from`. */
  readonly packages: readonly string[];
  /** What a user types, from an app to a client that can be imported. */
  readonly commands: readonly string[];
  /**
   * The command that generates.
   *
   * @param modules The folder of the installed tools.
   * @param folder An empty folder that gets the client.
   */
  readonly command: (modules: string, document: string, folder: string) => Command;
}

/** Needs Node 22; this is 24. */
const newer = (modules: string): string => join(modules, "node-24/bin/node");

export const openapiTypescript: PeerTool = {
  name: "openapi-typescript + openapi-fetch",
  packages: ["openapi-typescript", "openapi-fetch"],
  commands: ["npx openapi-typescript openapi.yaml --output src/openapi-fetch/schema.ts", "npm install openapi-fetch"],
  command: (modules, document, cwd) => ({
    cwd,
    node: process.execPath,
    args: [join(modules, "openapi-typescript/bin/cli.js"), document, "--output", "schema.ts"],
  }),
};

export const heyApi: PeerTool = {
  name: "Hey API",
  packages: ["@hey-api/openapi-ts"],
  commands: ["npx @hey-api/openapi-ts --input openapi.yaml --output src/hey-api"],
  command: (modules, document, cwd) => ({
    cwd,
    node: newer(modules),
    args: [join(modules, "@hey-api/openapi-ts/bin/run.js"), "--input", document, "--output", cwd, "--silent"],
  }),
};

export const orval: PeerTool = {
  name: "Orval",
  packages: ["orval"],
  // The base URL has no option on the command line.
  commands: ["write orval.config.mjs", "npx orval"],
  command(modules, document, cwd) {
    const output = { target: "client.ts", client: "fetch", baseUrl: STUDIO_URL };
    const settings = { studio: { input: document, output } };
    writeFileSync(join(cwd, "orval.config.mjs"), `export default ${JSON.stringify(settings)};\n`);
    return { cwd, node: newer(modules), args: [join(modules, "orval/dist/bin/orval.mjs"), "--quiet"] };
  },
};

export const peerTools: readonly PeerTool[] = [openapiTypescript, heyApi, orval];
