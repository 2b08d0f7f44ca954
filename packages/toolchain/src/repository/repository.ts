import { join } from "node:path";
import { findClosest } from "../closest.js";
import { isDocumentPath } from "../document/file-name.js";
import type { SourceText } from "../openapi/document.js";
import { ToolchainError } from "../errors.js";
import { ownMember } from "../json.js";
import type { ProviderInput } from "../provider.js";
import { contractPath, isCustom, isPublished } from "../provider-paths.js";
import { listFiles, readText } from "./files.js";
import { providerCommand } from "./package-manager.js";
import { manifestFor, sourceWithOutput, outputTargetOf } from "./project/output-target.js";
import { slashed } from "./gate/paths.js";
import { LOCK_PATH, providersIn, specFolders } from "./root.js";

/**
 * The named providers, or all.
 *
 * @throws {ToolchainError} `provider/unknown`, `provider/source`, `provider/none`.
 */
export function chooseProviders(root: string, names: readonly string[]): string[] {
  const known = providersIn(root);
  const document = names.find(isDocumentPath);
  if (document !== undefined) throw notProvider(document, DOCUMENT_HINT);
  const unknown = names.find((name) => !known.includes(name));
  if (unknown !== undefined && specFolders(root).includes(unknown)) throw noSource(unknown);
  if (known.length === 0)
    throw new ToolchainError("provider/none", "Expected a provider's folder in `specs`, found none", {
      location: { file: slashed(join(root, "specs")) },
    });
  if (unknown !== undefined) throw unknownProvider(unknown, known);
  return names.length === 0 ? known : known.filter((name) => names.includes(name));
}

const DOCUMENT_HINT =
  "Name a folder of `specs`, which `specloom add <name> <document>` makes. Without one, `specloom generate <document> --output <folder> --write-overlay <file>` writes a client, and all findings.";

/** The error for a document that stands in place of a provider's name. */
export function notProvider(document: string, hint: string): ToolchainError {
  return new ToolchainError("provider/unknown", `Expected the name of a provider, found '${document}'`, { hint });
}

function unknownProvider(name: string, known: readonly string[]): ToolchainError {
  const closest = findClosest(name, known);
  const message = `Expected a provider (${known.join(", ")}), found '${name}'`;
  return new ToolchainError("provider/unknown", message, {
    hint: closest === undefined ? undefined : `Did you mean '${closest}'?`,
  });
}

/** The error for a folder of `specs` without a source.yaml. */
export function noSource(name: string): ToolchainError {
  const file = `specs/${name}/source.yaml`;
  return new ToolchainError("provider/source", `Expected ${file}, found none`, { location: { file } });
}

/** Reads all inputs of a provider's generation. */
export async function readProvider(root: string, name: string, lock: LockTexts): Promise<ProviderInput> {
  const folder = `specs/${name}`;
  const [source, overlay, contract, manifest, readme, published, custom] = await Promise.all([
    readText(root, `${folder}/source.yaml`),
    readText(root, `${folder}/overlay.yaml`),
    readText(root, contractPath(name)),
    readText(root, `packages/${name}/package.json`),
    readText(root, `packages/${name}/README.md`),
    readFolder(root, folder, isPublished),
    readFolder(root, `packages/${name}/custom`, isCustom),
  ]);
  if (source === undefined) throw noSource(name);
  const input = { name, source, overlay, documents: published, contract, readme, lock: lock.get(name) };
  const outside = sourceWithOutput(source);
  if (outside !== undefined)
    return { ...input, manifest: manifestFor(outside), custom: [], target: outputTargetOf(root, outside) };
  return { ...input, manifest, custom, command: providerCommand(root, name) };
}

/** The lock's entries by provider. */
export type LockTexts = ReadonlyMap<string, unknown>;

/** Reads `specs/lock.json`; an unreadable lock counts as empty. */
export async function readLock(root: string): Promise<LockTexts> {
  const text = (await readText(root, LOCK_PATH))?.text;
  if (text === undefined) return new Map();
  try {
    const providers = ownMember(JSON.parse(text), "providers");
    return new Map(typeof providers === "object" && providers !== null ? Object.entries(providers) : []);
  } catch {
    return new Map();
  }
}

async function readFolder(root: string, folder: string, wanted: (file: string) => boolean): Promise<SourceText[]> {
  const paths = await listFiles(root, folder);
  const texts = paths.filter((path) => wanted(path.slice(folder.length + 1))).map((path) => readText(root, path));
  return (await Promise.all(texts)).filter((text) => text !== undefined);
}
