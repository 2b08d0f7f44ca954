import { createHash, randomUUID } from "node:crypto";
import { ownMember } from "../json.js";
import type { ProviderReport } from "../provider-report.js";
import { inputDigest, outputDigest } from "./digests.js";
import * as gate from "./gate/gate.js";

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
  const cache = readJson(root, PATH);
  return isCache(cache) && cache.version === version ? cache : { version, providers: {} };
}

/** Writes the cache. Without it, the next run generates again. */
export async function writeCache(root: string, cache: GenerationCache): Promise<void> {
  const draft = `${PATH}.${randomUUID()}`;
  try {
    await gate.createFolderOf(root, PATH);
    await gate.writeNew(root, draft, `${JSON.stringify(cache)}\n`);
    await gate.move(root, draft, PATH);
  } catch {
    await gate.remove(root, draft).catch(() => {});
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
  const code = ownMember(entry, "code");
  const digest = outputDigest(root, name, typeof code === "string" ? code : undefined);
  return ownMember(entry, "output") === digest ? cached.report : undefined;
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

function readJson(root: string, path: string): unknown {
  try {
    return JSON.parse(gate.readTextSync(root, path));
  } catch {
    return undefined;
  }
}
