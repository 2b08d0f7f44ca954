import { mkdirSync, symlinkSync } from "node:fs";
import { join, posix, win32 } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import {
  isInside,
  owned,
  readable,
  slashed,
  typedPlace,
  writable,
} from "../../../packages/toolchain/src/repository/gate/paths.js";
import { ToolchainError } from "../../../packages/toolchain/src/errors.js";
import { createRepository, type TemporaryRepository } from "../../support/repository.js";

describe("inside a folder", () => {
  test.each([
    [posix, "/a", "/a/b", true],
    [posix, "/a", "/a", true],
    [posix, "/a", "/a/..b", true],
    [posix, "/a", "/ab", false],
    [posix, "/a", "/", false],
    [posix, "/a", "/a/../b", false],
    [win32, "C:\\a", "C:\\a\\b", true],
    [win32, "C:\\a", "c:\\A\\b", true],
    [win32, "C:\\a", "C:/a/b", true],
    [win32, "C:\\a", "D:\\a\\b", false],
    [win32, "C:\\a", "C:\\a\\..\\b", false],
    [win32, "C:\\a", "\\\\server\\a", false],
    [win32, "\\\\server\\share\\a", "\\\\server\\share\\b", false],
  ])("by %o: %s has %s: %s", (rules, folder, path, want) => {
    expect(isInside(folder, path, rules)).toBe(want);
  });

  test.each([
    [posix, "a/b\\c", "a/b\\c"],
    [win32, "a\\b\\c", "a/b/c"],
    [win32, "a/b", "a/b"],
  ])("what is printed has forward slashes: by %o, %s is %s", (rules, path, want) => {
    expect(slashed(path, rules)).toBe(want);
  });
});

describe("links", () => {
  let repository: TemporaryRepository;
  let outside: TemporaryRepository;
  beforeEach(() => {
    outside = createRepository({ "secret.txt": "canary" });
    repository = createRepository({ "specs/acme/a.md": "a", ".git/config": "token" });
    const link = (target: string, path: string): void => symlinkSync(target, join(repository.root, path));
    link(outside.root, "specs/out");
    link("../acme", "specs/acme/loop");
    link("loop-b", "specs/loop-a");
    link("loop-a", "specs/loop-b");
    link("acme", "specs/inside");
    link(join(outside.root, "secret.txt"), "specs/acme/out.md");
    link("../../.git/config", "specs/acme/config.md");
    link("a.md", "specs/acme/inside.md");
    link("nowhere", "specs/acme/dangling.md");
    mkdirSync(join(repository.root, "packages"));
    link("../specs/acme", "packages/acme");
  });
  afterEach(() => {
    repository.remove();
    outside.remove();
  });

  type Way = (root: string, path: string) => string;
  const passes = (way: Way, path: string): boolean => {
    try {
      way(repository.root, path);
      return true;
    } catch (error) {
      expect(error).toBeInstanceOf(ToolchainError);
      expect(error).toMatchObject({ code: "path/outside" });
      return false;
    }
  };

  test.each([
    ["specs/acme/a.md", true, true, true],
    ["specs/acme/new.md", true, true, true],
    ["specs/acme/inside.md", true, true, false],
    ["specs/acme/dangling.md", true, true, false],
    ["specs/acme/out.md", false, true, false],
    ["specs/acme/config.md", false, true, false],
    ["specs/out", false, true, false],
    ["specs/out/secret.txt", false, false, false],
    ["specs/out/new", true, false, false],
    ["specs/inside/a.md", true, false, false],
    ["packages/acme", true, true, false],
    ["packages/acme/src", true, false, false],
    ["specs/acme/loop/a.md", true, false, false],
    ["specs/loop-a", true, true, false],
    [".git/config", false, false, false],
    [".GIT/config", false, false, false],
    ["../x", false, false, false],
    ["specs/../../x", false, false, false],
    ["", true, false, false],
  ])("%s: read %s, written %s, owned %s", (path, isRead, isWritten, isOwned) => {
    expect([passes(readable, path), passes(writable, path), passes(owned, path)]).toEqual([isRead, isWritten, isOwned]);
  });

  test.each([
    ["specs/acme/new.yaml", writable, true],
    ["specs/out/new.yaml", writable, false],
    ["specs/inside/new.yaml", writable, false],
    ["packages/acme", owned, false],
    [".git/hooks/pre-commit", writable, false],
    [".", owned, true],
    ["../beside", owned, true],
  ] as const)("a typed place for writing: %s by %o: %s", (typed, check, isOpen) => {
    const place = (): string => typedPlace(repository.root, typed, check);
    if (isOpen) expect(place()).toBe(join(repository.root, typed));
    else expect(place).toThrow(ToolchainError);
  });
});
