import { describe, expect, test } from "vitest";
import { completingShells } from "../../support/completing-shells.js";
import { specloom } from "../../support/specloom.js";

// A shell that this machine has not is skipped, and its title says so.
describe.each(completingShells)("$name completes", ({ name, isInstalled, complete }) => {
  const rows: [words: string[], want: string[]][] = [
    [["gen"], ["generate"]],
    [["li"], ["lint", "list"]],
    [["generate", "--ch"], ["--check"]],
    [["generate", "b"], ["bolt"]],
    [["--json", "lint", "a"], ["acme"]],
    [["lint", "--fail"], ["--fail-on"]],
    [["list", "--jso"], ["--json"]],
    [["drift", "--he"], ["--help"]],
    [["completion", "z"], ["zsh"]],
    [["init", "a"], []],
  ];
  test.skipIf(!isInstalled).each(rows)(`%j, where there is ${name}`, async (words, want) => {
    expect(await complete(...words)).toEqual(want);
  });
});

describe("every shell's script knows every command", () => {
  test.each(["bash", "zsh", "fish"])("%s", async (shell) => {
    const help = (await specloom("/", ["--help"])).out;
    const commands = [...(help.split("Commands:")[1] ?? "").matchAll(/^ {2}([a-z]+)/gmu)].map(([, name = ""]) => name);
    expect(commands.length).toBeGreaterThan(6);
    const { code, out } = await specloom("/", ["completion", shell]);
    expect(code).toBe(0);
    expect(commands.filter((name) => !new RegExp(`\\b${name}\\b`, "u").test(out))).toEqual([]);
  });
});

test("a shell that is none of them", async () => {
  expect(await specloom("/", ["completion", "powershell"])).toMatchObject({
    code: 2,
    err: expect.stringContaining("Allowed choices are bash, zsh, fish."),
  });
});
