import process from "node:process";
import { defineConfig } from "vitest/config";

/**
 * `pnpm test:long`: the properties, a hundred thousand cases each unless `SPECLOOM_FC_RUNS` says otherwise; five hundred
 * random documents unless `SPECLOOM_DOCUMENTS` does; the types of twenty thousand schemas unless `SPECLOOM_SCHEMAS`
 * does; two hundred thousand documents with a defect unless `SPECLOOM_MUTATIONS` does; two thousand documents of hostile
 * names unless `SPECLOOM_NAMES` does; the types of forty documents, by openapi-typescript and here; every command on
 * every link. And each command as a process, on a megabyte of each kind of hostile input; `SPECLOOM_HOSTILE_TABLE=<file>`
 * keeps what each run took.
 */
export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: "processes",
          include: ["test/packages/hostile.test.ts"],
          globalSetup: ["test/packages/setup.ts"],
          env: { SPECLOOM_HOSTILE: "all", SPECLOOM_HOSTILE_TABLE: process.env["SPECLOOM_HOSTILE_TABLE"] ?? "" },
        },
      },
      {
        test: {
          name: "properties",
          setupFiles: ["test/support/fixed-seed.ts"],
          include: [
            "test/runtime/**/*.test.ts",
            "test/random/**/*.test.ts",
            "test/truth/truth.test.ts",
            "test/corpus/migration.test.ts",
            "test/mutation/**/*.test.ts",
            "test/toolchain/drift/floor.test.ts",
            "test/toolchain/drift/judge.test.ts",
            "test/toolchain/hostile/fuzz.test.ts",
            "test/toolchain/hostile/links.test.ts",
            "test/toolchain/visible.test.ts",
            "test/toolchain/document/file-name.test.ts",
          ],
          env: {
            SPECLOOM_SEED: process.env["SPECLOOM_SEED"] ?? String(Date.now() % 2 ** 31),
            SPECLOOM_FC_RUNS: process.env["SPECLOOM_FC_RUNS"] ?? "100000",
            SPECLOOM_SCHEMAS: process.env["SPECLOOM_SCHEMAS"] ?? "20000",
            SPECLOOM_DOCUMENTS: process.env["SPECLOOM_DOCUMENTS"] ?? "500",
            SPECLOOM_MUTATIONS: process.env["SPECLOOM_MUTATIONS"] ?? "200000",
            SPECLOOM_LINKS: "all",
            SPECLOOM_NAMES: process.env["SPECLOOM_NAMES"] ?? "2000",
          },
          testTimeout: 86_400_000,
          hookTimeout: 600_000,
        },
      },
    ],
  },
});
