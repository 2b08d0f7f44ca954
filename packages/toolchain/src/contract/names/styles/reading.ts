/** The inputs of naming. */
export interface NamingSource {
  readonly operationId?: string;
  readonly method: string;
  readonly path: string;
  /** The document's own grouping; only the first tag counts. */
  readonly tags?: readonly string[];
  /** Whether a success response is a collection or one item; undefined where its schema does not show it. */
  readonly answers?: "many" | "one";
  /** Whether the document has a path of one item below this one. */
  readonly hasItems?: boolean;
  /** True for the path of a collection and for that of its items, if both have a GET. */
  readonly isCollection?: boolean;
  /** Whether this does to all items what another operation does to one. */
  readonly isAll?: boolean;
  /** True if the path ends with a slash and the document also has the path without it. */
  readonly isSlashTwin?: boolean;
  /** True for a PUT if its path also has a PATCH. */
  readonly isBesidePatch?: boolean;
}

/** The meaning of an operationId. Words are lower case. */
export interface IdReading {
  /** The resources in the id, outermost first; undefined for those of the path. */
  readonly group?: readonly (readonly string[])[];
  /** Words of the verb; empty where there is none. */
  readonly verb: readonly string[];
  readonly words: readonly string[];
  /** True where the author has written resources and method: only repetitions are removed. */
  readonly isWhole?: true;
}

/** Reads an operationId in one style; undefined where it is in another. */
export type IdStyle = (id: string, source: NamingSource) => IdReading | undefined;

/** The reading of an id that only repeats the path. */
export const emptyReading: IdReading = { verb: [], words: [] };

/** What is read at each end of a name: segments of a path, and characters of an id or a tag. */
const SEGMENTS = 50;
const CHARACTERS = 1_000;

/** The parts from which names are made. A very long text loses its middle, because each word is read many times. */
export function readablePart<S extends NamingSource>(source: S): S {
  const { path, operationId, tags } = source;
  const segments = path.split("/");
  return {
    ...source,
    path:
      segments.length <= 2 * SEGMENTS ? path : [...segments.slice(0, SEGMENTS), ...segments.slice(-SEGMENTS)].join("/"),
    ...(operationId !== undefined && { operationId: endsOf(operationId) }),
    ...(tags !== undefined && { tags: tags.map(endsOf) }),
  };
}

function endsOf(text: string): string {
  return text.length <= 2 * CHARACTERS ? text : text.slice(0, CHARACTERS) + text.slice(-CHARACTERS);
}
