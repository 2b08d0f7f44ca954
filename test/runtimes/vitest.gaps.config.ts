import { configDefaults, defineConfig, type Plugin } from "vitest/config";

/** What app engines and pages without https lack. `global` is Node's own name of the global object. */
const GAPS = [
  "const ReadableStream = undefined;",
  "const AbortSignal = new Proxy(global.AbortSignal, { get: (of, name) => name === 'any' ? undefined : Reflect.get(of, name) });",
  "const crypto = { getRandomValues: (bytes) => global.crypto.getRandomValues(bytes) };",
  "const globalThis = new Proxy(global, { get: (of, name) => name === 'crypto' ? crypto : Reflect.get(of, name) });",
].join(" ");

/** The modules of the runtime see these instead of the globals; all others keep theirs, since Node's fetch needs streams. */
const withGaps: Plugin = {
  name: "platform with gaps",
  transform: (code, id) => (id.includes("/packages/runtime/src/") ? `${GAPS} ${code}` : undefined),
};

/** The tests of the runtime on such a platform, but for bodies that are streams. */
export default defineConfig({
  plugins: [withGaps],
  test: {
    include: ["test/runtime/**/*.test.ts"],
    setupFiles: ["test/support/fixed-seed.ts"],
    // It removes the same by itself.
    exclude: [...configDefaults.exclude, "test/runtime/http/platform-gaps.test.ts"],
    testNamePattern: /^(?!.*\] a stream\b)/u,
    testTimeout: 600_000,
    // As in the quick suite: files share the modules of their worker.
    maxWorkers: "100%",
    isolate: false,
  },
});
