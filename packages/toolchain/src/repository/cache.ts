import { createHash, randomUUID } from "node:crypto";
import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { ownMember } from "../json.js";
import type { ProviderReport } from "../provider-report.js";
import { inputDigest, outputDigest } from "./digests.js";

/** A cached result of a provider's last generation, used while nothing has changed. */
export interface CachedGeneration {
  /** `inputDigest`, taken before the generation read its files. */
  readonly inputs: string;
  /** SHA-256 of the provider's lock entry. */
  readonly lock: string;
  readonly report: ProviderReport;
}

/** The cached results by provider; valid only for the same toolchain. */
export interface GenerationCache {
  readonly version: string;
  readonly providers: Readonly<Record<string, CachedGeneration>>;
}

/** In the usual cache folder: not under version control, and safe to delete. */
const PATH = "node_modules/.cache/specloom/generate.json";

/** The cache of this toolchain version; empty where there is none. */
export function readCache(root: string, version: string): GenerationCache {
  const cache = readJson(join(root, PATH));
  return isCache(cache) && cache.version === version ? cache : { version, providers: {} };
}

/** Writes the cache. Without it, the next run generates again. */
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
    // The draft does not exist.
  }
}

/**
 * The report of a provider's last generation, where its inputs and outputs are unchanged by content.
 *
 * @param entry The provider's part of the lock.
 */
export function cachedReport(
  root: string,
  name: string,
  entry: unknown,
  cache: GenerationCache,
): ProviderReport | undefined {
  const cached = Object.hasOwn(cache.providers, name) ? cache.providers[name] : undefined;
  if (cached === undefined || cached.lock !== entryDigest(entry)) return undefined;
  if (cached.inputs !== inputDigest(root, name)) return undefined;
  return ownMember(entry, "output") === outputDigest(root, name) ? cached.report : undefined;
}

/** SHA-256 of a provider's part of the lock. */
export function entryDigest(entry: unknown): string {
  return createHash("sha256")
    .update(JSON.stringify(entry) ?? "")
    .digest("hex");
}

/** Only this module writes the file, and the version matches, so the content is trusted. */
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
