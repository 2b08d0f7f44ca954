import { ToolchainError } from "../../errors.js";
import type { GenerationNote } from "../../generate.js";
import { withoutCredentials } from "./typed-document.js";

/** The documents that a person typed, and their files. */
export interface TypedDocuments {
  /** Files and addresses, as typed. */
  readonly documents: readonly string[];
  /** The paths of their texts; the typed ones come first, in order. */
  readonly paths: readonly string[];
  /** A file that stands for options alone, in which nobody can look. */
  readonly unwritten?: string;
}

/**
 * Rewrites an error of a command that wrote nothing. It names the typed document instead of a file that does not exist,
 * and says where the overlay action of the hint goes.
 */
export function rewriteError(error: unknown, { documents, paths, unwritten }: TypedDocuments): unknown {
  if (!(error instanceof ToolchainError)) return error;
  const { code, message, location, hint, cause } = error;
  const places = documents.map((typed, index) => [paths[index] ?? typed, withoutCredentials(typed)] as const);
  const named = (text: string): string =>
    places.reduce((renamed, [path, typed]) => renamed.replaceAll(path, typed), text);
  const typed = places.find(([path]) => path === location?.file)?.[1];
  return new ToolchainError(code, named(message), {
    location: location?.file === unwritten ? undefined : location && { ...location, file: typed ?? location.file },
    hint: hint.includes("overlay action")
      ? `${hint} Put the action into a file and pass it with \`--overlay <file>\`.`
      : hint,
    cause,
  });
}

/** The notes of a generation. Their places name the documents as the user typed them. */
export function rewriteNotes(
  notes: readonly GenerationNote[],
  { documents, paths }: Pick<TypedDocuments, "documents" | "paths">,
): GenerationNote[] {
  const typedOf = (file: string): string => withoutCredentials(documents[paths.indexOf(file)] ?? file);
  return notes.map((note) => ({
    ...note,
    places: note.places.map((place) => ({ ...place, file: typedOf(place.file) })),
  }));
}
