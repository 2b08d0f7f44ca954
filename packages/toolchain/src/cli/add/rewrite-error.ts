import { ToolchainError } from "../../errors.js";

/** The documents that a person typed, and their files. */
export interface TypedDocuments {
  readonly name: string;
  /** Files and addresses, as typed. */
  readonly documents: readonly string[];
  /** The files in `specs/<name>`; the typed ones come first, in order. */
  readonly files: readonly string[];
}

/**
 * Rewrites an error of a command that wrote nothing. It names the typed document instead of a file that does not exist,
 * and says where the overlay action of the hint goes.
 */
export function rewriteError(error: unknown, { name, documents, files }: TypedDocuments): unknown {
  if (!(error instanceof ToolchainError)) return error;
  const { code, message, location, hint, cause } = error;
  const places = documents.map((typed, index) => [`specs/${name}/${files[index] ?? ""}`, typed] as const);
  const named = (text: string): string =>
    places.reduce((renamed, [path, typed]) => renamed.replaceAll(path, typed), text);
  const typed = places.find(([path]) => path === location?.file)?.[1];
  return new ToolchainError(code, named(message), {
    location: location === undefined || typed === undefined ? location : { ...location, file: typed },
    hint: hint.includes("overlay action")
      ? `${hint} Put the action into a file and pass it with \`--overlay <file>\`.`
      : hint,
    cause,
  });
}
