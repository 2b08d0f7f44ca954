import { ToolchainError } from "../../errors.js";

/** What a person typed, and the files that were made of it. */
export interface Typed {
  readonly name: string;
  /** Files and addresses, as typed. */
  readonly documents: readonly string[];
  /** The files in `specs/<name>`; those that were typed are the first, in order. */
  readonly files: readonly string[];
}

/**
 * An error as somebody can act on it who has typed a command that wrote nothing: it names what was typed in place of
 * files that do not exist, and says where the overlay action goes that its hint speaks of.
 */
export function undeclared(error: unknown, { name, documents, files }: Typed): unknown {
  if (!(error instanceof ToolchainError)) return error;
  const { code, message, location, hint, cause } = error;
  const places = documents.map((typed, index) => [`specs/${name}/${files[index] ?? ""}`, typed] as const);
  const named = (text: string): string => places.reduce((shown, [path, typed]) => shown.replaceAll(path, typed), text);
  const typed = places.find(([path]) => path === location?.file)?.[1];
  return new ToolchainError(code, named(message), {
    location: location === undefined || typed === undefined ? location : { ...location, file: typed },
    hint: hint.includes("overlay action")
      ? `${hint} Put the action into a file, and add it with \`--overlay <file>\`.`
      : hint,
    cause,
  });
}
