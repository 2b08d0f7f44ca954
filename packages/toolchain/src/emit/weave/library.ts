import { createRequire } from "node:module";
import type morph from "ts-morph";

const require = createRequire(import.meta.url);

/**
 * ts-morph, loaded where there are hand-written wrappers to read: it brings a compiler of its own. By `require`, since
 * as an ES module that takes longer.
 */
export function tsMorph(): typeof morph {
  return require("ts-morph");
}
