import { readFileSync } from "node:fs";
import { join } from "node:path";
import process from "node:process";
import { generate } from "specloom";
import { type ApiCall, apiCalls } from "../../github/calls.js";
import { githubInput } from "../../github/github.js";
import { heyApiModule, openapiFetchModule, specloomModule } from "../../github/modules.js";
import { declare, publishClient } from "../../github/published.js";
import { runOrThrow } from "../../support/command.js";
import type { Compiler } from "../../support/compilers.js";

/** A client of GitHub's API whose users' files are timed. */
export interface TypedClient {
  readonly name: string;
  /** Whether the compiler sees sources, as in a repository that generates for itself, and not a package's declarations. */
  readonly isSource: boolean;
  /** What its users cannot have of the strict settings. */
  readonly compilerOptions?: object;
  /** The file of a user who makes these calls, in the folder of the clients. */
  readonly program: (calls: readonly ApiCall[]) => string;
}

/** The clients of one document, and the calls that all of them can make. */
export interface TypedClients {
  readonly clients: readonly TypedClient[];
  readonly calls: readonly ApiCall[];
}

export const OPENAPI_FETCH = "openapi-fetch";

/**
 * Generates every client below `folder` and makes packages of declarations of them.
 *
 * @param peers The folder of the installed peers.
 * @param compiler Makes the declarations.
 */
export async function makeClients(
  document: string,
  folder: string,
  peers: string,
  compiler: Compiler,
): Promise<TypedClients> {
  const generated = await generate(githubInput(document));
  const sources = await publishClient(generated, folder, compiler);
  const specloom = (from: string) => (calls: readonly ApiCall[]) => specloomModule(calls, from);

  const typescript = [join(peers, "openapi-typescript/bin/cli.js"), document, "--output", join(folder, "schema.d.ts")];
  await runOrThrow(process.execPath, typescript, { cwd: folder });

  const hey = join(folder, "sources/hey-api");
  const options = ["--input", document, "--output", hey, "--silent", "--no-log-file"];
  // It needs a newer Node than the rest.
  await runOrThrow(join(peers, "node-24/bin/node"), [join(peers, "@hey-api/openapi-ts/bin/run.js"), ...options], {
    cwd: folder,
  });
  // Its own sources do not compile where optional properties are exact.
  const loose = { exactOptionalPropertyTypes: false };
  await declare(hey, join(folder, "node_modules/hey-api"), compiler, loose);
  const heyApi = (from: string) => (calls: readonly ApiCall[]) => heyApiModule(calls, from);

  return {
    calls: apiCalls(generated.contract, JSON.parse(readFileSync(document, "utf8"))),
    clients: [
      {
        name: OPENAPI_FETCH,
        isSource: false,
        program: (calls) => openapiFetchModule(calls, "./schema.js"),
      },
      { name: "Hey API", isSource: false, program: heyApi("hey-api") },
      { name: "specloom", isSource: false, program: specloom(generated.contract.package) },
      {
        name: "Hey API, its sources",
        isSource: true,
        compilerOptions: loose,
        program: heyApi(`./${hey.slice(folder.length + 1)}/index.js`),
      },
      {
        name: "specloom, its sources",
        isSource: true,
        program: specloom(`./${sources.slice(folder.length + 1)}/index.js`),
      },
    ],
  };
}
