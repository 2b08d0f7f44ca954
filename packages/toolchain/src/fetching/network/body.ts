import type { IncomingMessage } from "node:http";
import { pipeline } from "node:stream";
import { createBrotliDecompress, createGunzip, createInflate } from "node:zlib";

/** Accepted content codings and their decoders (RFC 9110, section 8.4.1; RFC 7932). */
const DECODERS = new Map([
  ["gzip", createGunzip],
  ["x-gzip", createGunzip],
  ["deflate", createInflate],
  ["br", createBrotliDecompress],
]);

export const ACCEPT_ENCODING = "gzip, deflate, br";

/** The body exceeds the limit; `found` describes its known size. */
export class TooLargeError extends Error {
  constructor(readonly found: string) {
    super(`Found ${found}`);
  }
}

/** The body has a content coding that was not asked for. */
export class UnknownCodingError extends Error {
  constructor(readonly coding: string) {
    super(`Found the content coding ${coding}`);
  }
}

/**
 * The decoded bytes of a response. The size is counted during decompression, so neither a wrong length nor a
 * compression bomb fills the memory.
 *
 * @throws {TooLargeError} {@link UnknownCodingError}; the stream's error where it breaks off, zlib's error for invalid data.
 */
export async function readResponseBody(response: IncomingMessage, limit: number): Promise<Uint8Array> {
  const announced = Number(response.headers["content-length"] ?? 0);
  if (announced > limit) throw new TooLargeError(`${announced} bytes`);
  const coding = response.headers["content-encoding"]?.trim().toLowerCase() ?? "identity";
  const decoder = DECODERS.get(coding);
  if (decoder === undefined && coding !== "identity") throw new UnknownCodingError(coding);
  // The decoder forwards the source's errors, so the callback is empty.
  const source = decoder === undefined ? response : pipeline(response, decoder(), () => {});
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of bytesOf(source)) {
    size += chunk.byteLength;
    if (size > limit) throw new TooLargeError(`more than ${limit} bytes`);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

/** A stream without an encoding yields bytes. */
function bytesOf(source: AsyncIterable<Uint8Array>): AsyncIterable<Uint8Array> {
  return source;
}
