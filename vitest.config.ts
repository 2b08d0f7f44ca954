import { configDefaults, defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["test/**/*.test.ts"],
    // No test measures time; a busy machine may take its own.
    testTimeout: 60_000,
    hookTimeout: 60_000,
    // They build and install; `pnpm test:packages` and `pnpm test:runtimes` run them.
    exclude: [...configDefaults.exclude, "test/packages/**", "test/github/**", "test/runtimes/**"],
    typecheck: { enabled: true, include: ["test/**/*.test-d.ts"], tsconfig: "./tsconfig.json" },
  },
});
