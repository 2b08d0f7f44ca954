import { createHash } from "node:crypto";

/** SHA-256 in lower-case hexadecimal digits: of the bytes as they are, and of their normalised text. */
export interface Digest {
  readonly raw: string;
  readonly normalized: string;
}

/**
 * Digests of a published file. The normalised one does not change with the byte order mark, with CRLF line ends,
 * or with a missing newline at the end: what version control and editors alter without anyone meaning it.
 */
export function digest(bytes: Uint8Array): Digest {
  const text = new TextDecoder().decode(bytes).replaceAll("\r\n", "\n");
  return { raw: sha256(bytes), normalized: sha256(text.endsWith("\n") ? text : `${text}\n`) };
}

/** SHA-256 in lower-case hexadecimal digits. */
export function sha256(data: Uint8Array | string): string {
  return createHash("sha256").update(data).digest("hex");
}
