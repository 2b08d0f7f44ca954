import { createHash, randomUUID } from "node:crypto";
import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { ownMember } from "../json.js";
import type { ProviderReport } from "../provider-report.js";
import { inputDigest, outputDigest } from "./digests.js";

/** What is kept of a provider's last generation, so that another need not run where nothing has changed. */
export interface CachedGeneration {
  /** `inputDigest` before its files were read. */
  readonly inputs: string;
  /** SHA-256 of its entry in the lock. */
  readonly lock: string;
  readonly report: ProviderReport;
}

/** What the last generations left, by provider. Only what this very toolchain wrote is of use. */
export interface GenerationCache {
  readonly version: string;
  readonly providers: Readonly<Record<string, CachedGeneration>>;
}

/** Beside what other tools keep for themselves: no version control looks there, and whoever deletes it loses time only. */
const PATH = "node_modules/.cache/specloom/generate.json";

/** The cache that this toolchain left; an empty one where there is none. */
export function readCache(root: string, version: string): GenerationCache {
  const cache = readJson(join(root, PATH));
  return isCache(cache) && cache.version === version ? cache : { version, providers: {} };
}

/** Keeps a cache for the next run. Where nothing can be written, the next run generates again. */
export function writeCache(root: string, cache: GenerationCache): void {
  const path = join(root, PATH);
  const draft = `${path}.${randomUUID()}`;
  try {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(draft, `${JSON.stringify(cache)}\n`);
    renameSync(draft, path);
  } catch {
    discard(draft);
  }
}

function discard(path: string): void {
  try {
    rmSync(path, { force: true });
  } catch {
    // Where not even that can be done, nothing was begun.
  }
}

/**
 * The report of a provider's last generation, where another would change nothing: by content, all that it reads is as
 * it was, and so is all that it wrote.
 *
 * @param entry The provider's part of the lock.
 */
export function cachedReport(
  root: string,
  name: string,
  entry: unknown,
  cache: GenerationCache,
): ProviderReport | undefined {
  const known = Object.hasOwn(cache.providers, name) ? cache.providers[name] : undefined;
  if (known === undefined || known.lock !== entryDigest(entry)) return undefined;
  if (known.inputs !== inputDigest(root, name)) return undefined;
  return ownMember(entry, "output") === outputDigest(root, name) ? known.report : undefined;
}

/** SHA-256 of a provider's part of the lock. */
export function entryDigest(entry: unknown): string {
  return createHash("sha256")
    .update(JSON.stringify(entry) ?? "")
    .digest("hex");
}

/** Only this module writes the file, under the version of these very sources: its inner form needs no check. */
function isCache(value: unknown): value is GenerationCache {
  return typeof ownMember(value, "version") === "string" && typeof ownMember(value, "providers") === "object";
}

function readJson(path: string): unknown {
  try {
    return JSON.parse(readFileSync(path, "utf8"));
  } catch {
    return undefined;
  }
}
