import process from "node:process";
import { defineConfig } from "vitest/config";

/** `pnpm test:long`: the properties, a hundred thousand cases each unless `SPECLOOM_FC_RUNS` says otherwise. */
export default defineConfig({
  test: {
    include: ["test/runtime/**/*.test.ts"],
    env: { SPECLOOM_FC_RUNS: process.env["SPECLOOM_FC_RUNS"] ?? "100000" },
    testTimeout: 86_400_000,
  },
});
