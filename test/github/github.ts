import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { ProviderInput } from "specloom";
import { installLocked } from "../support/locked-packages.js";

/** Installs GitHub's description of its whole API; gives the path of the document, 13 MB of OpenAPI 3.0.3. */
export async function installGitHub(): Promise<string> {
  return join(await installLocked(import.meta.dirname), "@octokit/openapi/generated/api.github.com.json");
}

/** Installs an earlier release of the same; gives the path of the document. */
export async function installEarlierGitHub(): Promise<string> {
  return join(
    await installLocked(join(import.meta.dirname, "history")),
    "@octokit/openapi/generated/api.github.com.json",
  );
}

/** What the first generation of a client for it starts from; its class is `GitHub`. */
export function githubInput(document: string): ProviderInput {
  const source = {
    name: "github",
    package: "@github/client",
    title: "GitHub",
    document: "whole",
    client: "GitHub",
    files: { "openapi.json": "https://api.github.com/openapi.json" },
  };
  return {
    name: "github",
    source: { path: "specs/github/source.yaml", text: JSON.stringify(source) },
    overlay: undefined,
    documents: [{ path: "specs/github/openapi.json", text: readFileSync(document, "utf8") }],
    contract: undefined,
    manifest: {
      path: "packages/github/package.json",
      text: JSON.stringify({ name: source.package, version: "1.0.0", type: "module" }),
    },
    custom: [],
    readme: undefined,
    lock: undefined,
  };
}
