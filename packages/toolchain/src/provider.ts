import { parsedText } from "./document/text.js";
import type { SourceText } from "./openapi/document.js";
import type { Source } from "./document/source.js";
import type { OutputTarget } from "./emit/target/target.js";
import { ToolchainError } from "./errors.js";
import { isObject, ownMember } from "./json.js";

/** All inputs of one provider's generation, as texts. Paths are relative to the repository. */
export interface ProviderInput {
  /** Folder name below `specs` and `packages`. */
  readonly name: string;
  /** `specs/<name>/source.yaml`. */
  readonly source: SourceText;
  /** `specs/<name>/overlay.yaml`. */
  readonly overlay: SourceText | undefined;
  /** The published documents: the other `.md`, `.yaml`, `.yml` and `.json` files of the folder. */
  readonly documents: readonly SourceText[];
  /** `generated/<name>/contract.json` of the last generation; its names are kept. */
  readonly contract: SourceText | undefined;
  /** `packages/<name>/package.json`. */
  readonly manifest: SourceText | undefined;
  /** `packages/<name>/custom/*.ts`. */
  readonly custom: readonly SourceText[];
  /** `packages/<name>/README.md`. */
  readonly readme: SourceText | undefined;
  /** The provider's part of `specs/lock.json`. */
  readonly lock: unknown;
  /** The command that makes the files again, as people type it; undefined for `npx specloom generate <name>`. */
  readonly command?: string | undefined;
  /** Where the client is in no package of its own; undefined for `packages/<name>`. */
  readonly target?: OutputTarget | undefined;
}

/**
 * The version in a package's manifest.
 *
 * @throws {ToolchainError} `provider/manifest` where there is none.
 */
export function packageVersion({ name, manifest }: Pick<ProviderInput, "name" | "manifest">): string {
  const version = manifest === undefined ? undefined : ownMember(parse(manifest), "version");
  if (typeof version === "string" && version !== "") return version;
  const found = manifest === undefined ? "found no file" : "found none";
  throw new ToolchainError("provider/manifest", `Expected a manifest with a \`version\`, ${found}`, {
    location: { file: `packages/${name}/package.json` },
  });
}

/** Whether a package that lists its entries leaves out the functions by the path of their resource, `./*`. */
export function hidesFunctions({ manifest }: Pick<ProviderInput, "manifest">): boolean {
  const entries = manifest === undefined ? undefined : ownMember(parse(manifest), "exports");
  return isObject(entries) && ownMember(entries, "./*") === undefined;
}

/**
 * Checks that folder, source.yaml and manifest name the same package.
 *
 * @throws {ToolchainError} `source/invalid`, `provider/manifest`.
 */
export function checkIdentity(
  source: Pick<Source, "name" | "package">,
  { name, source: file, manifest }: ProviderInput,
): void {
  const location = { file: file.path, pointer: "/name" };
  if (source.name !== name)
    throw new ToolchainError(
      "source/invalid",
      `Expected \`name: ${name}\`, the name of the folder, found ${source.name}`,
      { location },
    );
  const found = manifest === undefined ? undefined : ownMember(parse(manifest), "name");
  if (manifest !== undefined && found !== source.package)
    throw new ToolchainError(
      "provider/manifest",
      `Expected the name ${source.package} from source.yaml, found ${String(found)}`,
      {
        location: { file: manifest.path, pointer: "/name" },
      },
    );
}

function parse(manifest: SourceText): unknown {
  try {
    return JSON.parse(parsedText(manifest));
  } catch (cause) {
    throw new ToolchainError("provider/manifest", "Expected JSON", { location: { file: manifest.path }, cause });
  }
}
