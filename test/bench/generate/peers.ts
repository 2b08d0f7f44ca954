import { writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Commands, Contender } from "./contender.js";
import type { Command } from "./cost.js";

/** The others' own commands, as their documentation has them, told to write a `fetch` client where they can. */
export function peers(modules: string): Readonly<Record<string, Contender>> {
  const bin = (path: string): string => join(modules, path);
  const newer = bin("plain-node-24/bin/node");
  return {
    "openapi-typescript": (document, cwd) => {
      const args = [bin("openapi-typescript/bin/cli.js"), document, "--output", "schema.ts"];
      return { ...always({ cwd, args }), check: { cwd, args: [...args, "--check"] } };
    },
    "Hey API": (document, cwd) =>
      always({
        cwd,
        node: newer,
        args: [bin("@hey-api/openapi-ts/bin/run.js"), "--input", document, "--output", "client", "--silent"],
      }),
    Orval: (document, cwd) =>
      always({
        cwd,
        node: newer,
        args: [bin("orval/dist/bin/orval.mjs"), "--input", document, "--output", "client.ts", "--client", "fetch"],
      }),
    Kubb: (document, cwd) => {
      writeFileSync(join(cwd, "kubb.config.mjs"), kubbConfig(modules, document));
      return always({
        cwd,
        args: [bin("@kubb/cli/bin/kubb.cjs"), "generate", "--config", "kubb.config.mjs", "--silent"],
      });
    },
    "swagger-typescript-api": (document, cwd) =>
      always({
        cwd,
        args: [bin("swagger-typescript-api/dist/cli.mjs"), "generate", "--path", document, "--output", cwd, "--silent"],
      }),
    oazapfts: (document, cwd) => always({ cwd, args: [bin("oazapfts/dist/cli.js"), document, "client.ts"] }),
  };
}

function always(command: Command): Commands {
  return { cold: command, again: command };
}

/** Types and a `fetch` client; its own formatter is a program that it would have to find, so it is left out. */
function kubbConfig(modules: string, path: string): string {
  const load = (name: string): string => `await import(${JSON.stringify(join(modules, name, "dist/index.js"))})`;
  return `const { defineConfig } = ${load("@kubb/core")};
const { pluginOas } = ${load("@kubb/plugin-oas")};
const { pluginTs } = ${load("@kubb/plugin-ts")};
const { pluginClient } = ${load("@kubb/plugin-client")};
export default defineConfig({
  input: { path: ${JSON.stringify(path)} },
  output: { path: "client", clean: true, format: false, lint: false },
  plugins: [pluginOas({ generators: [] }), pluginTs(), pluginClient({ client: "fetch" })],
});
`;
}
