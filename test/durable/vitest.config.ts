import process from "node:process";
import { defineConfig } from "vitest/config";

/**
 * `pnpm test:durable`: waits in real processes on a real Redis, with real kills. `SPECLOOM_WAITS` is the size of the
 * failure matrix: the full sizes where it is not set.
 */
export default defineConfig({
  test: {
    include: ["test/durable/**/*.test.ts"],
    globalSetup: ["test/durable/support/setup.ts"],
    env: { SPECLOOM_WAITS: process.env["SPECLOOM_WAITS"] ?? "" },
    // Real time passes: locks run out, pauses end. These only end what hangs.
    testTimeout: 600_000,
    hookTimeout: 60_000,
    maxWorkers: 2,
    maxConcurrency: 8,
  },
});
