import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["test/packages/*.test.ts", "test/github/*.test.ts"],
    globalSetup: ["test/packages/setup.ts"],
    // Each test starts its own compilers or package managers and waits for them. Each file has one worker.
    maxWorkers: "100%",
    testTimeout: 120_000,
  },
});
