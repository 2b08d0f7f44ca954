import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";

const root = join(import.meta.dirname, "../../packages/runtime/src");
const files = readdirSync(root, { recursive: true, encoding: "utf8" }).filter((name) => name.endsWith(".ts"));

test.each(files)("[44] %s imports its own files and openapi-fetch, nothing of a platform", (name) => {
  const text = readFileSync(join(root, name), "utf8");
  const specifiers = [...text.matchAll(/(?:from|import)\s*\(?\s*"([^"]+)"/g)].map(([, specifier = ""]) => specifier);
  const foreign = specifiers.filter((specifier) => !specifier.startsWith("."));
  expect(foreign).toEqual(name === "openapi-fetch.ts" ? ["openapi-fetch", "openapi-fetch"] : []);
  expect(text).not.toMatch(/\b(?:Buffer|require|__dirname)\b(?!\w)\s*[.(]/);
});
