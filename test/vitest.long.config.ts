import process from "node:process";
import { defineConfig } from "vitest/config";

/**
 * `pnpm test:long`: the properties, a hundred thousand cases each unless `SPECLOOM_FC_RUNS` says otherwise; five hundred
 * random documents unless `SPECLOOM_DOCUMENTS` does; the types of twenty thousand schemas unless `SPECLOOM_SCHEMAS`
 * does; two hundred thousand documents with a defect unless `SPECLOOM_MUTATIONS` does.
 */
export default defineConfig({
  test: {
    include: [
      "test/runtime/**/*.test.ts",
      "test/random/**/*.test.ts",
      "test/truth/truth.test.ts",
      "test/mutation/**/*.test.ts",
      "test/toolchain/drift/floor.test.ts",
      "test/toolchain/drift/judge.test.ts",
      "test/toolchain/hostile/fuzz.test.ts",
      "test/toolchain/visible.test.ts",
      "test/toolchain/document/file-name.test.ts",
    ],
    env: {
      SPECLOOM_SEED: process.env["SPECLOOM_SEED"] ?? String(Date.now() % 2 ** 31),
      SPECLOOM_FC_RUNS: process.env["SPECLOOM_FC_RUNS"] ?? "100000",
      SPECLOOM_SCHEMAS: process.env["SPECLOOM_SCHEMAS"] ?? "20000",
      SPECLOOM_DOCUMENTS: process.env["SPECLOOM_DOCUMENTS"] ?? "500",
      SPECLOOM_MUTATIONS: process.env["SPECLOOM_MUTATIONS"] ?? "200000",
    },
    testTimeout: 86_400_000,
    hookTimeout: 600_000,
  },
});
