import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { generate, type ProviderInput } from "specloom";
import { callsModule } from "./calls.js";
import { documentOf } from "./document.js";
import type { Case } from "./operations.js";

const cache = join(import.meta.dirname, "../../node_modules/.cache/specloom/random");

/** A generated client with its calls, written to a folder of its own. */
export interface RandomClient {
  /** Everything of it that is TypeScript. */
  readonly files: readonly string[];
  /** The module of its calls. */
  readonly calls: string;
}

export function clearClients(): void {
  rmSync(cache, { recursive: true, force: true });
}

/** Generates the client of a case; `name` is that of its folder, `origin` the server that it calls. */
export async function randomClient(given: Case, name: string, origin: string): Promise<RandomClient> {
  const { files, contract } = await generate(inputOf(documentOf(given, origin)));
  const texts = new Map([...files].filter(([path]) => path.endsWith(".ts")));
  const calls = "packages/random/src/calls.ts";
  texts.set(calls, callsModule(given, contract, origin));
  const written = [...texts].map(([path, text]) => {
    const target = join(cache, name, path);
    mkdirSync(dirname(target), { recursive: true });
    writeFileSync(target, text);
    return target;
  });
  return { files: written, calls: join(cache, name, calls) };
}

export function inputOf(document: object): ProviderInput {
  const source = {
    name: "random",
    package: "@specloom/random",
    title: "Random",
    document: "whole",
    files: { "openapi.json": "https://random.test/openapi.json" },
    client: "Random",
  };
  return {
    name: "random",
    source: { path: "specs/random/source.yaml", text: JSON.stringify(source) },
    overlay: undefined,
    documents: [{ path: "specs/random/openapi.json", text: JSON.stringify(document) }],
    contract: undefined,
    manifest: {
      path: "packages/random/package.json",
      text: JSON.stringify({ name: "@specloom/random", version: "1.0.0" }),
    },
    custom: [],
    readme: undefined,
    lock: undefined,
  };
}
