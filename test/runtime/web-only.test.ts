import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { typeCheck } from "../support/type-check.js";

const root = join(import.meta.dirname, "../../packages/runtime/src");
/** The packages that a file imports. All use web APIs only. */
const FOREIGN: Readonly<Record<string, readonly string[]>> = {
  "http/raw-client.ts": ["openapi-fetch"],
  "opentelemetry/call-spans.ts": ["@opentelemetry/api"],
  "opentelemetry/open-telemetry.ts": ["@opentelemetry/api"],
  "opentelemetry/span-errors.ts": ["@opentelemetry/api"],
  "opentelemetry/wait-spans.ts": ["@opentelemetry/api"],
  "streams/server-sent-events.ts": ["eventsource-parser"],
};

const files = readdirSync(root, { recursive: true, encoding: "utf8" }).filter((name) => name.endsWith(".ts"));

test.each(files)("[44] %s imports its own files and the packages of the runtime, nothing of a platform", (name) => {
  const text = readFileSync(join(root, name), "utf8");
  const specifiers = [...text.matchAll(/(?:from|import)\s*\(?\s*"([^"]+)"/g)].map(([, specifier = ""]) => specifier);
  const foreign = specifiers.filter((specifier) => !specifier.startsWith("."));
  expect(new Set(foreign)).toEqual(new Set(FOREIGN[name]));
  expect(text).not.toMatch(/\b(?:Buffer|require|__dirname)\b(?!\w)\s*[.(]/);
});

/** What a project has that sets `strict` and nothing else: it checks the runtime where it has a copy of its sources. */
const plain = {
  exactOptionalPropertyTypes: false,
  noUncheckedIndexedAccess: false,
  noImplicitOverride: false,
  noImplicitReturns: false,
  noFallthroughCasesInSwitch: false,
  noUnusedLocals: false,
  noUnusedParameters: false,
  verbatimModuleSyntax: false,
  isolatedModules: false,
};

test.each([
  ["strict alone", plain],
  ["strict alone and no types of a platform", { ...plain, types: [] }],
])("[44] all files compile under %s", (_, options) => {
  expect(files.length).toBeGreaterThan(100);
  const found = typeCheck(
    files.map((name) => join(root, name)),
    new Map(),
    options,
  );
  expect(Object.fromEntries(found)).toEqual({});
});
