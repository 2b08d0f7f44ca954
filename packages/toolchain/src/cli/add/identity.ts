import { ToolchainError } from "../../errors.js";
import { oneLine } from "../../visible.js";

/** The names of a new API. */
export interface Identity {
  /** Folder and API name, such as `acme`. */
  readonly name: string;
  /** npm package name. */
  readonly package: string;
  /** The API's name in prose. */
  readonly title: string;
  /** Folder of the client, relative to the repository, where it is in no package of its own. */
  readonly output?: string | undefined;
}

/**
 * The npm name of a new package: in the scope that all existing packages share, else `<name>-client`.
 *
 * @throws {ToolchainError} `add/package` where the wanted name is invalid or taken.
 */
export function packageFor(name: string, wanted: string | undefined, packages: readonly string[]): string {
  const scopes = new Set(packages.map((other) => /^@[^/]+(?=\/)/u.exec(other)?.[0]));
  const [scope] = scopes;
  const chosen = wanted ?? (scopes.size === 1 && scope !== undefined ? `${scope}/${name}` : `${name}-client`);
  if (!/^(?:@[a-z0-9-][a-z0-9._-]*\/)?[a-z0-9-][a-z0-9._-]*$/u.test(chosen) || chosen.length > 214)
    throw new ToolchainError("add/package", `Expected an npm package name, found ${JSON.stringify(chosen)}`);
  if (packages.includes(chosen))
    throw new ToolchainError("add/package", `Expected an unused package name, found ${chosen}`);
  return chosen;
}

/** The longest title, in characters. */
const MAX_TITLE = 200;

/** A title in prose from the document's title: on one line, without a final `API`. */
export function titleFor(name: string, wanted: string | undefined, published: unknown): string {
  const text = wanted ?? (typeof published === "string" ? published : "");
  const line = oneLine(text, MAX_TITLE);
  const short = wanted === undefined ? line.replace(/ (?:REST(?:ful)? )?API$/iu, "") : line;
  return short === "" ? name.charAt(0).toUpperCase() + name.slice(1) : short;
}
