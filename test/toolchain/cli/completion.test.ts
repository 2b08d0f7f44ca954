import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { run } from "../../support/command.js";
import { createRepository } from "../../support/repository.js";
import { specloom } from "../../support/specloom.js";

/** What bash offers for the words typed so far. */
async function completed(...words: string[]): Promise<string[]> {
  const repository = createRepository();
  try {
    for (const name of ["acme", "bolt"]) mkdirSync(join(repository.root, "specs", name), { recursive: true });
    const script = (await specloom(repository.root, ["completion", "bash"])).out;
    const typed = ["specloom", ...words].map((word) => `'${word}'`).join(" ");
    const ask = `${script}\nCOMP_WORDS=(${typed}); COMP_CWORD=${words.length}; _specloom; printf '%s\\n' "\${COMPREPLY[@]}"`;
    const { stdout } = await run("bash", ["-c", ask], { cwd: repository.root });
    return stdout.split("\n").filter((line) => line !== "");
  } finally {
    repository.remove();
  }
}

describe("bash completes", () => {
  const rows: [words: string[], want: string[]][] = [
    [["gen"], ["generate"]],
    [["li"], ["list", "lint"].toSorted()],
    [["generate", "--ch"], ["--check"]],
    [["generate", "b"], ["bolt"]],
    [["--json", "lint", "a"], ["acme"]],
    [["lint", "--fail"], ["--fail-on"]],
    [["list", "--jso"], ["--json"]],
    [["init", "a"], []],
  ];
  test.each(rows)("%j", async (words, want) => {
    expect((await completed(...words)).toSorted()).toEqual(want);
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
