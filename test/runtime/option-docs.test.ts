import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { DEFAULT_DEADLINE_MS, DEFAULT_LIMITS } from "../../packages/runtime/src/jobs/wait-options.js";
import { sampleClient } from "../support/sample-client.js";

const source = join(import.meta.dirname, "../../packages/runtime/src");

/** The `@default` of each option in a module, by the option's name. */
function documented(file: string): Record<string, string> {
  const text = readFileSync(join(source, file), "utf8");
  const found = text.matchAll(/@default (\S+)\n\s*\*\/\n\s*readonly (\w+)\?:/gu);
  return Object.fromEntries([...found].map(([, value = "", name = ""]) => [name, value.replaceAll("_", "")]));
}

test("the defaults of a client's options are those that it has", () => {
  const { json: _json, maxInFlight: _most, requestsPerSecond: _rate, ...want } = documented("settings/options.ts");
  const { settings } = sampleClient({});
  expect(Object.keys(want)).toHaveLength(5);
  expect(Object.fromEntries(Object.keys(want).map((name) => [name, String(Reflect.get(settings, name))]))).toEqual(
    want,
  );
});

test("the defaults of a wait's options are those that it has", () => {
  const limits = Object.entries(DEFAULT_LIMITS).map(([name, value]) => [name, `${value}`]);
  const want = { ...Object.fromEntries(limits), deadlineMs: `${DEFAULT_DEADLINE_MS}`, initialDelayMs: "0" };
  expect(documented("jobs/wait-options.ts")).toEqual(want);
});
