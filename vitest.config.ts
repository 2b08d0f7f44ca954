import { configDefaults, defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["test/**/*.test.ts"],
    setupFiles: ["test/support/fixed-seed.ts"],
    // No test measures time, so these only end what hangs; a busy machine takes as long as it needs.
    testTimeout: 600_000,
    hookTimeout: 600_000,
    expect: { poll: { timeout: 600_000 } },
    // Files share the modules of their worker: the toolchain and the compiler load once per core, and stay warm.
    maxWorkers: "100%",
    isolate: false,
    // They build, install and kill; `pnpm test:durable`, `test:packages` and `test:runtimes` run them.
    exclude: [
      ...configDefaults.exclude,
      "test/{durable,github,packages,runtimes}/**",
      // Two printers and a compiler for forty documents; `pnpm test:long` runs it.
      "test/corpus/migration.test.ts",
    ],
    typecheck: { enabled: true, include: ["test/**/*.test-d.ts"], tsconfig: "test/tsconfig.types.json" },
  },
});
