import { createHash } from "node:crypto";

const BYTE_ORDER_MARK = Buffer.from("\uFEFF");
const NEWLINE = 0x0a;

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
  const raw = sha256(bytes);
  const given = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const text = given.subarray(given.indexOf(BYTE_ORDER_MARK) === 0 ? BYTE_ORDER_MARK.length : 0);
  if (text.length === given.length && !text.includes("\r\n") && text.at(-1) === NEWLINE)
    return { raw, normalized: raw };
  const hash = createHash("sha256");
  let from = 0;
  for (let end = text.indexOf("\r\n"); end !== -1; end = text.indexOf("\r\n", from)) {
    hash.update(text.subarray(from, end));
    from = end + 1;
  }
  hash.update(text.subarray(from)).update(text.at(-1) === NEWLINE ? "" : "\n");
  return { raw, normalized: hash.digest("hex") };
}

/** SHA-256 in lower-case hexadecimal digits. */
export function sha256(data: Uint8Array | string): string {
  return createHash("sha256").update(data).digest("hex");
}
