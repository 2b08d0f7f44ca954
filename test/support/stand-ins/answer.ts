/** One request as it came over the wire. */
export interface Received {
  readonly method: string;
  /** Path and query, byte for byte. */
  readonly url: string;
  /** By lower-case name. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** A response, and how it is delivered. */
export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  /**
   * `whole` unless given; `halved` ends in the middle of the body, `slow` pauses there, `late` pauses before the
   * headers, `reset` breaks the connection.
   */
  readonly delivery?: "whole" | "halved" | "slow" | "late" | "reset";
  /** Milliseconds of the pause. */
  readonly pauseMs?: number;
}

export function json(status: number, value: unknown): Answer {
  return { status, headers: { "content-type": "application/json" }, body: JSON.stringify(value) };
}

/** The bearer key of a request, or undefined. */
export function bearer({ headers }: Received): string | undefined {
  return /^Bearer (.+)$/.exec(headers["authorization"] ?? "")?.[1];
}
