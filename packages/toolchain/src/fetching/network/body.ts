import type { IncomingMessage } from "node:http";
import { pipeline } from "node:stream";
import { createBrotliDecompress, createGunzip, createInflate } from "node:zlib";

/** Codings that are asked for, and how each is undone (RFC 9110, section 8.4.1; RFC 7932). */
const DECODERS = new Map([
  ["gzip", createGunzip],
  ["x-gzip", createGunzip],
  ["deflate", createInflate],
  ["br", createBrotliDecompress],
]);

export const ACCEPT_ENCODING = "gzip, deflate, br";

/** The body is larger than it may be; `found` says how much is known of its size. */
export class TooLargeError extends Error {
  constructor(readonly found: string) {
    super(`Found ${found}`);
  }
}

/**
 * The decoded bytes of a response. Counted while they arrive and after decompression: neither a wrong length nor a
 * small text that unpacks to a large one fills the memory.
 *
 * @throws {TooLargeError} Of the stream where it breaks off, of zlib where it is damaged.
 */
export async function readResponseBody(response: IncomingMessage, limit: number): Promise<Uint8Array> {
  const announced = Number(response.headers["content-length"] ?? 0);
  if (announced > limit) throw new TooLargeError(`${announced} bytes`);
  const coding = response.headers["content-encoding"]?.trim().toLowerCase() ?? "identity";
  const decoder = DECODERS.get(coding);
  if (decoder === undefined && coding !== "identity") throw new Error("a content coding that was not asked for");
  // Its errors reach the reader through the decoder, so the callback has nothing to do.
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

/** A stream without an encoding of its own gives bytes. */
function bytesOf(source: AsyncIterable<Uint8Array>): AsyncIterable<Uint8Array> {
  return source;
}
