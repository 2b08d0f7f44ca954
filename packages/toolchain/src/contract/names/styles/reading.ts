/** What naming reads of an operation. */
export interface NamingSource {
  readonly operationId?: string;
  readonly method: string;
  readonly path: string;
  /** The document's own grouping; only the first is looked at. */
  readonly tags?: readonly string[];
  /** Whether a success answers a collection or one thing; undefined where its schema does not tell. */
  readonly answers?: "many" | "one";
}

/** What an operationId says. Words are lower-cased. */
export interface IdReading {
  /** The resources that it names itself, outermost first; where it names none, they are the path's. */
  readonly group?: readonly (readonly string[])[];
  /** Words of the verb; empty where it has none. */
  readonly verb: readonly string[];
  readonly words: readonly string[];
  /** True where the author has written resources and method: only what repeats is left out. */
  readonly isWhole?: true;
}

/** An operationId without what tells its twins apart, as one style of writing reads it; undefined where it is in another. */
export type IdStyle = (id: string, source: NamingSource) => IdReading | undefined;

/** What an id says that repeats the path: nothing. */
export const nothingSaid: IdReading = { verb: [], words: [] };
