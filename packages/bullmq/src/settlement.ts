import { SpecloomError, type Outcome, type Snapshot } from "@specloom/runtime";

/** An error as plain JSON. */
export interface ErrorJson {
  readonly name: string;
  readonly message: string;
  /** An HTTP status, or the code of a cause such as `ECONNRESET`. */
  readonly code?: string | number;
}

/**
 * A wait that ended without the end of its job. `unsettled`: by its deadline, or by an error of the provider that is not
 * worth repeating. `unreadable`: its snapshot is damaged, or of another provider. `gave-up`: it ended its process again
 * and again.
 */
export interface NoOutcome {
  readonly kind: "unsettled" | "unreadable" | "gave-up";
  readonly error: ErrorJson;
  /** Waits on for the job, where one is known: add it under another key. */
  readonly snapshot?: Snapshot;
}

/** How a wait ended, as plain JSON. `R` is the result of the job, `S` the body of its status operation. */
export type Settlement<R = unknown, S = unknown> = Outcome<R, S> | NoOutcome;

/** What is stored of a settlement: the whole of it, or where its result is fetched again. */
export interface StoredSettlement {
  readonly kind: string;
  readonly content: string;
  /** Milliseconds since the Unix epoch. */
  readonly at: number;
  readonly settled?: Settlement;
  /** Of a result that is too large, or that JSON cannot hold. */
  readonly again?: Snapshot;
  /** The kind of a settlement that is too large. Absent for a success. */
  readonly ended?: Settlement["kind"];
}

/** The text of a value as JSON. Whole numbers beyond 2^53, as `exactJson` reads them, become texts. */
export function jsonText(value: unknown): string {
  return JSON.stringify(value, (_, inner: unknown) => (typeof inner === "bigint" ? String(inner) : inner));
}

/** What is stored of an outcome. `snapshot` is that of the job at its end. */
export function storedText(
  base: Pick<StoredSettlement, "kind" | "content" | "at">,
  settled: Settlement,
  snapshot: Snapshot | undefined,
  maxBytes: number,
): string {
  const text = textIfHeld(settled, { ...base, settled });
  if (text !== undefined && (snapshot === undefined || Buffer.byteLength(text) <= maxBytes)) return text;
  return jsonText({ ...base, again: snapshot, ...(settled.kind !== "succeeded" && { ended: settled.kind }) });
}

/** A settlement as it would be read again, whatever its size. What JSON cannot hold stays as it is. */
export function asStored(settled: Settlement): Settlement {
  const text = textIfHeld(settled);
  return text === undefined ? settled : JSON.parse(text);
}

/** The text of a value with a settlement; undefined if JSON cannot hold it: bytes, or what is nested too deep. */
function textIfHeld(settled: Settlement, value: unknown = settled): string | undefined {
  if ("result" in settled && isBinary(settled.result)) return undefined;
  try {
    return jsonText(value);
  } catch {
    return undefined;
  }
}

/** Reads what `storedText` wrote. */
export function readStored(text: string): StoredSettlement {
  const stored: StoredSettlement = JSON.parse(text);
  return stored;
}

/** An error as plain JSON, without what the settlement says beside it. */
export function errorJson(error: unknown): ErrorJson {
  if (!(error instanceof Error)) return { name: "Error", message: String(error) };
  const { name, message } = error;
  const code: unknown = error instanceof SpecloomError ? error.toJSON()["code"] : Reflect.get(error, "code");
  return { name, message, ...((typeof code === "string" || typeof code === "number") && { code }) };
}

function isBinary(result: unknown): boolean {
  return (
    result instanceof Blob ||
    result instanceof ArrayBuffer ||
    ArrayBuffer.isView(result) ||
    (typeof ReadableStream === "function" && result instanceof ReadableStream)
  );
}
