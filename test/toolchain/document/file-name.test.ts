import { posix, win32 } from "node:path";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { isProviderName, isSafePath } from "../../../packages/toolchain/src/document/file-name.js";
import { nearestName } from "../../../packages/toolchain/src/cli/add/api-name.js";
import { propertyRuns } from "../../support/property.js";

describe("the path of a provider's file", () => {
  test.each(["openapi.yaml", "pages/get a job.md", "a.b.c.json", "Überblick.md", "日本/語.md", "console.md", "com.md"])(
    "%s is fine",
    (path) => {
      expect(isSafePath(path)).toBe(true);
    },
  );

  test.each([
    "",
    ".git/config",
    ".GIT/config",
    "..\\x",
    "C:\\x",
    "C:x",
    "/etc/passwd",
    "a/../b",
    "a/./b",
    "a//b",
    "a/",
    ".prettierrc.json",
    "a/.vscode/settings.json",
    "node_modules/x.json",
    "a/Node_Modules/x.json",
    "package.json",
    "a/PACKAGE.json",
    "tsconfig.json",
    "source.yaml",
    "Overlay.yaml",
    "ACCEPTED.YAML",
    "notice",
    "con",
    "NUL.md",
    "a/com1.json",
    "lpt9",
    "x.",
    "x ",
    "-rf.md",
    "~.md",
    "a\u202Eb.md",
    "a\u0000.md",
    "a\nb.md",
    "a\u2028b.md",
    "a*b.md",
    "ｎode_modules/x.md",
    "x".repeat(201),
  ])("%j is refused", (path) => {
    expect(isSafePath(path)).toBe(false);
  });

  const text = fc.oneof(
    fc.string({ unit: "grapheme", maxLength: 12 }),
    fc.constantFrom(".", "..", "CON", "aux.md", "C:", "\\\\server", "node_modules", ".git", "a", "b.md", "$(id)"),
  );
  const paths = fc
    .array(fc.tuple(text, fc.constantFrom("/", "\\", "//", "")), { minLength: 1, maxLength: 5 })
    .map((parts) => parts.flat().join(""));

  test.each([
    ["POSIX", posix, "/work/specs/acme"],
    ["Windows", win32, "C:\\work\\specs\\acme"],
  ])("stays below its folder, and keeps its names, by the rules of %s", (_name, rules, folder) => {
    fc.assert(
      fc.property(paths, (path) => {
        if (!isSafePath(path)) return;
        const file = rules.resolve(folder, path);
        expect(rules.relative(folder, file).split(rules.sep)).toEqual(path.split("/"));
        for (const name of path.toLowerCase().split("/"))
          expect(name).not.toMatch(/^\.|^node_modules$|^(?:con|nul|aux)(?:\.|$)/u);
      }),
      propertyRuns(),
    );
  });
});

describe("the name of a provider", () => {
  test.each(["acme", "acme-jobs", "a1"])("%s is fine", (name) => {
    expect(isProviderName(name)).toBe(true);
  });

  test.each(["", "Acme", "con", "nul", "com1", "..", "a/b", "$(id)", "node_modules", "-a", "a--b", "a".repeat(61)])(
    "%j is refused, and another one is proposed",
    (name) => {
      expect(isProviderName(name)).toBe(false);
      expect(isProviderName(nearestName(name))).toBe(true);
    },
  );
});
