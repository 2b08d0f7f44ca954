import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync } from "node:fs";
import { join } from "node:path";
import { run } from "./command.js";
import { createRepository } from "./repository.js";
import { specloom } from "./specloom.js";

/** A shell that runs the completion script, and what it then offers for a line that was typed. */
export interface CompletingShell {
  readonly name: "bash" | "zsh" | "fish";
  readonly isInstalled: boolean;
  /** Words that complete the last of `typed`, in a repository with the providers `acme` and `bolt`. */
  readonly complete: (...typed: readonly string[]) => Promise<string[]>;
}

/** Folders that are no providers, and what a shell could take for commands. */
const hostile = [
  "$(touch pwned)",
  "`touch pwned`",
  ";touch pwned;",
  "$(touch\tpwned)",
  "a b",
  "-n",
  "*",
  "a\nb",
  "${HOME}",
  "acme'",
];

/** Calls what the script has registered, as readline would. */
const BASH = `source ./completion
COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1))
$(complete -p specloom | sed 's/.* -F \\([^ ]*\\) .*/\\1/')
printf '%s\\n' "\${COMPREPLY[@]}"`;

const FISH = "source ./completion; complete --do-complete (string join ' ' -- $argv)";

/** Types the line and Tab into a terminal where all matches are inserted, then writes the line to a file. */
const ZSH = `zmodload zsh/zpty
cat > settings <<'END'
autoload -Uz compinit; compinit -D -u
source ./completion
zstyle ':completion:*' completer _all_matches _complete
zstyle ':completion:*' insert true
tell() { print -r -- "$BUFFER" > line; exit }
zle -N tell; bindkey '^X' tell
END
zpty -b terminal zsh -f -i
zpty -w terminal 'source ./settings'
zpty -w -n terminal "$*"$'\\t\\x18'
zpty -r terminal said
for attempt in {1..500}; do [[ -s line ]] && break; sleep 0.02; done
cat line`;

export const completingShells: readonly CompletingShell[] = [
  shell(
    "bash",
    (script, typed) => ["-c", script, "bash", ...typed],
    BASH,
    (text) => text.split("\n"),
  ),
  shell(
    "fish",
    (script, typed) => ["--no-config", "-c", script, "--", ...typed],
    FISH,
    (text) => text.split("\n").map((line) => line.split("\t", 1)[0] ?? ""),
  ),
  shell(
    "zsh",
    (script, typed) => ["-f", "-c", script, "zsh", ...typed],
    ZSH,
    (text, typed) => {
      const words = text
        .trim()
        .split(" ")
        .slice(typed.length - 1);
      // What nothing completes stays as it was typed.
      return words.join(" ") === typed.at(-1) ? [] : words;
    },
  ),
];

function shell(
  name: CompletingShell["name"],
  args: (script: string, typed: readonly string[]) => readonly string[],
  script: string,
  read: (text: string, typed: readonly string[]) => readonly string[],
): CompletingShell {
  return {
    name,
    isInstalled: spawnSync(name, ["-c", "true"]).status === 0,
    complete: async (...words) => {
      const repository = createRepository();
      try {
        for (const provider of ["acme", "bolt", ...hostile])
          mkdirSync(join(repository.root, "specs", provider), { recursive: true });
        repository.write("completion", (await specloom(repository.root, ["completion", name])).out);
        const typed = ["specloom", ...words];
        const { stdout } = await run(name, args(script, typed), {
          cwd: repository.root,
          env: { PATH: process.env["PATH"], TERM: "xterm", HOME: repository.root },
        });
        if (existsSync(join(repository.root, "pwned"))) throw new Error("the completion ran a folder's name");
        return read(stdout, typed)
          .filter((word) => word !== "")
          .toSorted();
      } finally {
        repository.remove();
      }
    },
  };
}
