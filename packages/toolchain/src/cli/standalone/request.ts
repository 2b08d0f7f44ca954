import { isProviderName } from "../../document/file-name.js";
import { ToolchainError } from "../../errors.js";
import type { AccessOptions } from "../../fetching/vendor/access.js";
import { shellWord } from "../../shell-word.js";

/** The arguments of `specloom generate` with an output folder. */
export interface StandaloneRequest extends Pick<AccessOptions, "hosts" | "timeoutMs"> {
  /** Files and addresses, as typed; `-` for standard input. */
  readonly documents: readonly string[];
  /** Folder of the client, as typed. */
  readonly output: string;
  /** File with an overlay, as typed. */
  readonly overlay: string | undefined;
  /** File of a first overlay that is to be written, as typed. */
  readonly writeOverlay: string | undefined;
  /** Name of the client class; undefined for that of the last generation, else of the document's title. */
  readonly client: string | undefined;
  /** Patterns of the operations that the client has; empty for all. */
  readonly include: readonly string[];
  /** Patterns of operations that it does not have. */
  readonly exclude: readonly string[];
  /** Compare instead of writing. */
  readonly check: boolean;
  /** Refuse documents with defects. */
  readonly strict: boolean;
}

/** The options of `generate` that a request is made of. */
export interface GenerateOutput extends Pick<StandaloneRequest, "hosts" | "timeoutMs"> {
  readonly output?: string;
  readonly overlay?: string;
  readonly writeOverlay?: string;
  readonly client?: string;
  readonly include?: readonly string[];
  readonly exclude?: readonly string[];
  readonly check?: true;
  readonly strict?: true;
}

/**
 * The request that people typed; undefined for providers of a repository.
 *
 * @throws {ToolchainError} `output/missing` where a document, or an option of one, has no output folder.
 */
export function standaloneRequest(what: readonly string[], options: GenerateOutput): StandaloneRequest | undefined {
  const {
    output,
    overlay,
    writeOverlay,
    client,
    include = [],
    exclude = [],
    check,
    strict,
    hosts,
    timeoutMs,
  } = options;
  if (output === undefined) {
    const document = what.find((typed) => !isProviderName(typed));
    const option = [overlay, writeOverlay, client, ...include, ...exclude].some((value) => value !== undefined);
    if (document === undefined && !option) return undefined;
    throw new ToolchainError("output/missing", `Expected --output with ${document ?? "these options"}, found none`, {
      hint: `Name the folder of the client: \`specloom generate ${document === undefined ? "<document>" : shellWord(document)} --output src/api\`.`,
    });
  }
  if (what.length === 0)
    throw new ToolchainError("output/document", "Expected a file, an address or `-` before --output, found none");
  if (client !== undefined && !/^[A-Z][A-Za-z0-9]*$/u.test(client))
    throw new ToolchainError(
      "output/client",
      `Expected a class name such as \`Acme\`, found ${JSON.stringify(client)}`,
    );
  return {
    documents: what,
    output,
    overlay,
    writeOverlay,
    client,
    include,
    exclude,
    check: check === true,
    strict: strict === true,
    hosts,
    timeoutMs,
  };
}
