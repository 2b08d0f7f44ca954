/** One answer of a stand-in. The body is sent as JSON. */
export interface StandInAnswer {
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: unknown;
}

/** An API that a newcomer adds, what its provider answers, and what the newcomer's script is to see. */
export interface NewcomerApi {
  readonly name: string;
  /** Name of its document. */
  readonly document: string;
  /** The document comes over http; else it is a file. */
  readonly isServed?: true;
  /** Actions that the newcomer writes below those of the first overlay.yaml. */
  readonly overlay?: string;
  /** What stands before the paths. */
  readonly basePath: string;
  /** TypeScript that pages and waits, and prints what came of it as JSON. */
  readonly script: string;
  /** Answers by request, in order; of each the last one for ever. `http://provider` is the provider itself. */
  readonly answers: Readonly<Record<string, readonly StandInAnswer[]>>;
  /** The requests that the script sends, in order. */
  readonly asks: readonly string[];
  /** A header of each of them. */
  readonly proves: readonly [header: string, value: string];
  /** What the script prints as JSON. */
  readonly prints: unknown;
}
