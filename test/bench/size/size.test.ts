import { createRequire } from "node:module";
import { expect, test } from "vitest";
import { type Esbuild, minify } from "../workshop.js";
import { APPS } from "./entries.js";
import { weigh } from "./size.js";

const { resolve } = createRequire(import.meta.url);
/** The one that tsx brings. */
const esbuild: Esbuild = createRequire(resolve("tsx/package.json"))("esbuild");

test.for(APPS)(
  "$name takes no more than it has taken, the bar being $limit B",
  async ({ code, limit, today }, { annotate }) => {
    const { gzipped } = weigh((await minify(esbuild, code, import.meta.dirname)).text);
    if (gzipped > limit) await annotate(`${gzipped} B, ${gzipped - limit} B over the bar of ${limit} B`, "warning");
    expect(gzipped).toBeLessThanOrEqual(today);
  },
);
