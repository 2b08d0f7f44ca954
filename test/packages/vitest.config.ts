import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["test/packages/*.test.ts", "test/github/*.test.ts"],
    globalSetup: ["test/packages/setup.ts"],
    // Each test starts compilers or package managers of its own.
    testTimeout: 120_000,
  },
});
