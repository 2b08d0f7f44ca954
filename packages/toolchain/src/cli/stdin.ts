import process from "node:process";
import { buffer } from "node:stream/consumers";

/** All bytes of standard input. */
export function stdin(): Promise<Uint8Array> {
  return buffer(process.stdin);
}
